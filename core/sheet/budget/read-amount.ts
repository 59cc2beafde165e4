import { maxMinorUnits } from '../../plan/rules';
import type { Locale } from '../../plan/locale';
import { minorUnits } from '../cell-value';
import { isCellError, type GridCell } from '../grid';
import { readNumber } from '../parse/read-number';
import type { FigureProblemCode } from './figure-problem';
import { plainCellText } from './sheet-cells';

/** An amount as the sheet has it, in its own unit; undefined for none. */
export type AmountReading = { readonly amount: number | undefined } | { readonly problem: FigureProblemCode; readonly value: string };

const nothing = /^[\s\u00a0]*[-–—.]?[\s\u00a0]*$/;

const dashBehind = /(?<=\d)\s*[-−–]\s*$/u;
/** "12000-": below nought in an export, and above it where it is short for "12000,-". */
const isSignOpen = (text: string, locale: Locale): boolean => dashBehind.test(text) && readNumber(text.replace(dashBehind, ''), locale, true) !== 'none';

const fromText = (text: string, locale: Locale): AmountReading => {
  if (nothing.test(text)) return { amount: undefined };
  const reading = readNumber(text, locale, true);
  if (reading === 'none') return { problem: isSignOpen(text, locale) ? 'AMBIGUOUS_AMOUNT' : 'NOT_AN_AMOUNT', value: text };
  return reading === 'ambiguous' ? { problem: 'AMBIGUOUS_AMOUNT', value: text } : { amount: reading.number };
};

/** Reads a cell of a column of amounts; a dash is nothing. */
export const readAmount = (cell: GridCell | undefined, locale: Locale): AmountReading => {
  if (cell === undefined) return { amount: undefined };
  const { value, isDate, isFormula, isUnreadable } = cell;
  if (isCellError(value)) return { problem: 'ERROR_VALUE', value: value.error };
  if (isUnreadable) return { problem: isFormula ? 'NO_RESULT' : 'NOT_AN_AMOUNT', value: String(value) };
  if (typeof value === 'boolean' || isDate) return { problem: 'NOT_AN_AMOUNT', value: plainCellText(cell) || String(value) };
  return typeof value === 'number' ? { amount: value } : fromText(value, locale);
};

/** A sheet's amount in minor units, rounded to them; undefined where it is larger than any can be. */
export const toMinorUnits = (amount: number, unit: 1 | 1000): number | undefined => {
  const minor = Math.round(Number((amount * unit * minorUnits).toPrecision(15)));
  return Math.abs(minor) > maxMinorUnits ? undefined : minor + 0;
};
