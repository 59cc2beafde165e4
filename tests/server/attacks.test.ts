import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { heldReader, until } from '../support/held-reader';
import { fileForm, liveServer, type LiveServer } from '../support/live-server';
import { portOf, raw, request } from '../support/raw-http';

const at = '/api/plans/lillehammer-2026';

let server: LiveServer;
beforeAll(async () => { server = await liveServer(); });
const isAlive = async (): Promise<void> => {
  expect((await server.get('/healthz')).status).toBe(200);
  expect(server.bugs.splice(0)).toEqual([]);
};
afterEach(isAlive);

const codeOf = async (response: Response): Promise<string> => `${response.status} ${((await response.json()) as { code: string }).code}`;

describe('[A12] sizes', () => {
  test('more than 5 MB of JSON, and more than 20 MB of file', async () => {
    expect(await codeOf(await server.send('POST', `${at}/sync`, `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`))).toBe('413 too-large');
    expect(await codeOf(await server.sendFile(`${at}/workbook?mode=preview`, Buffer.alloc(20 * 1024 * 1024 + 1)))).toBe('413 too-large');
  });

  test('of headers, and of a body that says to be larger than it may be', async () => {
    expect(await raw(server, 'GET /healthz HTTP/1.1', 'Host: localhost', `X-Long: ${'x'.repeat(20_000)}`, '', '')).toMatch(/^HTTP\/1.1 431 [^]*"code":"headers-too-large"/);
    expect(await raw(server, `POST ${at}/sync HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', 'Content-Length: 99999999999', '', '{')).toMatch(/^HTTP\/1.1 413 /);
  });

  test('of forms: many parts, long names, many files', async () => {
    const many = fileForm(Buffer.from('x'));
    for (let i = 0; i < 2000; i++) many.append(`a${i}`, 'x');
    expect((await fetch(`${server.address}${at}/workbook?mode=preview`, { method: 'POST', body: many })).status).toBe(400);
    expect((await fetch(`${server.address}${at}/workbook?mode=preview`, { method: 'POST', body: '--', headers: { 'content-type': 'multipart/form-data; boundary=x' } })).status).toBe(400);
    expect((await fetch(`${server.address}${at}/workbook?mode=preview`, { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } })).status).toBeGreaterThanOrEqual(400);
  });
});

describe('[A13] JSON', () => {
  const post = async (body: string | Uint8Array): Promise<string> => codeOf(await server.send('POST', `${at}/preview`, body));

  test.each([
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['10,000 levels of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['__proto__', '{"workbook":{"__proto__":{"isAdmin":true}}}'],
    ['__proto__ in disguise', '{"\\u005f_proto__":{}}'],
    ['constructor', '{"constructor":{"prototype":{}}}'],
    ['a key twice', '{"workbook":{"worksheets":[]},"workbook":{"worksheets":[]}}'],
    ['a key twice, once in disguise', '{"prefer":"store","\\u0070refer":"sheet","workbook":{"worksheets":[]}}'],
    ['too many members', `[${Array.from({ length: 60_000 }, () => '{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}').join()}]`],
    ['nothing', ''],
    ['half of it', '{"workbook":'],
    ['words', 'undefined'],
    ['an unended string', '{"a":"\\'],
  ])('with %s is refused', async (_, body) => expect(await post(body)).toBe('400 bad-json'));

  test('that is no UTF-8 is refused, and so is another kind of content', async () => {
    expect(await post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBe('400 bad-json');
    expect(await codeOf(await server.send('POST', `${at}/preview`, '<a/>', { 'content-type': 'text/xml' }))).toBe('415 wrong-type');
    expect(await codeOf(await server.send('POST', `${at}/preview`, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }))).toBe('415 wrong-type');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('with colons in its strings is taken as it is', async () => {
    expect(await post('{"workbook":{"worksheets":[],"extras":["a: b, \\"c\\": d"]}}')).toBe('422 not-planark');
  });
});

test.each(['..%2f..%2fetc%2fpasswd', '%2e%2e', '..', 'CON', 'a%00b', '%c0%ae%c0%ae', 'a%5c..%5cb', '~root', 'x'.repeat(300), '%', 'lillehammer-2026%2f..'])('[A5] %s names no plan', async (id) => {
  for (const path of [`/api/plans/${id}`, `/api/plans/${id}/revisions`, `/api/plans/${id}/workbook.xlsx`]) {
    const text = await raw(server, ...request('GET', path, 'Host: localhost'));
    expect(text).toMatch(/^HTTP\/1.1 40[04] /);
    expect(text).not.toMatch(/root:|ENOENT|planark-server-/);
  }
  const before = readdirSync(`${server.folder}/plans`);
  await raw(server, `PUT /api/plans/${id} HTTP/1.1`, 'Host: localhost', 'If-None-Match: *', 'Content-Type: application/json', 'Content-Length: 2', 'Connection: close', '', '{}');
  expect(readdirSync(`${server.folder}/plans`)).toEqual(before);
});

describe('[A14] other sites', () => {
  test('cannot have a browser ask this machine under a name of theirs', async () => {
    for (const host of ['evil.example', 'evil.example:7070', 'localhost.evil.example', '127.0.0.1.nip.io', '[::1].evil.example', '']) expect(await raw(server, ...request('GET', '/api/plans', `Host: ${host}`))).toMatch(/^HTTP\/1.1 40[03] /);
    for (const host of ['localhost', '127.0.0.1:7070', '[::1]:7070', 'LOCALHOST']) expect(await raw(server, ...request('GET', '/api/plans', `Host: ${host}`))).toMatch(/^HTTP\/1.1 200 /);
  });

  test.each([['origin', 'https://evil.example'], ['origin', 'null'], ['origin', 'http://127.0.0.1:1'], ['sec-fetch-site', 'cross-site']])('cannot write: %s %s', async (name, value) => {
    const headers = { [name]: value };
    expect(await codeOf(await server.send('POST', `${at}/undo`, { to: 1 }, { ...headers, 'if-match': '*' }))).toBe('403 foreign-origin');
    expect(await codeOf(await server.sendFile(`${at}/workbook?mode=sync`, Buffer.from('x'), { clientOpId: '12345678' }, headers))).toBe('403 foreign-origin');
  });

  test('cannot read, and this one can', async () => {
    expect((await server.get('/api/plans', { origin: 'https://evil.example' })).headers.get('access-control-allow-origin')).toBeNull();
    expect((await server.send('POST', `${at}/undo`, { revision: 1 }, { origin: server.address })).status).toBe(409);
  });

  test('can where their origin was configured', async () => {
    const open = await liveServer({ serve: { origins: ['https://addin.example'] } });
    const preflight = await fetch(`${open.address}${at}/sync`, { method: 'OPTIONS', headers: { origin: 'https://addin.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin'), preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'https://addin.example', 'GET, PUT, POST, DELETE']);
    expect((await open.send('POST', `${at}/undo`, { revision: 1 }, { origin: 'https://addin.example' })).headers.get('access-control-allow-origin')).toBe('https://addin.example');
    const other = await fetch(`${open.address}${at}/sync`, { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('[A15] every answer forbids what a browser does not need, and sets no cookie', async () => {
  for (const response of [await server.get('/api/plans'), await server.get('/nothing'), await server.get('/healthz'), await server.send('POST', `${at}/sync`, '{')]) {
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
    expect([response.headers.get('x-content-type-options'), response.headers.get('referrer-policy'), response.headers.get('set-cookie')]).toEqual(['nosniff', 'no-referrer', null]);
  }
});

describe('[A16] too much', () => {
  test('from one client is told to wait', async () => {
    const strict = await liveServer({ limits: { burst: 5, perSecond: 0.001 } });
    const statuses = [];
    for (let i = 0; i < 7; i++) statuses.push((await strict.get('/healthz')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const refused = await strict.get('/healthz', { 'accept-language': 'en' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too-many', title: 'Too many requests' });
  });

  test('in connections is closed, and there is room again when they go', async () => {
    const strict = await liveServer({ limits: { connectionsOfClient: 4 } });
    const open: Socket[] = [];
    const closed = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));
    for (let i = 0; i < 4; i++) open.push(await new Promise<Socket>((resolve) => { const socket: Socket = connect(portOf(strict), '127.0.0.1', () => resolve(socket)); }));
    const refused = connect(portOf(strict), '127.0.0.1');
    refused.on('error', () => undefined);
    await closed(refused);
    await Promise.all(open.map((socket) => { socket.end(); return closed(socket); }));
    expect((await strict.get('/healthz')).status).toBe(200);
  });

  test('time for headers or for a body cuts a client off, while others are served', async () => {
    const strict = await liveServer({ limits: { headerTime: 300, requestTime: 600 } });
    const slowHeaders = raw(strict, 'GET /healthz HTTP/1.1', 'Host: localhost', 'X-A: ');
    const slowBody = raw(strict, `POST ${at}/sync HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', 'Content-Length: 100', '', '{');
    expect((await strict.get('/healthz')).status).toBe(200);
    expect(await slowHeaders).toMatch(/^HTTP\/1.1 408 [^]*"code":"too-slow"/);
    expect(await slowBody).toMatch(/^HTTP\/1.1 408 /);
  });

  test('in streams is refused', async () => {
    const strict = await liveServer({ limits: { streamsOfClient: 1 } });
    const control = new AbortController();
    const first = await fetch(`${strict.address}/api/events`, { signal: control.signal });
    expect([first.status, (await strict.get('/api/events')).status]).toEqual([200, 429]);
    control.abort();
  });

  test('that is no HTTP is answered and closed', async () => {
    expect(await raw(server, 'HELO mail', '', '')).toMatch(/^HTTP\/1.1 400 [^]*problem\+json/);
    expect(await raw(server, ...request('GET', '/healthz', 'Host: localhost', 'Transfer-Encoding: chunked', 'Content-Length: 5'))).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('[A17] files', () => {
  test('are read a few at a time, the next wait, and beyond that are told to try again', async () => {
    const gate = heldReader();
    const strict = await liveServer({ readXlsx: gate.reader, limits: { readings: 2, files: 4, filesOfClient: 100 } });
    const send = (): Promise<Response> => strict.sendFile(`${at}/workbook?mode=preview`, Buffer.from('x'));
    const taken: Promise<Response>[] = [];
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) taken.push(send().then((response) => { statuses.push(response.status); return response; }));
    await until(() => statuses.length === 2 && gate.waiting === 2);
    expect(statuses).toEqual([503, 503]);
    expect((await strict.get('/api/plans')).status).toBe(200);
    gate.release();
    await until(() => gate.waiting === 2);
    gate.release();
    const all = await Promise.all(taken);
    expect([all.filter(({ status }) => status === 422).length, gate.most]).toEqual([4, 2]);
    expect(all.find(({ status }) => status === 503)!.headers.get('retry-after')).toBe('5');
    expect(await (gate.release(), codeOf(await Promise.race([send(), until(() => gate.waiting === 1).then(() => { gate.release(); return new Promise<never>(() => undefined); })])))).toBe('422 unreadable-workbook');
  });

  test('whose client goes away leave their room', async () => {
    const strict = await liveServer({ limits: { files: 1 } });
    const control = new AbortController();
    const body = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('--x\r\n')) });
    const gone = fetch(`${strict.address}${at}/workbook?mode=preview`, { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=x' }, signal: control.signal, duplex: 'half' } as RequestInit).catch(() => undefined);
    const send = async (): Promise<number> => (await strict.sendFile(`${at}/workbook?mode=preview`, Buffer.from('x'))).status;
    let status = await send();
    while (status !== 503) status = await send();
    control.abort();
    await gone;
    while (status === 503) status = await send();
    expect(status).toBe(422);
  });
});

test('[A19] the log has no bodies, no headers and nothing after "?"', async () => {
  await server.send('PUT', `${at}?message=hemmelig1`, { hemmelig: 2 }, { 'if-match': '"hemmelig3"', authorization: 'Bearer hemmelig4' });
  await server.get('/hemmelig5%0aFAKE', {});
  const lines = server.log.join('\n');
  expect(lines).toMatch(/^\S+Z 127\.0\.0\.1 PUT \/api\/plans\/lillehammer-2026 412 \d+ms [0-9a-f-]{36}$/m);
  expect(lines).not.toMatch(/hemmelig[1-4]|Bearer|message/);
  expect(lines).not.toMatch(/^FAKE/m);
});
