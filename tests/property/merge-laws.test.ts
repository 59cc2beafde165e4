import * as fc from 'fast-check';
import { mergePlan, type Conflict, type MergedPlan, type SheetTables } from '../../core/merge';
import type { Plan } from '../../core/plan/plan';
import { headRecord, headTable, recordsById, recordsOf, sameValue, type RecordTable } from '../../core/plan/records';
import { tableNames } from '../../core/plan/table-names';
import { storedFieldsOf } from '../../core/plan/tables';
import { headFieldEntries } from '../../core/plan/head-fields';
import { arbitrarySteps, takeSteps } from '../support/arbitrary-edits';
import { arbitraryPlan } from '../support/arbitrary-plan';
import { runs } from '../support/runs';

const whole: ReadonlySet<string> = new Set();
/** A whole plan as a sheet would bring it. */
const sheetOf = (plan: Plan): SheetTables => ({
  [headTable]: { rows: [{ record: headRecord(plan) }], missingFields: whole },
  ...Object.fromEntries(tableNames.map((table) => [table, { rows: plan.tables[table].map((record) => ({ record })), missingFields: whole }])),
});
const merge = (base: Plan, store: Plan, sheet: Plan, prefer?: 'store' | 'sheet'): MergedPlan => mergePlan({ base, store, sheet: sheetOf(sheet), settle: () => prefer });

const only = ['goals', 'activities', 'costs', 'statements', 'measurements'] as const;
const plans = arbitraryPlan({ maxRecords: 5, only });
const edits = arbitrarySteps(only);
const three = fc.record({ base: plans, ours: edits, theirs: edits }).map(({ base, ours, theirs }) => ({ base, store: takeSteps(base, ours, 'a'), sheet: takeSteps(base, theirs, 'b') }));
const often = runs(600);

const everyTable: readonly RecordTable[] = [headTable, ...tableNames];
const fieldsOf = (table: RecordTable): string[] => (table === headTable ? headFieldEntries.map(([key]) => key) : storedFieldsOf(table).map(([key]) => key));
/** A plan without its order and without its retired codes, which do not follow from one side alone. */
const contents = (plan: Plan): unknown => everyTable.map((table) => [...recordsOf(plan, table)].map((record) => JSON.stringify(Object.entries(record).sort())).sort());
const conflictsOf = ({ decisions }: MergedPlan): Conflict[] => decisions.filter((decision): decision is Conflict => decision.kind === 'conflict');
const conflictKeys = (merged: MergedPlan): string[] => conflictsOf(merged).map(({ table, id, field }) => `${table}/${id}/${field ?? ''}`).sort();

describe('merge laws on random plans', () => {
  test('[M1] merge(b, b, b) = b, without a decision', () => {
    fc.assert(fc.property(plans, (base) => {
      const merged = merge(base, base, base);
      expect(merged).toEqual({ plan: base, decisions: [] });
    }), runs(300));
  });

  test('[M2] what only one side changed goes in: merge(b, x, b) = x and merge(b, b, x) = x', () => {
    fc.assert(fc.property(three, ({ base, store, sheet }) => {
      expect(merge(base, store, base).plan).toEqual(store);
      expect(contents(merge(base, base, sheet).plan)).toEqual(contents(sheet));
    }), often);
  });

  test('[M3] the same on both sides is agreement: merge(b, x, x) = x, without a decision', () => {
    fc.assert(fc.property(three, ({ base, store }) => {
      expect(merge(base, store, store)).toEqual({ plan: store, decisions: [] });
    }), often);
  });

  test('[M4] conflicts(b, x, y) = conflicts(b, y, x), and all else is the same too', () => {
    fc.assert(fc.property(three, ({ base, store, sheet }) => {
      const [there, back] = [merge(base, store, sheet), merge(base, sheet, store)];
      expect(conflictKeys(there)).toEqual(conflictKeys(back));
      if (conflictKeys(there).length === 0) expect(contents(there.plan)).toEqual(contents(back.plan));
    }), often);
  });

  test('[M5] every field changed on either side is in the result or in a conflict', () => {
    fc.assert(fc.property(three, ({ base, store, sheet }) => {
      const merged = merge(base, store, sheet);
      const open = new Set(conflictKeys(merged));
      for (const table of everyTable) {
        const [before, after] = [recordsById(recordsOf(base, table)), recordsById(recordsOf(merged.plan, table))];
        for (const side of [store, sheet]) {
          const there = recordsById(recordsOf(side, table));
          for (const [id, record] of there) {
            for (const field of fieldsOf(table)) {
              const isChanged = !sameValue(before.get(id)?.[field], record[field]);
              const isKept = sameValue(after.get(id)?.[field], record[field]) || open.has(`${table}/${id}/${field}`) || open.has(`${table}/${id}/`);
              if (isChanged) expect({ table, id, field, isKept }).toEqual({ table, id, field, isKept: true });
            }
          }
          for (const id of before.keys()) if (!there.has(id)) expect(after.has(id) && !open.has(`${table}/${id}/`)).toBe(false);
        }
      }
    }), often);
  });

  test('[M6] a field that nobody touched keeps its value, and no record comes from nowhere', () => {
    fc.assert(fc.property(three, ({ base, store, sheet }) => {
      const { plan } = merge(base, store, sheet);
      for (const table of everyTable) {
        const [b, s, t] = [base, store, sheet].map((one) => recordsById(recordsOf(one, table))) as [ReturnType<typeof recordsById>, ReturnType<typeof recordsById>, ReturnType<typeof recordsById>];
        for (const record of recordsOf(plan, table)) {
          expect(s.has(record.id) || t.has(record.id)).toBe(true);
          for (const field of fieldsOf(table)) {
            const values = [b, s, t].map((records) => records.get(record.id)?.[field]);
            if (values.every((value) => sameValue(value, values[0])) && !sameValue(record[field], values[0])) throw new Error(`${table}/${record.id}/${field} was changed by nobody`);
          }
        }
      }
    }), often);
  });

  test('[M7] settled for one side, no conflict is left and that side has what it had changed', () => {
    fc.assert(fc.property(three, ({ base, store, sheet }) => {
      const open = conflictsOf(merge(base, store, sheet));
      for (const prefer of ['store', 'sheet'] as const) {
        const settled = merge(base, store, sheet, prefer);
        expect(conflictKeys(settled)).toEqual([]);
        for (const { table, id, field, store: inStore, sheet: inSheet } of open) {
          const wanted = prefer === 'store' ? inStore : inSheet;
          const record = recordsById(recordsOf(settled.plan, table)).get(id);
          expect(field === null ? record : record?.[field]).toEqual(wanted);
        }
      }
    }), often);
  });

  test('[M8] merging the result with the same sheet again changes nothing', () => {
    fc.assert(fc.property(three, ({ base, store, sheet }) => {
      const once = merge(base, store, sheet);
      const twice = merge(base, once.plan, sheet);
      expect(contents(twice.plan)).toEqual(contents(once.plan));
      expect(conflictKeys(twice)).toEqual(conflictKeys(once));
      expect(twice.decisions.filter(({ kind }) => kind === 'add' || kind === 'change' || kind === 'remove')).toEqual([]);
    }), often);
  });

  test('[M9] the order of the sheet changes neither the result nor the order of what the store had', () => {
    fc.assert(fc.property(three, ({ base, store, sheet }) => {
      const turned: Plan = { ...sheet, tables: Object.fromEntries(tableNames.map((table) => [table, [...sheet.tables[table]].reverse()])) as unknown as Plan['tables'] };
      const [straight, reversed] = [merge(base, store, sheet), merge(base, store, turned)];
      expect(contents(reversed.plan)).toEqual(contents(straight.plan));
      for (const table of tableNames) {
        const before = store.tables[table].map(({ id }) => id);
        const kept = reversed.plan.tables[table].map(({ id }) => id).filter((id) => before.includes(id));
        expect(kept).toEqual(before.filter((id) => kept.includes(id)));
      }
    }), often);
  });
});
