import { accountKey, departmentKey, splitAccount } from '../../plan/budget/figures';
import { isNegated } from '../../plan/budget/mapping';
import { groupBy } from '../../plan/group-by';
import { minorUnits } from '../cell-value';
import { cellAddress, isCellError, type Grid, type GridCell, type GridName, type GridRange, type GridRow, type GridWorksheet } from '../grid';
import { quote } from '../../formula';
import { tableRows, type AccountLine } from './account-rows';
import { amountOfName, roleOfName, type ColumnRole, type LinkedAmount } from './budget-names';
import type { BudgetTable } from './find-table';
import { codeLength, isIncome } from './row-kinds';
import { createSheetCells, plainCellText } from './sheet-cells';

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

/** Why no formula follows an amount that a table has a column for. SPEC.md [C66] */
export type NotLiveReason = 'no-account' | 'no-department' | 'spellings' | 'sum' | 'signs' | 'empty' | 'text' | 'error' | 'date' | 'sign';

/** An amount that no formula follows, and the cell of the treasurer's table that is in the way; null where none is. */
export interface NotLive {
  readonly why: NotLiveReason;
  readonly place: string | null;
  /** What stands there. */
  readonly value: string;
}

/** The treasurer's tables in the workbook that the plan's tabs stand in. */
export interface LinkedBudget {
  /** Undefined for an amount that no formula follows. */
  readonly figure: (line: BudgetKey, kind: LinkedAmount['kind']) => LiveFigure | undefined;
  /** Why none does; undefined where one does, where no table has a column for it, and for a line without an account. */
  readonly whyNot: (line: BudgetKey, kind: LinkedAmount['kind']) => NotLive | undefined;
}

interface LinkedRow {
  readonly row: number;
  /** A pull takes it for a line of an account, and for no sum or group. */
  readonly isLine: boolean;
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

/** Characters that a criterion takes for something else; "6 860" is a text in one language and a number in another. */
const isPlain = (text: string): boolean => text !== '' && text === text.trim() && !/[*?~"\u00a0]|^[<>=]|^\d+\s\d/u.test(text);

/** An amount by its column, zero-based. */
type ColumnAmount = LinkedAmount & { readonly column: number };

/** The columns of the table, by their names. */
interface NamedTable {
  readonly worksheet: GridWorksheet;
  readonly range: GridRange;
  /** What its columns of accounts and departments are called. */
  readonly names: Readonly<Partial<Record<ColumnRole, string>>>;
  readonly columns: BudgetTable['columns'];
  readonly amounts: readonly ColumnAmount[];
}

/** What a line is by itself, whatever heading stands above it. */
const incomeOf = ({ account, name }: AccountLine): boolean | undefined => {
  const [below, alone] = [isIncome(account, name, 'income'), isIncome(account, name, 'cost')];
  return below === alone ? below : undefined;
};

/** `line`: what a pull takes the row for; a criterion finds a sum with an account's number, too, so then no formula is sure. */
const linkedRow = ({ columns: { account, department } }: NamedTable, { index, cells }: GridRow, line: AccountLine | undefined): LinkedRow => {
  const text = textOf(cells[account]);
  const [code = ''] = text.split(' ');
  // Words alone ("Styremøter, kurs") are one account, spaces and all.
  const own = accountKey(code) === accountKey(text) ? code : text;
  return { row: index, isLine: line !== undefined, code: line && isPlain(own) ? own : undefined, isNamed: own !== text, department: department === undefined ? '' : textOf(cells[department]), isIncome: line && incomeOf(line), cells };
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
    .map((row) => linkedRow(table, row, lines.get(row.index)));
};

const only = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);

/** Why a sum of formulas does not say what stands in a cell: it passes over texts, which people take for amounts. */
const cellFault = ({ value, isDate, isUnreadable }: GridCell): NotLiveReason | undefined => {
  if (isCellError(value) || isUnreadable) return 'error';
  if (isDate) return 'date';
  return typeof value === 'number' ? undefined : 'text';
};

const sumOf = (rows: readonly LinkedRow[], column: number): number => rows.reduce((sum, { cells }) => sum + Number(cells[column]?.value ?? 0), 0);

/** The line's own cell, so that a person who corrects it sees the figure move; else the text that the sheet has. */
const criterion = (own: string, wanted: string, cell: string): string => (own.toLowerCase() === wanted.toLowerCase() ? cell : quote(wanted));

const departmentCriterion = (line: BudgetKey, rows: readonly LinkedRow[], cell: string): string | undefined => {
  const wanted = only(rows.map(({ department }) => department.toLowerCase()));
  if (wanted === '') return quote('=');
  return wanted !== undefined && isPlain(wanted) ? criterion(line.department, rows[0]!.department, cell) : undefined;
};

interface Table extends NamedTable {
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
  readonly names: NamedTable['names'];
  /** Rows of the account are told apart by their departments. */
  readonly hasDepartments: boolean;
}

const formulaOf = (line: BudgetKey, { rows, amount, sign, names, hasDepartments }: Found): LiveFigure['formula'] | undefined => {
  const code = only(rows.map((row) => row.code));
  if (code === undefined || (hasDepartments && departmentCriterion(line, rows, '') === undefined)) return undefined;
  return (accountCell, departmentCell) => {
    const account = criterion(line.account, code, accountCell);
    const department = hasDepartments ? `,${names.department!},${departmentCriterion(line, rows, departmentCell)!}` : '';
    const forms = [...(rows.some(({ isNamed }) => !isNamed) ? [account] : []), ...(rows.some(({ isNamed }) => isNamed) ? [`${account}&" *"`] : [])];
    const sums = forms.map((form) => `SUMIFS(${amount.name},${names.account!},${form}${department})`).join('+');
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

/** A cell of a table, and why it is in the way. */
const inTheWay = ({ worksheet: { name } }: Table, why: NotLiveReason, row: number, column: number, cells: GridRow['cells']): NotLive =>
  ({ why, place: `${name}!${cellAddress(row, column)}`, value: cells[column] ? plainCellText(cells[column]) || String(cells[column].value) : '' });

/** What stands in the way among all rows of an account: a criterion that finds one of its spellings may find the others too. */
const accountFault = (table: Table, rows: readonly LinkedRow[]): NotLive | undefined => {
  const { account } = table.columns;
  const [first] = rows;
  if (!first) return { why: 'no-account', place: null, value: '' };
  const found = rows.find(({ isLine }) => !isLine) ?? rows.find(({ code }) => code === undefined) ?? rows.find(({ code }) => code !== first.code);
  if (!found) return undefined;
  const why = !found.isLine ? 'sum' : found.code === undefined ? 'signs' : 'spellings';
  return inTheWay(table, why, found.row, account, found.cells);
};

/** What stands in the way among the rows of a line, in its column. */
const amountFault = (table: Table, rows: readonly LinkedRow[], { column }: ColumnAmount): NotLive | undefined => {
  for (const { row, cells } of rows) {
    const why = cells[column] && cellFault(cells[column]);
    if (why) return inTheWay(table, why, row, column, cells);
  }
  const [first] = rows;
  return first && rows.every(({ cells }) => cells[column] === undefined) ? inTheWay(table, 'empty', first.row, column, first.cells) : undefined;
};

const isLive = (found: LiveFigure | NotLive): found is LiveFigure => 'formula' in found;

const followed = (table: Table, line: BudgetKey, amount: ColumnAmount): LiveFigure | NotLive => {
  const inAccount = table.byAccount.get(accountKey(line.account)) ?? [];
  const isOfAll = amount.department === undefined;
  const rows = isOfAll ? inAccount.filter(({ department }) => departmentKey(department) === departmentKey(line.department)) : inAccount;
  const fault = accountFault(table, inAccount) ?? (rows.length === 0 ? { why: 'no-department' as const, place: null, value: '' } : amountFault(table, rows, amount));
  if (fault) return fault;
  const sign = signOf(amount, rows);
  if (sign === undefined) return inTheWay(table, 'sign', rows[0]!.row, table.columns.account, rows[0]!.cells);
  const formula = formulaOf(line, { rows, amount, sign, names: table.names, hasDepartments: isOfAll && table.hasDepartments });
  if (!formula) return inTheWay(table, 'signs', rows[0]!.row, table.columns.department!, rows[0]!.cells);
  return { value: Math.round(Number((sumOf(rows, amount.column) * sign * amount.unit * minorUnits).toPrecision(15))) + 0, formula };
};

const sameRows = (a: GridName, b: GridName): boolean => a.tab.toLowerCase() === b.tab.toLowerCase() && a.range.top === b.range.top && a.range.bottom === b.range.bottom;
const isColumn = ({ range }: GridName): boolean => range.left === range.right;

/** The table whose column of accounts has this name; undefined where nothing of the kind is there, or it has no amounts. */
const tableAt = (account: GridName, { names = [], worksheets }: Pick<Grid, 'names' | 'worksheets'>): Table | undefined => {
  const worksheet = worksheets.find(({ name }) => name.toLowerCase() === account.tab.toLowerCase());
  const beside = names.filter((one) => isColumn(one) && sameRows(one, account));
  const amounts = beside.flatMap(({ name, range }) => {
    const amount = amountOfName(name);
    return amount ? [{ ...amount, column: range.left }] : [];
  });
  if (!worksheet || amounts.length === 0) return undefined;
  const { range } = account;
  const [title, department] = (['name', 'department'] as const).map((role) => beside.find(({ name }) => roleOfName(name) === role));
  const named: NamedTable = {
    worksheet, range, amounts, names: { account: account.name, ...(department && { department: department.name }) },
    columns: { account: range.left, ...(title && { name: title.range.left }), ...(department && { department: department.range.left }) },
  };
  return { ...named, byAccount: groupBy(rowsIn(named), ({ cells }) => accountKey(splitAccount(textOf(cells[range.left])).account)), hasDepartments: department !== undefined };
};

/** The treasurer's tables, by the names that a workbook gives to their columns, one a tab; undefined where it has none: SPEC.md [C64]-[C66], [C111]. */
export const linkedBudget = (grid: Pick<Grid, 'names' | 'worksheets'>): LinkedBudget | undefined => {
  const accounts = (grid.names ?? []).filter((one) => roleOfName(one.name) === 'account' && isColumn(one));
  const tables = accounts.filter(({ tab }, i) => accounts.findIndex((one) => one.tab.toLowerCase() === tab.toLowerCase()) === i).flatMap((account) => tableAt(account, grid) ?? []);
  if (tables.length === 0) return undefined;
  const find = (line: BudgetKey, kind: LinkedAmount['kind']): LiveFigure | NotLive | undefined => {
    if (line.account.trim() === '') return undefined;
    const [found, ...others] = tables.flatMap((table) => {
      const amount = columnFor(table, line, kind);
      return amount ? [{ table, amount }] : [];
    });
    // Of two tables with the same it is not sure which one is meant.
    return found && others.length === 0 ? followed(found.table, line, found.amount) : undefined;
  };
  return {
    figure: (line, kind) => {
      const found = find(line, kind);
      return found && isLive(found) ? found : undefined;
    },
    whyNot: (line, kind) => {
      const found = find(line, kind);
      return found && !isLive(found) ? found : undefined;
    },
  };
};
