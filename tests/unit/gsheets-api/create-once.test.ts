import { createOnce } from '../../../gsheets/api/create-once';
import { CLIENT, startEmulator, type Emulator } from '../../support/sheets-emulator';
import { asker, refusal, reset, startOddGoogle, type OddAnswer, type OddGoogle } from '../../support/odd-google';

const kari = 'kari@example.org';
let emulator: Emulator;
let odd: OddGoogle | undefined;
beforeEach(async () => { emulator = await startEmulator(); });
afterEach(async () => {
  await emulator.stop();
  await odd?.stop();
});

const title = "Kari's \\ plan";
const call = { method: 'create', spreadsheet: { properties: { title } }, fields: 'spreadsheetId,properties.title' } as const;
const kariAsks = () => asker(emulator.rootUrl, { kind: 'person', source: 'file', clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken: emulator.oauth.consentOf(kari) });
/** Every spreadsheet that the account sees. */
const standing = (): string[] => (emulator.call(kari, 'GET', '/drive/v3/files', { fields: 'files(id,name)' }).json as { files: { id: string; name: string }[] }).files.filter(({ name }) => name === title).map(({ id }) => id);

describe('making a spreadsheet', () => {
  test('[O5] costs one request where all goes well', async () => {
    const made = await createOnce(kariAsks(), call);
    expect(made).toMatchObject({ ok: true, value: { properties: { title } } });
    expect(emulator.log.map(({ id }) => id)).toEqual(['token', 'spreadsheets.create']);
  });

  test.each(['lost', 'server-error', 'unavailable'] as const)('[O5] that was made, and whose answer is %s, is found', async (fault) => {
    await createOnce(kariAsks(), call);
    const [other] = standing();
    emulator.faults.after(fault, { method: 'create' });
    const made = await createOnce(kariAsks(), call);
    expect(emulator.faults.pending()).toBe(0);
    expect(standing()).toHaveLength(2);
    expect(made).toMatchObject({ ok: true, value: { spreadsheetId: standing().find((id) => id !== other), properties: { title } } });
  });

  test.each(['lost', 'server-error'] as const)('[O5] that was not made, and whose answer is %s, is looked for several times, and said not to be there', async (fault) => {
    emulator.faults.before(fault, { method: 'create' });
    const asks = kariAsks();
    const made = await createOnce(asks, call);
    expect(made).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(emulator.log.filter(({ id }) => id === 'files.list')).toHaveLength(4);
    expect(asks.surroundings.pauses).toEqual([2500, 4500, 8500]);
    expect(standing()).toEqual([]);
  });

  test('[O5] among many of its name is found, and others are looked at once', async () => {
    for (let count = 0; count < 12; count += 1) await createOnce(kariAsks(), call);
    emulator.faults.after('lost', { method: 'create' });
    expect(await createOnce(kariAsks(), call)).toMatchObject({ ok: true });
    expect(standing()).toHaveLength(13);
    emulator.faults.before('lost', { method: 'create' });
    const gets = (): number => emulator.log.filter(({ id }) => id === 'spreadsheets.get').length;
    const before = gets();
    expect(await createOnce(kariAsks(), call)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(gets() - before).toBe(10);
  });

  test('[O5] that Google was not up to is made at the next try, and once', async () => {
    emulator.faults.before('unavailable', { method: 'create', times: 2 });
    expect(await createOnce(kariAsks(), call)).toMatchObject({ ok: true });
    expect(standing()).toHaveLength(1);
  });

  test('[O5] that Drive lists after a while is found', async () => {
    Object.assign(emulator.switches, { driveListsAtOnce: false });
    emulator.faults.after('lost', { method: 'create' });
    expect(await createOnce(kariAsks(), call)).toMatchObject({ ok: true, value: { properties: { title } } });
    expect(emulator.log.filter(({ id }) => id === 'files.list')).toHaveLength(3);
  });

  test.each(['after', 'before'] as const)('[O5] without what it was made with, lost %s it was made, is never made twice', async (when) => {
    Object.assign(emulator.switches, { createKeepsMetadata: false });
    emulator.faults[when]('lost', { method: 'create' });
    expect(await createOnce(kariAsks(), call)).toMatchObject({ ok: false, failure: { kind: when === 'after' ? 'no-answer' : 'unavailable' } });
    expect(standing()).toHaveLength(when === 'after' ? 1 : 0);
  });

  test('[O5] is looked for by its name, and taken where the token is its own', async () => {
    const token = { value: '' };
    let looked = 0;
    odd = await startOddGoogle(({ path, body, method }): OddAnswer | undefined => {
      if (path === '/token') return undefined;
      if (method === 'POST') {
        token.value = (JSON.parse(body) as { developerMetadata: { metadataValue: string }[] }).developerMetadata[0]!.metadataValue;
        return reset;
      }
      if (path === '/drive/v3/files') return { status: 200, json: { files: (looked += 1) < 3 ? [] : [{ id: 'late' }] } };
      return { status: 200, json: { spreadsheetId: 'late', developerMetadata: [{ metadataKey: 'planark.made', metadataValue: token.value }] } };
    });
    expect(await createOnce(asker(odd.rootUrl), call)).toMatchObject({ ok: true, value: { spreadsheetId: 'late' } });
    expect(odd.requests.find(({ path }) => path === '/drive/v3/files')!.query.get('q')).toContain(`name = 'Kari\\'s \\\\ plan'`);
    expect(odd.requests.filter(({ method, path }) => method === 'POST' && path !== '/token')).toHaveLength(1);
  });

  test.each<[string, (path: string) => OddAnswer]>([
    ['Drive does not answer', (path) => (path === '/drive/v3/files' ? refusal(403, 'forbidden') : reset)],
    ['Google does not keep what it was made with', (path) => (path === '/drive/v3/files' ? { status: 200, json: { files: [{ id: 'one' }] } } : { status: 200, json: {} })],
  ])('[O5] that nobody can find out of, since %s, is told to be so, and is not made again', async (_, answer) => {
    odd = await startOddGoogle(({ path, method }) => (path === '/token' ? undefined : method === 'POST' ? reset : answer(path)));
    expect(await createOnce(asker(odd.rootUrl), call)).toMatchObject({ ok: false, failure: { kind: 'no-answer' } });
    expect(odd.requests.filter(({ method, path }) => method === 'POST' && path !== '/token')).toHaveLength(1);
  });

  test('[O4] for which there is no storage is told at once', async () => {
    emulator.setStorage(kari, 'full');
    const asks = kariAsks();
    expect(await createOnce(asks, call)).toMatchObject({ ok: false, failure: { kind: 'no-room' } });
    expect(asks.surroundings.pauses).toEqual([]);
  });
});
