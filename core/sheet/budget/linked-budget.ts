import { accountKey, departmentKey, splitAccount } from '../../plan/budget/figures';
import { isNegated } from '../../plan/budget/mapping';
import { groupBy } from '../../plan/group-by';
import { minorUnits } from '../cell-value';
import type { Grid, GridCell, GridName, GridRange, GridRow, GridWorksheet } from '../grid';
import { quote } from '../../formula';
import { tableRows, type AccountLine } from './account-rows';
import { accountName, amountOfName, departmentName, titleName, type LinkedAmount } from './budget-names';
import type { BudgetTable } from './find-table';
import { codeLength, isIncome } from './row-kinds';
import { createSheetCells } from './sheet-cells';

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

interface LinkedRow {
  /** As a criterion finds it; undefined for one that no criterion finds for sure. */
  readonly code: string | undefined;
  readonly isNamed: boolean;
  readonly department: string;
  /** Undefined where only the heading that it stands below tells, which it may be moved away from. */
  readonly isIncome: boolean | undefined;
  readonly cells: GridRow['cells'];
}

/** The same text for a number and for its digits, since criteria take one for the other. */
const textOf = (cell: GridCell | undefined): string => (cell === undefined || typeof cell.value === 'object' || cell.isUnreadable ? '' : String(cell.value));

/** Characters that a criterion takes for something else. */
const isPlain = (text: string): boolean => text !== '' && text === text.trim() && !/[*?~"\u00a0]|^[<>=]/u.test(text);

/** An amount by its column, zero-based. */
type ColumnAmount = LinkedAmount & { readonly column: number };

/** The columns of the table, by their names. */
interface NamedTable {
  readonly worksheet: GridWorksheet;
  readonly range: GridRange;
  readonly columns: BudgetTable['columns'];
  readonly amounts: readonly ColumnAmount[];
}

/** What a line is by itself, whatever heading stands above it. */
const incomeOf = ({ account, name }: AccountLine): boolean | undefined => {
  const [below, alone] = [isIncome(account, name, 'income'), isIncome(account, name, 'cost')];
  return below === alone ? below : undefined;
};

/** `line`: what a pull takes the row for; a criterion finds a sum with an account's number, too, so then no formula is sure. */
const linkedRow = ({ columns: { account, department } }: NamedTable, cells: GridRow['cells'], line: AccountLine | undefined): LinkedRow => {
  const text = textOf(cells[account]);
  const [code = ''] = text.split(' ');
  // Words alone ("Styremøter, kurs") are one account, spaces and all.
  const own = accountKey(code) === accountKey(text) ? code : text;
  return { code: line && isPlain(own) ? own : undefined, isNamed: own !== text, department: department === undefined ? '' : textOf(cells[department]), isIncome: line && incomeOf(line), cells };
};

/** The rows that a pull takes for lines of accounts. A table without headers is named from its first account. */
const linesOf = ({ worksheet, range: { top, left }, columns, amounts }: NamedTable): ReadonlyMap<number, AccountLine> => {
  const cells = createSheetCells(worksheet);
  const headerRow = codeLength(cells.textAt(top, left)) > 0 ? top - 1 : top;
  const rows = tableRows({ worksheet, cells, headerRow, columns, amounts, planned: [] });
  return new Map(rows.flatMap((row) => (row.kind === 'account' ? [[row.row, row] as const] : [])));
};

const rowsIn = (table: NamedTable): LinkedRow[] => {
  const { worksheet, range } = table;
  const lines = linesOf(table);
  return worksheet.rows.filter(({ index, cells }) => index >= range.top && index <= range.bottom && textOf(cells[range.left]).trim() !== '')
    .map(({ index, cells }) => linkedRow(table, cells, lines.get(index)));
};

const only = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);

const sumOf = (rows: readonly LinkedRow[], column: number): number | undefined => {
  const cells = rows.flatMap(({ cells }) => cells[column] ?? []);
  // A sum of formulas passes over texts, which people take for amounts.
  const isSummed = cells.length > 0 && cells.every(({ value, isDate, isUnreadable }) => typeof value === 'number' && !isDate && !isUnreadable);
  return isSummed ? cells.reduce((sum, { value }) => sum + Number(value), 0) : undefined;
};

/** The line's own cell, so that a person who corrects it sees the figure move; else the text that the sheet has. */
const criterion = (own: string, wanted: string, cell: string): string => (own.toLowerCase() === wanted.toLowerCase() ? cell : quote(wanted));

const departmentCriterion = (line: BudgetKey, rows: readonly LinkedRow[], cell: string): string | undefined => {
  const wanted = only(rows.map(({ department }) => department.toLowerCase()));
  if (wanted === '') return quote('=');
  return wanted !== undefined && isPlain(wanted) ? criterion(line.department, rows[0]!.department, cell) : undefined;
};

interface Table {
  readonly amounts: readonly ColumnAmount[];
  readonly byAccount: ReadonlyMap<string, readonly LinkedRow[]>;
  readonly hasDepartments: boolean;
}

/** What an amount is in the plan by what it is in the sheet: the plan has income negative. Undefined where it is not sure which lines are income. */
const signOf = ({ incomeIs }: LinkedAmount, rows: readonly LinkedRow[]): 1 | -1 | undefined => {
  const turns = rows.map((row) => (row.isIncome === undefined && incomeIs === 'positive' ? undefined : isNegated({ incomeIs }, row.isIncome ?? false)));
  const isTurned = only(turns);
  return isTurned === undefined ? undefined : isTurned ? -1 : 1;
};

interface Found {
  readonly rows: readonly LinkedRow[];
  readonly amount: ColumnAmount;
  readonly sign: 1 | -1;
  /** Rows of the account are told apart by their departments. */
  readonly hasDepartments: boolean;
}

const formulaOf = (line: BudgetKey, { rows, amount, sign, hasDepartments }: Found): LiveFigure['formula'] | undefined => {
  const code = only(rows.map((row) => row.code));
  if (code === undefined || (hasDepartments && departmentCriterion(line, rows, '') === undefined)) return undefined;
  return (accountCell, departmentCell) => {
    const account = criterion(line.account, code, accountCell);
    const department = hasDepartments ? `,${departmentName},${departmentCriterion(line, rows, departmentCell)!}` : '';
    const forms = [...(rows.some(({ isNamed }) => !isNamed) ? [account] : []), ...(rows.some(({ isNamed }) => isNamed) ? [`${account}&" *"`] : [])];
    const sums = forms.map((form) => `SUMIFS(${amount.name},${accountName},${form}${department})`).join('+');
    const whole = forms.length > 1 && (sign < 0 || amount.unit !== 1) ? `(${sums})` : sums;
    return `${sign < 0 ? '-' : ''}${whole}${amount.unit === 1 ? '' : `*${amount.unit}`}`;
  };
};

/** The column for a line: its department's own, else that of all. Undefined where it is not sure that there is one alone. */
const columnFor = ({ amounts, hasDepartments }: Table, line: BudgetKey, kind: LinkedAmount['kind']): ColumnAmount | undefined => {
  const ofYear = amounts.filter((one) => one.kind === kind && one.year === line.year);
  const whole = ofYear.filter(({ department }) => department === undefined);
  const own = ofYear.filter(({ department }) => department !== undefined && departmentKey(department) === departmentKey(line.department));
  const found = own.length === 0 ? whole : hasDepartments ? [...own, ...whole] : own;
  return found.length === 1 ? found[0] : undefined;
};

const figureIn = (table: Table, line: BudgetKey, kind: LinkedAmount['kind']): LiveFigure | undefined => {
  const amount = columnFor(table, line, kind);
  if (!amount) return undefined;
  const inAccount = line.account.trim() === '' ? [] : (table.byAccount.get(accountKey(line.account)) ?? []);
  // All spellings of the account count: a criterion that finds one of them may find the others too.
  if (only(inAccount.map(({ code }) => code)) === undefined) return undefined;
  const isOfAll = amount.department === undefined;
  const rows = isOfAll ? inAccount.filter(({ department }) => departmentKey(department) === departmentKey(line.department)) : inAccount;
  const [sum, sign] = [sumOf(rows, amount.column), signOf(amount, rows)];
  const formula = sum !== undefined && sign !== undefined ? formulaOf(line, { rows, amount, sign, hasDepartments: isOfAll && table.hasDepartments }) : undefined;
  return formula && { value: Math.round(Number((sum! * sign! * amount.unit * minorUnits).toPrecision(15))) + 0, formula };
};

const sameRows = (a: GridName, b: GridName): boolean => a.tab.toLowerCase() === b.tab.toLowerCase() && a.range.top === b.range.top && a.range.bottom === b.range.bottom;
const isColumn = ({ range }: GridName): boolean => range.left === range.right;

/** The treasurer's table, by the names that a workbook gives to its columns; undefined where it has none: SPEC.md [C64]-[C66]. */
export const linkedBudget = ({ names = [], worksheets }: Pick<Grid, 'names' | 'worksheets'>): LinkedBudget | undefined => {
  const account = names.find(({ name }) => name.toLowerCase() === accountName.toLowerCase());
  const worksheet = account && worksheets.find(({ name }) => name.toLowerCase() === account.tab.toLowerCase());
  if (!account || !worksheet || !isColumn(account)) return undefined;
  const beside = names.filter((one) => isColumn(one) && sameRows(one, account));
  const columnOf = (own: string): number | undefined => beside.find(({ name }) => name.toLowerCase() === own.toLowerCase())?.range.left;
  const amounts = beside.flatMap(({ name, range }) => {
    const amount = amountOfName(name);
    return amount ? [{ ...amount, column: range.left }] : [];
  });
  if (amounts.length === 0) return undefined;
  const { range } = account;
  const [name, department] = [columnOf(titleName), columnOf(departmentName)];
  const rows = rowsIn({ worksheet, range, amounts, columns: { account: range.left, ...(name !== undefined && { name }), ...(department !== undefined && { department }) } });
  const table: Table = { amounts, byAccount: groupBy(rows, ({ cells }) => accountKey(splitAccount(textOf(cells[range.left])).account)), hasDepartments: department !== undefined };
  return (line, kind) => figureIn(table, line, kind);
};
