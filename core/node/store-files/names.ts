import { randomBytes } from 'node:crypto';

/** Names in a store's folder. Numbers stand in the names with nine digits, so that every listing shows them in order. */

export const STORE_FILE = 'planark-store.json';
export const PLANS_FOLDER = 'plans';
export const SUSPECTS_FOLDER = 'suspects';
const MAX_REVISION = 999_999_999;

const PLAN_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Windows opens a device for these, whatever the folder. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
const REVISION_FILE = /^[0-9]{9}\.json$/;
const TEMPORARY = /^\..*\.tmp$/;

/** Whether a text may name a plan, and so a folder, on every system. [F5] */
export function isPlanId(text: unknown): text is string {
  return typeof text === 'string' && PLAN_ID.test(text) && !DEVICE_NAME.test(text);
}

export function isRevisionNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= MAX_REVISION;
}

export function revisionFileName(number: number): string {
  return `${String(number).padStart(9, '0')}.json`;
}

/** Where a revision is, from the store's folder, with slashes: it goes into messages, not to the file system. */
export function revisionPlace(planId: string, number: number): string {
  return `${PLANS_FOLDER}/${planId}/${revisionFileName(number)}`;
}

/** The number in a revision file's name; null for every other name. */
export function revisionNumber(fileName: string): number | null {
  const number = REVISION_FILE.test(fileName) ? Number(fileName.slice(0, 9)) : 0;
  return number === 0 ? null : number;
}

let counter = 0;

/** A name no other process, no other call and no earlier life of this process has used. [F9] */
export function temporaryName(label: string): string {
  counter += 1;
  return `.${label}.${process.pid}.${counter}.${randomBytes(8).toString('hex')}.tmp`;
}

export function isTemporary(fileName: string): boolean {
  return TEMPORARY.test(fileName);
}
