import * as fc from 'fast-check';
import { computePlan } from '../../core/plan/computed-plan';
import type { Plan } from '../../core/plan/plan';
import { planSchema } from '../../core/plan/schema';
import { soundPlan } from '../../core/plan/sound-plan';
import { fieldsOf } from '../../core/plan/tables';
import * as sheet from '../../core/sheet';
import * as sync from '../../core/sync';
import { arbitrarySteps, takeSteps } from '../support/arbitrary-edits';
import { arbitraryLocale, arbitraryPlan } from '../support/arbitrary-plan';
import { copyRow, deleteColumn, deleteRows, editGrid, editedGrid, moveColumn, moveRow, setCell, type EditedWorkbook } from '../support/edit-grid';
import { clone, forgetfulSync, syncOnce, today } from '../support/forgetful-sync';
import { modelToGrid } from '../support/model-to-grid';
import { runs } from '../support/runs';

const stampOf = (locale: sheet.Stamp['locale']): sheet.Stamp => ({ planId: 'p', revision: 1, hash: 'a'.repeat(64), locale, openConflicts: [] });

const scribble = fc.record({
  kind: fc.constantFrom('type', 'type', 'type', 'copy', 'move', 'delete', 'moveColumn', 'deleteColumn'), tab: fc.nat(), row: fc.nat(), to: fc.nat(8), column: fc.nat(25),
  value: fc.constantFrom<string | number | boolean>('', 'x', 'T1', '31.2.2026', 'mange', 12, 0.5, true, '9 000 kr', 'Pågår'),
});

const scrawl = ({ tabs }: EditedWorkbook, { kind, tab: at, row: from, to, column, value }: typeof scribble extends fc.Arbitrary<infer T> ? T : never): void => {
  const tab = tabs[at % tabs.length]!;
  const row = from % Math.max(1, tab.rows.length);
  if (tab.rows.length === 0) return;
  if (kind === 'type') setCell(tab, row, column, value);
  else if (kind === 'copy') copyRow(tab, row, Math.min(to, tab.rows.length));
  else if (kind === 'move') moveRow(tab, row, Math.min(to, tab.rows.length - 1));
  else if (kind === 'delete') deleteRows(tab, row);
  else if (kind === 'moveColumn' && column > 0) moveColumn(tab, column, to + 1);
  else if (kind === 'deleteColumn') deleteColumn(tab, column);
};

const only = ['focusAreas', 'goals', 'activities', 'costs', 'statements', 'measurements'] as const;
const round = fc.record({ inSheet: arbitrarySteps(only), inStore: arbitrarySteps(only), scribbles: fc.array(scribble, { maxLength: 3 }) });

describe('what is remembered from one sync to the next', () => {
  test('[A8] changes nothing of what the next one comes to', () => {
    fc.assert(fc.property(arbitraryPlan({ maxRecords: 5, only }), arbitraryLocale, fc.array(round, { minLength: 2, maxLength: 4 }), (first, locale, rounds) => {
      let base = soundPlan(first);
      let sent: sync.WireGrid = { worksheets: [] };
      rounds.forEach(({ inSheet, inStore, scribbles }, i) => {
        const shown = takeSteps(base, inSheet, `s${i}`);
        const workbook = editGrid(modelToGrid(sheet.renderWorkbook({ plan: shown, stamp: stampOf(locale), today, isTodayFixed: true })));
        for (const one of scribbles) scrawl(workbook, one);
        const whole = sync.gridToWire(editedGrid(workbook));
        sent = sync.withChangedRows(sent, clone(sync.changedRows(sent, whole)));
        const store = takeSteps(base, inStore, `o${i}`);
        const { told, plan } = syncOnce(sync.gridFromWire(sent), base, store);
        expect(told).toBe(forgetfulSync(sync.gridFromWire(clone(whole)), base, store));
        base = soundPlan(plan);
        expect(base).toEqual(planSchema.parse(clone(plan)));
      });
    }), runs(12));
  });

  test('[A8] is computed anew on another day, and in a plan with another period or other thresholds', () => {
    fc.assert(fc.property(arbitraryPlan({ maxRecords: 5, only }), arbitraryPlan({ maxRecords: 0, only }), (plan, { period, settings }) => {
      const others: (readonly [Plan, string])[] = [[plan, today], [plan, '2027-02-01'], [{ ...plan, period, ...(settings && { settings }) }, today], [plan, today]];
      for (const [other, day] of others) {
        const [seen, unseen] = [computePlan(other, day), computePlan(clone(other), day)];
        for (const table of only) for (const [field] of fieldsOf(table)) expect(seen.column(table, field)).toEqual(unseen.column(table, field));
      }
    }), runs(30));
  });

  test('[A8] keeps no record that the schema would refuse', () => {
    const plan = fc.sample(arbitraryPlan({ maxRecords: 3 }).filter(({ tables }) => tables.goals.length > 0), 1)[0]!;
    const sound = soundPlan(plan);
    const goal = sound.tables.goals[0]!;
    const withGoals = (goals: Plan['tables']['goals']): Plan => ({ ...sound, tables: { ...sound.tables, goals } });
    expect(soundPlan(withGoals([goal])).tables.goals[0]).toBe(goal);
    expect(() => soundPlan(withGoals([{ ...goal, weight: -1 }]))).toThrow();
    expect(() => soundPlan(withGoals([{ ...goal, surprise: 1 }]))).toThrow();
    expect(() => soundPlan({ ...sound, tables: { ...sound.tables, statements: [goal] } })).toThrow();
    expect(() => soundPlan(withGoals(Array.from({ length: 100_001 }, () => goal)))).toThrow();
  });
});
