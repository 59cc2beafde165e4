import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createAccount, isSafeRoot } from '../../../gsheets/api/account';
import { createWire, WireError, type WireLimits } from '../../../gsheets/api/wire';
import { person, reset, startOddGoogle, type OddAnswer, type OddGoogle } from '../../support/odd-google';

let google: OddGoogle | undefined;
let raw: Server | undefined;
afterEach(async () => {
  await google?.stop();
  raw?.close();
});

const limits: WireLimits = { time: 30_000, bytes: 1000 };
const sendTo = async (answer: OddAnswer, given: Partial<WireLimits> = {}, init?: RequestInit): Promise<Response | WireError> => {
  google = await startOddGoogle(() => answer);
  return createWire({ ...limits, ...given })(google.rootUrl, init).catch((error: unknown) => error as WireError);
};
const wireError = (code: string, isSent: boolean) => expect.objectContaining({ code, isSent });

describe('the wire', () => {
  test('a request arrives as the standard says, and its answer too', async () => {
    const response = await sendTo({ status: 201, json: { å: 1 } }, {}, { method: 'POST', body: new URLSearchParams({ a: 'ø' }), headers: { 'x-one': '1' } });
    expect(response).toBeInstanceOf(Response);
    expect((response as Response).status).toBe(201);
    expect(await (response as Response).json()).toEqual({ å: 1 });
    expect(google!.requests).toMatchObject([{ method: 'POST', body: 'a=%C3%B8', headers: { 'x-one': '1', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } }]);
  });

  test('[O6] an answer that is larger than is taken is given up', async () => {
    expect(await sendTo({ status: 200, text: 'x'.repeat(1001) })).toEqual(wireError('bytes', true));
    await google!.stop();
    expect(await sendTo({ status: 200, text: 'x'.repeat(1000) })).toBeInstanceOf(Response);
  });

  test('[O6] what is packed counts as it is unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(10_000_000));
    expect(packed.length).toBeLessThan(20_000);
    const bomb: OddAnswer = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    expect(await sendTo(bomb, { bytes: 1_000_000 })).toEqual(wireError('bytes', true));
  });

  test('what is packed is unpacked', async () => {
    const response = await sendTo((answer) => void answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('god dag')));
    expect(await (response as Response).text()).toBe('god dag');
  });

  test.each<[string, OddAnswer]>([
    ['never comes', () => undefined],
    ['begins and never ends', (response) => void response.writeHead(200).write('{"a":')],
  ])('[O6] an answer that %s is given up in time', async (_, answer) => {
    expect(await sendTo(answer, { time: 500 })).toEqual(wireError('time', true));
  });

  test('[O6] no redirect is followed', async () => {
    const elsewhere = await startOddGoogle(() => ({ status: 200, json: {} }));
    const response = await sendTo({ status: 302, headers: { location: elsewhere.rootUrl } });
    expect((response as Response).status).toBe(302);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
  });

  test('[O8] what nobody listens to was not sent; a connection that closed was', async () => {
    google = await startOddGoogle(() => reset);
    const { rootUrl } = google;
    const send = createWire(limits);
    await expect(send(rootUrl)).rejects.toEqual(wireError('ECONNRESET', true));
    await google.stop();
    await expect(send(rootUrl, { method: 'POST', body: '{}' })).rejects.toEqual(wireError('ECONNREFUSED', false));
  });

  test('[O8] a connection that is there but whose other side is not what it says it is: nothing was sent', async () => {
    raw = createServer((socket) => socket.end('no TLS here'));
    await new Promise<void>((resolve) => raw!.listen(0, '127.0.0.1', resolve));
    const { port } = raw.address() as AddressInfo;
    await expect(createWire(limits)(`https://127.0.0.1:${port}/`)).rejects.toEqual(expect.objectContaining({ isSent: false }));
  });

  test('[O8] what a proxy did not let through was not sent', async () => {
    const proxy = createHttpServer().on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      await expect(createWire(limits)('https://sheets.googleapis.com/', { method: 'POST', body: '{}' })).rejects.toEqual(wireError('proxy 407', false));
    } finally {
      delete process.env['HTTPS_PROXY'];
      proxy.close();
    }
  });

  test.each<[string, OddAnswer]>([
    ['cut off', (response) => { response.writeHead(200, { 'content-length': '100' }).write('{"a":1'); setImmediate(() => response.socket?.destroy()); }],
    ['packed and cut off', (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(500)).subarray(0, 12))],
  ])('[O8] an answer that is %s is none', async (_, answer) => {
    const error = await sendTo(answer);
    expect(error).toBeInstanceOf(WireError);
    expect(error).toMatchObject({ isSent: true });
  });

  test('stopping it says so', async () => {
    const stop = new AbortController();
    google = await startOddGoogle(() => () => stop.abort());
    await expect(createWire(limits)(google.rootUrl, { signal: stop.signal })).rejects.toEqual(wireError('stopped', true));
  });

  test('a body arrives byte for byte', async () => {
    const body = 'ÆØÅ'.repeat(100_000);
    await sendTo({ status: 200, json: {} }, {}, { method: 'POST', body });
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(hash(google!.requests[0]!.body)).toBe(hash(body));
  });

  test.each([['https://example.test/', true], ['http://127.0.0.1:1/', true], ['http://localhost:1/', true], ['http://[::1]:1/', true], ['http://example.test/', false], ['http://127.0.0.1.example.test/', false], ['ftp://127.0.0.1/', false], ['nothing', false]])('[O6] tokens may be sent to %s: %s', (rootUrl, isSafe) => {
    expect(isSafeRoot(rootUrl)).toBe(isSafe);
    if (isSafe) expect(() => createAccount(person, 'own-files', rootUrl)).not.toThrow();
    else expect(() => createAccount(person, 'own-files', rootUrl)).toThrow('https');
  });
});
