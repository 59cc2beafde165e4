import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { setCell, sortRows, type EditedWorkbook } from '../../support/edit-grid';
import { createWorld } from '../../support/sync-world';
import { columnOfField, planOf, tabOf } from '../../support/workbook-md';

const planWith = (count: number): Plan => {
  const goals = Array.from({ length: 20 }, (_, i): PlanRecord => ({ id: `goal-${i}`, code: `M${i + 1}`, title: `Mål ${i + 1}` }));
  const activities = Array.from({ length: count }, (_, i): PlanRecord => ({
    id: `activity-${i}`, code: `T${i + 1}`, title: `Tiltak nummer ${i + 1}`, goal: `goal-${i % 20}`, responsible: `Person ${i % 50}`, due: '2026-05-31', status: 'under-way', progress: (i % 10) / 10,
  }));
  const empty = planOf({});
  return { ...empty, tables: { ...empty.tables, goals, activities } };
};

type Edit = (workbook: EditedWorkbook, count: number) => void;
const every = (count: number, share: number): number[] => Array.from({ length: Math.floor(count * share) }, (_, i) => 1 + Math.floor(i / share));
const setEvery = (field: string, text: (row: number) => string): Edit => (workbook, count) => {
  const tab = tabOf(workbook, 'activities');
  for (const row of every(count, 0.01)) setCell(tab, row, columnOfField(tab, 'activities', field), text(row));
};

const edits: Record<string, Edit> = {
  'a hundredth edited': setEvery('title', (row) => `Nytt ${row}`),
  'a hundredth in conflict': setEvery('responsible', (row) => `Annen ${row}`),
  'a hundredth with codes taken': setEvery('code', () => 'T1'),
  'sorted without ids, and edited': (workbook, count) => {
    const tab = tabOf(workbook, 'activities');
    sortRows(tab, columnOfField(tab, 'activities', 'responsible'), true, [0]);
    setEvery('description', (row) => `Merket ${row}`)(workbook, count);
  },
  'the id column emptied': (workbook) => tabOf(workbook, 'activities').rows.slice(1).forEach((cells) => (cells[0] = undefined)),
  'a tenth deleted that is referred to by nothing': (workbook, count) => void tabOf(workbook, 'activities').rows.splice(1, count / 10),
  'a tenth new': (workbook, count) => tabOf(workbook, 'activities').rows.push(...Array.from({ length: count / 10 }, (_, i) => [undefined, undefined, { value: `Ny ${i}` }])),
};

const timeOf = (count: number, edit: Edit): number => {
  const plan = planWith(count);
  const world = createWorld(plan);
  const workbook = world.open();
  const changed = new Set(every(count, 0.01).map((row) => `activity-${row - 1}`));
  world.revisions.push({ ...plan, tables: { ...plan.tables, activities: plan.tables.activities.map((record) => (changed.has(record.id) ? { ...record, responsible: 'Lagrets' } : record)) } });
  edit(workbook, count);
  const times = [1, 2].map(() => {
    const start = process.cpuUsage();
    world.preview(workbook, { confirmDeletions: true });
    return process.cpuUsage(start).user;
  });
  return Math.min(...times) / 1000;
};

describe('time', () => {
  test.each(Object.entries(edits))('[Y18] %s: ten times the rows take about ten times as long', (name, edit) => {
    const rows = process.env['PLANARK_SHOW_TIMES'] ? 2_000 : 1_000;
    timeOf(rows / 2, edit);
    const [small, large] = [timeOf(rows, edit), timeOf(rows * 10, edit)];
    if (process.env['PLANARK_SHOW_TIMES']) console.log(`${name}: ${small.toFixed(0)} ms, ${large.toFixed(0)} ms, ratio ${(large / small).toFixed(1)}`);
    expect(large / small).toBeLessThan(30);
  });
});
