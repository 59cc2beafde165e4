import type { BudgetMapping } from '../../core/plan/budget/mapping';
import type { Plan, PlanRecord } from '../../core/plan/plan';
import { linkNames, type CellValue, type Grid, type GridCell, type GridName } from '../../core/sheet';
import { smallPlan } from './small-plan';

export const budgetTab = 'Budsjett 2026';
export type Row = readonly (CellValue | GridCell | null)[];

/** A treasurer's own tabs, each with its rows from the top. */
export const budgetBook = (tabs: Readonly<Record<string, readonly Row[]>>): Grid => ({
  worksheets: Object.entries(tabs).map(([name, rows]) => ({
    name, state: 'visible',
    rows: rows.map((cells, index) => ({ index, cells: cells.map((cell) => (cell === null ? undefined : typeof cell === 'object' && 'value' in cell ? cell : { value: cell })) })),
  })),
  extras: [],
});

/** A treasurer's own tab, with these rows from the top. */
export const budgetGrid = (rows: readonly Row[], names?: readonly GridName[]): Grid => ({ ...budgetBook({ [budgetTab]: rows }), ...(names && { names }) });

/** Konto in A, Navn in B, Vedtatt in C, Regnskap in D, Plan 2026 in E; with departments in F where `department` is set. */
export const budgetMapping = (more: Partial<BudgetMapping> = {}, hasDepartments = false): BudgetMapping => ({
  tab: budgetTab, headerRow: 1, unit: 1, incomeIs: 'negative',
  columns: { account: { letters: 'A', header: 'Konto' }, name: { letters: 'B', header: 'Navn' }, ...(hasDepartments && { department: { letters: 'F', header: 'Avdeling' } }) },
  amounts: [{ kind: 'adopted', year: 2026, column: { letters: 'C', header: 'Vedtatt' } }, { kind: 'actual', year: 2026, column: { letters: 'D', header: 'Regnskap' } }],
  ...more,
});
export const budgetHeaders: Row = ['Konto', 'Navn', 'Vedtatt', 'Regnskap', 'Plan 2026', 'Avdeling'];

/** The names as a workbook has them when they were written. */
export const namesFor = (grid: Grid, ...mappings: readonly BudgetMapping[]): GridName[] => linkNames(grid, ...mappings).map(({ name, text }) => {
  const [, tab, letters, top, bottom] = /^'(.*)'!\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)$/.exec(text)!;
  const column = letters!.charCodeAt(0) - 65;
  return { name, tab: tab!, range: { top: Number(top) - 1, left: column, bottom: Number(bottom) - 1, right: column } };
});

const numbered = (records: readonly object[], letter: string): PlanRecord[] => records.map((record, i) => ({ id: `${letter}${i + 1}`, ...record }));

/** A plan with these costs and budget lines. */
export const budgetPlan = (costs: readonly object[], budget: readonly object[] = []): Plan =>
  smallPlan({ costs: numbered(costs.map((cost) => ({ text: 'Kostnad', ...cost })), 'k'), budget: numbered(budget.map((line) => ({ name: 'Linje', ...line })), 'b') });
