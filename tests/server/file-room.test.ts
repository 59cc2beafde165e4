import { connect, type Socket } from 'node:net';
import { heldReader, until } from '../support/held-reader';
import { fileForm, liveServer, type LiveServer } from '../support/live-server';
import { portOf } from '../support/raw-http';

const address = '/api/plans/lillehammer-2026/workbook?mode=preview';

/** Sends a whole file, and leaves the connection open. */
const sendWhole = async (server: LiveServer): Promise<Socket> => {
  const form = new Response(fileForm(Buffer.from('x')));
  const body = Buffer.from(await form.arrayBuffer());
  const head = [`POST ${address} HTTP/1.1`, 'Host: localhost', `Content-Type: ${form.headers.get('content-type')}`, `Content-Length: ${body.length}`, '', ''].join('\r\n');
  return new Promise((resolve) => {
    const socket: Socket = connect(portOf(server), '127.0.0.1', () => socket.write(Buffer.concat([Buffer.from(head), body]), () => resolve(socket)));
  });
};
/** By when a server that is asked this often has seen all that was sent to it before. */
const seen = async (server: LiveServer): Promise<void> => { for (let i = 0; i < 5; i++) await server.get('/healthz'); };
const hangUp = async (server: LiveServer, sockets: readonly Socket[]): Promise<void> => {
  await seen(server);
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve).destroy())));
  await seen(server);
};
const sendMore = (server: LiveServer): Promise<Response> => server.sendFile(address, Buffer.from('x'));

describe('[A17] a file whose client has hung up', () => {
  test('keeps its room as long as it is read', async () => {
    const gate = heldReader();
    const strict = await liveServer({ readXlsx: gate.reader, limits: { readings: 1, files: 1, filesOfClient: 9 } });
    const gone = await sendWhole(strict);
    await until(() => gate.waiting === 1);
    await hangUp(strict, [gone]);
    expect((await sendMore(strict)).status).toBe(503);
    gate.release();
    const next = sendMore(strict);
    await until(() => gate.waiting === 1);
    gate.release();
    expect([(await next).status, strict.bugs]).toEqual([422, []]);
  });

  test('is not read where it still waits, and leaves its room to the next', async () => {
    const gate = heldReader();
    const strict = await liveServer({ readXlsx: gate.reader, limits: { readings: 1, files: 5, filesOfClient: 9 } });
    const first = sendMore(strict);
    await until(() => gate.waiting === 1);
    const gone = await Promise.all(Array.from({ length: 4 }, () => sendWhole(strict)));
    await hangUp(strict, gone);
    const honest = sendMore(strict);
    gate.release();
    await until(() => gate.waiting === 1);
    gate.release();
    expect([(await first).status, (await honest).status, gate.begun, strict.bugs]).toEqual([422, 422, 2, []]);
  });
});
