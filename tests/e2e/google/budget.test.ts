import { finished, type CliRun } from '../../support/cli';
import { googleCli, kari, planner, requestsOf, type GoogleCli } from '../../support/google-cli';

let cli: GoogleCli;
let id: string;
let address: string;
const plan = 'lillehammer-2026';
const rows = [['Budsjett 2026 for laget'], ['Konto', 'Navn', 'Vedtatt 2026', 'Regnskap 2026', 'Plan 2026'], ['7140', 'Møter', '12000', '900'], ['7770', 'Bank', '250', '30'], ['', 'Sum', '12250', '930']];

/** Runs `planark budget …` where Google is the emulated one. */
const budget = (...args: string[]): Promise<CliRun> => finished(cli.startWith({ PLANARK_GOOGLE_ROOT: cli.emulator.rootUrl, HOME: cli.folder, PLANARK_CONFIG: cli.path('config') }, 'budget', ...args));
const treasurer = () => cli.emulator.person(id, kari);

beforeEach(async () => {
  cli = await googleCli();
  id = cli.emulator.newByHand(kari, 'Kassa 2026');
  address = `https://docs.google.com/spreadsheets/d/${id}/edit#gid=0`;
  cli.emulator.shareByHand(id, planner, 'writer');
  treasurer().addTab('Kasse');
  treasurer().paste('Kasse', 'A1', rows);
});
afterEach(() => cli.emulator.stop());

test('[C78] a treasurer’s spreadsheet is guessed at, linked, pulled from and held against the plan by its address; nothing is written in it', async () => {
  const guess = await budget('link', plan, address, '--guess');
  expect([guess.exitCode, guess.stdout]).toEqual([0, expect.stringMatching(/Slik leses Kassa 2026:[^]*Fane: Kasse\. Overskrifter i rad 2\.[^]*Ingenting er tatt vare på/)]);
  const from = cli.emulator.log.length;
  const linked = await budget('link', plan, address, '--guess', '--yes', '--names', '--json');
  expect([linked.exitCode, linked.json]).toMatchObject([0, { file: id, format: 'google', kept: true, committed: true, names: [], mappings: [{ tab: 'Kasse', headerRow: 2 }] }]);
  expect(requestsOf(cli.emulator, from).writes).toBe(0);
  expect(cli.run('history', plan).stdout).toContain('Kassa 2026');
  expect((await budget('pull', plan, address, '--all')).stdout).toMatch(/7140[^]*12\s000/);
  expect((await budget('pull', plan, address, '--all', '--json')).json).toMatchObject({ committed: false, changed: [], added: [] });
  treasurer().type('Kasse', 'C4', '300');
  expect((await budget('check', plan, address)).stdout).toMatch(/7770[^]*250[^]*300/);
});

test('[C77] put into the spreadsheet, the plan shows the treasurer’s figures by formulas, and the guess passes by its tabs', async () => {
  await budget('link', plan, address, '--guess', '--yes');
  await budget('pull', plan, address, '--all');
  expect((await cli.google('adopt', plan, address)).exitCode).toBe(0);
  const cells = () => Array.from({ length: 40 }, (_, i) => [cli.cell(id, 'Budsjett', `B${i + 2}`), cli.cell(id, 'Budsjett', `F${i + 2}`)]).filter(([account]) => account === '7140' || account === '7770').slice(-2);
  expect(cells()).toEqual([['7140', 12000], ['7770', 250]]);
  treasurer().insertColumns('Kasse', 'A');
  treasurer().type('Kasse', 'D4', '275');
  expect(cells()).toEqual([['7140', 12000], ['7770', 275]]);
  const from = cli.emulator.log.length;
  expect((await cli.google('sync', plan)).stdout).toContain('Bank, Vedtatt: 250 → 275');
  await cli.google('sync', plan);
  expect(requestsOf(cli.emulator, from).writes).toBeLessThanOrEqual(1);
  expect((await budget('link', plan, address, '--guess', '--json')).json.mappings).toMatchObject([{ tab: 'Kasse', columns: { account: { letters: 'B' } } }]);
});

test('[C79][C140] the plan’s sums go into the column that the treasurer named; a second push finds them there', async () => {
  treasurer().insertRows('Kasse', 5);
  treasurer().paste('Kasse', 'A5', [['7320', 'Materiell', '20000', '0']]);
  await budget('link', plan, address, '--guess', '--yes');
  await budget('pull', plan, address, '--all');
  const beside = (row: number): unknown => cli.cell(id, 'Kasse', `E${row}`);
  expect((await budget('push', plan, address, '--column', 'Plan 2026', '--preview', '--json')).json).toMatchObject({ year: 2026, written: false, columns: ['Plan 2026'] });
  const from = cli.emulator.log.length;
  const pushed = await budget('push', plan, address, '--column', 'Plan 2026', '--json');
  expect(requestsOf(cli.emulator, from).writes).toBe(1);
  expect(pushed.json).toMatchObject({ plan, file: address, year: 2026, tab: 'Kasse', written: true, keptOld: null });
  const changes = pushed.json.changes as { readonly cell: string; readonly now: number }[];
  expect(changes.map(({ cell, now }) => [cell, now])).toEqual([['E5', 3_120_000]]);
  expect([3, 4, 5, 6].map(beside)).toEqual([null, null, 31_200, null]);
  expect((await budget('push', plan, address)).stdout).toMatch(/Summene står der allerede/);
});

test('[C79][C143] numbers of the treasurer’s own are asked about, and a tab that is protected stays as it is', async () => {
  await budget('link', plan, address, '--guess', '--yes');
  treasurer().paste('Kasse', 'A3', [['7320', 'Materiell', '20000', '0', '777']]);
  expect(await budget('push', plan, address, '--column', 'Plan 2026')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/--yes[^]*E3/) });
  treasurer().protect('Kasse', [kari]);
  expect(await budget('push', plan, address, '--column', 'Plan 2026', '--yes')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/\S/) });
  expect(cli.cell(id, 'Kasse', 'E3')).toBe(777);
});

test('[C78] an address that is none, a spreadsheet that nobody shared, and one that is not linked are told of with what to do', async () => {
  expect(await budget('link', plan, 'https://example.org/ark', '--guess')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/\S/) });
  expect(await budget('link', plan, 'https://docs.google.com/spreadsheets/d/1thereisnosuchone/edit', '--guess')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/\S/) });
  expect(await budget('pull', plan, address)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('budget link') });
});
