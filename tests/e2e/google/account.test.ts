import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import * as path from 'node:path';
import { printConsent } from '../../../gsheets/api/key-file';
import { emptyCliFolder, finished } from '../../support/cli';
import { CLIENT, startEmulator, type Emulator } from '../../support/sheets-emulator';

const consent = printConsent({ clientId: 'id', clientSecret: 'SECRET', refreshToken: '1//SECRET-REFRESH', reach: 'own-files', email: null });

describe('the client in the built program', () => {
  const dist = process.env['PLANARK_DIST']!;
  const lazy = path.join(dist, 'lazy');
  const textOf = (file: string): string => readFileSync(file, 'utf8');

  test('is loaded by the commands that speak to Google, and by no other', () => {
    const modules = readdirSync(lazy).filter((name) => name.endsWith('.mjs'));
    const clients = modules.filter((name) => textOf(path.join(lazy, name)).includes('node_modules/googleapis/build/src/apis/sheets'));
    expect(clients).toHaveLength(1);
    const users = modules.filter((name) => name !== clients[0] && textOf(path.join(lazy, name)).includes(clients[0]!));
    // A server that keeps spreadsheets synced loads them when it is told to, and what asks for a budget when it is given an address.
    expect(users.filter((name) => !/^(gsheets|serve-sheets|open-google)-/.test(name))).toEqual([]);
    expect(users.length).toBeGreaterThan(5);
    expect(textOf(path.join(dist, 'planark.cjs'))).not.toMatch(/googleapis|google-auth/);
  });

  test('holds the two APIs that are used, and no other', () => {
    const all = readdirSync(lazy).map((name) => textOf(path.join(lazy, name))).join('\n');
    expect([...new Set([...all.matchAll(/node_modules\/googleapis\/build\/src\/apis\/(\w+\/\w+)\.js/g)].map(([, api]) => api))].sort()).toEqual(['drive/v3', 'sheets/index', 'sheets/v4']);
    const size = Math.max(...readdirSync(lazy).filter((name) => textOf(path.join(lazy, name)).includes('googleapis/build/src/apis/sheets')).map((name) => statSync(path.join(lazy, name)).size));
    expect(size).toBeLessThan(1_000_000);
  });
});

describe('a proxy of the environment', () => {
  let proxy: Server;
  afterEach(() => { proxy.close(); });

  test('[O6] is the way to Google, and gets to see no more than where', async () => {
    const seen: string[] = [];
    proxy = createServer((request, response) => response.writeHead(500).end(String(seen.push(`plain ${request.url}`))));
    proxy.on('connect', (request, socket) => {
      seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const folder = emptyCliFolder();
    mkdirSync(folder.path('config'), { mode: 0o700 });
    folder.write('config/google-consent.json', consent);
    chmodSync(folder.path('config/google-consent.json'), 0o600);
    const env = { PLANARK_CONFIG: folder.path('config'), HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const run = await finished(folder.startWith(env, 'gsheets', 'logout', '--json'));
    expect(run.json).toEqual({ wasThere: true, isRevoked: false });
    expect(seen).toEqual([expect.stringMatching(/^CONNECT oauth2\.googleapis\.com:443 /)]);
    expect(seen.join('')).not.toContain('SECRET');
  });
});

describe('logging in from the command line', () => {
  let emulator: Emulator;
  beforeEach(async () => { emulator = await startEmulator(); });
  afterEach(() => emulator.stop());

  test('[O11][O13] by the address that it prints, and out again', async () => {
    emulator.oauth.atConsent({ email: 'kari@example.org' });
    const folder = emptyCliFolder();
    folder.write('client.json', JSON.stringify({ installed: { client_id: CLIENT.id, client_secret: CLIENT.secret } }));
    const env = { PLANARK_CONFIG: folder.path('config'), PLANARK_GOOGLE_ROOT: emulator.rootUrl };
    const child = folder.startWith(env, 'gsheets', 'login', '--client-file', 'client.json');
    const url = await new Promise<string>((resolve) => {
      let printed = '';
      child.stdout!.on('data', (text) => {
        printed += String(text);
        const found = /http:\/\/127\.0\.0\.1:\d+\/o\/oauth2\S+/.exec(printed);
        if (found) resolve(found[0]);
      });
    });
    // As a browser that opens a connection ahead, and keeps it.
    const ahead = connect(Number(new URL(new URL(url).searchParams.get('redirect_uri')!).port), '127.0.0.1').on('error', () => undefined);
    await once(ahead, 'connect');
    const [page, run] = await Promise.all([fetch(url).then((response) => response.text()), finished(child)]);
    ahead.destroy();
    expect(page).toContain('Planark er logget inn');
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('kari@example.org');
    const file = folder.path('config/google-consent.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { refreshToken } = JSON.parse(readFileSync(file, 'utf8')) as { refreshToken: string };
    expect(run.stdout + run.stderr).not.toContain(refreshToken);
    expect((await finished(folder.startWith(env, 'gsheets', 'logout', '--json'))).json).toEqual({ wasThere: true, isRevoked: true });
    expect(existsSync(file)).toBe(false);
  });
});
