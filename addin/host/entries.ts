import type { ModelValue } from '../../core';

/** What a cell is given: an empty text empties it, null leaves it as it is. */
export type Entry = string | number | boolean | null;

const months = /^(jan|feb|mar|apr|ma[iyj]|jun|jul|aug|sep|o[kc]t|nov|de[csz])/i;
const truths = /^(true|false|sann|usann|sant|falskt)$/i;

/** Might Excel take this text for a number, a date, a truth value, an error or a formula, had somebody typed it? Rather once too often. */
const mayBecomeSomethingElse = (text: string): boolean =>
  !/^\p{L}/u.test(text) || truths.test(text) || (/\d/.test(text) && (months.test(text) || /^\p{L}{1,3}[\s\d]*$/u.test(text)));

const apostrophe = "'";
/** What even a cell of text format might not take as it stands: a formula must never run, not for a moment. */
const isDoubtful = (text: string): boolean => /^['=]/.test(text);

/** What to write into a cell; where it is in doubt what Excel makes of it, with the text that has to stand there then. */
export interface Written {
  readonly entry: Entry;
  readonly doubt?: string;
}

/**
 * A value as an entry that Excel keeps as it is. An apostrophe, which Excel takes for a sign and not for a letter, says that a text is one. Nobody
 * says whether it is a sign in a cell of text format, too; that is seen when it is read back.
 */
export const writtenAs = (value: ModelValue, isTextCell: boolean): Written => {
  if (value === null) return { entry: '' };
  if (typeof value !== 'string' || value === '') return { entry: value };
  if (!isTextCell) return { entry: mayBecomeSomethingElse(value) ? apostrophe + value : value };
  return isDoubtful(value) ? { entry: apostrophe + value, doubt: value } : { entry: value };
};

/** A formula without "=" as an entry. */
export const toFormula = (formula: string): string => `=${formula}`;
