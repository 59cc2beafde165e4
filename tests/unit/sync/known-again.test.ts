import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { renderWorkbook, type Grid, type GridWorksheet, type Stamp } from '../../../core/sheet';
import { forgetfulSync, syncOnce, today } from '../../support/forgetful-sync';
import { modelToGrid } from '../../support/model-to-grid';
import { smallPlan } from '../../support/small-plan';

const shown = smallPlan({
  goals: [{ id: 'goal-1', code: 'M1', title: 'Flere medlemmer' }, { id: 'goal-2', code: 'M2', title: 'Bedre møter' }] as PlanRecord[],
  activities: [
    { id: 'activity-1', code: 'T1', title: 'Verve', goal: 'goal-1', responsible: 'Ola', status: 'under-way', progress: 0.3 },
    { id: 'activity-2', code: 'T2', title: 'Kurse', goal: 'goal-2', responsible: 'Eva', status: 'completed', note: 'Ferdig' },
    { id: 'activity-3', code: 'T3', title: 'Møtes', goal: 'goal-1', status: 'not-started' },
  ] as PlanRecord[],
});
/** With a record whose row was taken out of the sheet. */
const plan: Plan = { ...shown, tables: { ...shown.tables, activities: [...shown.tables.activities, { id: 'activity-4', code: 'T4', title: 'Borte' } as PlanRecord] } };
const stamp: Stamp = { planId: plan.id, revision: 1, hash: 'a'.repeat(64), locale: 'nb', openConflicts: [] };
/** Without the tab of goals: what a label stands for, the plan alone tells. */
const workbook = (): Grid => {
  const { worksheets, ...rest } = modelToGrid(renderWorkbook({ plan: shown, stamp, today, isTodayFixed: true }));
  return { ...rest, worksheets: worksheets.filter(({ name }) => name !== 'Mål') };
};

const onTab = (name: string, change: (tab: GridWorksheet) => GridWorksheet) => (grid: Grid): Grid => ({ ...grid, worksheets: grid.worksheets.map((tab) => (tab.name === name ? change(tab) : tab)) });
/** One cell is another; the other rows are the same objects. */
const typed = (name: string, row: number, column: number, value: string) => onTab(name, (tab) => ({
  ...tab, rows: tab.rows.map((one, i) => (i === row ? { ...one, cells: Array.from(one.cells, (cell, at) => (at === column ? { value } : cell)) } : one)),
}));
const columnOf = (grid: Grid, name: string, header: string): number => grid.worksheets.find((tab) => tab.name === name)!.rows[0]!.cells.findIndex((cell) => cell?.value === header);
const withRecord = (table: 'goals' | 'activities', fields: Partial<PlanRecord>): Plan =>
  ({ ...plan, tables: { ...plan.tables, [table]: plan.tables[table].map((record, i) => (i === 0 ? { ...record, ...fields } : record)) } });

const withoutFirst: Plan = { ...plan, tables: { ...plan.tables, activities: plan.tables.activities.slice(1) } };
const [goal, otherGoal] = plan.tables.goals as unknown as readonly [PlanRecord, PlanRecord];
const otherGoals: Plan = { ...plan, tables: { ...plan.tables, goals: [{ ...goal, id: otherGoal.id }, { ...otherGoal, id: goal.id }] as Plan['tables']['goals'] } };

interface Round {
  readonly grid: Grid;
  readonly base: Plan;
  readonly store: Plan;
}

/** What changes between two syncs of the same rows. Each comes to something else than the one before it. */
const changes: Readonly<Record<string, (round: Round) => Round>> = {
  'a record in the store': (round) => ({ ...round, store: withRecord('activities', { title: 'Annet i lageret' }) }),
  'a record that both have': (round) => ({ ...round, base: withRecord('activities', { title: 'Annet' }), store: withRecord('activities', { title: 'Annet' }) }),
  'what both hold': (round) => ({ ...round, base: withoutFirst, store: withoutFirst }),
  'a digit that no host writes': (round) => ({ ...round, base: withRecord('activities', { progress: 0.30000000000000004 }), store: withRecord('activities', { progress: 0.30000000000000004 }) }),
  'who has the label that a cell shows': ({ grid }) => ({ grid, base: otherGoals, store: otherGoals }),
  'the name of the tab': (round) => ({ ...round, grid: onTab('Tiltak', (tab) => ({ ...tab, name: 'Våre tiltak' }))(round.grid) }),
  'what is merged': (round) => ({ ...round, grid: onTab('Tiltak', (tab) => ({ ...tab, merges: [{ top: 1, left: 0, bottom: 2, right: 3 }] }))(round.grid) }),
  'a header': (round) => ({ ...round, grid: typed('Tiltak', 0, columnOf(round.grid, 'Tiltak', 'Ansvarlig'), 'Hvem')(round.grid) }),
  'a cell': (round) => ({ ...round, grid: typed('Tiltak', 1, columnOf(round.grid, 'Tiltak', 'Ansvarlig'), 'Kari')(round.grid) }),
  'a formula': (round) => ({ ...round, grid: typed('Tiltak', 1, columnOf(round.grid, 'Tiltak', 'Signal'), 'Ferdig')(round.grid) }),
  'an id': (round) => ({ ...round, grid: typed('Tiltak', 2, 0, String(plan.tables.activities[0]!.id))(round.grid) }),
  'the language': (round) => ({ ...round, grid: onTab('_planark', (tab) => ({ ...tab, rows: tab.rows.map((row) => (row.cells[0]?.value === 'locale' ? { ...row, cells: [row.cells[0], { value: 'sv' }] } : row)) }))(round.grid) }),
  'the column that a header stands for': (round) => ({
    ...round,
    grid: onTab('_planark', (tab) => ({ ...tab, rows: tab.rows.map((row) => (row.cells[1]?.value === 'activities' && row.cells[2]?.value === 'note' ? { ...row, cells: [...row.cells.slice(0, 4), { value: 'Ansvarlig' }] } : row)) }))(round.grid),
  }),
};

describe('what a sync knows again', () => {
  test.each(Object.entries(changes))('[A8] is read anew where %s is another', (_, change) => {
    const round: Round = { grid: workbook(), base: plan, store: plan };
    const first = syncOnce(round.grid, round.base, round.store).told;
    expect(syncOnce(round.grid, round.base, round.store).told).toBe(first);
    const next = change(round);
    const told = syncOnce(next.grid, next.base, next.store).told;
    expect(told).not.toBe(first);
    expect(told).toBe(forgetfulSync(next.grid, next.base, next.store));
    expect(syncOnce(round.grid, round.base, round.store).told).toBe(first);
  });
});
