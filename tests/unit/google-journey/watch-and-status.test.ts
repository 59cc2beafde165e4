import type { RevisionEvent, StoreEvents } from '../../../core/sync/store';
import { createSheet } from '../../../core/node/journey/google/create-sheet';
import { isBehind, sheetStatus, statusWithout, waitingEdits } from '../../../core/node/journey/google/sheet-status';
import { watchSheets } from '../../../core/node/journey/google/watch-sheets';
import type { SheetLink } from '../../../core/node/links/sheet-links';
import { examplePlans } from '../../support/example-plans';
import { columnAt, rowOf, setCell, tabNamed } from '../../support/edit-grid';
import { gotten, linkedWorld, planOfTwo, put, syncOptions, time, titlesOf, today, type LinkedWorld } from '../../support/linked-store';
import { failureOf, valueOf } from '../../support/store-fixtures';

let world: LinkedWorld;
let links: SheetLink[];
beforeEach(async () => {
  world = await linkedWorld([planOfTwo(), planOfTwo('annen')]);
  links = [];
  for (const planId of ['liten', 'annen']) links.push(gotten(await createSheet(world, planId, { today, time })));
  world.google.calls.length = 0;
});

const edit = (link: SheetLink, title: string): void => world.google.edit(link.spreadsheetId, (workbook) => {
  const tab = tabNamed(workbook, 'Tiltak');
  setCell(tab, rowOf(tab, 'akt-1'), columnAt(tab, 'Tiltak'), title);
});
const rename = (title: string, planId: string) => world.change((plan) => ({ ...plan, title }), planId);
const readsOf = () => world.google.calls.filter((call) => call === 'read').length;

/** Watches; at the end of each round the next step is done. After the last the watching is stopped. */
const watch = async (steps: readonly ((tell: (event: RevisionEvent) => void) => void | Promise<void>)[], events?: StoreEvents) => {
  const told: string[] = [];
  let listener: (event: RevisionEvent) => void = () => undefined;
  let hasUnsubscribed = false;
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => { stop = resolve; });
  const left = [...steps];
  const result = await watchSheets(world, {
    links: async () => ({ ok: true, value: valueOf(await world.links.list()) }),
    events: events ?? { subscribe: async (given) => { listener = given; return { ok: true, value: async () => { hasUnsubscribed = true; } }; } },
    sync: () => syncOptions(),
    untilNextLook: async () => {
      const step = left.shift();
      if (step) return step((event) => listener(event));
      stop();
      return new Promise(() => undefined);
    },
    stopped,
    tell: ({ planId }, synced) => void told.push(`${planId} ${synced.ok ? `r${synced.value.outcome.revision.number} ${synced.value.fate.kind}` : synced.failure.kind}`),
  });
  return { result, told, hasUnsubscribed };
};

test('[U11] each is synced once, and then only what has moved, without reading the others', async () => {
  const { told, hasUnsubscribed } = await watch([() => undefined, () => edit(links[0]!, 'Nytt'), () => undefined, () => undefined]);
  expect(told).toEqual(['liten r2 written']);
  // Two at first, the one that was edited, and once more since our own writing moved it.
  expect(readsOf()).toBe(4);
  expect(titlesOf(await world.head())['akt-1']).toBe('Nytt');
  expect(hasUnsubscribed).toBe(true);
});

test('[U11] a revision in the store is written into the sheet of its plan', async () => {
  const { told } = await watch([async (tell) => { await rename('Fra lageret', 'annen'); tell({ planId: 'annen', number: 2 }); }, () => undefined]);
  expect(told).toEqual(['annen r2 written']);
});

test('[U11][B5] a revision of the national plan reaches the sheets of the regions under it', async () => {
  const plans = examplePlans();
  const [national, north] = ['samhandling-2026', 'samhandling-nord-2026'] as const;
  for (const id of [national, north]) await put(world.store, plans.get(id)!);
  gotten(await createSheet(world, north, { today, time }));
  const rename = (title: string) => world.change((plan) => ({ ...plan, tables: { ...plan.tables, superiorGoals: plan.tables.superiorGoals.map((goal, i) => (i === 0 ? { ...goal, title } : goal)) } }), national);
  const { told } = await watch([
    () => undefined,
    async (tell) => { await rename('Nytt nasjonalt mål'); tell({ planId: national, number: 2 }); },
    () => undefined, () => undefined,
  ]);
  expect(told).toEqual([`${north} r2 written`]);
  expect((await world.head(north)).plan.tables.superiorGoals[0]!.title).toBe('Nytt nasjonalt mål');
});

test('[U11] what is written while it syncs is seen in the next round', async () => {
  const { told } = await watch([() => {
    edit(links[0]!, 'Først');
    // After the version was asked for and the sheet was read, and written: nothing of this round can see it.
    const { write } = world.google;
    let hasRun = false;
    Object.assign(world.google, { write: async (...given: Parameters<typeof write>) => {
      const written = await write(...given);
      if (!hasRun) edit(links[0]!, 'Så');
      hasRun = true;
      return written;
    } });
  }, () => undefined, () => undefined]);
  expect(told).toEqual(['liten r2 written', 'liten r3 written']);
  expect(titlesOf(await world.head())['akt-1']).toBe('Så');
});

test('[U11] a failure is told once, tried again, and another one told anew', async () => {
  edit(links[1]!, 'Nytt');
  const down = { call: 'read', instead: { kind: 'unavailable' } } as const;
  world.google.script.push(down);
  const { told } = await watch([
    () => void world.google.script.push(down),
    () => void world.google.script.push({ call: 'read', instead: { kind: 'no-access' } }),
    () => undefined,
  ]);
  expect(told).toEqual(['annen sheet', 'annen sheet', 'annen r2 written']);
});

test('[U11] what failed and works again is told, also where nothing was done', async () => {
  world.google.script.push({ call: 'read', instead: { kind: 'unavailable' } });
  const { told } = await watch([() => undefined, () => undefined]);
  expect(told).toEqual(['annen sheet', 'annen r1 current']);
});

test('[U11] a spreadsheet that Drive does not tell of is read each round', async () => {
  const file = world.google.file;
  Object.assign(world.google, { file: async (id: string) => (id === links[0]!.spreadsheetId ? { ok: false, failure: { kind: 'not-found' } } : file(id)) });
  await watch([() => undefined, () => undefined]);
  expect(readsOf()).toBe(4);
});

test('[U11] a link that is removed is watched no longer, one that is made from then on', async () => {
  const { told } = await watch([
    async () => { valueOf(await world.links.remove(links[0]!.spreadsheetId)); edit(links[0]!, 'Ikke sett'); },
    async () => { valueOf(await world.links.put(links[0]!)); },
    () => undefined,
  ]);
  expect(told).toEqual(['liten r2 written']);
});

test('[U11] where the store cannot tell of revisions, the watching does not begin', async () => {
  const failure = { kind: 'unavailable' as const, detail: 'x' };
  const { result } = await watch([], { subscribe: async () => ({ ok: false, failure }) });
  expect(result).toMatchObject({ ok: false, failure: { kind: 'store', failure } });
  expect(world.google.calls).toEqual([]);
});

test('[U10] a status says what is here, what is there, and what waits', async () => {
  edit(links[0]!, 'Nytt');
  await rename('Fra lageret', 'liten');
  const status = await sheetStatus(world, links[0]!);
  expect(status).toMatchObject({ title: expect.stringContaining('Plan liten'), here: 2, there: 1 });
  expect([isBehind(status), waitingEdits(gotten(status.next))]).toEqual([true, 1]);
  const other = await sheetStatus(world, links[1]!);
  expect([isBehind(other), waitingEdits(gotten(other.next)), other.here, other.there]).toEqual([false, 0, 1, 1]);
  expect(world.google.calls).not.toContain('write');
});

test('[U10][B9] one that shows regions is told of as such, also when it is in the bin', async () => {
  const rollUp = { ...links[0]!, kind: 'roll-up' as const };
  expect(await sheetStatus(world, rollUp)).toMatchObject({ title: expect.any(String), next: { ok: true, value: null } });
  world.google.held(rollUp.spreadsheetId).isTrashed = true;
  expect(await sheetStatus(world, rollUp)).toMatchObject({ title: null, next: { ok: false, failure: { failure: { kind: 'trashed' } } } });
});

test('[U10] one that cannot be read is told of with what was known', async () => {
  world.google.script.push({ call: 'read', instead: { kind: 'no-access' } });
  expect(await sheetStatus(world, links[0]!)).toMatchObject({ title: null, here: 1, there: 1, next: { ok: false, failure: { failure: { failure: { kind: 'no-access' } } } } });
  const why = { ok: false as const, failure: { kind: 'sheet' as const, failure: { kind: 'credentials' as const, reason: 'no-credentials' as const } } };
  expect(await statusWithout(world, links[0]!, why)).toMatchObject({ title: null, here: 1, there: 1, next: why });
  expect(failureOf(await world.store.head('finnes-ikke')).kind).toBe('not-found');
  expect(await sheetStatus(world, { ...links[0]!, planId: 'finnes-ikke' })).toMatchObject({ here: null, next: { failure: { failure: { kind: 'other-plan' } } } });
});
