import { accountKey, departmentKey, splitAccount } from '../../plan/budget/figures';
import { groupBy } from '../../plan/group-by';
import { minorUnits } from '../cell-value';
import type { Grid, GridCell, GridName, GridRow, GridWorksheet } from '../grid';
import { quote } from '../../formula';
import { accountName, amountOfName, departmentName, type LinkedAmount } from './budget-names';

/** A figure that the treasurer's own table holds. */
export interface LiveFigure {
  /** Minor units, as the formula gives it. */
  readonly value: number;
  /** Its formula, from the cells of the line that hold the account and the department. */
  readonly formula: (accountCell: string, departmentCell: string) => string;
}

/** What a line of the plan's budget is known by. */
export interface BudgetKey {
  readonly account: string;
  readonly department: string;
  readonly year: number | undefined;
}

/** The treasurer's table in the workbook that the plan's tabs stand in. Undefined for a line, and an amount, that it has nothing of. */
export type LinkedBudget = (line: BudgetKey, kind: LinkedAmount['kind']) => LiveFigure | undefined;

interface AccountRow {
  /** As a criterion finds it; undefined for one that no criterion finds for sure. */
  readonly code: string | undefined;
  readonly isNamed: boolean;
  readonly department: string;
  readonly cells: GridRow['cells'];
}

/** The same text for a number and for its digits, since criteria take one for the other. */
const textOf = (cell: GridCell | undefined): string => (cell === undefined || typeof cell.value === 'object' || cell.isUnreadable ? '' : String(cell.value));

/** Characters that a criterion takes for something else. */
const isPlain = (text: string): boolean => text !== '' && text === text.trim() && !/[*?~"\u00a0]|^[<>=]/u.test(text);

const accountRow = (cells: GridRow['cells'], account: number, department: number | undefined): AccountRow => {
  const text = textOf(cells[account]);
  const [code = ''] = text.split(' ');
  // Words alone ("Styremøter, kurs") are one account, spaces and all.
  const own = accountKey(code) === accountKey(text) ? code : text;
  return { code: isPlain(own) ? own : undefined, isNamed: own !== text, department: department === undefined ? '' : textOf(cells[department]), cells };
};

const rowsIn = ({ rows }: GridWorksheet, { range }: GridName, department: number | undefined): AccountRow[] =>
  rows.filter(({ index, cells }) => index >= range.top && index <= range.bottom && textOf(cells[range.left]).trim() !== '').map(({ cells }) => accountRow(cells, range.left, department));

const only = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);

const sumOf = (rows: readonly AccountRow[], column: number): number | undefined => {
  const cells = rows.flatMap(({ cells }) => cells[column] ?? []);
  // A sum of formulas passes over texts, which people take for amounts.
  const isSummed = cells.length > 0 && cells.every(({ value, isDate, isUnreadable }) => typeof value === 'number' && !isDate && !isUnreadable);
  return isSummed ? cells.reduce((sum, { value }) => sum + Number(value), 0) : undefined;
};

/** The line's own cell, so that a person who corrects it sees the figure move; else the text that the sheet has. */
const criterion = (own: string, wanted: string, cell: string): string => (own.toLowerCase() === wanted.toLowerCase() ? cell : quote(wanted));

const departmentCriterion = (line: BudgetKey, rows: readonly AccountRow[], cell: string): string | undefined => {
  const wanted = only(rows.map(({ department }) => department.toLowerCase()));
  if (wanted === '') return quote('=');
  return wanted !== undefined && isPlain(wanted) ? criterion(line.department, rows[0]!.department, cell) : undefined;
};

interface Table {
  readonly byAccount: ReadonlyMap<string, readonly AccountRow[]>;
  readonly hasDepartments: boolean;
}

const formulaOf = (line: BudgetKey, rows: readonly AccountRow[], { hasDepartments }: Table, amount: LinkedAmount): LiveFigure['formula'] | undefined => {
  const code = only(rows.map((row) => row.code));
  if (code === undefined || (hasDepartments && departmentCriterion(line, rows, '') === undefined)) return undefined;
  return (accountCell, departmentCell) => {
    const account = criterion(line.account, code, accountCell);
    const department = hasDepartments ? `,${departmentName},${departmentCriterion(line, rows, departmentCell)!}` : '';
    const forms = [...(rows.some(({ isNamed }) => !isNamed) ? [account] : []), ...(rows.some(({ isNamed }) => isNamed) ? [`${account}&" *"`] : [])];
    const sums = forms.map((form) => `SUMIFS(${amount.name},${accountName},${form}${department})`).join('+');
    if (amount.unit === 1) return sums;
    return forms.length > 1 ? `(${sums})*${amount.unit}` : `${sums}*${amount.unit}`;
  };
};

const figureIn = (table: Table, amounts: readonly (LinkedAmount & { readonly column: number })[], line: BudgetKey, kind: LinkedAmount['kind']): LiveFigure | undefined => {
  const amount = amounts.find((one) => one.kind === kind && one.year === line.year);
  const inAccount = line.account.trim() === '' ? [] : (table.byAccount.get(accountKey(line.account)) ?? []);
  // All spellings of the account count: a criterion that finds one of them may find the others too.
  const rows = inAccount.filter(({ department }) => departmentKey(department) === departmentKey(line.department));
  const sum = amount && only(inAccount.map(({ code }) => code)) !== undefined ? sumOf(rows, amount.column) : undefined;
  const formula = amount && sum !== undefined ? formulaOf(line, rows, table, amount) : undefined;
  return formula && { value: Math.round(Number((sum! * amount!.unit * minorUnits).toPrecision(15))) + 0, formula };
};

const sameRows = (a: GridName, b: GridName): boolean => a.tab.toLowerCase() === b.tab.toLowerCase() && a.range.top === b.range.top && a.range.bottom === b.range.bottom;
const isColumn = ({ range }: GridName): boolean => range.left === range.right;

/** The treasurer's table, by the names that a workbook gives to its columns; undefined where it has none: SPEC.md [C64]-[C66]. */
export const linkedBudget = ({ names = [], worksheets }: Pick<Grid, 'names' | 'worksheets'>): LinkedBudget | undefined => {
  const account = names.find(({ name }) => name.toLowerCase() === accountName.toLowerCase());
  const worksheet = account && worksheets.find(({ name }) => name.toLowerCase() === account.tab.toLowerCase());
  if (!account || !worksheet || !isColumn(account)) return undefined;
  const beside = names.filter((one) => isColumn(one) && sameRows(one, account));
  const department = beside.find(({ name }) => name.toLowerCase() === departmentName.toLowerCase());
  const amounts = beside.flatMap(({ name, range }) => {
    const amount = amountOfName(name);
    return amount ? [{ ...amount, column: range.left }] : [];
  });
  if (amounts.length === 0) return undefined;
  const rows = rowsIn(worksheet, account, department?.range.left);
  const table: Table = { byAccount: groupBy(rows, ({ cells }) => accountKey(splitAccount(textOf(cells[account.range.left])).account)), hasDepartments: department !== undefined };
  return (line, kind) => figureIn(table, amounts, line, kind);
};
