import { accountKey, departmentKey } from '../../plan/budget/figures';
import { isNegated, type BudgetMapping } from '../../plan/budget/mapping';
import { costLines, sumOf, type CostLine } from '../../plan/budget/money-lines';
import { groupBy } from '../../plan/group-by';
import { isOfPeriod } from '../../plan/period';
import type { Plan } from '../../plan/plan';
import { minorUnits } from '../cell-value';
import { cellAddress, columnLetters, type Grid, type GridCell } from '../grid';
import type { CellPatch, TableAnchor } from '../patch/workbook-patch';
import { accountRows, type AccountRow } from './account-rows';
import { columnText, mostName, plannedName, plannedYears, type NameText } from './budget-names';
import { findBudgetTable, type BudgetTable } from './find-table';
import { yearsInText } from './header-words';
import { headerLabels } from './headers';
import { comparable } from './sheet-cells';

/** A sum that a push writes; amounts in minor units, as the plan has them: income is negative. */
export interface PushedSum {
  readonly cell: string;
  readonly account: string;
  readonly department?: string | undefined;
  /** What stands there now, null for nothing. */
  readonly before: number | null;
  /** null empties the cell: the plan has nothing on the account any more. */
  readonly now: number | null;
}

/** Why a sum of the plan is not in the file. */
export type NotPushed = 'no-row' | 'lacks-department' | 'several-rows' | 'no-department' | 'formula' | 'text' | 'no-account' | 'no-year';
export interface UnpushedSum {
  readonly why: NotPushed;
  /** null where the account has no row of its own, its department no column, or costs no account or year: these are one sum each. */
  readonly cell: string | null;
  readonly account: string;
  readonly department?: string | undefined;
  readonly amount: number;
}

/** What a push of one year's sums does to a treasurer's table. */
export interface Push {
  readonly tab: string;
  /** What stands above the columns that are written into: one, or one for each department. */
  readonly headers: readonly string[];
  readonly sums: readonly PushedSum[];
  readonly unpushed: readonly UnpushedSum[];
  readonly cells: readonly CellPatch[];
  /** What says that the cells are those of their accounts. */
  readonly anchor: TableAnchor;
  /** The names that the columns are to get; none for those that have theirs. */
  readonly names: readonly NameText[];
}

export type PushFailure = 'no-table' | 'no-column' | 'column-twice' | 'own-column' | 'other-year' | 'year-outside' | 'not-empty';
export type Pushing =
  | { readonly ok: true; readonly push: Push }
  /** `sums`: what would be written over numbers that are not Planark's; of 'not-empty' alone. */
  | { readonly ok: false; readonly failure: PushFailure; readonly sums: readonly PushedSum[] };

export interface PushRequest {
  readonly year: number;
  /** What stands above the column; where it is left out, the one that was named before, and those that are kept in the mapping. */
  readonly column?: string | undefined;
  /** Write over numbers in a column that no push has named. */
  readonly overwrite?: boolean | undefined;
}

interface Sum {
  readonly account: string;
  readonly department: string | undefined;
  amount: number;
}

/** Accounts, and departments where the table tells them apart. */
const keyOf = (account: string, department: string | undefined, hasDepartments: boolean): string => JSON.stringify([accountKey(account), hasDepartments ? departmentKey(department) : '']);

const addSums = (costs: readonly CostLine[], hasDepartments: boolean): Map<string, Sum> => {
  const sums = new Map<string, Sum>();
  for (const { account, department, amount } of costs) {
    const own = department ?? undefined;
    const key = keyOf(account!, own, hasDepartments);
    const sum = sums.get(key) ?? { account: account!, department: hasDepartments ? own : undefined, amount: 0 };
    sum.amount += amount;
    sums.set(key, sum);
  }
  return sums;
};

/** Headers stand behind the heading over them: "2026 · Plan" is found as "Plan" too, where only one is. */
export const columnsCalled = (table: BudgetTable, text: string): readonly number[] => {
  const labels = headerLabels(table.cells, table.headerRow).map(comparable);
  const whole = labels.flatMap((label, column) => (label === comparable(text) ? [column] : []));
  return whole.length > 0 ? whole : labels.flatMap((label, column) => (label.endsWith(`· ${comparable(text)}`) ? [column] : []));
};

/** A column that is written into, zero-based: of all departments, or of one. */
interface Target {
  readonly column: number;
  readonly department?: string;
}

const findTargets = (grid: Grid, table: BudgetTable, { year, column }: PushRequest): readonly Target[] | PushFailure => {
  if (column !== undefined) {
    const [found, ...others] = columnsCalled(table, column);
    return found === undefined ? 'no-column' : others.length > 0 ? 'column-twice' : [{ column: found }];
  }
  const named = grid.names?.find(({ name, tab }) => comparable(name) === comparable(plannedName(year)) && comparable(tab) === comparable(table.worksheet.name));
  const kept = table.planned.filter((one) => one.year === year);
  const whole = named?.range.left ?? kept.find(({ department }) => department === undefined)?.column;
  const targets = [...(whole === undefined ? [] : [{ column: whole }]), ...kept.filter(({ department }) => department !== undefined)];
  return targets.length > 0 ? targets : 'no-column';
};

/** Is this one of the columns that figures are read from? */
const isRead = ({ columns, amounts }: BudgetTable, column: number): boolean => [...Object.values(columns), ...amounts.map((amount) => amount.column)].includes(column);

const inSheet = (amount: number, { isIncome }: AccountRow, mapping: BudgetMapping): number =>
  Number(((isNegated(mapping, isIncome) ? -amount : amount) / minorUnits / mapping.unit).toPrecision(15)) + 0;

/** The other way: an income is told as the plan has it. */
const inPlan = (value: number, { isIncome }: AccountRow, mapping: BudgetMapping): number =>
  Math.round((isNegated(mapping, isIncome) ? -value : value) * mapping.unit * minorUnits) + 0;

type Kept = Extract<NotPushed, 'formula' | 'text'>;
/** What a person wrote is theirs: only numbers and empty cells are written over. */
const keptFor = (cell: GridCell | undefined): Kept | undefined => {
  if (cell?.isFormula) return 'formula';
  return cell !== undefined && (typeof cell.value !== 'number' || cell.isDate || cell.isUnreadable) && cell.value !== '' ? 'text' : undefined;
};

/** What a push does, gathered column by column. */
class Pusher {
  readonly sums: PushedSum[] = [];
  readonly unpushed: UnpushedSum[] = [];
  readonly cells: CellPatch[] = [];

  constructor(private readonly table: BudgetTable, private readonly mapping: BudgetMapping) {}

  write({ column, department: own }: Target, row: AccountRow, sum: Sum | undefined): void {
    const cell = this.table.cells.cellAt(row.row, column);
    const kept = keptFor(cell);
    const [address, department] = [cellAddress(row.row, column), own ?? row.department];
    if (kept) {
      if (sum) this.unpushed.push({ why: kept, cell: address, account: row.account, department, amount: sum.amount });
      return;
    }
    const now = sum ? inSheet(sum.amount, row, this.mapping) : null;
    const before = typeof cell?.value === 'number' ? cell.value : null;
    if (now === before) return;
    this.sums.push({ cell: address, account: row.account, department, before: before === null ? null : inPlan(before, row, this.mapping), now: sum?.amount ?? null });
    this.cells.push({ row: row.row, column, value: now });
  }

  leave({ account, department, amount }: Sum, why: NotPushed): void {
    this.unpushed.push({ why, cell: null, account, department, amount });
  }
}

/** What of a column's sums goes where: rows are found by their accounts each time. */
const fill = (pusher: Pusher, target: Target, rows: readonly AccountRow[], sums: ReadonlyMap<string, Sum>, hasDepartments: boolean): void => {
  const byKey = groupBy(rows, (row) => keyOf(row.account, row.department, hasDepartments));
  for (const [key, [row, ...others]] of byKey) {
    const sum = sums.get(key);
    if (others.length === 0) pusher.write(target, row!, sum);
    else if (sum) pusher.leave(sum, 'several-rows');
  }
  const accounts = new Set(rows.map(({ account }) => accountKey(account)));
  const whyNone = ({ account, department }: Sum): NotPushed => (hasDepartments && department === undefined && accounts.has(accountKey(account)) ? 'lacks-department' : 'no-row');
  for (const [key, sum] of sums) if (!byKey.has(key)) pusher.leave(sum, whyNone(sum));
};

/** A row without a department stands for all departments of its account that have no row of their own. */
const asInRows = (costs: readonly CostLine[], rows: readonly AccountRow[]): readonly CostLine[] => {
  const known = new Set(rows.map(({ account, department }) => keyOf(account, department, true)));
  const isInWhole = ({ account, department }: CostLine): boolean => department !== null && !known.has(keyOf(account!, department, true)) && known.has(keyOf(account!, undefined, true));
  return costs.map((cost) => (isInWhole(cost) ? { ...cost, department: null } : cost));
};

/** Fills each column with its sums; a department's column takes what is its own, and what has no column is told. */
const fillAll = (pusher: Pusher, targets: readonly Target[], rows: readonly AccountRow[], costs: readonly CostLine[], hasDepartmentRows: boolean): void => {
  for (const target of targets) {
    const { department: own } = target;
    if (own === undefined) fill(pusher, target, rows, addSums(hasDepartmentRows ? asInRows(costs, rows) : costs, hasDepartmentRows), hasDepartmentRows);
    else {
      const sums = addSums(costs.filter(({ department }) => departmentKey(department ?? undefined) === departmentKey(own)), false);
      fill(pusher, target, rows, new Map([...sums].map(([key, sum]) => [key, { ...sum, department: own }])), false);
    }
  }
  if (targets.some(({ department }) => department === undefined)) return;
  const known = new Set(targets.map(({ department }) => departmentKey(department)));
  for (const sum of addSums(costs, true).values()) if (!known.has(departmentKey(sum.department))) pusher.leave(sum, sum.department === undefined ? 'lacks-department' : 'no-department');
};

/** A name that means this column already grows with it, and is left as it is. */
const isNamed = (grid: Grid, own: string, tab: string, column: number): boolean =>
  grid.names?.some(({ name, tab: on, range }) => comparable(name) === comparable(own) && comparable(on) === comparable(tab) && range.left === column && range.right === column) ?? false;

/** The years whose sums were pushed into a column before, whatever it was called for. */
const yearsNamed = (grid: Grid, { worksheet }: BudgetTable, column: number): readonly number[] =>
  plannedYears({ names: (grid.names ?? []).filter(({ tab, range }) => comparable(tab) === comparable(worksheet.name) && range.left === column && range.right === column) });

/** Is a column one of another year, by its name or by what stands above it? */
const isOfOtherYear = (grid: Grid, table: BudgetTable, { column }: Target, year: number): boolean => {
  const named = yearsNamed(grid, table, column);
  const told = named.length > 0 ? named : yearsInText(headerLabels(table.cells, table.headerRow)[column] ?? '');
  return told.length > 0 && !told.includes(year);
};

/** What would be written over numbers in columns that no push has named: they are the treasurer's own. A nought is as good as nothing. */
const overOwn = (grid: Grid, table: BudgetTable, targets: readonly Target[], sums: readonly PushedSum[], year: number): readonly PushedSum[] => {
  const letters = new Set(targets.filter(({ column }) => !yearsNamed(grid, table, column).includes(year)).map(({ column }) => columnLetters(column)));
  return sums.filter(({ cell, before }) => before !== null && before !== 0 && letters.has(cell.replace(/\d+$/, '')));
};

/** The names that the columns lack; of departments that would have one name, or a longer one than there may be, none. */
const missingNames = (grid: Grid, { worksheet: { name: tab }, cells, headerRow }: BudgetTable, targets: readonly Target[], year: number): NameText[] => {
  const all = targets.map(({ column, department }) => ({ column, name: plannedName(year, department) }));
  return all.filter(({ column, name }) => name.length <= mostName && all.filter((other) => comparable(other.name) === comparable(name)).length === 1 && !isNamed(grid, name, tab, column))
    .map(({ column, name }) => ({ name, text: columnText(tab, Math.max(headerRow, 0), cells.rows.at(-1)?.index ?? 0, column) }));
};

const anchorOf = ({ headerRow, columns: { account, department } }: BudgetTable): TableAnchor =>
  ({ headerRow: Math.max(headerRow, 0), keyColumns: [account, ...(department === undefined ? [] : [department])] });

/** What costs come to that no row can take: those of the year without an account, and those without a year, which may be of this one. [C96] */
const unplaced = (costs: readonly CostLine[], year: number): readonly UnpushedSum[] => {
  const together = (why: NotPushed, of: readonly CostLine[]): UnpushedSum[] =>
    (of.some(({ amount }) => amount !== 0) ? [{ why, cell: null, account: '', amount: sumOf(of, ({ amount }) => amount) }] : []);
  return [...together('no-account', costs.filter((cost) => cost.year === year && cost.account === null)), ...together('no-year', costs.filter((cost) => cost.year === null))];
};

const refused = (failure: PushFailure, sums: readonly PushedSum[] = []): Pushing => ({ ok: false, failure, sums });

/** What brings the plan's sums of a year into a treasurer's table; pure, so a preview is the same call: SPEC.md [C67]-[C70], [C81]. */
export const pushFigures = (plan: Plan, grid: Grid, mapping: BudgetMapping, request: PushRequest): Pushing => {
  const table = findBudgetTable(grid, mapping);
  if (!table) return refused('no-table');
  if (!isOfPeriod(plan.period, request.year)) return refused('year-outside');
  const targets = findTargets(grid, table, request);
  if (typeof targets === 'string') return refused(targets);
  if (targets.some(({ column }) => isRead(table, column))) return refused('own-column');
  if (targets.some((target) => isOfOtherYear(grid, table, target, request.year))) return refused('other-year');
  const pusher = new Pusher(table, mapping);
  const all = costLines(plan);
  const costs = all.filter(({ year, account }) => year === request.year && account !== null);
  fillAll(pusher, targets, accountRows(grid, mapping), costs, table.columns.department !== undefined);
  const { sums, unpushed, cells } = pusher;
  const own = request.overwrite ? [] : overOwn(grid, table, targets, sums, request.year);
  if (own.length > 0) return refused('not-empty', own);
  const headers = targets.map(({ column }) => table.cells.textAt(table.headerRow, column));
  return { ok: true, push: { tab: table.worksheet.name, headers, sums, unpushed: [...unpushed, ...unplaced(all, request.year)], cells, anchor: anchorOf(table), names: missingNames(grid, table, targets, request.year) } };
};
