import type { ChildProcess } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { finished } from '../../support/cli';
import { googleCli, idIn, kari, planner, requestsOf, type GoogleCli } from '../../support/google-cli';
import { CLIENT, scopes } from '../../support/sheets-emulator';

let cli: GoogleCli;
beforeEach(async () => {
  cli = await googleCli();
});
afterEach(() => cli.emulator.stop());

const plan = 'lillehammer-2026';
const create = async (id = plan): Promise<string> => (await cli.google('create', id, '--json')).json.spreadsheetId;

/** Lines of a command that goes on, as they come. */
const linesOf = (child: ChildProcess) => {
  let text = '';
  const waiting: (() => void)[] = [];
  child.stdout!.setEncoding('utf8').on('data', (more: string) => { text += more; waiting.splice(0).forEach((wake) => wake()); });
  return {
    until: async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
};

test('[U8] a person’s own spreadsheet gets the plan beside what stands there, and is synced from then on', async () => {
  const theirs = cli.emulator.newByHand(kari, 'Styrets ark');
  cli.emulator.shareByHand(theirs, planner, 'writer');
  const own = cli.tabs(theirs);
  const address = `https://docs.google.com/spreadsheets/d/${theirs}/edit?usp=sharing#gid=0`;
  const adopted = await cli.google('adopt', plan, address);
  expect([adopted.exitCode, adopted.stdout]).toEqual([0, expect.stringMatching(/^Planen er lagt inn i regnearket: https:/)]);
  expect(cli.tabs(theirs).slice(0, own.length)).toEqual(own);
  cli.type(theirs, 'Tiltak', 'Q22', 'Fullført');
  expect((await cli.google('sync', address)).stdout).toContain('Tatt inn som revisjon 2.');
  const again = await cli.google('adopt', plan, theirs);
  expect([again.exitCode, again.stdout]).toEqual([0, expect.stringMatching(/^Planen står i regnearket allerede, og de to hører nå sammen: /)]);
  expect((await cli.google('adopt', 'samhandling-2026', theirs)).stderr).toBe(`Regnearket viser planen «${plan}», ikke «samhandling-2026». Bruk et annet regneark, eller synk det med «${plan}». https://docs.google.com/spreadsheets/d/${theirs}/edit\n`);
});

test('[U10] status tells of each spreadsheet; without credentials it tells what was known', async () => {
  expect((await cli.google('status')).stdout).toMatch(/^Ingen plan i dette lageret har et regneark ennå\./);
  const [one, other] = [await create(), await create('samhandling-2026')];
  cli.type(one, 'Tiltak', 'Q22', 'Fullført');
  cli.emulator.binByHand(other, 'bin');
  const before = cli.storeDigest();
  const { exitCode, stdout } = await cli.google('status');
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(new RegExp(`lillehammer-2026: Handlingsplan.*\n  https://docs\\.google\\.com/spreadsheets/d/${one}/edit\n  Sist synket 20.* \\(UTC\\): alt ble tatt inn\\.\n  Revisjon 1 her og der\\.\n  1 endring i regnearket venter på en synk\\.`));
  expect(stdout).toContain('Regnearket ligger i papirkurven.');
  expect(cli.storeDigest()).toBe(before);
  const blind = await cli.strange({}, 'status', plan, '--json');
  expect([blind.exitCode, blind.json.spreadsheets]).toEqual([2, [expect.objectContaining({ plan, spreadsheetId: one, title: null, revisionHere: 1, revisionThere: 1, waiting: null, error: expect.objectContaining({ reason: 'no-credentials' }) })]]);
});

test('[U3][B7] what a person made and shared is theirs to share, and is reached all the same when it is asked whether it is there', async () => {
  const region = 'samhandling-nord-2026';
  const theirs = cli.emulator.newByHand(kari, 'Nords ark');
  cli.emulator.shareByHand(theirs, planner, 'writer');
  expect((await cli.google('adopt', region, theirs)).exitCode).toBe(0);
  const shared = await cli.google('share', region, 'ola@example.no:reader');
  expect([shared.exitCode, shared.stdout]).toEqual([1, expect.stringMatching(/Be eieren dele det med knappen «Del» i Google Regneark\./)]);
  const stateOf = async (): Promise<unknown> => (await cli.google('rollup', 'samhandling-2026', '--regions', region, '--check', '--json')).json.regions[0].state;
  expect(await stateOf()).toBe('current');
  cli.emulator.shareByHand(theirs, planner, null);
  expect(await stateOf()).toBe('unreachable');
});

test('[U3] sharing later; whom Google refuses keeps the others from nothing', async () => {
  const id = await create();
  expect((await cli.google('share', plan, `${kari}:reader`)).stdout).toBe(`Delt med ${kari} (kan lese).\n`);
  cli.emulator.faults.before('no-access', { method: 'permissions.create' });
  const { exitCode, json } = await cli.google('share', id, 'ola@example.no,per@example.no:commenter', '--json');
  expect([exitCode, json]).toEqual([2, { plan, spreadsheetId: id, url: expect.any(String), shared: [{ person: 'per@example.no', role: 'commenter' }], notShared: [{ person: 'ola@example.no', role: 'writer', message: expect.stringContaining('ola@example.no') }] }]);
  expect(cli.emulator.mails).toEqual([]);
});

test('[U16] people lose what they were given, each told what came of it; the owner keeps it, and what a person made is for its owner to share', async () => {
  const id = await create();
  await cli.google('share', id, `${kari}:writer,ola@example.no:reader`);
  cli.emulator.faults.before('no-access', { method: 'permissions.delete' });
  const partly = await cli.google('unshare', plan, `ola@example.no,${kari.toUpperCase()},per@example.no,${planner}`);
  expect([partly.exitCode, partly.stdout.split('\n')]).toEqual([2, [
    expect.stringMatching(/^ola@example\.no har fremdeles tilgang: /), 'KARI@EXAMPLE.NO har ikke lenger tilgang.', expect.stringMatching(/^per@example\.no hadde ikke fått tilgang\. .*«Del» i Google Regneark/), expect.stringMatching(new RegExp(`^${planner} eier regnearket`)), '',
  ]]);
  const { exitCode, json } = await cli.google('unshare', id, 'ola@example.no', '--json');
  expect([exitCode, json]).toEqual([0, { plan, spreadsheetId: id, url: expect.any(String), unshared: ['ola@example.no'], notUnshared: [] }]);
  expect((await cli.google('status', id, '--json')).json.spreadsheets[0].shares).toEqual([]);
  const theirs = cli.emulator.newByHand(kari, 'Karis ark');
  cli.emulator.shareByHand(theirs, planner, 'writer');
  await cli.google('adopt', 'samhandling-nord-2026', theirs);
  expect(await cli.google('unshare', theirs, 'ola@example.no')).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('Be eieren dele det') });
});

test('[U3] whoever it is shared with when it is made gets the mail that is asked for, and status says who they are', async () => {
  expect((await cli.google('create', plan, '--share', `${kari}:reader`, '--mail', 'Her er planen')).exitCode).toBe(0);
  expect(cli.emulator.mails).toHaveLength(1);
  expect((await cli.google('status')).stdout).toContain(`\n  Delt med ${kari} (kan lese).\n`);
});

test('[U10] nobody is logged in: that is said once, before what was known of each', async () => {
  await create();
  await create('samhandling-2026');
  const { stdout } = await cli.strange({}, 'status');
  expect(stdout).toMatch(/^Planark vet ikke hvem som spør Google\./);
  expect(stdout.match(/hvem som spør/g)).toHaveLength(1);
  expect(stdout.match(/^ {2}Revisjon 1 her og der\.$/gm)).toHaveLength(2);
});

test('[U8][U9] a plain login does not show what others made: adopting it says so, and with --adopt it works', async () => {
  const theirs = cli.emulator.newByHand(kari, 'Karis ark');
  cli.emulator.shareByHand(theirs, planner, 'writer');
  const loggedIn = readFileSync(cli.path('config/google-consent.json'), 'utf8');
  const refreshToken = cli.emulator.oauth.consentOf(planner, [scopes.driveFile, scopes.email]);
  cli.write('config/google-consent.json', JSON.stringify({ ...JSON.parse(loggedIn), refreshToken, reach: 'own-files' }));
  expect(await cli.google('adopt', plan, theirs)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('«planark gsheets login --adopt»') });
  // What Planark made is seen, and adopted, all the same.
  const id = await create();
  await cli.google('unlink', id);
  expect((await cli.google('adopt', plan, id)).exitCode).toBe(0);
  cli.write('config/google-consent.json', loggedIn);
  expect((await cli.google('adopt', 'samhandling-2026', theirs)).exitCode).toBe(0);
});

test('[U2] a spreadsheet that is forgotten stays, and can be adopted again', async () => {
  const id = await create();
  expect((await cli.google('unlink', plan)).stdout).toMatch(/^Planark glemte regnearket\./);
  expect((await cli.google('sync', plan)).stderr).toMatch(new RegExp(`^«${plan}» er ikke en plan med et regneark`));
  cli.type(id, 'Tiltak', 'Q22', 'Fullført');
  expect((await cli.google('adopt', plan, id)).stdout).toContain('Tatt inn som revisjon 2.');
});

test('[U11] watching takes in what people write and writes what the store gets, and ends at Ctrl+C', async () => {
  const id = await create();
  const child = cli.startGoogle('sync', '--all', '--watch', '--every', '5');
  const ended = finished(child);
  const lines = linesOf(child);
  await lines.until(/følger med på 1 regneark .*\nStans med Ctrl\+C\.\n/);
  cli.type(id, 'Tiltak', 'Q22', 'Fullført');
  await lines.until(/lillehammer-2026 {2}https:.*\n {2}1 endret[^]*Tatt inn som revisjon 2\.\n {2}Regnearket er oppdatert\.\n/);
  expect((await cli.runAsync('undo', plan)).exitCode).toBe(0);
  await lines.until(/1 endring hentes fra lageret\.[^]*Regnearket er oppdatert\.\n/);
  expect(cli.cell(id, 'Tiltak', 'Q22')).toBe('Pågår');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Stanset\.\n$/) });
});

test('[U11] a server watches beside what it serves, also what is linked while it runs, and does not start where nobody is logged in', async () => {
  const env = { PLANARK_GOOGLE_ROOT: cli.emulator.rootUrl, PLANARK_CONFIG: cli.path('config') };
  const child = cli.startWith(env, 'serve', '--port', '0', '--sheets');
  const ended = finished(child);
  const lines = linesOf(child);
  await lines.until(/Regnearkene i Google synkes også: /);
  const id = await create();
  cli.type(id, 'Tiltak', 'Q22', 'Fullført');
  // The store says that somebody committed, and Google is asked at once.
  expect((await cli.runAsync('put', cli.write('plan.json', JSON.stringify({ ...cli.run('show', plan, '--json').json, title: 'Ny tittel' })))).exitCode).toBe(0);
  await lines.until(/lillehammer-2026 {2}https:[^]*Tatt inn som revisjon 3\./);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/Stanset\.\n$/) });
  const unknown = await finished(cli.startWith({ ...env, PLANARK_CONFIG: cli.path('nobody'), HOME: cli.folder }, 'serve', '--port', '0', '--sheets'));
  expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringMatching(/^Planark vet ikke hvem som spør Google\./)]);
});

test('[U9] logging in and out in a browser on this machine', async () => {
  cli.write('klient.json', JSON.stringify({ installed: { client_id: CLIENT.id, client_secret: CLIENT.secret } }));
  cli.emulator.oauth.atConsent({ email: planner });
  const env = { PLANARK_CONFIG: cli.path('ny'), PLANARK_GOOGLE_ROOT: cli.emulator.rootUrl };
  const child = cli.startWith(env, 'gsheets', 'login', '--client-file', 'klient.json');
  const ended = finished(child);
  const [, url] = await linesOf(child).until(/si ja:\n(http\S+)\n/);
  await fetch(url!);
  const { exitCode, stdout, stderr } = await ended;
  expect([exitCode, stdout + stderr]).toEqual([0, expect.stringMatching(/Logget inn(\.| som planark@example\.no\.) Samtykket ligger i .*ny\/google-consent\.json, som bare du kan lese\.\n$/)]);
  expect(stdout).not.toMatch(/1\/\/emulated|ya29|secret/);
  const made = await cli.strange({ PLANARK_CONFIG: cli.path('ny') }, 'create', plan);
  expect(made.exitCode).toBe(0);
  const out = await cli.strange({ PLANARK_CONFIG: cli.path('ny') }, 'logout');
  expect([out.exitCode, out.stdout]).toEqual([0, 'Logget ut. Samtykket er fjernet her og trukket tilbake hos Google.\n']);
  expect((await cli.strange({ PLANARK_CONFIG: cli.path('ny') }, 'sync', plan)).stderr).toMatch(/^Planark vet ikke hvem som spør Google\./);
  expect((await cli.strange({ PLANARK_CONFIG: cli.path('ny') }, 'logout')).stdout).toBe('Ingen var logget inn.\n');
});

test('[U3][U8] a service account may not create, and is told what to do instead; adopting works', async () => {
  const robot = 'planark@prosjekt.iam.gserviceaccount.com';
  cli.write('nokkel.json', JSON.stringify(cli.emulator.oauth.serviceAccount(robot)));
  chmodSync(cli.path('nokkel.json'), 0o600);
  const refused = await cli.strange({}, 'create', plan, '--key-file', 'nokkel.json');
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringMatching(new RegExp(`^Kontoen ${robot} har ikke plass i Google Disk; en tjenestekonto har ingen plass i det hele tatt\\..*adopt PLAN ADRESSE.*Ingenting er laget\\.\n$`))]);
  const theirs = cli.emulator.newByHand(kari, 'Til roboten');
  const unseen = await cli.strange({}, 'adopt', plan, theirs, '--key-file', 'nokkel.json');
  expect([unseen.exitCode, unseen.stderr]).toEqual([1, expect.stringContaining(robot)]);
  cli.emulator.shareByHand(theirs, robot, 'writer');
  expect(await cli.strange({}, 'adopt', plan, theirs, '--key-file', 'nokkel.json')).toMatchObject({ exitCode: 0 });
  const from = cli.emulator.log.length;
  expect(await cli.strange({}, 'sync', plan, '--key-file', 'nokkel.json')).toMatchObject({ exitCode: 0 });
  expect(requestsOf(cli.emulator, from)).toMatchObject({ count: 2, writes: 0 });
});

test('[U13] store copy takes the spreadsheets along', async () => {
  const id = await create();
  expect((await cli.runAsync('store', 'copy', 'planark-store', 'kopi')).stdout).toContain('1 regneark er med.');
  expect(await cli.google('sync', plan, '--store', 'kopi')).toMatchObject({ exitCode: 0 });
  expect((await cli.runAsync('store', 'copy', 'planark-store', 'kopi', '--json')).json).toMatchObject({ spreadsheets: 0 });
  expect(idIn((await cli.google('status', '--store', 'kopi')).stdout)).toBe(id);
});
