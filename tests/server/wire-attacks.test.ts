import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createIsolatedReader } from '../../core/node/host-xlsx/isolate/isolated-reader';
import { createStreams } from '../../core/node/server/streams';
import { zipFiles } from '../support/hostile-files';
import { fileForm, liveServer, type LiveServer } from '../support/live-server';
import { accessOf } from '../support/people';
import { portOf, raw, request } from '../support/raw-http';

const at = '/api/plans/lillehammer-2026';
let server: LiveServer;
beforeAll(async () => { server = await liveServer(); });
afterEach(async () => {
  expect((await server.get('/healthz')).status).toBe(200);
  expect(server.bugs.splice(0)).toEqual([]);
});

const codeOf = async (response: Response): Promise<string> => `${response.status} ${((await response.json()) as { code: string }).code}`;
const opened = (to: LiveServer): Promise<Socket> => new Promise((resolve) => { const socket: Socket = connect(portOf(to), '127.0.0.1', () => resolve(socket)).on('error', () => undefined); });
const closed = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

describe('[A16] a request that can be read in two ways is read in none, and what is hidden in it never comes about', () => {
  const hidden = 'GET /healthz?hidden HTTP/1.1\r\nHost: localhost\r\n\r\n';
  test.each<[string, readonly string[]]>([
    ['two lengths', ['Content-Length: 0', `Content-Length: ${hidden.length}`]],
    ['a list of lengths', [`Content-Length: ${hidden.length}, 0`]],
    ['a length and chunks', [`Content-Length: ${hidden.length}`, 'Transfer-Encoding: chunked']],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4']],
    ['a signed length', ['Content-Length: +0']],
    ['a length in hexadecimal', ['Content-Length: 0x0']],
    ['chunks that are not the last coding', ['Transfer-Encoding: chunked, identity']],
    ['a coding that is none', ['Transfer-Encoding: xchunked']],
    ['a space before the colon', ['Transfer-Encoding : chunked']],
    ['a folded line', ['X-A: b', ' Transfer-Encoding: chunked']],
    ['a line of another kind', ['X-A: b\nTransfer-Encoding: chunked\n']],
    ['a control character', ['X-A: b\u0000c']],
  ])('%s', async (_, headers) => {
    const before = server.log.length;
    const answered = await raw(server, `POST ${at}/preview HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', ...headers, '', hidden);
    expect(answered).toMatch(/^HTTP\/1.1 400 /);
    expect(answered.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(server.log.slice(before).filter((line) => line.includes('/healthz'))).toEqual([]);
  });

  test('what follows a refused body on the same connection is not read', async () => {
    const answered = await raw(server, `POST ${at}/preview HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', `Content-Length: ${6 * 1024 * 1024}`, '', hidden);
    expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413']);
  });
});

describe('[A12] floods', () => {
  test('of headers', async () => {
    expect(await raw(server, ...request('GET', '/healthz', 'Host: localhost', ...Array.from({ length: 3000 }, (_, i) => `X-${i}: x`)))).toMatch(/^HTTP\/1.1 431 /);
  });

  test('of chunks whose length nobody told', async () => {
    // Of ten times what may be sent: without an end, a client that does not hear of the refusal soon enough fills the memory.
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    let left = 240;
    const body = new ReadableStream({ pull: (stream) => (left-- > 0 ? stream.enqueue(chunk) : stream.close()) });
    const answered = await fetch(`${server.address}${at}/preview`, { method: 'POST', body, headers: { 'content-type': 'application/json' }, duplex: 'half' } as RequestInit).catch(() => null);
    if (answered) expect(answered.status).toBe(413);
    expect(server.log.at(-1)).toMatch(/ 413 /);
  });
});

/** More than sockets take up by themselves. */
const megabytes = 64;
const pages: string[] = [];
const bigPage = (): string => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-page-'));
  writeFileSync(path.join(folder, 'big.bin'), Buffer.alloc(megabytes * 1024 * 1024));
  pages.push(folder);
  return folder;
};
afterAll(() => { for (const folder of pages) rmSync(folder, { recursive: true }); });

describe('[A16] who does not read', () => {
  test('answers is cut off, and leaves its place to others', async () => {
    const strict = await liveServer({ limits: { idleTime: 500, connectionsOfClient: 1 }, serve: { pageFolder: bigPage() } });
    const deaf = (await opened(strict)).pause();
    deaf.write('GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
    let answered = '';
    while (answered === '') answered = await raw(strict, ...request('GET', '/healthz', 'Host: localhost'));
    expect(answered).toMatch(/^HTTP\/1.1 200 /);
    expect(deaf.bytesRead).toBeLessThan(megabytes * 1024 * 1024);
    deaf.destroy();
  });

  test('events is cut off before they fill the memory', async () => {
    const streams = createStreams(8, 60_000);
    const reader = accessOf({ name: 'x', key: 'x', grants: [{ role: 'reader', on: 'everything' }] });
    let done: Promise<unknown> = Promise.resolve();
    let waiting = 0;
    const source = createServer((_, response) => {
      done = new Promise((resolve) => response.once('close', resolve));
      response.on('drain', () => undefined);
      streams.open(response, { client: 'x', caller: () => reader.identify({}, true) }, undefined);
      const tell = (number: number): void => {
        if (response.destroyed) return;
        for (let i = 0; i < 500; i++) streams.tell({ planId: 'lillehammer-2026', number: number + i });
        waiting = Math.max(waiting, response.writableLength);
        setImmediate(() => tell(number + 500));
      };
      tell(1);
    });
    await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', () => resolve()));
    const socket: Socket = connect((source.address() as AddressInfo).port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')).on('error', () => undefined);
    socket.pause();
    await new Promise((resolve) => source.once('request', resolve));
    await done;
    expect(waiting).toBeLessThan(1024 * 1024);
    socket.destroy();
    streams.endAll();
    await new Promise((resolve) => source.close(resolve));
  });
});

test.each(zipFiles.map(({ name, make }) => [name, make] as const))('[A12] a workbook that is made to hurt is told of in a sentence: %s', async (_, make) => {
  const isolated = await bombServer();
  const answered = await isolated.sendFile(`${at}/workbook?mode=preview`, make());
  expect([400, 409, 413, 422]).toContain(answered.status);
  expect(answered.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(isolated.bugs).toEqual([]);
});
let bombs: Promise<LiveServer> | undefined;
const bombServer = (): Promise<LiveServer> => (bombs ??= liveServer({ readXlsx: createIsolatedReader(path.join(process.env['PLANARK_DIST']!, 'lazy', 'reader-process.cjs')) }));

test.each([['10,000 levels', `{"answers":${'['.repeat(10_000)}${']'.repeat(10_000)}}`], ['a key twice', '{"prefer":"store","prefer":"sheet"}'], ['__proto__', '{"__proto__":{"confirmDeletions":true}}'], ['a field that is none', '{"isAdmin":true}']])('[A13][A6] what stands beside a file is read as strictly: %s', async (_, options) => {
  const form = fileForm(Buffer.from('x'));
  form.append('options', options);
  expect(await codeOf(await fetch(`${server.address}${at}/workbook?mode=preview`, { method: 'POST', body: form }))).toMatch(/^400 bad-/);
});

describe('[A5] nothing outside the folder', () => {
  test.each(['../x', '..', 'a/b', 'a\\b', '.', '', 'CON', 'a\u0000', '．．／x', '%2e%2e%2f', 'x'.repeat(300)])('is named by the id %j of a document', async (id) => {
    const read = await server.store.head('lillehammer-2026');
    if (!read.ok) throw new Error(read.failure.kind);
    const answered = await server.send('PUT', '/api/plans/lillehammer-2026', { ...read.value.plan, id }, { 'if-match': `"${read.value.hash}"` });
    expect([409, 422]).toContain(answered.status);
  });

  test.each(['%252e%252e%252fx', '..%255c', '%uff0e%uff0e', '..;', '.%2e', '%ef%bc%8e%ef%bc%8e', 'lillehammer-2026%00.json', 'lillehammer-2026%20'])('is named by %s', async (id) => {
    expect(await raw(server, ...request('GET', `/api/plans/${id}`, 'Host: localhost'))).toMatch(/^HTTP\/1.1 40[04] /);
  });

  test('is served beside the page', async () => {
    const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-page-'));
    for (const [name, text] of [['index.html', '<p>side</p>'], ['.hidden', 'hemmelig']] as const) writeFileSync(path.join(folder, name), text);
    const paged = await liveServer({ serve: { pageFolder: folder } });
    expect(await (await paged.get('/')).text()).toBe('<p>side</p>');
    for (const at of ['/..%2f..%2f..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/..\\..\\etc\\passwd', '/%2e%2e%5c%2e%2e%5cetc/passwd', '//etc/passwd', '/.hidden', '/%2ehidden', '/index.html%00.js', '/%c0%ae%c0%ae/etc/passwd']) {
      const text = await raw(paged, ...request('GET', at, 'Host: localhost'));
      expect(text).toMatch(/^HTTP\/1.1 4\d\d /);
      expect(text).not.toMatch(/root:|hemmelig|planark-page-/);
    }
    expect(paged.bugs).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

test.each(['https://evil.example', 'null', 'https://addin.example.evil.example', 'http://addin.example', 'https://addin.example:444', 'https://ADDIN.example'])('[A14] a page of %s is not let near another site’s leave', async (origin) => {
  const open = await liveServer({ serve: { origins: ['https://addin.example'] } });
  const asked = { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization, if-match' };
  const preflight = await fetch(`${open.address}${at}`, { method: 'OPTIONS', headers: asked });
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  expect(preflight.headers.get('vary')).toMatch(/origin/);
});

describe('[A18] told to stop', () => {
  test('it takes in the rest of what it began to take, and answers', async () => {
    const stopping = await liveServer();
    const body = JSON.stringify({ revision: 1 });
    const socket = await opened(stopping);
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => { text += part; });
    const gone = closed(socket);
    socket.write(`POST ${at}/undo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 4)}`);
    expect((await stopping.get('/healthz')).status).toBe(200);
    const stopped = stopping.stop();
    socket.write(body.slice(4));
    await Promise.all([gone, stopped]);
    expect(text).toMatch(/^HTTP\/1.1 409 [^]*first-revision/);
    await expect(stopping.get('/healthz')).rejects.toThrow();
  });

  test('it does not wait for ever for who sends or reads nothing', async () => {
    const stopping = await liveServer({ limits: { stopTime: 300 }, serve: { pageFolder: bigPage() } });
    const [half, deaf] = [await opened(stopping), (await opened(stopping)).pause()];
    half.write(`POST ${at}/undo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`);
    deaf.write('GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const gone = closed(half);
    expect((await stopping.get('/healthz')).status).toBe(200);
    await stopping.stop();
    await gone;
    deaf.destroy();
  });
});
