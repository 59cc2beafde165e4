import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { makeCertificate } from '../support/certificate';
import { freePort } from '../support/openid-provider';

const root = path.join(__dirname, '../..');
let home: string;
beforeAll(() => { home = mkdtempSync(path.join(tmpdir(), 'planark-dev-')); });
afterAll(() => rmSync(home, { recursive: true, force: true }));
const kept = (name: string): string => path.join(home, '.planark/localhost', name);

const statusOf = (address: string, ca: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => get(address, { ca }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject));

/** What the script prints until the server says how to end it. */
const printedBy = async (script: ChildProcess): Promise<string> => {
  let printed = '';
  for await (const text of script.stdout!.setEncoding('utf8')) if ((printed += text).includes('Ctrl+C')) break;
  return printed;
};

const started: ChildProcess[] = [];
afterAll(() => { for (const script of started) script.kill('SIGKILL'); });
const start = (port: number): ChildProcess => {
  const env = { ...process.env, HOME: home, USERPROFILE: home, INIT_CWD: home, LC_ALL: 'en_GB.UTF-8' };
  const script = spawn(process.execPath, [path.join(root, 'addin/manifest/dev-server.mjs'), '--port', String(port)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(script);
  return script;
};
const end = (script: ChildProcess): Promise<number | null> => new Promise((resolve) => { script.once('exit', resolve); script.kill('SIGTERM'); });

describe('npm run dev:addin', () => {
  test('[G18] serves over https with a certificate of the user’s own, and says how to put the add-in into Excel', async () => {
    const port = await freePort();
    const script = start(port);
    const printed = await printedBy(script);
    for (const words of ['A new certificate', 'must trust', 'Excel on Windows', 'reg add', 'Excel on a Mac', 'com.microsoft.Excel', 'Excel on the web', 'docs/addin.md', `https://127.0.0.1:${port}`]) expect(printed).toContain(words);
    expect(printed).toContain(kept('manifest.xml'));
    expect(readFileSync(kept('manifest.xml'), 'utf8')).toContain(`"https://localhost:${port}/addin/"`);

    const certificate = readFileSync(kept('cert.pem'), 'utf8');
    expect(await statusOf(`https://localhost:${port}/addin/commands.html`, certificate)).toBe(200);
    expect(await statusOf(`https://localhost:${port}/addin/icons/sync-16.png`, certificate)).toBe(200);
    expect(await end(script)).toBe(0);
    expect(existsSync(path.join(home, 'planark-store'))).toBe(true);

    expect(statSync(path.dirname(kept('key.pem'))).mode & 0o777).toBe(0o700);
    expect(statSync(kept('key.pem')).mode & 0o777).toBe(0o600);
    const { ca, subjectAltName } = new X509Certificate(certificate);
    expect([ca, subjectAltName]).toEqual([false, 'DNS:localhost, IP Address:127.0.0.1']);
  });

  test('[G18] the certificate is kept, and made anew when it is about to end', async () => {
    /** Whether a certificate was made; in a process of its own, since the script is an ES module. */
    const isMadeAnew = (): boolean => {
      const code = `import(process.argv[1]).then(async ({ developmentCertificate }) => console.log((await developmentCertificate(process.argv[2])).isNew))`;
      return execFileSync(process.execPath, ['-e', code, path.join(root, 'addin/manifest/certificate.mjs'), path.dirname(kept('cert.pem'))], { encoding: 'utf8' }) === 'true\n';
    };
    const first = readFileSync(kept('cert.pem'), 'utf8');
    expect(isMadeAnew()).toBe(false);
    expect(readFileSync(kept('cert.pem'), 'utf8')).toBe(first);

    const ending = await makeCertificate();
    writeFileSync(kept('cert.pem'), ending.cert);
    chmodSync(kept('key.pem'), 0o644);
    expect(isMadeAnew()).toBe(true);
    expect(Date.parse(new X509Certificate(readFileSync(kept('cert.pem'))).validTo) - Date.now()).toBeGreaterThan(300 * 24 * 60 * 60_000);
    expect(statSync(kept('key.pem')).mode & 0o777).toBe(0o600);

    writeFileSync(kept('cert.pem'), 'no certificate');
    expect(isMadeAnew()).toBe(true);
  });
});
