import type { BudgetFigure } from '../../plan/budget/figures';
import type { Grid } from '../../sheet/grid';
import type { FigureProblem } from '../../sheet/budget/figure-problem';
import type { XlsxRefusal } from '../host-xlsx/read/refusals';

/** What a treasurer's file holds: a sheet that needs a mapping, or an accounting system's export, which says itself what is what. */
export type BudgetFile =
  | { readonly kind: 'grid'; readonly format: 'xlsx' | 'ods' | 'csv' | 'google'; readonly grid: Grid }
  /** `asOf` is the day that the accounts go up to, as an ISO date. */
  | { readonly kind: 'figures'; readonly format: 'sie' | 'saft'; readonly asOf?: string; readonly figures: readonly BudgetFigure[]; readonly problems: readonly FigureProblem[] };

/** Why a file that is no workbook was not read. */
export type BudgetRefusalCode =
  | 'UNKNOWN_FORMAT' | 'EMPTY' | 'SEVERAL_FILES' | 'LOCKED' | 'TOO_LARGE' | 'TOO_MANY_ROWS' | 'TOO_MANY_CELLS' | 'TOO_MANY_FIGURES' | 'LINE_TOO_LONG' | 'TOO_DEEP' | 'TOO_SLOW' | 'DAMAGED' | 'DOCTYPE_REFUSED' | 'NO_LEDGER' | 'NO_BALANCES' | 'NO_YEAR' | 'NO_OFFICE' | 'OFFICE_FAILED';

/** `detail` is technical English for logs. */
export type BudgetRefusal = { readonly code: 'XLSX'; readonly refusal: XlsxRefusal } | { readonly code: BudgetRefusalCode; readonly detail: string };

export type BudgetFileReading = { readonly ok: true; readonly value: BudgetFile } | { readonly ok: false; readonly refusal: BudgetRefusal };

const MEGABYTE = 1024 * 1024;

/** What a file may hold: well above what a budget or a year's export is, and well below what hurts. */
export const budgetLimits = {
  /** An export holds all the year's entries; a workbook may have no more than `LIMITS.fileBytes`. */
  fileBytes: 100 * MEGABYTE,
  textFileBytes: 50 * MEGABYTE,
  rows: 100_000,
  columns: 1_000,
  /** Empty ones too. */
  cells: 2_000_000,
  lines: 2_000_000,
  /** UTF-16 units of one line of text. */
  lineLength: 100_000,
  xmlDepth: 32,
  xmlText: 10_000,
  accounts: 50_000,
  milliseconds: 10_000,
  officeMilliseconds: 60_000,
} as const;

export const refused = (code: BudgetRefusalCode, detail: string): BudgetFileReading & { readonly ok: false } => ({ ok: false, refusal: { code, detail } });

/** Ends a reading that takes too long, by this machine's clock. */
export const createDeadline = (milliseconds: number = budgetLimits.milliseconds): (() => boolean) => {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
};
