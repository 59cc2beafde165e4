import { driveClient, sheetsClient } from '../support/google-clients';
import { assumedSwitches, scopes, startEmulator, type Emulator, type Switches } from '../support/sheets-emulator';
import { assumptions, isUnconfirmed } from '../support/sheets-emulator/assumptions';
import type { Bench, Clients } from './bench';
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
