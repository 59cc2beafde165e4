import { randomBytes } from 'node:crypto';

/** Names in a store's folder. Numbers stand in the names with nine digits, so that every listing shows them in order. */

export const STORE_FILE = 'planark-store.json';
export const PLANS_FOLDER = 'plans';
export const SUSPECTS_FOLDER = 'suspects';
export const AUDIT_FOLDER = 'audit';
export const TOKENS_FOLDER = 'tokens';
export const SHEETS_FOLDER = 'sheets';
const REVISION_FILE = /^[0-9]{9}\.json$/;
const TEMPORARY = /^\..*\.tmp$/;

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

const SEGMENTS_A_FOLDER = 1000;
const SEGMENT_FOLDER = /^[0-9]{6}$/;

/** The folder of a segment of the log: with a thousand in each, the newest is found without reading the names of all. */
export function segmentFolderName(number: number): string {
  return String(Math.floor((number - 1) / SEGMENTS_A_FOLDER)).padStart(6, '0');
}

export function isSegmentFolder(name: string): boolean {
  return SEGMENT_FOLDER.test(name);
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
