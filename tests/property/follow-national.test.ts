import * as fc from 'fast-check';
import { freshId } from '../../core/node/journey/fresh-id';
import { planProblems } from '../../core/plan/check-plan';
import type { Plan, PlanRecord } from '../../core/plan/plan';
import { mapTables } from '../../core/plan/records';
import { codeKey } from '../../core/plan/rules';
import { followNational } from '../../core/plan/roll-up';
import { goalsIssuedBy } from '../../core/plan/roll-up/superior-goals';
import { arbitraryPlan } from '../support/arbitrary-plan';

const nation = 'Landslaget';
const newId = (code: string): string => freshId(`superior goal landet ${code}`);
const codeOf = (goal: PlanRecord): string => codeKey(String(goal['code']));

/** What a person, or time, did to one of a region's superior goals. */
type Deed = 'none' | 'title' | 'code' | 'issuer' | 'area' | 'all' | 'drop' | 'own' | 'gone';
const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(fc.constantFrom<Deed>('none', 'title', 'code', 'issuer', 'area', 'all', 'drop', 'own', 'gone'), { minLength: 8, maxLength: 8 });

const edited = (goal: PlanRecord, deed: Deed, i: number): PlanRecord[] => {
  switch (deed) {
    case 'drop': return [];
    case 'title': return [{ ...goal, title: `Endret ${i}` }];
    case 'code': return [{ ...goal, code: `X${i}` }];
    case 'issuer': return [{ ...goal, issuer: 'Noen andre' }];
    case 'own': return [{ ...goal, title: `Eget ${i}`, issuer: 'Regionen' }];
    case 'area': return [{ id: goal.id, code: goal['code']!, title: goal['title']!, issuer: nation }];
    case 'all': return [{ ...goal, code: `Y${i}`, title: `Alt ${i}` }];
    case 'gone': return [goal, { id: `gone-${i}`, code: `Z${i}`, title: `Borte ${i}`, issuer: nation }];
    case 'none': return [goal];
  }
};

const withGoals = (plan: Plan, superiorGoals: readonly PlanRecord[]): Plan => ({ ...plan, tables: { ...plan.tables, superiorGoals } });
const kept = (goals: readonly PlanRecord[], id: unknown): boolean => goals.some((goal) => goal.id === id);
/** References to goals that were dropped go with them. */
const withoutLost = (plan: Plan): Plan =>
  ({ ...plan, tables: { ...plan.tables, goals: plan.tables.goals.map(({ superiorGoal, ...goal }) => (kept(plan.tables.superiorGoals, superiorGoal) ? { ...goal, superiorGoal } : goal) as PlanRecord) } });

const world = fc.record({ base: arbitraryPlan({ maxRecords: 6, only: ['focusAreas', 'superiorGoals', 'goals', 'activities'] }), other: arbitraryPlan({ maxRecords: 5 }), deeds, hasOwnIds: fc.boolean() }).map(({ base, other, deeds: done, hasOwnIds }) => {
  const issued = base.tables.superiorGoals.map((goal, i): PlanRecord => ({ ...goal, title: `Mål ${i}`, issuer: nation }));
  const national: Plan = { ...withGoals(base, issued), id: 'landet', organisation: { name: nation } };
  const region = withoutLost({ ...withGoals(base, issued.flatMap((goal, i) => edited(hasOwnIds ? goal : { ...goal, id: newId(codeOf(goal)) }, done[i]!, i))), id: 'regionen', organisation: { name: 'Regionen', parent: nation } });
  const strange: Plan = { ...other, id: 'annen', organisation: { name: 'Annen region', parent: nation } };
  return { national, region, strange };
});

const follow = (national: Plan, region: Plan) => followNational(national, region, newId);

test('[B4] following twice changes nothing, and tells of nothing but what waits for the region', () => {
  fc.assert(fc.property(world, ({ national, region, strange }) => {
    for (const plan of [region, strange]) {
      const once = follow(national, plan);
      const again = follow(national, once.plan);
      expect(again.plan).toBe(once.plan);
      expect(again.changes.filter(({ kind }) => kind !== 'kept' && kind !== 'code-taken')).toEqual([]);
    }
  }), { numRuns: 300 });
});

test('[B2] own rows stay as they are, nothing refers to what is gone, and no code stands twice', () => {
  fc.assert(fc.property(world, ({ national, region, strange }) => {
    for (const plan of [region, strange]) {
      const { plan: after } = follow(national, plan);
      expect(mapTables((table) => (table === 'superiorGoals' ? [] : after.tables[table]))).toEqual(mapTables((table) => (table === 'superiorGoals' ? [] : plan.tables[table])));
      const nationals = new Set(national.tables.superiorGoals.flatMap((goal) => [newId(codeOf(goal)), `${codeOf(goal)} ${String(goal['title'])}`]));
      const own = plan.tables.superiorGoals.filter((goal) => goal['issuer'] !== nation && !nationals.has(goal.id) && !nationals.has(`${codeOf(goal)} ${String(goal['title'])}`));
      for (const goal of own) expect(after.tables.superiorGoals).toContain(goal);
      expect(planProblems(after)).toEqual(planProblems(plan));
    }
  }), { numRuns: 300 });
});

test('[B1][B3] what the national organisation set stands in the region as in its own plan, unless the region has given the code away', () => {
  fc.assert(fc.property(world, ({ national, region }) => {
    const { plan, changes } = follow(national, region);
    const taken = new Set(changes.filter(({ kind }) => kind === 'code-taken').map(({ code }) => codeKey(code)));
    const shown = goalsIssuedBy(plan, nation).map(({ code, title }) => `${code} ${title}`);
    for (const goal of national.tables.superiorGoals) {
      if (!taken.has(codeOf(goal))) expect(shown).toContain(`${String(goal['code'])} ${String(goal['title'])}`);
    }
    const wanted = new Set(national.tables.superiorGoals.map(codeOf));
    const strays = goalsIssuedBy(plan, nation).filter((goal) => !wanted.has(codeKey(goal.code ?? '')) && !taken.has(codeKey(goal.code ?? '')));
    for (const { id } of strays) expect(plan.tables.goals.some((goal) => goal['superiorGoal'] === id) || taken.size > 0).toBe(true);
  }), { numRuns: 300 });
});

test('[B2] without a change the plan is the same one', () => {
  fc.assert(fc.property(world, ({ national }) => {
    const region: Plan = { ...national, id: 'lik', organisation: { name: 'Lik', parent: nation } };
    expect(follow(national, region)).toEqual({ plan: region, changes: [] });
  }), { numRuns: 50 });
});
