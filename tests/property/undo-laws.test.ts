import * as fc from 'fast-check';
import { fieldKeys } from '../../core/merge';
import type { FieldValue, Plan } from '../../core/plan/plan';
import { headTable, recordsById, recordsOf, retireCodes, sameValue, withField, type RecordTable } from '../../core/plan/records';
import { tableNames } from '../../core/plan/table-names';
import { decideUndo, type UndoDecision, type UndoInput } from '../../core/sync';
import { arbitrarySteps, takeSteps } from '../support/arbitrary-edits';
import { arbitraryPlan } from '../support/arbitrary-plan';
import { runs } from '../support/runs';
import { expectSound } from '../support/sync-world';

const only = ['goals', 'activities', 'costs', 'statements', 'measurements'] as const;
const everyTable: readonly RecordTable[] = [headTable, ...tableNames];
const plans = arbitraryPlan({ maxRecords: 5, only });

/** What the random steps leave out: rows moved, and codes handed round a table. */
interface Turn {
  readonly rows: number;
  readonly codes: number;
}
type Edits = readonly [Parameters<typeof takeSteps>[1], Turn];
const turns = fc.record({ rows: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(4)), codes: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(4)) });
const edits: fc.Arbitrary<Edits> = fc.tuple(arbitrarySteps(only), turns);

const turned = <T>(items: readonly T[], by: number): readonly T[] => items.map((_, i) => items[(i + by) % items.length]!);
const turn = (plan: Plan, { rows, codes }: Turn): Plan => {
  const { goals, activities } = plan.tables;
  const given = turned(goals.map(({ code }) => code), codes);
  return { ...plan, tables: { ...plan.tables, goals: goals.map((goal, i) => withField(goal, 'code', given[i])), activities: turned(activities, rows) } };
};
const edit = (plan: Plan, [steps, turning]: Edits, by: string): Plan => {
  const after = takeSteps(turn(plan, turning), steps, by);
  return { ...after, retired: retireCodes(plan, after.tables) };
};

const histories = fc.record({ before: plans, first: edits, second: edits }).map(({ before, first, second }): UndoInput => {
  const revision = edit(before, first, 'a');
  return { before, revision, store: edit(revision, second, 'b') };
});
const often = runs(600);

/** A plan without its retired codes. */
const contents = ({ retired: _, ...rest }: Plan): unknown => rest;
const isKept = ({ kept }: UndoDecision, table: RecordTable, id: string, field: string | null): boolean =>
  kept.some((edited) => edited.table === table && edited.id === id && (edited.field === null || edited.field === field));

describe('undo laws on random plans', () => {
  test('[Y19] undone when nothing came later, the plan is what it was before, its rows in order; only the codes it gave stay retired', () => {
    fc.assert(fc.property(histories, ({ before, revision }) => {
      const { plan, kept } = decideUndo({ before, revision, store: revision });
      expect([contents(plan), kept]).toEqual([contents(before), []]);
      expectSound(plan);
      for (const table of tableNames) {
        const known = new Set([...(before.retired[table] ?? []), ...revision.tables[table].map(({ code }) => code)]);
        const inUse = new Set(plan.tables[table].map(({ code }) => code));
        expect(plan.retired[table] ?? []).toEqual([...known].filter((code) => code !== undefined && !inUse.has(code)).sort());
      }
    }), often);
  });

  test('[Y19] an undo undone in turn gives back what was there, whatever came between', () => {
    fc.assert(fc.property(histories, (history) => {
      const { plan } = decideUndo(history);
      const again = decideUndo({ before: history.store, revision: plan, store: plan });
      expect([contents(again.plan), again.kept]).toEqual([contents(history.store), []]);
    }), often);
  });

  test('[Y19][Y20] each field is as later edits made it where they did, else as it was before the revision, or told', () => {
    fc.assert(fc.property(histories, (history) => {
      const decision = decideUndo(history);
      expectSound(decision.plan);
      for (const table of everyTable) {
        const [was, became, is, now] = [history.before, history.revision, history.store, decision.plan].map((plan) => recordsById(recordsOf(plan, table))) as [Records, Records, Records, Records];
        for (const id of new Set([...was.keys(), ...became.keys(), ...is.keys()])) {
          if (isKept(decision, table, id, null)) continue;
          const isThere = sameRecord(table, became.get(id), is.get(id)) ? was.has(id) : is.has(id);
          expect([table, id, now.has(id)]).toEqual([table, id, isThere]);
          if (!isThere) continue;
          for (const field of fieldKeys(table)) {
            const value = (records: Records): FieldValue | undefined => records.get(id)?.[field];
            const wanted = sameValue(value(became), value(is)) ? value(was) : value(is);
            if (!isKept(decision, table, id, field) && !sameValue(value(now), wanted)) throw new Error(`${table}/${id}/${field} is ${String(value(now))}, not ${String(wanted)}`);
          }
        }
      }
    }), often);
  });

  test('[Y20] what nobody changed later is never kept', () => {
    fc.assert(fc.property(histories, (history) => {
      for (const { table, id, field, reason, before, after } of decideUndo(history).kept) {
        const [became, is] = [history.revision, history.store].map((plan) => recordsById(recordsOf(plan, table)).get(id));
        if (reason === 'removed-later') expect(is).toBeUndefined();
        if (reason === 'changed-later') expect(field === null ? sameRecord(table, became, is) : sameValue(became?.[field], is?.[field])).toBe(false);
        if (field !== null) expect(sameValue((before ?? undefined) as FieldValue | undefined, (after ?? undefined) as FieldValue | undefined)).toBe(false);
      }
    }), often);
  });
});

type Records = ReturnType<typeof recordsById>;
type RecordIn = ReturnType<Records['get']>;
const sameRecord = (table: RecordTable, a: RecordIn, b: RecordIn): boolean => (a === undefined) === (b === undefined) && fieldKeys(table).every((field) => sameValue(a?.[field], b?.[field]));
