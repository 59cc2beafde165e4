import { computePlan } from '../../../core/plan/computed-plan';
import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { tableNames, type TableName } from '../../../core/plan/table-names';
import { storedFieldsOf } from '../../../core/plan/tables';
import { columnOf, workbookLayout, type WorkbookLayout } from '../../../core/sheet/layout';
import { nothingKept, type RenderInput } from '../../../core/sheet/render/render-input';
import { renderLists } from '../../../core/sheet/render/render-lists';
import { renderGenerated } from '../../../core/sheet/render/render-workbook';
import { benchPlan } from '../../bench/bench-plan';
import { planOf } from '../../support/plan-of-tables';

const today = '2026-07-02';
const layout = workbookLayout('nb');
const small = planOf({
  focusAreas: [{ code: 'F1', title: 'Folk' }, { code: 'F2', title: 'Hus', weight: 2 }],
  superiorGoals: [{ code: 'H1', title: 'Vekst', focusArea: 'focusareas-0' }, { code: 'H2', title: 'Trivsel' }],
  goals: [{ code: 'M1', title: 'Flere', focusArea: 'focusareas-0', superiorGoal: 'superiorgoals-0', due: '2026-11-01', target: 10, baseline: 0 }, { code: 'M2', title: 'Tak', focusArea: 'focusareas-1', weight: 3 }],
  measurements: [{ goal: 'goals-0', date: '2026-05-01', value: 4 }, { goal: 'goals-0', date: '2026-06-01', value: 6 }],
  activities: [
    { code: 'T1', title: 'Kurs', goal: 'goals-0', start: '2026-02-01', due: '2026-08-01', status: 'under-way', progress: 0.4, responsible: 'Kari', weight: 2 },
    { code: 'T2', title: 'Maling', goal: 'goals-1', due: '2026-05-01', status: 'not-started', whatIf: 'dropped', outsidePlan: true },
    { code: 'T3', title: 'Fest', focusArea: 'focusareas-0', due: '2026-12-01', status: 'completed', months: [3, 9], times: 2, per: 'year', held: 1 },
    { code: 'T4', title: 'Turer', months: [5], status: 'postponed', whatIf: 'postponed' },
    { code: 'T5', title: 'Stand', focusArea: 'focusareas-1', due: '2026-09-01', status: 'cancelled', responsible: 'Ola' },
  ],
  costs: [
    { text: 'Leie', activity: 'activities-0', account: '6300', department: '10', year: 2026, amount: 900_00, funding: 'LO' }, { text: 'Leie', activity: 'activities-2', account: '6300', year: 2026, amount: 900_00 },
    { text: 'Bidrag', activity: 'activities-1', account: '3100', year: 2027, amount: -400_00 }, { text: 'Uten alt', amount: 5_00 },
  ],
  budget: [{ account: '6300', name: 'Leie', year: 2026, adopted: 1000_00, actual: 1200_00 }, { account: '3100', name: 'Bidrag', year: 2027, adopted: -500_00, department: '10' }, { name: 'Annet', adopted: 1_00 }],
}, { settings: { accountsAsOf: '2026-06-30' } });

const inputOf = (plan: Plan, own: WorkbookLayout = layout, day = today): RenderInput =>
  ({ computed: computePlan(plan, day), layout: own, stamp: { planId: 'p', revision: 1, hash: 'a', locale: own.locale, openConflicts: [] }, kept: nothingKept, conflicts: [], isTodayFixed: true });
const rendered = (input: RenderInput) => {
  const made = renderGenerated(input);
  return { ...made, lists: renderLists(input, made.lists), fingerprints: [...made.fingerprints] };
};
let plans = 0;
/** Of a plan that nothing is known of, and of which all can be seen. */
const unseen = (plan: Plan, own = layout, day = today) => {
  const input = inputOf({ ...(JSON.parse(JSON.stringify(plan)) as Plan), id: `unseen-${plans++}` }, own, day);
  return rendered({ ...input, computed: { ...input.computed, remember: ({ make }, ...given) => make(input.computed, ...given) } });
};

const withRecords = (plan: Plan, table: TableName, records: readonly PlanRecord[]): Plan => ({ ...plan, tables: { ...plan.tables, [table]: records } });
/** A field of a table as it stands in another record, and taken away, for each record that has it; each record taken away, and put last. */
const edits = (plan: Plan, table: TableName): Plan[] => {
  const records = plan.tables[table];
  const without = records.map((_, i) => records.filter((__, at) => at !== i));
  const fields = storedFieldsOf(table).flatMap(([field]) => records.flatMap((record, i) => [records[(i + 1) % records.length]![field], undefined].filter((value) => value !== record[field])
    .map((value) => records.map((one) => (one === record ? { ...one, [field]: value } : one)))));
  return [...fields, ...without, ...without.map((rest, i) => [...rest, records[i]!])].map((edited) => withRecords(plan, table, edited));
};

describe('[A8] generated tabs', () => {
  test.each(tableNames.filter((table) => small.tables[table].length > 0))('are made anew where what they show of %s has changed', (table) => {
    for (const edited of edits(small, table)) {
      rendered(inputOf(small));
      expect(rendered(inputOf(edited))).toEqual(unseen(edited));
    }
    expect(edits(small, table).some((edited) => JSON.stringify(unseen(edited)) !== JSON.stringify(unseen(small)))).toBe(true);
  });

  test('are made anew on another day, in another language, and where a column or a row stands elsewhere', () => {
    const costs = layout.tables.costs;
    const moved: WorkbookLayout = { ...layout, tables: { ...layout.tables, costs: { ...costs, standing: { columns: new Map(costs.columns.map(({ field }) => [field, columnOf(costs, field) + 1])), rows: [4, 3, 2, 1] } } } };
    const others: (readonly [WorkbookLayout, string])[] = [[workbookLayout('sv'), today], [moved, today], [layout, '2027-02-01'], [layout, today]];
    for (const [own, day] of others) expect(rendered(inputOf(small, own, day))).toEqual(unseen(small, own, day));
  });

  test('are made anew where the head has changed', () => {
    for (const head of [{ title: 'x' }, { currency: 'SEK' }, { period: { start: '2025-01-01', end: '2029-12-31' } }, { settings: {} }, { adoption: { body: 'Årsmøtet', date: '2026-01-27' } }] as const) {
      rendered(inputOf(small));
      expect(rendered(inputOf({ ...small, ...head }))).toEqual(unseen({ ...small, ...head }));
    }
  });

  test('are the same objects where nothing that they show has changed', () => {
    const plan = benchPlan(40);
    const edited = withRecords(plan, 'activities', plan.tables.activities.map((record) => ({ ...record, note: 'x', hours: 3 })));
    const [before, after] = [renderGenerated(inputOf(plan)), renderGenerated(inputOf(edited))];
    expect(after.pages.worksheets).toHaveLength(3);
    after.pages.worksheets.forEach((page, i) => expect(page).toBe(before.pages.worksheets[i]));
    after.lists.forEach((list, i) => expect(list).toBe(before.lists[i]));
  });

  test('have the blocks of a page in common where only another block has changed', () => {
    const plan = benchPlan(40);
    const edited = withRecords(plan, 'activities', plan.tables.activities.map((record) => ({ ...record, responsible: 'x' })));
    const [before, after] = [plan, edited].map((one) => renderGenerated(inputOf(one)).pages.worksheets.find(({ key }) => key === 'overview')!);
    expect(after).not.toBe(before);
    expect(after!.rows.at(-1)).toBe(before!.rows.at(-1));
    expect(after).toEqual(unseen(edited).pages.worksheets.find(({ key }) => key === 'overview'));
  });
});
