import { examplePlans } from '../../support/example-plans';
import { carries, isDarkTheme } from '../../../addin/state/office-theme';
import { serverAddress } from '../../../addin/state/server-address';
import { reasonOf } from '../../../addin/texts/host-reasons';
import { answers, fails, gives, hostFails, hostPatience, idleTime, openedPane, ownGrid, planGrid, previewed, quietTime, refused, scriptedPane, type Scripted, type Step } from '../../support/scripted-pane';
import type { PlanAnswer, WorkbookModel } from '../../../core';

const read = (text = ''): Step => ({ call: 'read', gives: gives(planGrid(text)) });
const look = (given = previewed()): Step => ({ call: 'preview', gives: answers(given) });
const plan = examplePlans().get('lillehammer-2026')!;
const planAnswer: Step = { call: 'plan', gives: answers({ plan, revision: { number: 7, hash: 'h7' } } as unknown as PlanAnswer) };
const noPlan: Step = { call: 'read', gives: gives(ownGrid) };
const stamped: Step = { call: 'read', gives: gives(planGrid('', plan.id)) };

const opened = async (...steps: Step[]): Promise<Scripted> => {
  const scripted = scriptedPane({}, ...steps);
  scripted.pane.open('check');
  await scripted.settle();
  return scripted;
};
const insert = { type: 'insert-asked', planId: plan.id, locale: 'nb' } as const;

describe('a workbook without a plan', () => {
  test('[K1] is given one beside its own tabs, and then looked at', async () => {
    const scripted = await opened(noPlan);
    expect(scripted.pane.get()).toMatchObject({ book: { kind: 'no-plan' }, job: null });
    scripted.expects(noPlan, planAnswer, {
      call: 'insert', gives: gives(undefined),
      sees: (model) => expect((model as WorkbookModel).worksheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['Tiltak', 'Budsjett (plan)', '_planark'])),
    }, stamped, look(previewed({ base: 7, revision: 8 })));
    scripted.pane.send(insert);
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ book: { kind: 'plan', stamp: { planId: plan.id } }, renamedTabs: ['Budsjett (plan)'], checked: { base: 7, revision: 8 }, job: null, trouble: null });
  });

  test('[K1] gets no second one where somebody else put one in meanwhile', async () => {
    const scripted = await opened(noPlan);
    scripted.expects(read(), look());
    scripted.pane.send(insert);
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ book: { kind: 'plan', stamp: { planId: 'plan-1' } }, renamedTabs: null });
  });

  test('[K2] is not read at each pause, but now and then, and a plan that somebody put in meanwhile is looked at as any other', async () => {
    const scripted = await opened(noPlan);
    for (const wait of [quietTime, idleTime - 1]) {
      scripted.dirty();
      await scripted.pass(wait);
    }
    expect(scripted.left()).toEqual([]);
    scripted.expects(read(), look());
    await scripted.pass(1);
    scripted.dirty();
    scripted.expects(read('new'), look());
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
  });

  test('[K2] that the person gives a plan while it waits to be looked at hears of the store at once', async () => {
    const scripted = await opened(noPlan);
    scripted.dirty();
    scripted.expects(noPlan, planAnswer, { call: 'insert', gives: gives(undefined) }, stamped, look(previewed({ revision: 8 })));
    scripted.pane.send(insert);
    await scripted.settle();
    scripted.expects(stamped, look(previewed({ revision: 9 })));
    scripted.pane.send({ type: 'store-moved', revision: 9 });
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
  });

  test('[K1] where a name was taken meanwhile is read again', async () => {
    const scripted = await opened(noPlan);
    scripted.expects(noPlan, planAnswer, { call: 'insert', gives: hostFails('changed') }, noPlan, planAnswer, { call: 'insert', gives: gives(undefined) }, stamped, look());
    scripted.pane.send(insert);
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
  });

  test('[K1] where a name is taken by what nobody sees gets other tabs, and after three more tries is told which name it is', async () => {
    const scripted = await opened(noPlan);
    const taken: string[] = [];
    const insertSeen: Step = { call: 'insert', gives: hostFails('changed', false, 'Tiltak'), sees: (model) => taken.push((model as WorkbookModel).worksheets.map(({ name }) => name).filter((name) => name.startsWith('Tiltak')).join()) };
    for (let tries = 0; tries <= 3; tries++) scripted.expects(noPlan, planAnswer, insertSeen);
    scripted.pane.send(insert);
    for (let times = 0; times < 5; times++) await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(taken).toEqual(['Tiltak', ...Array.from({ length: 3 }, () => 'Tiltak (plan)')]);
    const { job, trouble } = scripted.pane.get();
    expect([job, trouble]).toMatchObject([null, { from: 'workbook', kind: 'insert', failure: { kind: 'changed', tab: 'Tiltak' } }]);
    expect(reasonOf({ kind: 'changed', isPartial: false, tab: 'Tiltak' }, 'insert').nb).toContain('«{tab}»');
    expect(reasonOf({ kind: 'changed', isPartial: false }, 'insert').nb).not.toContain('{tab}');
  });

  test.each([['protected', false], ['read-only', false], ['lost', true], ['changed', true]] as const)('[K6] that takes none in (%s) is told so', async (kind, isPartial) => {
    const scripted = await opened(noPlan);
    scripted.expects(noPlan, planAnswer, { call: 'insert', gives: hostFails(kind, isPartial) });
    scripted.pane.send(insert);
    await scripted.settle();
    scripted.expects(noPlan);
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ book: { kind: 'no-plan' }, job: null, trouble: { from: 'workbook', kind: 'insert', failure: { kind, isPartial } } });
  });

  test('[K8] waits for the server, and goes on', async () => {
    const scripted = await opened(noPlan);
    scripted.expects(noPlan, { call: 'plan', gives: fails({ kind: 'away' }) }, planAnswer, { call: 'insert', gives: gives(undefined) }, stamped, look());
    scripted.pane.send(insert);
    await scripted.settle();
    expect(scripted.pane.get()).toMatchObject({ trouble: { from: 'server' }, job: { kind: 'insert' } });
    await scripted.pass(1000);
    expect(scripted.left()).toEqual([]);
  });
});

describe('a workbook that is looked at', () => {
  test('[K2] is read when it has been quiet for a while, however often it was told to have changed', async () => {
    const scripted = await openedPane();
    scripted.dirty();
    await scripted.pass(quietTime - 1);
    scripted.dirty();
    await scripted.pass(quietTime - 1);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ isStale: true, job: null });
    scripted.expects(read('new'), look(previewed({ summary: '1 endret' })));
    await scripted.pass(1);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ isStale: false, checked: { summary: '1 endret' }, talk: { preview: null } });
  });

  test('[K2] is read again where it changes while it is', async () => {
    const scripted = await openedPane();
    scripted.expects(read('a'), { ...look(), sees: () => scripted.dirty() });
    scripted.dirty();
    await scripted.pass(quietTime);
    scripted.expects(read('b'), look());
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get().isStale).toBe(false);
  });

  test('[K2] is compared again when the store has a newer revision than was seen, and not when it is the one seen', async () => {
    const scripted = await openedPane({}, { base: 1, revision: 3 });
    scripted.pane.send({ type: 'store-moved', revision: 3 });
    await scripted.pass(quietTime);
    scripted.expects(read(), look(previewed({ base: 1, revision: 4 })));
    scripted.pane.send({ type: 'store-moved', revision: 4 });
    await scripted.pass(quietTime);
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
  });

  test('[K2] gives way to what the person asks for, and comes to nothing then', async () => {
    const scripted = await openedPane();
    let answer = (_: unknown): void => undefined;
    scripted.expects(read('a'), { call: 'preview', gives: new Promise((resolve) => { answer = resolve; }) }, read('b'), look(previewed({ summary: 'asked' })));
    scripted.dirty();
    await scripted.pass(quietTime);
    scripted.pane.send({ type: 'preview-asked' });
    await scripted.settle();
    answer(answers(previewed({ summary: 'too late' })));
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ checked: { summary: 'asked' }, talk: { preview: { summary: 'asked' } } });
  });

  test('[K2] by itself leaves what is shown as it is', async () => {
    const scripted = await openedPane();
    scripted.expects(read(), look(previewed({ summary: 'shown' })));
    scripted.pane.send({ type: 'preview-asked' });
    await scripted.settle();
    scripted.expects(read('new'), look(previewed({ summary: 'newer' })));
    scripted.dirty();
    await scripted.pass(quietTime);
    expect(scripted.pane.get()).toMatchObject({ checked: { summary: 'newer' }, talk: { preview: { summary: 'shown' } } });
  });

  test('[K3] opens with a preview for who asked for one on the ribbon', async () => {
    const scripted = scriptedPane({}, read(), look(previewed({ summary: 'shown' })));
    scripted.pane.open('preview');
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get().talk.preview).toMatchObject({ summary: 'shown' });
  });

  test('[K3] shows a place of it, says where there is none, and hears nothing more once the pane is closed', async () => {
    const scripted = await openedPane();
    scripted.expects({ call: 'select', gives: gives(true), sees: (at) => expect(at).toBe('Tiltak!F12') });
    scripted.pane.show('Tiltak!F12');
    await scripted.settle();
    expect(scripted.pane.get().trouble).toBeNull();
    scripted.expects({ call: 'select', gives: gives(false) });
    scripted.pane.show('Tiltak!F13');
    await scripted.settle();
    expect(scripted.pane.get().trouble).toEqual({ from: 'place', place: 'Tiltak!F13' });
    scripted.pane.close();
    scripted.dirty();
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
  });

  test('[K3] says that there is no such place where looking for it is a bug, and goes on with what it does', async () => {
    const scripted = await openedPane();
    scripted.expects({ call: 'select', gives: Promise.reject(new Error('no such address')) });
    scripted.pane.show('Tiltak!ZZZ9999999');
    await scripted.settle();
    expect(scripted.bugs.splice(0)).toEqual([new Error('no such address')]);
    expect(scripted.pane.get().trouble).toEqual({ from: 'place', place: 'Tiltak!ZZZ9999999' });
  });

  test('[K2] does nothing more once it is closed, whatever it still hears, and however much it had yet to do', async () => {
    const heard = await openedPane();
    heard.dirty();
    const dirty = heard.dirty;
    heard.pane.close();
    dirty();
    heard.pane.send({ type: 'dirty' });
    heard.pane.send({ type: 'preview-asked' });
    await heard.pass(quietTime);
    const retried = await opened(read(), { call: 'preview', gives: fails({ kind: 'away' }) });
    retried.pane.close();
    expect(retried.timers()).toBe(0);
    await retried.pass(60_000);
    expect([...heard.left(), ...retried.left()]).toEqual([]);
  });

  test('[K3] a workbook that does not let itself be listened to now is asked again', async () => {
    const scripted = await openedPane({ refusals: 2 });
    for (let times = 0; times < 2; times++) await scripted.pass(quietTime);
    scripted.dirty();
    scripted.expects(read(), look());
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
  });

  test('[K7] while somebody is in a cell is waited for', async () => {
    const scripted = scriptedPane({}, { call: 'read', gives: hostFails('editing') }, read(), look());
    scripted.pane.open('check');
    await scripted.settle();
    expect(scripted.pane.get().isEditing).toBe(true);
    await scripted.pass(1000);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get()).toMatchObject({ isEditing: false, trouble: null });
  });

  test('[K6] that Excel does not give is asked for again by the person alone', async () => {
    const scripted = await opened({ call: 'read', gives: hostFails('lost') });
    await scripted.pass(60_000);
    expect(scripted.pane.get()).toMatchObject({ job: null, book: { kind: 'unread' }, trouble: { failure: { kind: 'lost' } } });
    scripted.expects(read(), look());
    scripted.pane.send({ type: 'try-again' });
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get().trouble).toBeNull();
  });

  test('[K7] that never answers is told to be lost, and is asked again; who is in a cell may stay there as long as they like', async () => {
    const scripted = await opened({ call: 'read', gives: 'silence' });
    scripted.waiting(true);
    await scripted.pass(10 * hostPatience);
    expect(scripted.pane.get()).toMatchObject({ isEditing: true, trouble: null, job: { step: 'reading' } });
    scripted.waiting(false);
    await scripted.pass(hostPatience - 1);
    expect(scripted.pane.get().trouble).toBeNull();
    await scripted.pass(1);
    expect(scripted.pane.get()).toMatchObject({ job: null, trouble: { from: 'workbook', failure: { kind: 'lost', isPartial: false } } });
    scripted.expects(read(), look());
    scripted.pane.send({ type: 'try-again' });
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get().trouble).toBeNull();
    expect(scripted.timers()).toBe(0);
  });

  test('[K6] with a bug in the way does not look for ever: it is told, and can be tried again', async () => {
    const scripted = await opened({ ...read(), sees: () => { throw new Error('a bug'); } });
    expect(scripted.bugs.splice(0)).toEqual([new Error('a bug')]);
    expect(scripted.pane.get()).toMatchObject({ job: null, trouble: { from: 'pane' } });
    scripted.expects(read(), look());
    scripted.pane.send({ type: 'try-again' });
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get().trouble).toBeNull();
  });

  test('[K9] of a newer version, or with a damaged stamp, is told so and not asked about', async () => {
    const newer = await opened({ call: 'read', gives: gives(planGrid('', 'plan-1', 'planark/99')) });
    expect(newer.pane.get().book).toEqual({ kind: 'unusable', failure: { kind: 'newer-format', format: 'planark/99' } });
    const damaged = await opened({ call: 'read', gives: gives(planGrid('', '')) });
    expect(damaged.pane.get().book).toEqual({ kind: 'unusable', failure: { kind: 'damaged-stamp' } });
    for (const event of [{ type: 'preview-asked' }, { type: 'sync-asked', freshId: 'op-1' }] as const) damaged.pane.send(event);
    await damaged.settle();
    expect([...newer.left(), ...damaged.left()]).toEqual([]);
  });

  test('[K9] whose plan the server does not show is not asked about again by itself', async () => {
    const scripted = await opened(read(), { call: 'preview', gives: fails(refused(404, 'unknown-plan')) });
    scripted.dirty();
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
    scripted.expects(read(), look());
    scripted.pane.send({ type: 'try-again' });
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
  });

  test('[K1] that shows another plan by now begins anew', async () => {
    const scripted = await openedPane();
    scripted.pane.send({ type: 'wished', wishes: { message: 'Om den andre' } });
    scripted.expects({ call: 'read', gives: gives(planGrid('', 'plan-2')) }, { call: 'preview', gives: answers(previewed()), sees: (id) => expect(id).toBe('plan-2') });
    scripted.dirty();
    await scripted.pass(quietTime);
    expect(scripted.left()).toEqual([]);
    expect(scripted.pane.get().talk.wishes.message).toBe('');
  });
});

test.each([
  ['', ''], ['https://own.example/', ''], ['plan.example.org', 'https://plan.example.org'], [' https://plan.example.org/planark/ ', 'https://plan.example.org/planark'], ['http://localhost:7070', 'http://localhost:7070'],
  ['http://plan.example.org', null], ['ftp://plan.example.org', null], ['https://me@plan.example.org', null], ['https://plan.example.org/?x=1', null], ['https://', null], ['javascript:alert(1)', null],
])('[K10] the address %j is %j', (typed, address) => {
  expect(serverAddress(typed, 'https://own.example')).toBe(address);
});

describe('[K12] Office’s theme', () => {
  test.each([['#FFFFFF', false], ['#F5F5F5', false], ['#262626', true], ['#000000', true], ['#666666', true], ['white', null]])('on %s is dark: %s', (bodyBackgroundColor, isDark) => {
    expect(isDarkTheme({ bodyBackgroundColor, controlBackgroundColor: bodyBackgroundColor })).toBe(isDark);
  });

  test('gives its ground only where every ink reads well on it', () => {
    expect(carries('#FFFFFF', ['#1f2a2e', ' #4f5d61'])).toBe(true);
    expect(carries('#666666', ['#e6eeec', '#93d3ca'])).toBe(false);
    expect(carries('#FFFFFF', ['inherit'])).toBe(false);
  });
});
