import type { ModelValue } from '../../core';

/** What a cell is given: an empty text empties it, null leaves it as it is. */
export type Entry = string | number | boolean | null;

const months = /^(jan|feb|mar|apr|ma[iyj]|jun|jul|aug|sep|o[kc]t|nov|de[csz])/i;
const truths = /^(true|false|sann|usann|sant|falskt)$/i;

/** Might Excel take this text for a number, a date, a truth value, an error or a formula, had somebody typed it? Rather once too often. */
const mayBecomeSomethingElse = (text: string): boolean =>
  !/^\p{L}/u.test(text) || truths.test(text) || (/\d/.test(text) && (months.test(text) || /^\p{L}{1,3}[\s\d]*$/u.test(text)));

const apostrophe = "'";

/**
 * A value as an entry that Excel keeps as it is. An apostrophe, which Excel takes for a sign and not for a letter, says that a text is one;
 * in a cell of text format only a text that itself begins with an apostrophe needs it.
 */
const toEntry = (value: ModelValue, isTextCell: boolean): Exclude<Entry, null> => {
  if (value === null) return '';
  if (typeof value !== 'string' || value === '') return value;
  return (isTextCell ? value.startsWith(apostrophe) : mayBecomeSomethingElse(value)) ? apostrophe + value : value;
};

/** Nobody says what Excel makes of an apostrophe in a cell of text format: whether it is a sign there is seen when it is read back. */
const isDoubtful = (value: ModelValue, isTextCell: boolean): boolean => isTextCell && typeof value === 'string' && value.startsWith(apostrophe);

/** What to write into a cell, with the text that has to stand there then where that is in doubt. */
export const writtenAs = (value: ModelValue, isTextCell: boolean): { readonly entry: Entry; readonly doubted?: string } =>
  ({ entry: toEntry(value, isTextCell), ...(isDoubtful(value, isTextCell) && { doubted: String(value) }) });

/** A formula without "=" as an entry. */
export const toFormula = (formula: string): string => `=${formula}`;
