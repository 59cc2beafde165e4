import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { followNational, type GoalChange } from '../../../core/plan/roll-up';
import { smallPlan } from '../../support/small-plan';

const nation = 'Landslaget';
const goal = (id: string, code: string, title: string, more: Partial<Record<string, string>> = {}): PlanRecord => ({ id, code, title, ...more }) as PlanRecord;
const area = (id: string, code: string): PlanRecord => ({ id, code, title: `Område ${code}` });

const national = (superiorGoals: readonly PlanRecord[]): Plan =>
  smallPlan({ focusAreas: [area('land-a1', 'F1'), area('land-a2', 'F2')], superiorGoals }, { id: 'landet', organisation: { name: nation } });
const region = (superiorGoals: readonly PlanRecord[], goals: readonly PlanRecord[] = []): Plan =>
  smallPlan({ focusAreas: [area('reg-area1', 'F1')], superiorGoals, goals }, { id: 'nord', organisation: { name: 'Nord', parent: nation } });

const follow = (above: readonly PlanRecord[], own: readonly PlanRecord[], goals: readonly PlanRecord[] = []): { goals: readonly PlanRecord[]; changes: readonly GoalChange[]; retired: unknown } => {
  const { plan, changes } = followNational(national(above), region(own, goals), (code) => `new-${code.toLowerCase().replaceAll('.', '')}`);
  return { goals: plan.tables.superiorGoals, changes, retired: plan.retired };
};

test('[B1] a changed title comes with its code; the focus area is the region’s of the same code, and a goal that names no issuer is the national plan’s own', () => {
  const { goals, changes } = follow([goal('land-g1', 'O1', 'Ny tittel', { focusArea: 'land-a1' })], [goal('reg-g1', 'o1', 'Gammel tittel', { issuer: 'landslaget ' })]);
  expect(goals).toEqual([goal('reg-g1', 'O1', 'Ny tittel', { focusArea: 'reg-area1', issuer: nation })]);
  expect(changes.map(({ kind, field, from, to }) => [kind, field, from, to])).toEqual([['set', 'code', 'o1', 'O1'], ['set', 'title', 'Gammel tittel', 'Ny tittel'], ['set', 'focusArea', null, 'reg-area1'], ['set', 'issuer', 'landslaget ', nation]]);
});

test('[B1] a focus area that the region does not have is for the region to choose', () => {
  const { goals, changes } = follow([goal('land-g1', 'O1', 'Mål', { focusArea: 'land-a2' })], [goal('reg-g1', 'O1', 'Mål', { issuer: nation, focusArea: 'reg-area1' })]);
  expect([goals[0]!['focusArea'], changes]).toEqual(['reg-area1', []]);
});

test('[B1] what others set in the national plan does not come down, nor is what others set in the region touched', () => {
  const own = goal('reg-g9', 'O9', 'Vårt eget');
  expect(follow([goal('land-g1', 'O1', 'Overnasjonalt', { issuer: 'Forbundet' })], [own])).toMatchObject({ goals: [own], changes: [] });
});

test('[B2] a new goal comes last; one that is gone stays where goals are under it, and goes with its code retired where none is', () => {
  const own = [goal('reg-g1', 'O1', 'Brukt', { issuer: nation }), goal('reg-g2', 'O2', 'Ubrukt', { issuer: nation }), goal('reg-g8', 'O8', 'Eget')];
  const { goals, changes, retired } = follow([goal('land-g3', 'O3', 'Nytt')], own, [{ id: 'mine-1', code: 'M1', title: 'Vårt', superiorGoal: 'reg-g1' }]);
  expect(goals).toEqual([own[0], own[2], goal('new-o3', 'O3', 'Nytt', { issuer: nation })]);
  expect(changes.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['kept O1', 'removed O2', 'added O3']);
  expect(retired).toEqual({ superiorGoals: ['O2'] });
});

test('[B4] a goal that was removed and comes back has the id that it had', () => {
  const first = follow([goal('land-g3', 'O3', 'Nytt')], []).goals;
  expect(follow([goal('land-g3', 'O3', 'Nytt')], [goal('other-1', 'O7', 'Annet')]).goals.at(-1)).toEqual(first[0]);
});

test('[B3] an edited code, an edited issuer and swapped codes are set back on the records that they stood on', () => {
  const above = [goal('land-g1', 'O1', 'Første'), goal('land-g2', 'O2', 'Andre'), goal('land-g3', 'O3', 'Tredje'), goal('land-g4', 'O4', 'Fjerde')];
  const own = [
    goal('new-o1', 'O2', 'Første', { issuer: nation }), goal('new-o2', 'O1', 'Andre', { issuer: nation }), // swapped
    goal('old-o3', 'X3', 'Tredje', { issuer: nation }), goal('old-o4', 'O4', 'Fjerde', { issuer: 'Nord' }),
  ];
  const { goals, changes } = follow(above, own);
  expect(goals.map(({ id, code, title, issuer }) => [id, code, title, issuer])).toEqual([
    ['new-o1', 'O1', 'Første', nation], ['new-o2', 'O2', 'Andre', nation], ['old-o3', 'O3', 'Tredje', nation], ['old-o4', 'O4', 'Fjerde', nation],
  ]);
  expect(changes.map(({ field, from }) => [field, from])).toEqual([['code', 'O2'], ['code', 'O1'], ['code', 'X3'], ['issuer', 'Nord']]);
});

test('[B3] a code that the region uses for something of its own is left to it, and told', () => {
  const own = goal('reg-g1', 'O1', 'Vårt eget mål', { issuer: 'Nord' });
  expect(follow([goal('land-g1', 'O1', 'Nasjonalt')], [own])).toEqual({ goals: [own], changes: [{ kind: 'code-taken', code: 'O1', title: 'Nasjonalt' }], retired: {} });
});
