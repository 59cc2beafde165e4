import { followNationalPlan } from '../../../core/node/journey/regions/follow-national-plan';
import type { Plan } from '../../../core/plan/plan';
import { gotten, linkedWorld, time } from '../../support/linked-store';
import { smallPlan } from '../../support/small-plan';

const goal = { id: 'land-g1', code: 'O1', title: 'Alle kan samvirke' };
const national = smallPlan({ superiorGoals: [goal] }, { id: 'landet', organisation: { name: 'Landslaget' } });
const region = (more: Partial<Plan> = {}): Plan => smallPlan({}, { id: 'nord', organisation: { name: 'Nord', parent: 'landslaget' }, parent: 'landet', ...more });
const follow = async (plans: readonly Plan[]) => {
  const world = await linkedWorld(plans);
  return { world, followed: gotten(await followNationalPlan(world.store, 'nord', time)) };
};

test('[B5] what is new comes down as a revision by the national organisation, which names where it came from; again, nothing', async () => {
  const { world, followed } = await follow([national, region()]);
  expect(followed).toMatchObject({ isCommitted: true, isRegion: true, changes: [{ kind: 'added', code: 'O1' }], revision: { number: 2, author: 'Landslaget', message: 'Overordnede mål slik de er i landet, revisjon 1' } });
  expect(followed.revision.plan.tables.superiorGoals).toEqual([{ ...goal, id: expect.not.stringMatching('land-g1'), issuer: 'Landslaget' }]);
  expect(gotten(await followNationalPlan(world.store, 'nord', time))).toMatchObject({ isCommitted: false, changes: [], revision: { number: 2 } });
});

test.each([
  ['names no plan above it', region({ parent: undefined })], ['names one that is not in the store', region({ parent: 'borte' })], ['names one of an organisation that it is no part of', region({ organisation: { name: 'Nord', parent: 'Andre' } })],
  ['says of no organisation that it is part of it', region({ organisation: { name: 'Nord' } })],
])('[B5] a plan that %s is left alone', async (_, plan) => {
  const { parent, ...rest } = plan;
  expect((await follow([national, parent === undefined ? rest : plan])).followed).toMatchObject({ isCommitted: false, isRegion: false, changes: [], revision: { number: 1 } });
});

test('[B5] where another writes meanwhile, what it wrote stays', async () => {
  const world = await linkedWorld([national, region()]);
  let isFirst = true;
  const store: typeof world.store = {
    ...world.store,
    commit: async (request) => {
      if (isFirst) {
        isFirst = false;
        await world.change((plan) => ({ ...plan, title: 'Endret imens' }), 'nord');
      }
      return world.store.commit(request);
    },
  };
  const { revision } = gotten(await followNationalPlan(store, 'nord', time));
  expect([revision.number, revision.plan.title, revision.plan.tables.superiorGoals.length]).toEqual([3, 'Endret imens', 1]);
});
