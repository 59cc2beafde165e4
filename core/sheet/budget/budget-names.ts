import type { BudgetMapping } from '../../plan/budget/mapping';
import { columnLetters, type Grid } from '../grid';
import { quoteTab, spareRows } from '../layout';

/** What a column of a treasurer's table is known for, beside its amounts. */
export type ColumnRole = 'account' | 'name' | 'department';

/**
 * The name that a treasurer's workbook gives to a column of its budget, from the header down; the same in every language. Where it has several
 * tables, those of the second end in 2: `Planark_account_2`. `table` counts from 0.
 */
export const nameOfColumn = (role: ColumnRole, table = 0): string => `Planark_${role}${table === 0 ? '' : `_${table + 1}`}`;

/** What a name says of its column; undefined for one of another kind. */
export const roleOfName = (name: string): ColumnRole | undefined => /^planark_(account|name|department)(?:_\d{1,2})?$/i.exec(name)?.[1]?.toLowerCase() as ColumnRole | undefined;

/** Names are in no case. */
export const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Excel takes no longer name. */
export const mostName = 255;

/** A column of amounts by its name: "Planark_adopted_2026", "Planark_actual_2026_thousands", "Planark_adopted_2026_positive_of_Styret". */
export interface LinkedAmount {
  readonly name: string;
  readonly kind: 'adopted' | 'actual';
  readonly year: number;
  /** How many major units one in the sheet is. */
  readonly unit: 1 | 1000;
  /** How the column writes income. */
  readonly incomeIs: BudgetMapping['incomeIs'];
  /** The department whose column it is. */
  readonly department?: string | undefined;
}

const units = { 1: '', 1000: '_thousands' } as const;
const incomes: Readonly<Record<BudgetMapping['incomeIs'], string>> = { negative: '', positive: '_positive', result: '_result' };

/** A department in a name that each program takes: spaces are low lines, all but plain letters and digits are their numbers. */
const encoded = (department: string): string =>
  department.replace(/[^A-Za-z0-9]/gu, (sign) => (sign === ' ' ? '_' : `_u${sign.codePointAt(0)!.toString(16).padStart(5, '0')}`));
const decoded = (text: string): string => text.replace(/_u([0-9a-f]{5})|_/giu, (_, code?: string) => (code === undefined ? ' ' : String.fromCodePoint(parseInt(code, 16))));

/** The name of a column of amounts. */
export const nameOfAmount = ({ kind, year, unit, incomeIs, department }: Omit<LinkedAmount, 'name'>): string =>
  `Planark_${kind}_${year}${units[unit]}${incomes[incomeIs]}${department === undefined ? '' : `_of_${encoded(department)}`}`;

/** What a name says of its column; undefined for one of another kind. */
export const amountOfName = (name: string): LinkedAmount | undefined => {
  const [, kind, year, unit, income, department] = /^planark_(adopted|actual)_(\d{4})(_thousands)?(?:_(positive|result))?(?:_of_(\w+))?$/i.exec(name) ?? [];
  if (kind === undefined) return undefined;
  return {
    name, kind: kind.toLowerCase() as LinkedAmount['kind'], year: Number(year), unit: unit === undefined ? 1 : 1000, incomeIs: (income?.toLowerCase() ?? 'negative') as LinkedAmount['incomeIs'],
    ...(department !== undefined && { department: decoded(department) }),
  };
};

/** Is it a name that a link gives: of the account, its name, the department or amounts? The columns that sums are written into have others. */
export const isLinkName = (name: string): boolean => roleOfName(name) !== undefined || amountOfName(name) !== undefined;

/** The name of the column that the plan's own sums are written into: "Planark_planned_2026", "Planark_planned_2026_Styret". */
export const plannedName = (year: number, department?: string): string => `Planark_planned_${year}${department === undefined ? '' : `_${encoded(department.trim())}`}`;

/** The years whose sums a workbook has named columns for. */
export const plannedYears = ({ names = [] }: Pick<Grid, 'names'>): number[] => names.flatMap(({ name }) => {
  const [, year] = /^planark_planned_(\d{4})(?:_|$)/i.exec(name) ?? [];
  return year === undefined ? [] : [Number(year)];
});

/** The columns of a treasurer's table, zero-based. */
export interface NamedColumns {
  readonly tab: string;
  readonly headerRow: number;
  /** The last row of the tab that holds anything. */
  readonly lastRow: number;
  readonly account: number;
  readonly name?: number | undefined;
  readonly department?: number | undefined;
  readonly amounts: readonly (Omit<LinkedAmount, 'name'> & { readonly column: number })[];
}

/** A name, and the formula that says what it means. */
export interface NameText {
  readonly name: string;
  readonly text: string;
}

/**
 * One column from its header to below the last row, so that programs let the name grow with a row that is inserted anywhere between, and rows
 * that are typed below belong to it.
 */
export const columnText = (tab: string, headerRow: number, lastRow: number, column: number): string => {
  const letters = columnLetters(column);
  return `${quoteTab(tab)}!$${letters}$${headerRow + 1}:$${letters}$${Math.max(lastRow, headerRow) + 1 + spareRows}`;
};

/** The names of the linked columns of a workbook's table of this number: SPEC.md [C63]. */
export const budgetNames = ({ tab, headerRow, lastRow, account, name, department, amounts }: NamedColumns, table: number): NameText[] => {
  const roles: readonly [ColumnRole, number | undefined][] = [['account', account], ['name', name], ['department', department]];
  const columns: [string, number | undefined][] = [...roles.map(([role, column]): [string, number | undefined] => [nameOfColumn(role, table), column]), ...amounts.map((amount): [string, number] => [nameOfAmount(amount), amount.column])];
  return columns.flatMap(([own, column]) => (column === undefined ? [] : [{ name: own, text: columnText(tab, headerRow, lastRow, column) }]));
};
