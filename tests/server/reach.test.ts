import { request as plainRequest } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { accessOf } from '../support/people';
import { makeCertificate } from '../support/certificate';
import { liveServer, type LiveServer } from '../support/live-server';

const everybodyReads = accessOf({ name: 'Nina', key: 'nina', grants: [{ role: 'reader', on: 'everything' }] });

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const ask = (address: string, options: RequestOptions): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const answered = (message: IncomingMessage): void => {
      let body = '';
      message.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => resolve({ status: message.statusCode!, headers: message.headers, body }));
    };
    const sent = address.startsWith('https:') ? request(address, options, answered) : plainRequest(address, options, answered);
    sent.on('error', reject).end();
  });

const gone = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
const portOf = ({ address }: LiveServer): number => Number(new URL(address).port);

describe('[A2][A20] over TLS', () => {
  let server: LiveServer;
  let ca: string;
  let tls: { readonly cert: Buffer; readonly key: Buffer };
  beforeAll(async () => {
    const { cert, key } = await makeCertificate();
    ca = cert;
    tls = { cert: Buffer.from(cert), key: Buffer.from(key) };
    server = await liveServer({ access: everybodyReads, serve: { host: '0.0.0.0', tls }, limits: { headerTime: 400 } });
  });
  const address = (): string => `https://127.0.0.1:${portOf(server)}`;

  test('clients that trust the certificate are answered, and told to stay with TLS', async () => {
    const { status, headers, body } = await ask(`${address()}/api/plans`, { ca });
    expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    expect(JSON.parse(body)).toMatchObject({ plans: [{ id: 'lillehammer-2026' }, { id: 'norrbotten-2021' }] });
    await expect(ask(`${address()}/api/plans`, {})).rejects.toThrow(/self-signed/);
  });

  test('nothing is said in clear', async () => {
    await expect(ask(address().replace('https', 'http'), {})).rejects.toThrow();
    expect(server.bugs).toEqual([]);
  });

  test.each(['TLSv1', 'TLSv1.1'] as const)('%s is refused, whoever offers it', async (version) => {
    const refused = new Promise<string>((resolve) => {
      connect({ port: portOf(server), host: '127.0.0.1', ca, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }, () => resolve('connected')).on('error', ({ message }) => resolve(message));
    });
    expect(await refused).toMatch(/protocol version/);
  });

  test('1.2 and 1.3 are taken', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) expect((await ask(`${address()}/healthz`, { ca, minVersion: version, maxVersion: version })).status).toBe(200);
  });

  test('[A16] who connects and never shakes hands is cut off', async () => {
    await gone(connectPlain(portOf(server), '127.0.0.1'));
    expect((await ask(`${address()}/healthz`, { ca })).status).toBe(200);
  });

  test('[A18] who connects and never shakes hands does not keep it from stopping', async () => {
    const stopping = await liveServer({ serve: { tls }, limits: { stopTime: 300 } });
    const silent = connectPlain(portOf(stopping), '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    await Promise.all([gone(silent), stopping.stop()]);
  });
});

describe('behind a proxy', () => {
  const forwarded = async (server: LiveServer, value: string): Promise<number> => (await ask(`${server.address}/healthz`, { headers: { 'x-forwarded-for': value } })).status;
  const limits = { burst: 2, perSecond: 0.001 };

  test('[A20] clients are told apart by the last address alone: what they write before it counts for nothing', async () => {
    const server = await liveServer({ access: everybodyReads, serve: { isBehindProxy: true }, limits });
    const statuses = [];
    for (const value of ['10.0.0.1, 203.0.113.9', '203.0.113.8, 203.0.113.9', '127.0.0.1,203.0.113.9', '203.0.113.9:4711', '203.0.113.7', '[2001:db8::1]:443', '2001:db8::1', 'x, 2001:db8::1']) statuses.push(await forwarded(server, value));
    expect(statuses).toEqual([200, 200, 429, 429, 200, 200, 200, 429]);
    expect(server.log.map((line) => line.split(' ')[1])).toEqual(['203.0.113.9', '203.0.113.9', '203.0.113.9', '203.0.113.9', '203.0.113.7', '2001:db8::1', '2001:db8::1', '2001:db8::1']);
  });

  test('[A20][A19] what is no address is neither a client of its own nor a line in the log', async () => {
    const server = await liveServer({ access: everybodyReads, serve: { isBehindProxy: true }, limits });
    expect([await forwarded(server, 'GET /forged 200'), await forwarded(server, 'x'.repeat(9000)), await forwarded(server, 'unknown')]).toEqual([200, 200, 429]);
    expect(server.log.map((line) => line.split(' ').slice(1, 4).join(' '))).toEqual(Array.from({ length: 3 }, () => '127.0.0.1 GET /healthz'));
  });

  test('[A20] without one the header is nothing but words', async () => {
    const server = await liveServer({ limits });
    expect([await forwarded(server, '203.0.113.1'), await forwarded(server, '203.0.113.2'), await forwarded(server, '203.0.113.3')]).toEqual([200, 200, 429]);
    expect(server.log.every((line) => line.split(' ')[1] === '127.0.0.1')).toBe(true);
  });

  test('[A15] its clients are told to stay with TLS, and forwarded names are not taken for our own', async () => {
    const server = await liveServer({ access: everybodyReads, serve: { isBehindProxy: true } });
    const { status, headers } = await ask(`${server.address}/api/plans`, { headers: { host: 'plan.example.org', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' } });
    expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    const written = await ask(`${server.address}/api/plans/lillehammer-2026/undo`, { method: 'POST', headers: { host: 'plan.example.org', 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' } });
    expect([written.status, JSON.parse(written.body).code]).toEqual([403, 'foreign-origin']);
  });
});

test('[A16] somebody who asks from many addresses is one', async () => {
  const server = await liveServer({ access: everybodyReads, serve: { isBehindProxy: true }, limits: { burst: 2, perSecond: 0.001 } });
  const statuses = [];
  for (const from of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) statuses.push((await ask(`${server.address}/api/plans`, { headers: { 'x-forwarded-for': from } })).status);
  expect(statuses).toEqual([200, 200, 429]);
});
