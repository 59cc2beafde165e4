import { googleCli, planner, type GoogleCli } from '../../support/google-cli';

let cli: GoogleCli;
let id: string;
beforeAll(async () => {
  cli = await googleCli();
  id = (await cli.google('create', plan, '--json')).json.spreadsheetId;
});
afterAll(() => cli.emulator.stop());
afterEach(() => cli.emulator.faults.clear());

const plan = 'lillehammer-2026';

/** Fails with a sentence, an exit code, and both sides as they were. */
const expectRefused = async (exitCode: number, sentence: RegExp, ...args: string[]): Promise<void> => {
  const before = cli.storeDigest();
  const run = await cli.google(...args);
  expect([run.exitCode, run.stdout, run.stderr]).toEqual([exitCode, '', expect.stringMatching(sentence)]);
  expect(run.stderr).toMatch(/^[^\n]+\n$/);
  expect(cli.storeDigest()).toBe(before);
};

test.each<[string[], RegExp]>([
  [['create', plan, '--share', 'kari'], /«kari» er ikke en e-postadresse med rolle/],
  [['create', plan, '--share', 'kari@example.no:eier'], /«kari@example\.no:eier» er ikke en e-postadresse med rolle/],
  [['create', 'finnes-ikke'], /Planen «finnes-ikke» finnes ikke i dette lageret/],
  [['create'], /Det mangler noe: PLAN/],
  [['adopt', plan, 'https://example.no/ark'], /«https:\/\/example\.no\/ark» er verken adressen eller id-en til et Google-regneark/],
  [['adopt', plan, '../../etc/passwd'], /er verken adressen eller id-en/],
  [['adopt', plan, '1thereisnosuchspreadsheet'], /Regnearket finnes ikke, eller kontoen planark@example\.no ser det ikke/],
  [['sync', 'finnes-ikke'], /«finnes-ikke» er ikke en plan med et regneark/],
  [['sync', plan, '--all'], /enten én plan eller ett regneark, eller --all/],
  [['sync', plan, '--prefer', 'meg'], /--prefer kan ikke være «meg»/],
  [['sync', plan, '--watch', '--every', '0'], /--every kan ikke være «0»/],
  [['share', plan, 'kari@'], /er ikke en e-postadresse/],
  [['unshare', plan, 'kari@example.no:reader'], /«kari@example\.no:reader» er ikke en e-postadresse\. Skriv slik: kari@example\.no\./],
  [['unlink', 'finnes-ikke'], /er ikke en plan med et regneark/],
  [['sync', plan, '--key-file', 'finnes-ikke.json'], /Kan ikke lese nøkkelfilen finnes-ikke\.json/],
  [['sync', plan, '--key-file', 'planark-store/planark-store.json'], /er ikke en nøkkelfil fra Google Cloud/],
])('[U9] %j', async (args, sentence) => {
  const from = cli.emulator.log.length;
  await expectRefused(1, sentence, ...args);
  expect(cli.emulator.log.slice(from).filter(({ kind, path }) => kind === 'write' && !path.endsWith('/token'))).toEqual([]);
});

test('[U9] nobody says who asks', async () => {
  const run = await cli.strange({}, 'sync', plan);
  expect([run.exitCode, run.stderr]).toEqual([1, expect.stringMatching(/^Planark vet ikke hvem som spør Google\. Kjør «planark gsheets login/)]);
  expect((await cli.strange({ LC_ALL: 'en_GB.UTF-8' }, 'sync', '1nosuchspreadsheet', '--json')).json).toEqual({ error: { kind: 'sheet', reason: 'not-linked', message: expect.stringMatching(/^“1nosuchspreadsheet” is no plan/) } });
});

test('[U9] a place for Google that is not this machine is refused: secrets would go there', async () => {
  for (const root of ['http://example.no/', 'https://127.0.0.1.example.no/', 'ftp://127.0.0.1/', 'x']) {
    const run = await cli.strange({ PLANARK_GOOGLE_ROOT: root, PLANARK_CONFIG: cli.path('config') }, 'sync', plan);
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringMatching(/^PLANARK_GOOGLE_ROOT kan bare være en adresse på denne maskinen/)]);
  }
});

test.each([
  ['no-access', 1, /^Kontoen planark@example\.no har ikke tilgang til regnearket\. Be eieren dele det/],
  ['not-found', 1, /^Regnearket finnes ikke, eller kontoen planark@example\.no ser det ikke/],
] as const)('[U9] Google answers %s', async (fault, exitCode, sentence) => {
  cli.emulator.faults.before(fault, { method: 'spreadsheets.get', times: 9 });
  const run = await cli.google('sync', plan);
  expect([run.exitCode, run.stdout, run.stderr]).toEqual([exitCode, '', expect.stringMatching(sentence)]);
});

describe('a spreadsheet that people have been at', () => {
  const remove = (tab: string): void => {
    const { json } = cli.emulator.call(planner, 'GET', `/v4/spreadsheets/${id}`, { fields: 'sheets.properties(sheetId,title)' });
    const { sheetId } = (json as { sheets: { properties: { sheetId: number; title: string } }[] }).sheets.map(({ properties }) => properties).find(({ title }) => title === tab)!;
    expect(cli.emulator.call(planner, 'POST', `/v4/spreadsheets/${id}:batchUpdate`, {}, { requests: [{ deleteSheet: { sheetId } }] }).status).toBe(200);
  };

  test('[U9] a tab that was renamed keeps its new name, and is read', async () => {
    expect(cli.emulator.person(id, planner).renameTab('Tiltak', 'Våre tiltak')).toBeNull();
    cli.type(id, 'Våre tiltak', 'Q22', 'Fullført');
    const { exitCode, stdout } = await cli.google('sync', plan);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/1 endret, 0 nye, 0 flyttet, 0 slettet\n {2}Våre tiltak!Q22/)]);
    expect(cli.tabs(id)).toEqual(expect.arrayContaining(['Våre tiltak']));
    expect(cli.tabs(id)).not.toContain('Tiltak');
    expect(cli.emulator.person(id, planner).renameTab('Våre tiltak', 'Tiltak')).toBeNull();
    expect((await cli.google('sync', plan)).exitCode).toBe(0);
  });

  test('[U9] a header that stands twice is told of, and nothing counts as deleted', async () => {
    const before = cli.run('show', plan, '--json').json.tables.activities;
    cli.type(id, 'Tiltak', 'H1', 'Ansvarlig');
    const { stdout } = await cli.google('sync', plan);
    expect(stdout).toMatch(/0 slettet[^]*Tiltak[^]*Ansvarlig/);
    expect(cli.run('show', plan, '--json').json.tables.activities).toEqual(before);
    cli.type(id, 'Tiltak', 'H1', 'Medvirkende');
  });

  test('[U9] a header that is gone is told of, and nothing counts as deleted', async () => {
    cli.type(id, 'Tiltak', 'C1', '');
    const { exitCode, stdout } = await cli.google('sync', plan);
    expect([exitCode === 0 || exitCode === 2, stdout]).toEqual([true, expect.stringMatching(/0 slettet[^]*Tiltak/)]);
    expect(cli.run('show', plan, '--json').json.tables.activities[0].title).not.toBe('');
  });

  test('[U9] a tab that is gone comes back, and nothing counts as deleted', async () => {
    const count = cli.run('show', plan, '--json').json.tables.goals.length;
    remove('Mål');
    const { exitCode, stdout } = await cli.google('sync', plan);
    expect([exitCode, stdout]).toEqual([expect.any(Number), expect.stringContaining('0 slettet')]);
    expect(cli.run('show', plan, '--json').json.tables.goals).toHaveLength(count);
    expect(cli.tabs(id)).toContain('Mål');
  });

  test('[U9] without its tab _planark it is no plan any more', async () => {
    remove('_planark');
    await cli.google('sync', plan);
    const run = await cli.google('sync', plan);
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringMatching(/^Det står ingen plan fra Planark i regnearket: fanen _planark mangler\. Hent den tilbake/)]);
  });

  test('[U4][U9] in the bin, and deleted for good', async () => {
    cli.emulator.binByHand(id, 'bin');
    expect((await cli.google('sync', plan)).stderr).toMatch(/^Regnearket ligger i papirkurven\. Hent det tilbake/);
    cli.emulator.binByHand(id, 'delete');
    expect((await cli.google('sync', plan)).stderr).toMatch(/^Regnearket finnes ikke, eller kontoen/);
    expect((await cli.google('status', '--json')).json.spreadsheets[0]).toMatchObject({ lastFailure: { kind: 'not-found' }, error: { reason: 'not-found' } });
  });

  test.each(['revoked', 'expired'] as const)('[U9] consent that is %s', async (how) => {
    cli.emulator.oauth.end(planner, how);
    await expectConsentGone();
  });
  const expectConsentGone = async (): Promise<void> => {
    const run = await cli.google('create', plan, '--another');
    expect([run.exitCode, run.stderr]).toEqual([1, 'Google slipper ikke Planark inn lenger: samtykket er utløpt eller trukket tilbake, eller nøkkelen er slettet. Kjør «planark gsheets login», eller bruk en ny nøkkelfil, og prøv igjen.\n']);
  };
});
