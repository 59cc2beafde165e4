import { createGoogle } from '../../gsheets/api/create-google';
import type { Plan } from '../../core/plan/plan';
import { renderRollUp } from '../../core/sheet';
import type { SheetPorts } from '../../core/node/journey/google/sheet-ports';
import { syncSheet } from '../../core/node/journey/google/sync-sheet';
import { findRegions } from '../../core/node/journey/regions/find-regions';
import { readRollUp } from '../../core/node/journey/regions/read-roll-up';
import { setUpRegion } from '../../core/node/journey/regions/set-up-region';
import { writeRollUp } from '../../core/node/journey/regions/write-roll-up';
import type { Result } from '../../core/node/journey/failure';
import { createFileLinks } from '../../core/node/store-files/file-links';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { examplePlans } from './example-plans';
import { CLIENT, startEmulator, type Emulator } from './sheets-emulator';

const planner = 'planner@example.no';
const [nationalId, time, today] = ['samhandling-2026', '2026-11-21T10:00:00.000Z', { date: '2026-11-21', isFixed: true }] as const;

/** A clock that stands still but for pauses, which it jumps over. */
const pausingClock = (start = Date.UTC(2026, 10, 21, 10)) => {
  let at = start;
  return { now: () => at, random: () => 0.5, pause: async (milliseconds: number): Promise<void> => { at += milliseconds; } };
};

/** What a step asked of Google, and how long it took by the clock that it waits by. */
export interface QuotaUse {
  readonly reads: number;
  readonly writes: number;
  /** Requests to Drive, which counts them by itself. */
  readonly drive: number;
  readonly refused: number;
  readonly seconds: number;
}

const required = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

const useOf = (log: Emulator['log'], from: number, seconds: number): QuotaUse => {
  const own = log.slice(from);
  const sheets = own.filter(({ path }) => path.startsWith('/v4/'));
  return {
    reads: sheets.filter(({ kind }) => kind === 'read').length, writes: sheets.filter(({ kind }) => kind === 'write').length,
    drive: own.filter(({ path }) => path.startsWith('/drive/')).length, refused: own.filter(({ status }) => status === 429).length, seconds,
  };
};

const regionPlan = (examples: Map<string, Plan>, i: number): Plan => {
  const plan = examples.get('samhandling-nord-2026')!;
  return { ...plan, id: `region-${i}`, organisation: { ...plan.organisation, name: `Region ${String(i).padStart(3, '0')}` } };
};

/** So many regions under a national plan, on an emulated Google that keeps the documented quotas by a clock that jumps. */
export const manyRegions = async (count: number, folder: string, examples = examplePlans()) => {
  const emulator = await startEmulator();
  const clock = pausingClock();
  await initStore(folder);
  const store = createFileStore(folder);
  for (const plan of [examples.get(nationalId)!, ...Array.from({ length: count }, (_, i) => regionPlan(examples, i))]) {
    const committed = await store.commit({ planId: plan.id, parent: 0, plan, author: 'Kari', time, message: '', token: `first ${plan.id}` });
    if (!committed.ok) throw new Error(JSON.stringify(committed.failure));
  }
  const credentials = { kind: 'person', source: 'login', clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken: emulator.oauth.consentOf(planner), email: planner } as const;
  const ports: SheetPorts = { store, links: createFileLinks(folder), google: createGoogle({ credentials, surroundings: clock, rootUrl: emulator.rootUrl }) };
  /** Spreadsheets with next to nothing in them, for what asks only whether they are there. */
  const linkTiny = async (): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const { json } = emulator.call(planner, 'POST', '/v4/spreadsheets', {}, { properties: { title: `Region ${i}` } });
      const { spreadsheetId, spreadsheetUrl: url } = json as { spreadsheetId: string; spreadsheetUrl: string };
      await ports.links.put({ planId: `region-${i}`, spreadsheetId, url, locale: 'nb', kind: 'created', lockedTabs: [], made: time, lastSync: { time, revision: 1, outcome: 'done' }, lastFailure: null });
    }
  };
  const found = required(await findRegions(store, nationalId, []));
  const measured = async (step: () => Promise<unknown>): Promise<QuotaUse> => {
    const [from, started] = [emulator.log.length, clock.now()];
    await step();
    return useOf(emulator.log, from, (clock.now() - started) / 1000);
  };
  return {
    emulator,
    linkTiny,
    /** From now on. */
    keepQuota: () => emulator.keepQuota(clock.now),
    setUp: () => measured(async () => { for (const { planId } of found.regions) required(await setUpRegion(ports, planId, found.national, { today, time })); }),
    sync: () => measured(async () => {
      const links = await ports.links.list();
      const options = { options: {}, commit: { author: 'Kari', message: '', time }, today, pause: async () => undefined };
      for (const link of links.ok ? links.value.filter(({ kind }) => kind !== 'roll-up') : []) required(await syncSheet(ports, link, options));
    }),
    rollUp: (isChecked: boolean) => measured(async () => {
      const rolled = required(await readRollUp(ports.links, required(await findRegions(store, nationalId, [])), today.date, isChecked ? ports.google : null));
      required(await writeRollUp(ports, renderRollUp(rolled, 'nb'), { planId: nationalId, revision: found.national.number, locale: 'nb', time }));
    }),
  };
};
