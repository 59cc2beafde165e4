import { createGoogle } from '../../../gsheets/api/create-google';
import { createQuota } from '../../../gsheets/api/quota';
import type { GoogleCredentials } from '../../../gsheets/api/key-file';
import type { GoogleResult } from '../../../gsheets/rest';
import { asker, jumpingClock, type JumpingClock } from '../../support/odd-google';
import { smallPlan } from '../../support/small-plan';
import { CLIENT, startEmulator, type Emulator } from '../../support/sheets-emulator';
import { modelFor, storeOf, syncRead } from '../../support/workbook-journey';

const kari = 'kari@example.org';
let emulator: Emulator;
let clock: JumpingClock;
beforeEach(async () => {
  emulator = await startEmulator();
  clock = jumpingClock();
});
afterEach(() => emulator.stop());

const consented = (email: string): GoogleCredentials => ({ kind: 'person', source: 'login', clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken: emulator.oauth.consentOf(email), email });
const googleOf = (email = kari, more: Partial<Parameters<typeof createGoogle>[0]> = {}) => createGoogle({ credentials: consented(email), surroundings: clock, rootUrl: emulator.rootUrl, ...more });
const valueOf = <T>(result: GoogleResult<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const store = () => storeOf(smallPlan());
const asked = (): string[] => emulator.log.map(({ id }) => id).filter((id) => id !== 'token');
const files = (): { readonly name: string; readonly trashed: boolean }[] => (emulator.call(kari, 'GET', '/drive/v3/files', { fields: 'files(name,trashed)' }).json as { files: { name: string; trashed: boolean }[] }).files;

/** A plan in a spreadsheet, with a person's edit that is not yet in the store. */
const edited = async () => {
  const google = googleOf();
  const world = store();
  const { spreadsheetId } = valueOf(await google.create(modelFor(world, 'nb'), { editor: kari }));
  return { google, world, spreadsheetId };
};

describe('a plan by way of googleapis', () => {
  test('is made in two requests, and reads as it was made', async () => {
    const { google, world, spreadsheetId } = await edited();
    expect(asked()).toEqual(['spreadsheets.create', 'spreadsheets.batchUpdate']);
    const read = valueOf(await google.read(spreadsheetId));
    expect(syncRead(read.grid, world).decision).toMatchObject({ isPlanChanged: false, problems: [] });
    expect(read.url).toContain(spreadsheetId);
    expect(clock.pauses).toEqual([]);
  });

  test('[O5] that could not be filled is in the bin', async () => {
    emulator.faults.before('no-access', { method: 'batchUpdate' });
    expect(await googleOf().create(modelFor(store(), 'nb'))).toMatchObject({ ok: false, failure: { kind: 'no-access' } });
    expect(files().filter(({ trashed }) => !trashed)).toEqual([]);
  });

  test.each([['lost', 'after'], ['server-error', 'after'], ['unavailable', 'after'], ['unavailable', 'before'], ['quota', 'before']] as const)('[O3][O4] is filled once where the answer is %s %s it was done', async (fault, when) => {
    emulator.faults[when](fault, { method: 'batchUpdate' });
    const { google, spreadsheetId } = await edited();
    expect(emulator.faults.pending()).toBe(0);
    const read = valueOf(await google.read(spreadsheetId));
    expect(read.raw.developerMetadata?.filter(({ metadataKey }) => metadataKey === 'planark.rev')).toHaveLength(1);
  });
});

describe('a write by way of googleapis', () => {
  /** The store has got a title that the spreadsheet has not. */
  const behind = async () => {
    const { google, world, spreadsheetId } = await edited();
    const read = valueOf(await google.read(spreadsheetId));
    world.revisions.push({ ...world.revisions.at(-1)!, title: 'Ny tittel' });
    return { google, world, spreadsheetId, read, write: () => google.write(read, syncRead(read.grid, world).patch, { editor: kari }) };
  };
  const isCaughtUp = async ({ google, world, spreadsheetId }: Awaited<ReturnType<typeof behind>>): Promise<boolean> => !syncRead(valueOf(await google.read(spreadsheetId)).grid, world).decision.isSheetBehind;
  const batches = (): number => emulator.log.filter(({ id }) => id === 'spreadsheets.batchUpdate').length;

  test.each(['lost', 'server-error', 'unavailable'] as const)('[O3][O4] that was done, and whose answer is %s, is known as done', async (fault) => {
    const world = await behind();
    emulator.faults.after(fault, { method: 'batchUpdate' });
    expect(await world.write()).toEqual({ ok: true, value: undefined });
    expect(emulator.faults.pending()).toBe(0);
    expect(await isCaughtUp(world)).toBe(true);
  });

  test.each(['lost', 'server-error'] as const)('[O4] that was not done, and whose answer is %s, is not repeated blindly', async (fault) => {
    const world = await behind();
    const before = batches();
    emulator.faults.before(fault, { method: 'batchUpdate' });
    expect(await world.write()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(batches()).toBe(before + 1);
    expect(await isCaughtUp(world)).toBe(false);
  });

  test('[O3] that Google was not up to is done in the end', async () => {
    const world = await behind();
    emulator.faults.before('unavailable', { method: 'batchUpdate', times: 3 });
    expect((await world.write()).ok).toBe(true);
    expect(clock.pauses).toEqual([1500, 2500, 4500]);
    expect(await isCaughtUp(world)).toBe(true);
  });

  test('two at once that read the same: one is done, and the other is told whole', async () => {
    const world = await behind();
    const other = createGoogle({ credentials: consented(kari), surroundings: clock, rootUrl: emulator.rootUrl });
    const { patch } = syncRead(world.read.grid, world.world);
    const results = await Promise.all([world.google, other].map((google) => google.write(world.read, patch, { editor: kari })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ failure: { kind: expect.stringMatching(/^(mark-taken|changed)$/) } });
    expect(await isCaughtUp(world)).toBe(true);
  });
});

describe('a service account', () => {
  const robot = 'robot@emulated.iam.gserviceaccount.com';
  test.each([true, false])('[O4] has no storage to make a spreadsheet in, also where Google says only that it may not (%p)', async (createTellsStorage) => {
    Object.assign(emulator.switches, { createTellsStorage });
    const { client_email: email, private_key: key } = emulator.oauth.serviceAccount(robot);
    const google = googleOf(robot, { credentials: { kind: 'service-account', email, key } });
    expect(await google.create(modelFor(store(), 'nb'))).toMatchObject({ ok: false, failure: { kind: 'no-room' } });
    expect(clock.pauses).toEqual([]);
  });
});

describe('a hundred regions', () => {
  test('[O1][O2] are synced by one account, one after the other, without one refusal', async () => {
    const { ask, clients, surroundings, waits } = asker(emulator.rootUrl, consented(kari));
    const { sheets, drive } = clients;
    emulator.keepQuota(surroundings.now);
    const started = surroundings.now();
    const expectGood = async (asked: Promise<{ readonly ok: boolean }>): Promise<void> => expect(await asked).toMatchObject({ ok: true });
    for (let count = 0; count < 100; count += 1) {
      // What making a region's spreadsheet and syncing it asks, of the smallest spreadsheet there is.
      const made = await ask({ service: 'sheets', repeats: 'once' }, (auth) => sheets.spreadsheets.create({ requestBody: { properties: { title: `Region ${count}` } }, fields: 'spreadsheetId', auth }));
      const spreadsheetId = made.ok ? made.value.spreadsheetId! : '';
      await expectGood(ask({ service: 'drive', repeats: 'read' }, (auth) => drive.files.get({ fileId: spreadsheetId, fields: 'version', auth })));
      for (const fields of ['properties.title', 'developerMetadata']) await expectGood(ask({ service: 'sheets', repeats: 'read' }, (auth) => sheets.spreadsheets.get({ spreadsheetId, fields, auth })));
      const requests = [{ updateSpreadsheetProperties: { properties: { title: `Plan ${count}` }, fields: 'title' } }];
      await expectGood(ask({ service: 'sheets', repeats: 'write' }, (auth) => sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests }, auth })));
    }
    expect(emulator.log.filter(({ status }) => status === 429)).toEqual([]);
    // 200 reads and 200 writes, 60 of each in a minute.
    expect((surroundings.now() - started) / 60_000).toBeLessThan(4);
    expect(waits.length).toBeGreaterThan(0);
    expect(new Set(waits.map(({ reason }) => reason))).toEqual(new Set(['turn']));
  });

  test('[O1][O2] are asked for by six accounts of one project at once without one refusal', async () => {
    emulator.keepQuota(clock.now);
    const quota = createQuota(clock);
    await Promise.all(Array.from({ length: 6 }, async (_, index) => {
      const google = googleOf(`planner${index}@example.org`, { quota });
      // Each is answered that there is none: as cheap a read as any.
      for (let count = 0; count < 70; count += 1) expect(await google.read('none')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    }));
    expect(emulator.log.filter(({ status }) => status === 429)).toEqual([]);
    expect(emulator.log.filter(({ id }) => id === 'spreadsheets.get')).toHaveLength(420);
  });
});
