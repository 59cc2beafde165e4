/** Plan ids and revision numbers, as every store takes them. */

const MAX_REVISION = 999_999_999;

const PLAN_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Windows opens a device for these, whatever the folder. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Whether a text may name a plan, and so a folder, on every system. [F5] */
export function isPlanId(text: unknown): text is string {
  return typeof text === 'string' && PLAN_ID.test(text) && !DEVICE_NAME.test(text);
}

export function isRevisionNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= MAX_REVISION;
}

/** planark/1 is the newest format this version knows; older ones are migrated by whoever reads the plan. */
export function isPlanFormatKnown(format: string): boolean {
  return /^planark\/[01]$/.test(format);
}
