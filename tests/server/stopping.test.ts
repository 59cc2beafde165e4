import { connect, type Socket } from 'node:net';
import { liveServer } from '../support/live-server';
import { portOf } from '../support/raw-http';

test('[A3] [A18] what comes while the server stops is told so, as every failure is', async () => {
  const server = await liveServer();
  let text = '';
  const socket = await new Promise<Socket>((resolve) => { const one: Socket = connect(portOf(server), '127.0.0.1', () => one.write('GET /api/plans HTTP/1.1\r\nHost: localhost\r\n', () => resolve(one))); });
  const ended = new Promise((resolve) => socket.setEncoding('utf8').on('data', (part: string) => { text += part; }).once('close', resolve));
  for (let i = 0; i < 3; i++) await server.get('/healthz');
  const stopped = server.stop();
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  socket.write('Accept-Language: nn\r\n\r\n');
  await ended;
  await stopped;
  expect(text).toMatch(/^HTTP\/1\.1 503 /);
  expect(text).toMatch(/^retry-after: 5\r$/m);
  expect(text).toMatch(/^content-security-policy: default-src 'none'/m);
  expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toMatchObject({ code: 'stopping', detail: 'Tenaren stansar. Prøv igjen om litt.' });
});
