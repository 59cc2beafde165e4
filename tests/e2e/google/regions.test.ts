import { chmodSync } from 'node:fs';
import { examplePlans } from '../../support/example-plans';
import { googleCli, idIn, kari, planner, requestsOf, type GoogleCli } from '../../support/google-cli';

const [national, nord, sor] = ['samhandling-2026', 'samhandling-nord-2026', 'samhandling-sor-2026'] as const;
const [north, south] = ['nord@example.no', 'sor@example.no'];

let cli: GoogleCli;
beforeEach(async () => { cli = await googleCli(); });
afterEach(() => cli.emulator.stop());

const log = (): number => cli.emulator.log.length;
/** A plan as somebody changed it in the store. */
const change = (id: string, edit: (tables: Record<string, Record<string, unknown>[]>) => void): void => {
  const plan = structuredClone(examplePlans().get(id)!) as unknown as { tables: Record<string, Record<string, unknown>[]> };
  edit(plan.tables);
  const { exitCode, stderr } = cli.run('put', cli.write('plan.json', JSON.stringify(plan)));
  if (exitCode !== 0) throw new Error(stderr);
};
const renameGoal = (title: string): void => change(national, ({ superiorGoals }) => { superiorGoals![0]!['title'] = title; });
const storedGoals = (plan: string): readonly string[] => cli.run('show', plan, '--json').json.tables.superiorGoals.map(({ title }: { title: string }) => title);

describe('planark gsheets region-setup', () => {
  const setUp = (...args: string[]) => cli.google('region-setup', national, '--regions', `${nord}:${north},${sor}`, '--share', `${sor}=${south}:commenter`, ...args);

  test('[B10] makes each region a spreadsheet of its own, shared with that region alone, where superior goals are locked', async () => {
    const { exitCode, stdout, json } = await setUp('--json');
    expect([exitCode, stdout.length > 0]).toEqual([0, true]);
    const [first, second] = json.regions as { url: string; made: boolean; shared: object[] }[];
    expect([first!.made, first!.shared, second!.made, second!.shared]).toEqual([true, [{ person: north, role: 'writer' }], true, [{ person: south, role: 'commenter' }]]);
    const mine = cli.emulator.person(idIn(first!.url), north);
    expect(mine.type('Tiltak', 'C2', 'Vårt tiltak')).toBeNull();
    expect(mine.type('Overordnede mål', 'C2', 'Vårt mål')).toMatch(/protected/i);
    const seenBy = (person: string, { url }: { url: string }): number => cli.emulator.call(person, 'GET', `/v4/spreadsheets/${idIn(url)}`, { fields: 'spreadsheetId' }).status;
    expect([seenBy(north!, first!), seenBy(south!, second!), seenBy(north!, second!), seenBy(south!, first!)]).toEqual([200, 200, 403, 403]);
  });

  test('[B10] run again makes no second one, and locks one that was made before', async () => {
    const made = (await cli.google('create', nord, '--share', `${north}:writer`, '--json')).json;
    const again = await setUp();
    expect(again.stdout).toContain(`${nord}: har et regneark fra før: ${made.url}`);
    expect(again.stdout).toContain(`${sor}: regnearket er laget: `);
    expect((await setUp('--json')).json.regions.map((region: { made: boolean }) => region.made)).toEqual([false, false]);
    expect((await cli.google('sync', nord)).exitCode).toBe(0);
    expect(cli.emulator.person(made.spreadsheetId, north).type('Overordnede mål', 'C2', 'Vårt mål')).toMatch(/protected/i);
  });

  test('[B10] each of a region’s sheets is locked from its next sync on, which is said', async () => {
    const made = [(await cli.google('create', nord, '--json')).json, (await cli.google('create', nord, '--another', '--json')).json];
    expect((await setUp()).stdout).toContain(`De overordnede målene låses i regnearket ved neste synk: planark gsheets sync ${nord}`);
    expect((await setUp()).stdout).not.toContain('låses');
    expect((await cli.google('sync', '--all')).exitCode).toBe(0);
    for (const { spreadsheetId } of made) {
      cli.emulator.shareByHand(spreadsheetId, north!, 'writer');
      expect(cli.emulator.person(spreadsheetId, north!).type('Overordnede mål', 'C2', 'Vårt mål')).toMatch(/protected/i);
    }
  });

  test('[B10] one that is in the bin is told of, and no other is made', async () => {
    const [{ url }] = (await setUp('--json')).json.regions;
    cli.emulator.binByHand(idIn(url), 'bin');
    const { exitCode, json } = await setUp('--json');
    expect([exitCode, json.regions]).toEqual([2, [expect.objectContaining({ plan: nord, url, made: false, gone: true }), expect.objectContaining({ plan: sor, made: false })]]);
    expect((await setUp()).stdout).toContain(`${nord}: regnearket fra før er borte eller i papirkurven.`);
  });

  test('[B10] a plan that is no region’s gets no spreadsheet, and nobody gets to see it', async () => {
    const from = log();
    const { exitCode, stdout, json } = await cli.google('region-setup', national, '--regions', `lillehammer-2026:${north}`, '--json');
    expect([exitCode, json.regions, stdout.includes('lillehammer-2026')]).toEqual([2, [expect.objectContaining({ plan: 'lillehammer-2026', spreadsheet: null, made: false })], true]);
    expect(requestsOf(cli.emulator, from).count).toBe(0);
    expect((await cli.google('region-setup', national, '--regions', 'lillehammer-2026')).stdout).toMatch(/^lillehammer-2026: organisasjonen er ikke del av /);
  });

  test('[B10] what fails for one region keeps none of the others from it', async () => {
    cli.emulator.faults.before('no-access', { method: 'spreadsheets.create' });
    const { exitCode, json } = await setUp('--json');
    expect(exitCode).toBe(2);
    expect(json.regions).toMatchObject([{ plan: nord, error: { kind: 'sheet' } }, { plan: sor, made: true }]);
    expect((await setUp('--json')).json.regions).toMatchObject([{ plan: nord, made: true }, { plan: sor, made: false }]);
  });

  test('[B10] people of a plan that is not set up, or no people, are refused before anything is made', async () => {
    const from = log();
    expect(await cli.google('region-setup', national, '--regions', nord, '--share', `${sor}=${south}:writer`)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(sor) });
    expect(await cli.google('region-setup', national, '--regions', `${nord}:`)).toMatchObject({ exitCode: 1 });
    expect(await cli.google('region-setup', national, '--regions', `${nord}:ingen`)).toMatchObject({ exitCode: 1 });
    expect(requestsOf(cli.emulator, from).writes).toBe(0);
  });
});

test('[B5][B2] a national change of a superior goal reaches every region at its next sync, and leaves their own rows alone', async () => {
  const made = (await cli.google('region-setup', national, '--json')).json.regions as { spreadsheetId: string; url: string }[];
  const ids = made.map(({ url }) => idIn(url));
  renameGoal('Alle kan samvirke');
  ids.forEach((id, i) => cli.type(id, 'Tiltak', 'C2', `Regionens eget ${i}`));
  expect((await cli.google('sync', '--all')).exitCode).toBe(0);
  for (const [i, id] of ids.entries()) {
    expect([cli.cell(id, 'Overordnede mål', 'C2'), cli.cell(id, 'Tiltak', 'C2')]).toEqual(['Alle kan samvirke', `Regionens eget ${i}`]);
  }
  expect(storedGoals(nord)[0]).toBe('Alle kan samvirke');
  expect(cli.run('history', nord, '--json').json.revisions.map(({ author }: { author: string }) => author)).toContain('Norsk Landbrukssamvirke');
  expect((await cli.google('sync', '--all')).exitCode).toBe(0);
  expect(cli.run('history', nord, '--json').json.revisions).toHaveLength(3);
});

test('[B3] a national goal that is written over is set back by the sync that finds it, which the preview says before', async () => {
  const id = idIn((await cli.google('region-setup', national, '--regions', nord)).stdout);
  cli.type(id, 'Overordnede mål', 'C2', 'Vårt eget ord');
  expect((await cli.google('preview', nord)).stdout).toContain('Vårt eget ord →');
  const { exitCode, stdout } = await cli.google('sync', nord);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/så cellen blir satt tilbake: .*Vårt eget ord → Tillitsvalgte/)]);
  expect([storedGoals(nord)[0], cli.cell(id, 'Overordnede mål', 'C2')]).toEqual(['Tillitsvalgte og medlemmer kan mer og er tryggere i rollen', 'Tillitsvalgte og medlemmer kan mer og er tryggere i rollen']);
});

describe('planark gsheets rollup', () => {
  const rollup = (...args: string[]) => cli.google('rollup', ...args);

  test('[B9] makes one spreadsheet, which nobody else can write in, and writes it anew from then on', async () => {
    const { exitCode, stdout } = await rollup('--share', `${kari}:writer`);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('Regnearket er laget, og bare Planark kan skrive i det: ')]);
    const id = idIn(stdout);
    expect(cli.tabs(id)).toEqual(['Oversikt', 'Regioner', 'Fokusområder', 'Dekning', 'Budsjett', 'Ferskhet']);
    for (const tab of cli.tabs(id)) expect(cli.emulator.person(id, kari).type(tab, 'A1', 'Mitt')).toMatch(/protected/i);
    expect(cli.cell(id, 'Regioner', 'J2')).toBe(2);
    change(nord, ({ activities }) => { for (const activity of activities!) activity['status'] = 'completed'; });
    const from = log();
    const again = await rollup();
    expect(again.stdout).toContain(`Regnearket er skrevet på nytt: `);
    expect(idIn(again.stdout)).toBe(id);
    expect(requestsOf(cli.emulator, from)).toMatchObject({ writes: 1 });
    expect(requestsOf(cli.emulator, from).count).toBeLessThanOrEqual(4);
    expect([cli.cell(id, 'Regioner', 'J2'), cli.cell(id, 'Oversikt', 'A1')]).toEqual([0, 'Regionene samlet: Regional samhandling: handlingsplan 2026']);
  });

  test('[B9] shows the same numbers in Google as in the workbook', async () => {
    const id = idIn((await rollup()).stdout);
    const { json } = cli.run('rollup', '--json');
    expect([cli.cell(id, 'Oversikt', 'L5'), cli.cell(id, 'Regioner', 'C2'), cli.cell(id, 'Regioner', 'B2')]).toEqual([2, json.regions[0].progress, 'Forsinket']);
    expect(cli.cell(id, 'Oversikt', 'A5')).toBeCloseTo((json.regions[0].progress + json.regions[1].progress) / 2, 9);
    expect(cli.cell(id, 'Oversikt', 'E5')).toBe('Bak planen');
  });

  test('[B7] tells how fresh each region is, with a link to its sheet; one that cannot be reached is shown as such, and the rest goes on', async () => {
    const [first, second] = (await cli.google('region-setup', national, '--json')).json.regions as { url: string }[];
    const id = idIn((await rollup()).stdout);
    expect([cli.cell(id, 'Ferskhet', 'B2'), cli.cell(id, 'Ferskhet', 'E2'), cli.cell(id, 'Ferskhet', 'F2')]).toEqual(['Oppdatert', 1, 1]);
    change(sor, ({ goals }) => { goals![0]!['title'] = 'Endret i lageret'; });
    cli.emulator.binByHand(idIn(first!.url), 'bin');
    const checked = await rollup('--check', '--json');
    expect(checked.exitCode).toBe(2);
    expect(checked.json.regions).toMatchObject([{ plan: nord, state: 'unreachable', sheet: { url: first!.url } }, { plan: sor, state: 'behind', sheet: { url: second!.url, revision: 1 }, revision: 2 }]);
    expect([cli.cell(id, 'Regioner', 'L2'), cli.cell(id, 'Regioner', 'L3')]).toEqual(['Arket kan ikke nås', 'Arket viser en eldre plan']);
  });

  test('[B9] is made anew where it is in the bin, and never synced', async () => {
    const id = idIn((await rollup()).stdout);
    expect(await cli.google('sync', '--all')).toMatchObject({ exitCode: 1 });
    for (const [command, ...args] of [['sync', id], ['preview', id], ['adopt', national, id]]) expect(await cli.google(command!, ...args)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('«planark gsheets rollup samhandling-2026»') });
    const status = await cli.google('status');
    expect([status.exitCode, status.stdout]).toEqual([0, expect.stringMatching(/\n {2}Viser regionene samlet, og synkes ikke\. Sist skrevet 20.* \(UTC\); «planark gsheets rollup samhandling-2026» skriver det på nytt\.\n$/)]);
    cli.emulator.binByHand(id, 'bin');
    const { exitCode, stdout } = await rollup();
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('borte eller i papirkurven')]);
    expect(idIn(stdout)).not.toBe(id);
    expect(idIn((await rollup()).stdout)).toBe(idIn(stdout));
  });

  test('[B6][B9] where there are no regions it says so as the other commands do, and makes nothing; a national plan without superior goals has its roll-up', async () => {
    expect(await rollup('lillehammer-2026')).toMatchObject({ exitCode: 2, stdout: expect.stringMatching(/^Ingen plan i lageret hører til en region av /) });
    expect(cli.emulator.log.filter(({ kind }) => kind === 'write')).toEqual([]);
    change(national, (tables) => {
      tables['superiorGoals'] = [];
      for (const goal of tables['goals']!) delete goal['superiorGoal'];
    });
    expect(await rollup()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Regnearket er laget') });
  });

  const robot = 'robot@emulated.iam.gserviceaccount.com';
  /** As a service account, which owns no storage. */
  const asRobot = (...args: string[]) => rollup('--key-file', 'robot.json', ...args);
  beforeEach(() => {
    cli.write('robot.json', JSON.stringify(cli.emulator.oauth.serviceAccount(robot)));
    chmodSync(cli.path('robot.json'), 0o600);
  });
  /** A spreadsheet that a person made and shared with the service account. */
  const given = (title = 'Regionene våre'): string => {
    const id = cli.emulator.newByHand(kari, title);
    cli.emulator.shareByHand(id, robot, 'writer');
    return id;
  };
  const tabsOf = (id: string): string[] => (cli.emulator.call(kari, 'GET', `/v4/spreadsheets/${id}`, { fields: 'sheets.properties.title' }).json as { sheets: { properties: { title: string } }[] }).sheets.map(({ properties }) => properties.title);
  const addressOf = (id: string): string => `https://docs.google.com/spreadsheets/d/${id}/edit#gid=0`;

  test('[B9] a service account, which has no room, is told what helps with a roll-up', async () => {
    const { exitCode, stderr } = await asRobot();
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(new RegExp(`^Kontoen ${robot} har ikke plass.*--into ADRESSE.*Ingenting er laget\\.\n$`))]);
    expect(stderr).not.toContain('adopt');
  });

  test('[B12] a service account writes into a spreadsheet that a person made and shared, beside their own tabs, and finds it again', async () => {
    const id = given();
    const before = tabsOf(id);
    const first = await asRobot('--into', addressOf(id), '--json');
    expect([first.exitCode, first.json]).toMatchObject([0, { spreadsheet: id, made: false, left: null }]);
    expect(tabsOf(id)).toEqual([...before, 'Oversikt', 'Regioner', 'Fokusområder', 'Dekning', 'Budsjett', 'Ferskhet']);
    cli.emulator.shareByHand(id, 'ola@example.no', 'writer');
    expect(cli.emulator.person(id, 'ola@example.no').type('Oversikt', 'A1', 'x')).not.toBeNull();
    const from = log();
    const again = await asRobot();
    expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining(`Regnearket er skrevet på nytt: https://docs.google.com/spreadsheets/d/${id}`)]);
    expect(requestsOf(cli.emulator, from).writes).toBe(1);
    expect((await asRobot('--into', id, '--locale', 'en')).stdout).toContain('The spreadsheet was written anew');
    expect(tabsOf(id)).toEqual([...before, 'Overview', 'Regions', 'Focus areas', 'Coverage', 'Budget', 'Freshness']);
    expect((await cli.google('status', '--key-file', 'robot.json')).stdout).toContain('Shows all regions');
    const shared = await asRobot('--share', `${kari}:reader`);
    expect(shared.stdout).toContain('Be eieren dele det');
  });

  test('[B12] what shows a plan, or other regions, or has tabs of those names is left as it is', async () => {
    const [own, plans] = [given('Mitt'), given('Planens')];
    expect(cli.emulator.person(own, kari).addTab('Regioner')).toBeNull();
    expect((await cli.google('adopt', 'lillehammer-2026', addressOf(plans), '--key-file', 'robot.json')).exitCode).toBe(0);
    const before = [tabsOf(own), tabsOf(plans)];
    expect(await asRobot('--into', own)).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/Regioner.*andre navn/) });
    expect(await asRobot('--into', plans)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('«lillehammer-2026»') });
    expect((await cli.google('unlink', plans)).exitCode).toBe(0);
    expect(await asRobot('--into', plans)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('«lillehammer-2026»') });
    expect(await asRobot('--into', 'ikke et regneark')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/\S/) });
    expect([tabsOf(own), tabsOf(plans)]).toEqual(before);
  });

  test('[B12] it may be another from one time to the next: the one before stays as it is; one in the bin is told of, and none is made', async () => {
    const [first, second] = [given('Første'), given('Andre')];
    await asRobot('--into', first);
    const moved = await asRobot('--into', second);
    expect([moved.exitCode, moved.stdout]).toEqual([0, expect.stringMatching(new RegExp(`/d/${second}[^]*Det forrige regnearket[^]*/d/${first}`))]);
    expect(tabsOf(first)).toContain('Ferskhet');
    expect((await asRobot()).stdout).toContain(second);
    cli.emulator.binByHand(second, 'delete');
    expect(await asRobot()).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/\S/) });
    expect((await asRobot('--into', first)).exitCode).toBe(0);
  });

  test('[B11] two first ones at once make one spreadsheet, which both tell of; what the other made is in the bin', async () => {
    const both = await Promise.all([rollup('--json'), rollup('--json')]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(new Set(both.map(({ json }) => json.spreadsheet)).size).toBe(1);
    const shown = cli.emulator.call(planner, 'GET', '/drive/v3/files', { q: "mimeType = 'application/vnd.google-apps.spreadsheet' and trashed = false", fields: 'files(id)' }).json as { files: { id: string }[] };
    expect(shown.files.map(({ id }) => id)).toEqual([both[0]!.json.spreadsheet]);
    expect((await rollup('--json')).json).toMatchObject({ spreadsheet: both[0]!.json.spreadsheet, made: false });
  });

  test('[B9] changes its language whole', async () => {
    const id = idIn((await rollup()).stdout);
    expect((await rollup('--locale', 'en')).exitCode).toBe(0);
    expect(cli.tabs(id)).toEqual(['Overview', 'Regions', 'Focus areas', 'Coverage', 'Budget', 'Freshness']);
    expect(cli.cell(id, 'Overview', 'E5')).toBe('Behind');
  });

  test('[B9] an answer that was lost is found out about, and the figures stand once', async () => {
    const id = idIn((await rollup()).stdout);
    cli.emulator.faults.after('lost', { method: 'batchUpdate' });
    expect((await rollup()).exitCode).toBe(0);
    expect(cli.tabs(id)).toHaveLength(6);
    expect(cli.emulator.faults.pending()).toBe(0);
  });
});

test('[B9] nobody is logged in: a sentence that says what to do, and nothing is made', async () => {
  const from = log();
  expect(await cli.strange({}, 'rollup')).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('planark gsheets login') });
  expect(requestsOf(cli.emulator, from).count).toBe(0);
});
