import { googleCli, idIn, kari, requestsOf, type GoogleCli } from '../../support/google-cli';

let cli: GoogleCli;
let id: string;
beforeEach(async () => {
  cli = await googleCli();
  const made = await cli.google('create', plan, '--json');
  if (made.exitCode !== 0) throw new Error(made.stdout + made.stderr);
  id = made.json.spreadsheetId;
});
afterEach(() => cli.emulator.stop());

const plan = 'lillehammer-2026';
const log = (): number => cli.emulator.log.length;

test('[U3][U15] a new spreadsheet shows the plan, is shared with whom is named, and costs two requests beside that', async () => {
  const from = log();
  const { exitCode, stdout } = await cli.google('create', 'samhandling-2026', '--share', `${kari}:writer`, '--share', 'ola@example.no:reader,per@example.no:commenter');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Regnearket er laget: https:\/\/docs\.google\.com\/spreadsheets\/d\/\S+\nDelt med kari@example\.no \(kan redigere\)\.\nDelt med ola@example\.no \(kan lese\)\.\nDelt med per@example\.no \(kan kommentere\)\.\n$/);
  const calls = cli.emulator.log.slice(from).map(({ method, path }) => `${method} ${path}`);
  expect(calls.filter((call) => call.includes('/v4/'))).toHaveLength(2);
  expect(cli.tabs(idIn(stdout))).toEqual(expect.arrayContaining(['Oversikt', 'Tiltak', '_planark']));
});

test('[U3] a plan that has a spreadsheet gets another one only where that is asked for', async () => {
  const { url } = (await cli.google('create', 'samhandling-2026', '--json')).json;
  const from = log();
  expect(await cli.google('create', 'samhandling-2026')).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(`har et regneark fra før: ${url}. `) });
  expect(log()).toBe(from);
  expect((await cli.google('create', 'samhandling-2026', '--another', '--json')).json).toMatchObject({ made: true, url: expect.not.stringContaining(url) });
});

test('[U3] one that could not be shared is made all the same, which is said with how to try again', async () => {
  cli.emulator.faults.before('no-access', { method: 'permissions.create' });
  const { exitCode, stdout } = await cli.google('create', 'samhandling-2026', '--share', `${kari}:reader`);
  expect([exitCode, stdout]).toEqual([2, expect.stringMatching(/^Regnearket er laget: (\S+)\nIkke delt med kari@example\.no: Google godtok ikke delingen\. .*\nRegnearket er laget, men ikke delt med alle\. Prøv igjen: planark gsheets share \1 kari@example\.no:reader\n$/)]);
});

test('[U5][U15] edits are taken in and the sheet is brought up to date: four requests, one of them a write; then two, and none', async () => {
  const edits: readonly [string, string][] = [['Q22', 'Fullført'], ['H2', 'Kari'], ['H3', 'Ola'], ['H4', 'Per'], ['C2', 'Et nytt navn']];
  for (const [address, value] of edits) cli.type(id, 'Tiltak', address, value);
  const from = log();
  const { exitCode, stdout } = await cli.google('sync', plan, '--message', 'Etter møtet', '--author', 'Kari');
  expect(stdout).toMatch(/5 endret, 0 nye, 0 flyttet, 0 slettet/);
  expect(stdout).toMatch(/Tatt inn som revisjon 2\.\nRegnearket er oppdatert\.\n$/);
  expect([exitCode, cli.run('history', plan, '--json').json.revisions[0]]).toMatchObject([0, { number: 2, author: 'Kari', message: 'Etter møtet' }]);
  expect(requestsOf(cli.emulator, from)).toMatchObject({ count: 4, writes: 1 });
  const after = log();
  const again = await cli.google('sync', plan, '--json');
  expect(again.json).toMatchObject({ plan, revision: 2, changed: [], added: [], removed: [], conflicts: [], problems: [], held: null, spreadsheetId: id, url: expect.stringContaining(id) });
  expect(requestsOf(cli.emulator, after)).toMatchObject({ count: 2, writes: 0 });
});

test('[U5] a new row gets its id and code in the sheet, and a change in the store is written there', async () => {
  cli.type(id, 'Tiltak', 'C39', 'Julemøte');
  expect((await cli.google('sync', id)).stdout).toContain('Ny: T38 · Julemøte');
  expect([cli.cell(id, 'Tiltak', 'B39'), cli.cell(id, 'Tiltak', 'A39')]).toEqual(['T38', expect.stringMatching(/^[a-z2-7]{14}$/)]);
  expect(cli.run('undo', plan).exitCode).toBe(0);
  expect((await cli.google('sync', plan)).stdout).toContain('fra lageret');
  expect(cli.cell(id, 'Tiltak', 'C39')).toBeNull();
});

test('[U7] a preview says the same and writes nothing', async () => {
  cli.type(id, 'Tiltak', 'Q22', 'Fullført');
  const [from, before] = [log(), cli.storeDigest()];
  const { exitCode, stdout } = await cli.google('preview', plan);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^Forhåndsvisning: ingenting er skrevet\.\n1 endret, 0 nye, 0 flyttet, 0 slettet\n {2}Tiltak!Q22/)]);
  expect([requestsOf(cli.emulator, from).writes, cli.storeDigest()]).toEqual([0, before]);
});

test('[U5] a conflict is left open on both sides, with exit code 3, until it is settled in the sheet or by --prefer', async () => {
  const file = cli.run('render', plan, '-o', 'plan.xlsx');
  expect(file.exitCode).toBe(0);
  cli.type(id, 'Tiltak', 'C2', 'Fra arket');
  const json = cli.run('show', plan, '--json').json;
  json.tables.activities[0].title = 'Fra lageret';
  cli.write('plan.json', JSON.stringify(json));
  expect(cli.run('put', 'plan.json').exitCode).toBe(0);
  const open = await cli.google('sync', plan);
  expect(open.exitCode).toBe(3);
  expect(open.stdout).toContain('Lageret og regnearket beholder hver sin verdi. Velg på fanen Konflikter i regnearket og synk igjen, eller bruk --prefer:');
  expect(cli.cell(id, 'Tiltak', 'C2')).toBe('Fra arket');
  expect(cli.tabs(id)).toContain('Konflikter');
  const settled = await cli.google('sync', plan, '--prefer', 'sheet');
  expect([settled.exitCode, cli.run('show', plan, '--json').json.tables.activities[0].title]).toEqual([0, 'Fra arket']);
  expect(cli.tabs(id)).not.toContain('Konflikter');
});

test('[U5] what makes no sense is told with its cell, and exit code 2', async () => {
  cli.type(id, 'Tiltak', 'M2', 'mange');
  const { exitCode, stdout } = await cli.google('sync', plan);
  expect([exitCode, stdout]).toEqual([2, expect.stringContaining('Tiltak!M2')]);
});

test('[U5] killed between the commit and the write, the next sync takes nothing in twice', async () => {
  cli.type(id, 'Tiltak', 'C39', 'Julemøte');
  const child = cli.startGoogle('sync', plan);
  const ended = new Promise((resolve) => child.on('close', resolve));
  // The first gives the new row its id.
  cli.emulator.faults.meanwhile(() => child.kill('SIGKILL'), { method: 'batchUpdate', nth: 2 });
  cli.emulator.faults.before('lost', { method: 'batchUpdate', nth: 2 });
  await ended;
  expect(cli.run('history', plan, '--json').json.revisions).toHaveLength(2);
  const { exitCode, json } = await cli.google('sync', plan, '--json');
  expect([exitCode, json.added, json.revision]).toEqual([0, [], 2]);
  const titles = cli.run('show', plan, '--json').json.tables.activities.map(({ title }: { title: string }) => title);
  expect(titles.filter((title: string) => title === 'Julemøte')).toHaveLength(1);
  expect(cli.cell(id, 'Tiltak', 'B39')).toBe('T38');
});

test('[U6] somebody writes in the gap: it is read again, and both edits are taken in', async () => {
  cli.type(id, 'Tiltak', 'C2', 'Først');
  cli.emulator.faults.meanwhile(() => cli.type(id, 'Tiltak', 'C3', 'Så'), { method: 'spreadsheets.get', nth: 2 });
  const { exitCode, json } = await cli.google('sync', plan, '--json');
  expect([exitCode, json.changed.map(({ to }: { to: string }) => to)]).toEqual([0, expect.arrayContaining(['Først'])]);
  expect((await cli.google('sync', plan)).exitCode).toBe(0);
  const titles = cli.run('show', plan, '--json').json.tables.activities.map(({ title }: { title: string }) => title);
  expect(titles.slice(0, 2)).toEqual(['Først', 'Så']);
});

test('[U12] all of them: one that fails keeps none of the others back', async () => {
  const other = (await cli.google('create', 'samhandling-2026', '--json')).json.spreadsheetId;
  cli.type(other, 'Tiltak', 'C2', 'Et annet navn');
  cli.emulator.binByHand(id, 'bin');
  const { exitCode, stdout } = await cli.google('sync', '--all');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('Regnearket ligger i papirkurven.');
  expect(stdout).toContain('Tatt inn som revisjon 2.');
  expect(stdout).toMatch(/2 regneark: 1 synket, 1 feilet\.\n$/);
  cli.emulator.binByHand(id, 'restore');
  expect(await cli.google('sync', '--all', '--json')).toMatchObject({ exitCode: 0, json: { count: 2, done: 2, failed: 0, spreadsheets: [{ plan }, { plan: 'samhandling-2026' }] } });
});
