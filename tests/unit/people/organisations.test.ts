import type { Grant } from '../../../core/plan/grants';
import { createCaller, type PlanPlace } from '../../../core/node/people/caller';
import { createOrganisations } from '../../../core/node/people/organisations';
import { organisedStore } from '../../support/organised-store';

const federation = () => organisedStore({ landet: 'Landet', nord: 'Nord < Landet', sor: 'Sør < LANDET', lag: 'Laget <  nord', annet: 'Et annet lag' });
const lineOf = async (plans: Record<string, string>, planId: string): Promise<readonly string[]> => {
  const line = await createOrganisations(organisedStore(plans).store).lineOfPlan(planId);
  return line.ok ? line.value : [line.failure.kind];
};

describe('[T3] lines of organisations', () => {
  test.each([['landet', ['landet']], ['nord', ['nord', 'landet']], ['lag', ['laget', 'nord', 'landet']], ['annet', ['et annet lag']], ['none', []]])('of the plan %s: %j', async (planId, line) => {
    expect(await lineOf(federation().plans, planId)).toEqual(line);
  });

  test('who reads what: the national office all below it, a region what is its own and below', async () => {
    const { store } = federation();
    const organisations = createOrganisations(store);
    const readable = async (organisation: string): Promise<string[]> => {
      const caller = createCaller({ name: '', key: '', grants: [{ role: 'reader', on: { organisation } }] }, organisations);
      const rights = await Promise.all(['landet', 'nord', 'sor', 'lag', 'annet'].map(async (id) => ({ id, rights: await caller.rightsIn(id) })));
      return rights.filter((one) => one.rights.ok && one.rights.value.may('read')).map(({ id }) => id);
    };
    expect(await readable('Landet')).toEqual(['landet', 'nord', 'sor', 'lag']);
    expect(await readable('nord')).toEqual(['nord', 'lag']);
    expect(await readable('Laget')).toEqual(['lag']);
    expect(await readable('Ukjent')).toEqual([]);
  });

  test('plans that are made and moved are read again; the others are not', async () => {
    const world = federation();
    const organisations = createOrganisations(world.store);
    await organisations.lineOfPlan('nord');
    world.plans['ny'] = 'Ny < Sør';
    expect(await organisations.lineOfPlan('ny')).toEqual({ ok: true, value: ['ny', 'sør', 'landet'] });
    world.plans['sor'] = 'Sør < Utlandet';
    expect(await organisations.lineOfPlan('ny')).toMatchObject({ value: ['ny', 'sør', 'landet'] });
    organisations.hear('sor');
    expect(await organisations.lineOfPlan('ny')).toEqual({ ok: true, value: ['ny', 'sør', 'utlandet'] });
    delete world.plans['ny'];
    organisations.hear('ny');
    expect(await organisations.lineOfPlan('ny')).toEqual({ ok: true, value: [] });
    expect(world.reads).toEqual(['list', 'ny', 'sor', 'ny']);
  });

  test('a store that cannot be read is a failure, and is asked again when it is back', async () => {
    const world = federation();
    const organisations = createOrganisations(world.store);
    world.isDown = true;
    expect(await organisations.lineOfPlan('nord')).toMatchObject({ ok: false, failure: { kind: 'store' } });
    world.isDown = false;
    expect(await organisations.lineOfPlan('nord')).toMatchObject({ value: ['nord', 'landet'] });
    organisations.hear('nord');
    world.isDown = true;
    expect(await organisations.lineOfPlan('nord')).toMatchObject({ ok: false });
    world.plans['nord'] = 'Nord';
    world.isDown = false;
    expect(await organisations.lineOfPlan('nord')).toMatchObject({ value: ['nord'] });
  });
});

describe('[T4] what plans say of organisations above their own', () => {
  test.each<[string, Record<string, string>, string, string[]]>([
    ['counts where all plans of it say the same', { a: 'Nord < Landet', b: 'nord < landet', lag: 'Laget < Nord' }, 'lag', ['laget', 'nord', 'landet']],
    ['ends the line where they differ', { a: 'Nord < Landet', b: 'Nord < Meg', lag: 'Laget < Nord' }, 'lag', ['laget', 'nord']],
    ['ends the line where one says nothing', { a: 'Nord', b: 'Nord < Meg', lag: 'Laget < Nord' }, 'lag', ['laget', 'nord']],
    ['is not asked of a plan’s own siblings', { a: 'Nord < Meg', b: 'Nord' }, 'b', ['nord']],
    ['goes round a ring once', { a: 'A < B', b: 'B < C', c: 'C < A' }, 'a', ['a', 'b', 'c']],
    ['may be its own', { a: 'A < a' }, 'a', ['a']],
  ])('%s', async (_, plans, planId, line) => {
    expect(await lineOf(plans, planId)).toEqual(line);
  });
});

describe('[T7] who may make a plan', () => {
  const on = (organisation: string, role: Grant['role'] = 'owner'): Grant => ({ role, on: { organisation } });
  test.each<[string, Grant, PlanPlace, boolean]>([
    ['an admin anywhere', { role: 'admin', on: 'everything' }, { organisation: 'Ny', partOf: 'Hva som helst' }, true],
    ['an owner of everything', { role: 'owner', on: 'everything' }, { organisation: 'Ny', partOf: undefined }, true],
    ['an editor of everything: no', { role: 'editor', on: 'everything' }, { organisation: 'Ny', partOf: undefined }, false],
    ['an owner of a plan: no', { role: 'owner', on: { plan: 'nord' } }, { organisation: 'Nord', partOf: 'Landet' }, false],
    ['a region’s owner its own', on('Nord'), { organisation: 'Nord', partOf: 'Landet' }, true],
    ['a region’s editor: no', on('Nord', 'editor'), { organisation: 'Nord', partOf: 'Landet' }, false],
    ['the national owner a region’s', on('Landet'), { organisation: 'Nord', partOf: undefined }, true],
    ['the national owner a new region’s', on('Landet'), { organisation: 'Vest', partOf: 'Landet' }, true],
    ['a region’s owner a new team’s below it', on('Nord'), { organisation: 'Nytt lag', partOf: 'Nord' }, true],
    ['a region’s owner another region’s: no', on('Nord'), { organisation: 'Sør', partOf: 'Landet' }, false],
    ['a region’s owner the national one, said to be part of the region: no', on('Nord'), { organisation: 'Landet', partOf: 'Nord' }, false],
    ['a region’s owner another region, said to be part of it: no', on('Nord'), { organisation: ' sør ', partOf: 'Nord' }, false],
    ['a region’s owner an organisation of its own making: no', on('Nord'), { organisation: 'Vest', partOf: undefined }, false],
    ['one whose organisation has no plan yet its first', on('Vest'), { organisation: 'Vest', partOf: 'Landet' }, true],
    ['one that is part of itself: no', on('Nord'), { organisation: 'Vest', partOf: 'Vest' }, false],
  ])('%s', async (_, grant, place, isAllowed) => {
    const caller = createCaller({ name: '', key: '', grants: [grant] }, createOrganisations(federation().store));
    expect(await caller.mayPlace(place)).toEqual({ ok: true, value: isAllowed });
  });
});
