import { mergePlan, type Conflict, type Decision, type Settlement, type SheetTables } from '../../../core/merge';
import type { Plan } from '../../../core/plan/plan';
import { headRecord } from '../../../core/plan/records';
import type { TableName } from '../../../core/plan/table-names';
import { expectTable, planOf } from '../../support/workbook-md';

const none: ReadonlySet<string> = new Set();
const rowsOf = (plan: Plan, tables: readonly TableName[]): SheetTables => Object.fromEntries(tables.map((table) => [table, { rows: plan.tables[table].map((record) => ({ record })), missingFields: none }]));

interface Merge { readonly base: string; readonly store?: string; readonly sheet?: string; readonly prefer?: Settlement }

/** Merges one table of activities that is shown as Markdown. */
const merge = ({ base, store = base, sheet = base, prefer }: Merge, adjust: (tables: SheetTables) => SheetTables = (tables) => tables) => {
  const first = planOf({ activities: base });
  const plans = { base: first, store: planOf({ activities: store }, first), sheet: planOf({ activities: sheet }, first) };
  return mergePlan({ base: first, store: plans.store, sheet: adjust(rowsOf(plans.sheet, ['activities'])), settle: () => prefer });
};
const conflictsOf = (decisions: readonly Decision[]): Conflict[] => decisions.filter((decision): decision is Conflict => decision.kind === 'conflict');
const kinds = (decisions: readonly Decision[]): string[] => decisions.map(({ kind }) => kind);

const base = `
  | code | title | responsible |
  | T1   | Møte  | Kari        |
  | T2   | Kurs  | Ola         |`;

describe('merge of a plan', () => {
  test('[M1] nothing changed: the store as it is, without a decision', () => {
    const { plan, decisions } = merge({ base });
    expect(decisions).toEqual([]);
    expectTable(plan, 'activities', base);
  });

  test('[M2] what only one side changed goes in, from either side, field by field', () => {
    const { plan, decisions } = merge({
      base,
      store: `
        | code | title     | responsible |
        | T1   | Stormøte  | Kari        |
        | T2   | Kurs      | Ola         |`,
      sheet: `
        | code | title | responsible |
        | T1   | Møte  | Per         |
        | T2   | Kurs  |             |`,
    });
    expectTable(plan, 'activities', `
      | code | title    | responsible |
      | T1   | Stormøte | Per         |
      | T2   | Kurs     |             |`);
    expect(decisions.map((decision) => [decision.kind, decision.id, 'field' in decision ? decision.field : null])).toEqual([
      ['receive', 'activities-t1', 'title'], ['change', 'activities-t1', 'responsible'], ['change', 'activities-t2', 'responsible'],
    ]);
  });

  test('[M3] the same on both sides is agreement, lists by their members', () => {
    const same = `
      | code | months |
      | T1   | 3, 9   |`;
    const { plan, decisions } = merge({ base: '| code | months |\n| T1 | 1 |', store: same, sheet: same });
    expect(decisions).toEqual([]);
    expectTable(plan, 'activities', same);
  });

  test('[M4] [M5] changed on both sides: a conflict with all three values, the store untouched, the rest taken', () => {
    const { plan, decisions } = merge({
      base,
      store: `
        | code | title | responsible |
        | T1   | Møte  | Nina        |
        | T2   | Kurs  | Ola         |`,
      sheet: `
        | code | title | responsible |
        | T1   | Treff | Per         |
        | T2   | Kurs  | Ola         |`,
    });
    expect(conflictsOf(decisions)).toEqual([{ kind: 'conflict', table: 'activities', id: 'activities-t1', field: 'responsible', base: 'Kari', store: 'Nina', sheet: 'Per' }]);
    expectTable(plan, 'activities', `
      | code | title | responsible |
      | T1   | Treff | Nina        |
      | T2   | Kurs  | Ola         |`);
  });

  test.each([['store', 'Nina'], ['sheet', 'Per']] as const)('[M7] settled for the %s: no conflict, its value', (prefer, responsible) => {
    const { plan, decisions } = merge({
      base: '| code | responsible |\n| T1 | Kari |', store: '| code | responsible |\n| T1 | Nina |', sheet: '| code | responsible |\n| T1 | Per |', prefer,
    });
    expect(kinds(decisions)).toEqual([prefer === 'store' ? 'receive' : 'change']);
    expectTable(plan, 'activities', `| code | responsible |\n| T1 | ${responsible} |`);
  });

  test.each([
    ['a short text, after a stroke', 'responsible', 'Nina', 'Per', 'Nina / Per'],
    ['a long text, on a line of its own', 'description', 'Lager', 'Ark', 'Lager\nArk'],
  ])('[M17] settled for both: %s', (_, field, store, sheet, both) => {
    const table = (value: string): string => `| code | ${field} |\n| T1 | ${value} |`;
    const { plan, decisions } = merge({ base: table('Før'), store: table(store), sheet: table(sheet), prefer: 'both' });
    expect(decisions).toMatchObject([{ kind: 'change', field, from: store, to: both, settled: { take: 'both', conflict: { base: 'Før', store, sheet } } }]);
    expect(plan.tables.activities[0]![field]).toBe(both);
  });

  test.each([
    ['dates', 'due', '2026-05-01', '2026-05-02'],
    ['references', 'focusArea', 'F1', 'F2'],
    ['a side that is empty', 'responsible', 'Nina', ''],
    ['texts that are too long together', 'description', 'x'.repeat(20_000), 'y'.repeat(20_000)],
  ])('[M17] what cannot be had both ways stays open: %s', (_, field, store, sheet) => {
    const table = (value: string): string => `| code | ${field} |\n| T1 | ${value} |`;
    const { plan, decisions } = merge({ base: table(field === 'due' ? '2026-04-01' : 'F9'), store: table(store), sheet: table(sheet), prefer: 'both' });
    expect(conflictsOf(decisions)).toHaveLength(1);
    expect(plan.tables.activities[0]![field]).toBe(store);
  });

  test('[M17] done once more, as after a crash, it adds nothing', () => {
    const table = (value: string): string => `| code | responsible |\n| T1 | ${value} |`;
    const { plan, decisions } = merge({ base: table('Før'), store: table('Nina / Per'), sheet: table('Per'), prefer: 'both' });
    expect(decisions).toMatchObject([{ kind: 'receive', settled: { take: 'both' } }]);
    expect(plan.tables.activities[0]!['responsible']).toBe('Nina / Per');
  });

  test('[M17] nor can a record that one side removed', () => {
    expect(conflictsOf(merge({ base, store: base.replace('Ola', 'Per '), sheet: '| code | title | responsible |\n| T1 | Møte | Kari |', prefer: 'both' }).decisions)).toHaveLength(1);
    expect(conflictsOf(merge({ base, sheet: base.replace('Ola', 'Per '), store: '| code | title | responsible |\n| T1 | Møte | Kari |', prefer: 'both' }).decisions)).toHaveLength(1);
  });

  test('[M8] one id added on both sides: fields that differ are in conflict', () => {
    const { decisions } = merge({ base: '| code | title |', store: '| code | title |\n| T1 | Møte |', sheet: '| code | title |\n| T1 | Treff |' });
    expect(conflictsOf(decisions).map(({ field, base: before }) => [field, before])).toEqual([['title', undefined]]);
  });

  test('[M10] a field without a column, and a cell that made no sense, are left as the store has them', () => {
    const { plan, decisions } = merge({ base, sheet: '| code | title | responsible |\n| T1 | Treff |  |\n| T2 | Kurs |  |' }, ({ activities }) => ({
      activities: { rows: activities!.rows.map(({ record }) => ({ record, unread: new Set(record.id === 'activities-t1' ? ['title'] : []) })), missingFields: new Set(['responsible']) },
    }));
    expect(decisions).toEqual([]);
    expectTable(plan, 'activities', base);
  });

  test('[M11] a table that is not in the sheet loses nothing; nor does one with rows that are unknown', () => {
    expect(merge({ base }, () => ({})).decisions).toEqual([]);
    const { plan, decisions } = merge({ base, sheet: '| code | title | responsible |\n| T1 | Møte | Kari |' }, ({ activities }) => ({ activities: { ...activities!, hasUnknownRows: true } }));
    expect(kinds(decisions)).toEqual(['receive']);
    expectTable(plan, 'activities', base);
  });

  test('[M12] a row that is gone is removed; one that the store removed is gone; both is agreement', () => {
    const one = '| code | title | responsible |\n| T1 | Møte | Kari |';
    expect(kinds(merge({ base, sheet: one }).decisions)).toEqual(['remove']);
    expect(kinds(merge({ base, store: one }).decisions)).toEqual(['receive']);
    expect(kinds(merge({ base, store: one, sheet: one }).decisions)).toEqual([]);
    expect(merge({ base, sheet: one }).plan.retired).toEqual({ activities: ['T2'] });
  });

  test('[M13] deleted here and edited there is a conflict, both ways; the store keeps what it has', () => {
    const without = '| code | title | responsible |\n| T1 | Møte | Kari |';
    const edited = base.replace('Ola', 'Per ');
    const here = merge({ base, store: edited, sheet: without });
    expect(conflictsOf(here.decisions)).toMatchObject([{ id: 'activities-t2', field: null, store: { responsible: 'Per' }, sheet: undefined }]);
    expectTable(here.plan, 'activities', edited);
    const there = merge({ base, store: without, sheet: edited });
    expect(conflictsOf(there.decisions)).toMatchObject([{ id: 'activities-t2', field: null, store: undefined, sheet: { responsible: 'Per' } }]);
    expectTable(there.plan, 'activities', without);
  });

  test('[M13] settled for the sheet, an edited record comes back as the sheet has it, with a cleared field still clear', () => {
    const without = '| code | title | responsible |\n| T1 | Møte | Kari |';
    const edited = base.replace('Ola', '   ').replace('Kurs', 'Dag ');
    expectTable(merge({ base, store: without, sheet: edited, prefer: 'sheet' }).plan, 'activities', edited);
    expectTable(merge({ base, store: without, sheet: edited, prefer: 'store' }).plan, 'activities', without);
    expectTable(merge({ base, store: edited, sheet: without, prefer: 'sheet' }).plan, 'activities', without);
    expectTable(merge({ base, store: edited, sheet: without, prefer: 'store' }).plan, 'activities', edited);
  });

  test('[M9] [M14] the order of the store stays; a new row follows the record above it, the first ones come first', () => {
    const { plan } = merge({
      base: '| code |\n| T1 |\n| T2 |\n| T3 |',
      sheet: '| code |\n| T9 |\n| T3 |\n| T8 |\n| T7 |\n| T1 |\n| T2 |',
    });
    expectTable(plan, 'activities', '| code |\n| T9 |\n| T1 |\n| T2 |\n| T3 |\n| T8 |\n| T7 |');
  });

  test('[M14] a new row below one that the store removed follows the next above', () => {
    const { plan } = merge({ base: '| code |\n| T1 |\n| T2 |', store: '| code |\n| T1 |', sheet: '| code |\n| T1 |\n| T2 |\n| T3 |' });
    expectTable(plan, 'activities', '| code |\n| T1 |\n| T3 |');
  });

  test('[M6] the head is merged like a record', () => {
    const first = planOf({});
    const store: Plan = { ...first, title: 'Fra lageret' };
    const head = { ...headRecord(first), status: 'draft', 'organisation.parent': 'Forbundet' };
    const { plan } = mergePlan({ base: first, store, sheet: { head: { rows: [{ record: head }], missingFields: none } } });
    expect(plan).toMatchObject({ title: 'Fra lageret', status: 'draft', organisation: { name: 'Prøvelaget', parent: 'Forbundet' }, period: first.period });
  });
});

