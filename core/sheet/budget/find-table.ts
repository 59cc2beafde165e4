import type { BudgetMapping, ColumnRef } from '../../plan/budget/mapping';
import { columnOfLetters, type Grid, type GridWorksheet } from '../grid';
import { isSameName, nameOfAmount, nameOfColumn, plannedName, roleOfName } from './budget-names';
import { changedYear } from './changed-year';
import { figureProblem, type FigureProblem } from './figure-problem';
import { headerLabels } from './headers';
import { comparable, createSheetCells, type SheetCells } from './sheet-cells';

/** A column of amounts, zero-based. */
export interface FoundAmount {
  readonly kind: 'adopted' | 'actual';
  readonly year: number;
  readonly department?: string;
  readonly column: number;
}

/** A treasurer's table, found in a workbook. Rows and columns are zero-based. */
export interface BudgetTable {
  readonly worksheet: GridWorksheet;
  readonly cells: SheetCells;
  /** -1 where the table has no headers. */
  readonly headerRow: number;
  readonly columns: { readonly account: number; readonly name?: number; readonly department?: number };
  readonly amounts: readonly FoundAmount[];
  readonly planned: readonly { readonly year: number; readonly department?: string; readonly column: number }[];
}

export type TableFinding = { readonly ok: true; readonly table: BudgetTable; readonly problems: readonly FigureProblem[] } | { readonly ok: false; readonly problems: readonly FigureProblem[] };

/** The worksheet of this name, in whatever case; the only one that people see where none has it. */
const findWorksheet = ({ worksheets }: Grid, tab: string): GridWorksheet | undefined => {
  const visible = worksheets.filter(({ state }) => state === 'visible');
  return worksheets.find(({ name }) => comparable(name) === comparable(tab)) ?? (visible.length === 1 ? visible[0] : undefined);
};

interface Wanted {
  readonly ref: ColumnRef;
  /** The name that a workbook may give to the column. */
  readonly name: string | undefined;
}

const wantedColumns = ({ columns, amounts, planned = [], unit, incomeIs }: BudgetMapping): Wanted[] => [
  { ref: columns.account, name: nameOfColumn('account') },
  ...(columns.name ? [{ ref: columns.name, name: undefined }] : []),
  ...(columns.department ? [{ ref: columns.department, name: nameOfColumn('department') }] : []),
  ...amounts.map(({ kind, year, department, column }) => ({ ref: column, name: nameOfAmount({ kind, year, department, unit, incomeIs }) })),
  ...planned.map(({ year, department, column }) => ({ ref: column, name: plannedName(year, department) })),
];

/** How many of the headers stand in this row. */
const countIn = (labels: ReadonlySet<string>, wanted: readonly Wanted[]): number => wanted.filter(({ ref }) => ref.header !== undefined && labels.has(comparable(ref.header))).length;

/** How far down headers are looked for. */
const mostRows = 500;

/** The row with most of the headers, the account's among them; of several the one nearest to where it was. Undefined where there is none. */
const findHeaderRow = (cells: SheetCells, wanted: readonly Wanted[], expected: number): number | undefined => {
  const account = wanted[0]!.ref.header;
  if (account === undefined) return expected;
  let best: { readonly row: number; readonly count: number } | undefined;
  for (const { index } of cells.rows.slice(0, mostRows)) {
    const labels = new Set(headerLabels(cells, index).map(comparable));
    if (!labels.has(comparable(account))) continue;
    const count = countIn(labels, wanted);
    const isNearer = best === undefined || count > best.count || (count === best.count && Math.abs(index - expected) < Math.abs(best.row - expected));
    if (isNearer) best = { row: index, count };
  }
  return best?.row;
};

interface Search {
  readonly grid: Grid;
  readonly worksheet: GridWorksheet;
  readonly labels: readonly string[];
}

/** Whatever number a workbook's table has, its column of accounts is one. */
const isNameFor = (name: string, standing: string): boolean => isSameName(name, standing) || (roleOfName(name) !== undefined && roleOfName(name) === roleOfName(standing));

const namedColumn = ({ grid, worksheet }: Search, name: string | undefined): number | undefined =>
  grid.names?.find((one) => name !== undefined && isNameFor(name, one.name) && one.tab === worksheet.name && one.range.left === one.range.right)?.range.left;

/** A column by its header; by its name where the header is gone or stands twice, then by its letters where it has that header still, or never had one. */
const findColumn = (search: Search, { ref, name }: Wanted): number | 'gone' | 'twice' => {
  const lettered = columnOfLetters(ref.letters);
  if (ref.header === undefined) return namedColumn(search, name) ?? lettered;
  const found = search.labels.flatMap((label, column) => (comparable(label) === comparable(ref.header!) ? [column] : []));
  if (found.length === 1) return found[0]!;
  const named = namedColumn(search, name);
  if (named !== undefined) return named;
  if (found.length === 0) return 'gone';
  return found.includes(lettered) ? lettered : 'twice';
};

/** The table that a mapping speaks of, wherever rows and columns were put in since; what of it is not there any more is told. [C23] */
export const locateTable = (grid: Grid, mapping: BudgetMapping): TableFinding => {
  const worksheet = findWorksheet(grid, mapping.tab);
  if (!worksheet) return { ok: false, problems: [figureProblem('TAB_GONE', mapping.tab)] };
  const cells = createSheetCells(worksheet);
  const wanted = wantedColumns(mapping);
  const headerRow = mapping.headerRow === 0 ? -1 : findHeaderRow(cells, wanted, mapping.headerRow - 1);
  const account = mapping.columns.account;
  if (headerRow === undefined) return { ok: false, problems: [figureProblem('HEADER_GONE', worksheet.name, account.header)] };
  const otherYear = changedYear(mapping, worksheet, cells, headerRow);
  if (otherYear !== undefined) return { ok: false, problems: [figureProblem('YEAR_CHANGED', worksheet.name, String(otherYear))] };
  const search: Search = { grid, worksheet, labels: headerRow < 0 ? [] : headerLabels(cells, headerRow) };
  const problems: FigureProblem[] = [];
  const columnOf = (ref: ColumnRef, name: string | undefined): number | undefined => {
    const found = findColumn(search, { ref, name });
    if (typeof found === 'number') return found;
    problems.push(figureProblem(found === 'gone' ? 'COLUMN_GONE' : 'COLUMN_TWICE', worksheet.name, ref.header));
    return undefined;
  };
  const { columns: { name, department }, amounts, planned = [], unit, incomeIs } = mapping;
  const accountColumn = columnOf(account, nameOfColumn('account'));
  const [nameColumn, departmentColumn] = [name && columnOf(name, undefined), department && columnOf(department, nameOfColumn('department'))];
  const foundAmounts = amounts.flatMap(({ column: ref, ...amount }) => {
    const column = columnOf(ref, nameOfAmount({ ...amount, unit, incomeIs }));
    return column === undefined ? [] : [{ ...amount, column }];
  });
  const foundPlanned = planned.flatMap(({ column: ref, ...one }) => {
    const column = columnOf(ref, plannedName(one.year, one.department));
    return column === undefined ? [] : [{ ...one, column }];
  });
  // Without its departments, the amounts of several of them would be taken for one.
  if (accountColumn === undefined || foundAmounts.length === 0 || (department && departmentColumn === undefined)) return { ok: false, problems };
  const columns = { account: accountColumn, ...(nameColumn !== undefined && { name: nameColumn }), ...(departmentColumn !== undefined && { department: departmentColumn }) };
  return { ok: true, problems, table: { worksheet, cells, headerRow, columns, amounts: foundAmounts, planned: foundPlanned } };
};

/** The same; undefined where it cannot be read. */
export const findBudgetTable = (grid: Grid, mapping: BudgetMapping): BudgetTable | undefined => {
  const found = locateTable(grid, mapping);
  return found.ok ? found.table : undefined;
};
