import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { driveClient, sheetsClient } from '../support/google-clients';
import { assumedSwitches, CLIENT, scopes, startEmulator, type Emulator, type Switches } from '../support/sheets-emulator';
import { assumptions, isUnconfirmed } from '../support/sheets-emulator/assumptions';
import type { Bench, Clients } from './bench';
import { askAll, livePlace } from './live-bench';
import { probes } from './probes';

const kari = 'kari@example.org';
const ola = 'ola@example.org';
const robot = 'planark@emulated.iam.gserviceaccount.com';

const clientsOf = ({ rootUrl, tokenFor }: Emulator, account: string, ...wanted: readonly string[]): Clients => {
  const token = tokenFor(account, wanted);
  return { account, sheets: sheetsClient(rootUrl, token), drive: driveClient(rootUrl, token) };
};

/** A bench with everybody at it, in a spreadsheet that a person made and shares. */
const benchOf = async (emulator: Emulator): Promise<Bench> => {
  const whole = clientsOf(emulator, kari, scopes.drive);
  const spreadsheetId = emulator.newByHand(kari, 'Prøver');
  await whole.sheets.batchUpdate({ spreadsheetId, requestBody: { requests: [{ updateSpreadsheetProperties: { properties: { locale: 'en_US' }, fields: 'locale' } }, { addSheet: { properties: { title: 'Probe', sheetId: 4711, gridProperties: { rowCount: 5, columnCount: 26 } } } }] } });
  emulator.shareByHand(spreadsheetId, ola, 'writer');
  return {
    ...whole, spreadsheetId, sheetId: 4711, title: 'Probe', narrow: clientsOf(emulator, kari, scopes.driveFile), other: clientsOf(emulator, ola, scopes.drive),
    otherNarrow: clientsOf(emulator, ola, scopes.driveFile), service: clientsOf(emulator, robot, scopes.drive), hands: emulator.person(spreadsheetId, kari),
  };
};

let emulator: Emulator;
afterEach(() => emulator.stop());

const held = async (assumption: string, options: Partial<Switches>): Promise<boolean> => {
  emulator = await startEmulator(options);
  const [found] = probes.filter((probe) => probe.assumption === assumption);
  if (!found) throw new Error(`no probe of ${assumption}`);
  return found.holds(await benchOf(emulator));
};

const flippable = assumptions.flatMap(({ id, flippedBy }) => (flippedBy === undefined ? [] : [[id, flippedBy] as const]));

describe('the probes that ask Google, asked of the emulator', () => {
  test.each(probes.map(({ assumption }) => assumption))('%s holds as it is assumed', async (assumption) => {
    expect(await held(assumption, {})).toBe(true);
  });

  test.each(flippable)('%s is seen to differ where %s is flipped', async (assumption, flippedBy) => {
    expect(await held(assumption, { [flippedBy]: !assumedSwitches[flippedBy] })).toBe(false);
  });
});

describe('the list of assumptions', () => {
  beforeEach(async () => {
    emulator = await startEmulator();
  });

  test('has each once, and a probe for exactly those that are not confirmed', () => {
    const ids = assumptions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(probes.map(({ assumption }) => assumption).sort()).toEqual(assumptions.filter(isUnconfirmed).map(({ id }) => id).sort());
  });

  test('has a switch for whatever is only assumed, and each switch stands for one', () => {
    expect(assumptions.filter(({ source, flippedBy }) => source.kind === 'assumed' && flippedBy === undefined)).toEqual([]);
    expect(flippable.map(([, flippedBy]) => flippedBy).sort()).toEqual(Object.keys(assumedSwitches).sort());
  });
});

describe('the way to Google itself, led to the emulator', () => {
  /** The fetch of whoever has only an emulator: Google's addresses are its own. */
  const led: typeof fetch = (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    return fetch(new URL(`${pathname}${search}`, emulator.rootUrl), init);
  };
  let folder = '';
  beforeEach(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), 'planark-live-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keyFile = (account: string): string => {
    const file = join(folder, `${account}.json`);
    writeFileSync(file, JSON.stringify(emulator.oauth.serviceAccount(account)));
    return file;
  };
  const lines = (report: readonly string[], begin: string): readonly string[] => report.filter((line) => line.startsWith(begin)).map((line) => line.slice(begin.length).trim().split(/[ :]/)[0] ?? '');
  const needing = (...needs: readonly string[]): readonly string[] => probes.filter((probe) => probe.needs.some((need) => needs.includes(need))).map(({ assumption }) => assumption);

  test('two service accounts find out all but what takes storage or hands', async () => {
    const spreadsheetId = emulator.newByHand(kari, 'Prøver');
    emulator.shareByHand(spreadsheetId, robot, 'writer');
    const other = keyFile('other@emulated.iam.gserviceaccount.com');
    const place = await livePlace({ env: { PLANARK_LIVE_SPREADSHEET: spreadsheetId, PLANARK_GOOGLE_KEY_FILE: keyFile(robot), PLANARK_GOOGLE_OTHER_KEY_FILE: other }, fetchImplementation: led });
    if (!place) throw new Error('nobody there');
    const report = await askAll(place, () => Promise.resolve());
    expect(lines(report, 'not asked')).toEqual(needing('room', 'hands', 'narrow'));
    expect(lines(report, 'no answer')).toEqual([]);
    // Neither account owns the spreadsheet: what the owner alone may is refused them, and their own protection is what they see.
    expect(lines(report, 'DIFFERS')).toEqual([]);
    expect(report).toHaveLength(probes.length);
    expect((await sheetsClient(emulator.rootUrl, emulator.tokenFor(kari, [scopes.drive])).get({ spreadsheetId, fields: 'sheets.properties.title' })).data.sheets).toHaveLength(1);
  });

  test('a person who logged in gets a spreadsheet for it, which goes into the bin', async () => {
    const consent = join(folder, 'person.json');
    writeFileSync(consent, JSON.stringify({ type: 'authorized_user', client_id: CLIENT.id, client_secret: CLIENT.secret, refresh_token: emulator.oauth.consentOf(kari, [scopes.drive]) }));
    const place = await livePlace({ env: { PLANARK_LIVE_SPREADSHEET: 'new', PLANARK_GOOGLE_KEY_FILE: consent }, fetchImplementation: led });
    const report = await askAll(place!, () => Promise.resolve());
    expect(lines(report, 'not asked')).toEqual(needing('other', 'otherNarrow', 'service', 'hands', 'narrow'));
    expect([...lines(report, 'no answer'), ...lines(report, 'DIFFERS')]).toEqual([]);
    const { files } = (await driveClient(emulator.rootUrl, emulator.tokenFor(kari, [scopes.drive])).files.list({ fields: 'files(trashed)' })).data;
    expect(files?.every(({ trashed }) => trashed)).toBe(true);
  });

  test('nothing is asked where nobody is named, and what differs is told', async () => {
    expect(await livePlace({ env: {}, fetchImplementation: led })).toBeUndefined();
    emulator.switches.sortMovesRowMetadata = false;
    const spreadsheetId = emulator.newByHand(kari, 'Prøver');
    emulator.shareByHand(spreadsheetId, robot, 'writer');
    const place = await livePlace({ env: { PLANARK_LIVE_SPREADSHEET: spreadsheetId, PLANARK_GOOGLE_KEY_FILE: keyFile(robot) }, fetchImplementation: led });
    expect(lines(await askAll(place!, () => Promise.resolve()), 'DIFFERS')).toEqual(['sort-and-row-metadata']);
  });
});
