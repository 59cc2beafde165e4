import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import * as path from 'node:path';
import { makeCertificate } from '../support/certificate';
import { cliFolder, type CliFolder } from '../support/cli';
import { freePort, makeKey, startProvider } from '../support/openid-provider';
import { served } from '../support/served';

const audience = 'https://plan.example.org';
const groups = { claim: ['realm_access', 'roles'], groups: { styret: [{ role: 'editor', on: { plan: 'lillehammer-2026' } }] } };

const withCertificate = async (cli: CliFolder, name = ''): Promise<{ readonly cert: string; readonly args: readonly string[] }> => {
  const { cert, key } = await makeCertificate();
  return { cert, args: ['--cert', cli.write(`cert${name}.pem`, cert), '--key', cli.write(`key${name}.pem`, key)] };
};

const getOverTls = (address: string, ca: string, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly body: string }> =>
  new Promise((resolve, reject) => {
    request(address, { ca, headers, agent: false }, (message) => {
      let body = '';
      message.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => resolve({ status: message.statusCode!, body }));
    }).on('error', reject).end();
  });

test('[A21] planark serve takes the tokens of an OpenID provider, beyond this machine, over TLS', async () => {
  const provider = await startProvider({ port: await freePort(), keys: [makeKey('one', 'RS256')], audience, people: { nina: { name: 'Nina Berg', realm_access: { roles: ['styret'] } } }, programs: [] });
  const cli = cliFolder();
  const { cert, args } = await withCertificate(cli);
  cli.write('groups.json', JSON.stringify(groups));
  const server = await served(cli, 'serve', '--port', '0', '--host', '0.0.0.0', ...args, '--log', '--oidc-issuer', provider.issuer, '--oidc-audience', audience, '--oidc-groups', 'groups.json');
  let log = '';
  server.child.stderr!.on('data', (text: string) => { log += text; });
  const plans = `${server.address.replace('0.0.0.0', '127.0.0.1')}/api/plans`;
  const token = await provider.signIn('nina');
  const answered = await getOverTls(plans, cert, { authorization: `Bearer ${token}` });
  expect([answered.status, (JSON.parse(answered.body) as { plans: { id: string }[] }).plans.map(({ id }) => id)]).toEqual([200, ['lillehammer-2026']]);
  expect((await getOverTls(plans, cert)).status).toBe(401);
  await provider.stop();
  expect(await server.end('SIGTERM')).toBe(0);
  expect(log).toMatch(/GET \/api\/plans 200 /);
  expect(log).not.toContain(token.slice(0, 40));
});

test('[A21] an issuer that is away is told of, and the server goes on; without groups it says what is missing', async () => {
  const cli = cliFolder();
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const server = await served(cli, 'serve', '--port', '0', '--oidc-issuer', issuer, '--oidc-audience', audience);
  const told = new Promise<string>((resolve) => server.child.stderr!.once('data', (text: string) => resolve(text)));
  const asked = await fetch(`${server.address}/api/plans`, { headers: { authorization: 'Bearer e30.e30.e30' } });
  expect([asked.status, (await fetch(`${server.address}/api/plans`)).status]).toEqual([401, 401]);
  expect((await fetch(`${server.address}/api/plans`, { headers: { authorization: `Bearer ${Buffer.from('{"alg":"ES256"}').toString('base64url')}.e30.e30` } })).status).toBe(503);
  expect(await told).toMatch(new RegExp(`^Ingen kan logge inn med ${issuer} nå: .*ECONNREFUSED`));
  expect(await server.end('SIGTERM')).toBe(0);
});

const saidAtStart = async (cli: CliFolder, ...args: string[]): Promise<string> => {
  const child = cli.start('serve', '--port', '0', ...args);
  let said = '';
  for await (const text of child.stdout!.setEncoding('utf8')) if ((said += text as string).includes('Ctrl+C')) break;
  child.kill('SIGTERM');
  return said;
};

test('[A21] groups that get something on a plan or an organisation that is not here are told of at the start; the README’s groups are all here', async () => {
  const cli = cliFolder();
  const oidc = ['--oidc-issuer', 'https://login.example.org', '--oidc-audience', audience, '--oidc-groups', 'groups.json'];
  const [example] = /\{\n {2}"claim"[^]*?\n\}/.exec(readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8'))!;
  cli.write('groups.json', example);
  expect(await saidAtStart(cli, ...oidc)).not.toContain('groups.json');
  cli.write('groups.json', example.replace('avd. 059', 'avd. 95').replace('lillehammer-2026', 'lillehammer-2025'));
  expect((await saidAtStart(cli, ...oidc)).split('\n').filter((line) => line.startsWith('groups.json'))).toEqual([
    'groups.json: Planen «lillehammer-2025» er ikke i lageret ennå. Se etter at id-en er skrevet som i «planark list».',
    'groups.json: Ingen plan i lageret hører til «Fagforbundet Lillehammer avd. 95» ennå. Se etter at navnet er skrevet som i planene.',
  ]);
});

test('[A2] no address is said to be one to open that is none', async () => {
  const cli = cliFolder();
  const { args } = await withCertificate(cli);
  const oidc = ['--oidc-issuer', 'https://login.example.org', '--oidc-audience', audience];
  const open = await saidAtStart(cli, '--host', '0.0.0.0', ...args, ...oidc);
  expect(open).toMatch(/^Planark svarer på alle adressene til denne maskinen, port (\d+)\.\n[^]*https:\/\/NAVN:\1\./);
  expect(open).not.toContain('0.0.0.0');
  const behind = await saidAtStart(cli, '--behind-proxy', ...oidc);
  expect(behind).toMatch(/^Planark svarer på http:\/\/127\.0\.0\.1:\d+\n[^]*Åpne adressen til proxyen/);
});

describe('[A2] what cannot be used is told in a sentence', () => {
  const oidc = ['--oidc-issuer', 'https://login.example.org', '--oidc-audience', audience];
  test.each<[string, readonly string[], RegExp]>([
    ['an issuer without an audience', ['--oidc-issuer', 'https://login.example.org'], /^--oidc-issuer og --oidc-audience hører sammen/],
    ['groups without an issuer', ['--oidc-groups', 'groups.json'], /^--oidc-issuer og --oidc-audience hører sammen/],
    ['an issuer in clear', ['--oidc-issuer', 'http://login.example.org', '--oidc-audience', audience], /^--oidc-issuer må være adressen/],
    ['an issuer with a password', ['--oidc-issuer', 'https://a:hemmelig@login.example.org', '--oidc-audience', audience], /^--oidc-issuer må være adressen/],
    ['an issuer that is none', ['--oidc-issuer', 'login.example.org', '--oidc-audience', audience], /^--oidc-issuer må være adressen/],
    ['groups that are not there', [...oidc, '--oidc-groups', 'nowhere.json'], /^Finner ikke filen nowhere\.json/],
    ['groups that are no JSON', [...oidc, '--oidc-groups', 'broken.json'], /^broken\.json er ikke JSON: feil på linje 2/],
    ['groups with roles that there are none of', [...oidc, '--oidc-groups', 'groups.json'], /^groups\.json kan ikke brukes slik den er:\n {2}claim: skal være navnet på feltet .*\n {2}groups → styret → 0 → role: skal være en av disse: reader, editor, treasurer, owner, admin\n {2}groups → styret → 0 → on: skal være "everything"/],
  ])('%s', (_, args, sentence) => {
    const cli = cliFolder();
    cli.write('broken.json', '{\n  "claim" "groups"\n}');
    cli.write('groups.json', JSON.stringify({ groups: { styret: [{ role: 'chef', on: 'all' }] } }));
    const run = cli.run('serve', ...args);
    expect([run.exitCode, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr).not.toMatch(/hemmelig|\bat .*\.(ts|mjs):/);
  });

  test('a certificate or key that is none, is locked, or belongs to another', async () => {
    const cli = cliFolder();
    await withCertificate(cli);
    await withCertificate(cli, '2');
    cli.write('locked.pem', generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey);
    cli.write('text.pem', 'ikke noe sertifikat');
    cli.write('empty.pem', '');
    const said = (cert: string, key: string): string => {
      const run = cli.run('serve', '--cert', cert, '--key', key);
      expect([run.exitCode, run.stdout]).toEqual([1, '']);
      return run.stderr;
    };
    for (const cert of ['text.pem', 'empty.pem', 'key.pem']) expect(said(cert, 'key.pem')).toMatch(new RegExp(`^${cert} er ikke noe sertifikat`));
    for (const key of ['text.pem', 'empty.pem', 'cert.pem']) expect(said('cert.pem', key)).toMatch(new RegExp(`^${key} er ingen privat nøkkel`));
    expect(said('cert.pem', 'locked.pem')).toMatch(/^locked\.pem er låst med passord/);
    expect(said('cert.pem', 'key2.pem')).toBe('Nøkkelen i key2.pem hører ikke til sertifikatet i cert.pem.\n');
    expect(cli.run('serve', '--cert', 'cert.pem', '--key', 'key2.pem', '--json').json).toMatchObject({ error: { kind: 'certificate', reason: 'mismatch' } });
  });
});
