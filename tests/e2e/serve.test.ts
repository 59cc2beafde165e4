import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { gridToWire, type SyncAnswer } from '../../core/sync';
import { cliFolder, emptyCliFolder } from '../support/cli';
import { columnAt, editGrid, editedGrid, setCell, tabNamed } from '../support/edit-grid';
import { served, type Served } from '../support/served';

const at = '/api/plans/lillehammer-2026';

/** The cells of a plan's workbook with one edit. */
const editedCells = async ({ address }: Served, title: string): Promise<unknown> => {
  const read = readXlsx(Buffer.from(await (await fetch(`${address}${at}/workbook.xlsx`)).arrayBuffer()));
  if (!read.ok) throw new Error(read.refusal.code);
  const workbook = editGrid(read.value.grid);
  const tab = tabNamed(workbook, 'Tiltak');
  setCell(tab, 1, columnAt(tab, 'Tiltak'), title);
  return gridToWire(editedGrid(workbook));
};
const sync = (server: Served, request: unknown): Promise<Response> =>
  fetch(`${server.address}${at}/sync`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) });
const history = async ({ address }: Served): Promise<{ number: number; message: string }[]> => ((await (await fetch(`${address}${at}/revisions`)).json()) as { revisions: { number: number; message: string }[] }).revisions;

describe('npm start', () => {
  test('makes the store, serves the examples, goes on with what is there when started again', async () => {
    const cli = emptyCliFolder();
    const first = await served(cli, 'start', '--port', '0');
    expect(((await (await fetch(`${first.address}/api/plans`)).json()) as { plans: unknown[] }).plans).toHaveLength(7);
    const request = { workbook: await editedCells(first, 'Før omstart'), clientOpId: randomUUID() };
    const answered = (await (await sync(first, request)).json()) as SyncAnswer;
    expect(await first.end('SIGTERM')).toBe(0);
    const second = await served(cli, 'start', '--port', '0');
    expect(await (await sync(second, request)).json()).toEqual(answered);
    expect(await history(second)).toHaveLength(2);
    expect(await second.end('SIGINT')).toBe(0);
  });
});

describe('[A2] where the server listens', () => {
  test('it says that a port is taken; where none was asked for it takes the next', async () => {
    const cli = cliFolder();
    const other: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(cli.run('serve', '--port', String(port))).toMatchObject({ exitCode: 1, stderr: `Adressen http://127.0.0.1:${port} er opptatt av et annet program. Velg en annen med --port.\n` });
    other.close();
    const servers = [await served(cli, 'serve'), await served(cli, 'serve')];
    expect(new Set(servers.map(({ address }) => address)).size).toBe(2);
    for (const server of servers) expect(await server.end('SIGTERM')).toBe(0);
  });

  test.each([
    [['--host', '0.0.0.0'], /ikke er kryptert/],
    [['--host', '::'], /ikke er kryptert/],
    [['--host', '0.0.0.0', '--behind-proxy'], /token/],
    [['--behind-proxy'], /token/],
    [['--cert', 'cert.pem'], /hører sammen/],
    [['--cert', 'cert.pem', '--key', 'key.pem'], /Finner ikke filen cert\.pem/],
    [['--port', '70000'], /--port 70000/],
    [['--origins', 'foo'], /^--origins kan ikke være «foo»/],
    [['--origins', 'https://a.example,https://b.example/'], /«https:\/\/b\.example\/»/],
    [['--origins', 'HTTPS://a.example'], /«HTTPS:/],
    [['--host', '192.0.2.1', '--behind-proxy'], /token/],
  ])('%j is refused in a sentence', (args, sentence) => {
    const run = cliFolder().run('serve', ...args);
    expect([run.exitCode, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr.trimEnd()).not.toContain('\n');
  });
});

describe('[A7] killed in the middle of a sync', () => {
  /** Syncs that were cut off by a kill, at moments that spread over the time a sync takes. */
  test.each([0, 5, 15, 30, 60, 120])('%i ms after it was sent, it is in the history once when it is sent again', async (milliseconds) => {
    const cli = cliFolder();
    const first = await served(cli, 'serve', '--port', '0');
    const request = { workbook: await editedCells(first, 'Midt i'), clientOpId: randomUUID(), message: 'Midt i' };
    const cut = sync(first, request).then((response) => response.text()).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await first.end('SIGKILL');
    const answered = await cut;
    const second = await served(cli, 'serve', '--port', '0');
    const again = await (await sync(second, request)).text();
    if (answered !== null) expect(again).toBe(answered);
    expect(JSON.parse(again)).toMatchObject({ committed: true, revision: { number: 2 } });
    expect((await history(second)).map(({ message }) => message)).toEqual(['Midt i', 'Eksempelplan']);
    expect(await (await fetch(`${second.address}${at}/check`)).json()).toMatchObject({ damage: null });
    expect(await second.end('SIGTERM')).toBe(0);
  });

  test('and others have edited since: the answer is what it was then', async () => {
    const cli = cliFolder();
    const first = await served(cli, 'serve', '--port', '0');
    const request = { workbook: await editedCells(first, 'Først'), clientOpId: randomUUID() };
    const answered = await (await sync(first, request)).text();
    await first.end('SIGKILL');
    const second = await served(cli, 'serve', '--port', '0');
    await sync(second, { workbook: await editedCells(second, 'Siden'), clientOpId: randomUUID() });
    expect(await (await sync(second, request)).text()).toBe(answered);
    const other = await sync(second, { ...request, workbook: await editedCells(second, 'Noe annet') });
    expect([other.status, (await history(second)).length]).toEqual([422, 3]);
    await second.end('SIGTERM');
  });
});

test('[A18] told to stop, it finishes what it accepted, ends streams and exits 0', async () => {
  const cli = cliFolder();
  const server = await served(cli, 'serve', '--port', '0');
  const stream = (await fetch(`${server.address}/api/events`)).body!.getReader();
  await stream.read();
  const cells = await editedCells(server, 'Like før');
  const accepted = sync(server, { workbook: cells, clientOpId: randomUUID() });
  // The stream tells of the commit before the answer is out: that is the middle.
  let told = '';
  while (!told.includes('event: revision')) told += new TextDecoder().decode((await stream.read()).value);
  const ended = server.end('SIGTERM');
  expect(await (await accepted).json()).toMatchObject({ committed: true });
  while (!(await stream.read()).done);
  expect(await ended).toBe(0);
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
});
