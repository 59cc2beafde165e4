import { randomUUID } from 'node:crypto';
import { createCellClient, type CellClient, type SentWorkbooks } from '../../addin/client/cell-client';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { columnAt, editGrid, editedGrid, setCell, tabNamed } from '../support/edit-grid';
import { liveServer, type LiveServer } from '../support/live-server';

const id = 'lillehammer-2026';

/** A pane's client of a server, and how much it sent each time; the server can be put in another's place. */
const clientOf = (first: LiveServer): { readonly client: CellClient; readonly sizes: number[]; moveTo(server: LiveServer): void } => {
  const sizes: number[] = [];
  const sent: SentWorkbooks = new Map();
  let server = first;
  const counting: typeof fetch = (address, init) => {
    sizes.push(String(init?.body ?? '').length);
    return fetch(String(address), init);
  };
  const at = (): CellClient => createCellClient({ fetch: counting, base: server.address, locale: 'nb', token: null }, sent);
  const client: CellClient = { locale: 'nb', plan: (planId) => at().plan(planId), preview: (planId, grid) => at().preview(planId, grid), sync: (planId, grid, options) => at().sync(planId, grid, options), linkBudget: (planId, link) => at().linkBudget(planId, link) };
  return { client, sizes, moveTo: (other) => { server = other; } };
};

test('[K15] a pane sends its workbook whole once, then what has changed, and whole again to a server that does not remember it', async () => {
  const server = await liveServer();
  const read = readXlsx(Buffer.from(await (await server.get(`/api/plans/${id}/workbook.xlsx`)).arrayBuffer()));
  if (!read.ok) throw new Error(read.refusal.code);
  const workbook = editGrid(read.value.grid);
  const tab = tabNamed(workbook, 'Tiltak');
  const edit = (row: number, text: string): void => setCell(tab, row, columnAt(tab, 'Tiltak'), text);
  const { client, sizes, moveTo } = clientOf(server);
  const sync = () => client.sync(id, editedGrid(workbook), { clientOpId: randomUUID() });

  edit(1, 'Først');
  expect(await sync()).toMatchObject({ ok: true, value: { committed: true, changed: [{ to: 'Først' }] } });
  edit(2, 'Siden');
  expect(await client.preview(id, editedGrid(workbook))).toMatchObject({ ok: true, value: { changed: [{ to: 'Siden' }] } });
  expect(await sync()).toMatchObject({ ok: true, value: { committed: true, revision: { number: 3 }, changed: [{ to: 'Siden' }] } });
  const [whole, ...changes] = sizes.splice(0);
  expect(changes).toHaveLength(2);
  for (const size of changes) expect(size).toBeLessThan(whole! / 20);

  const another = await liveServer({ on: server.folder });
  moveTo(another);
  edit(3, 'Til slutt');
  expect(await sync()).toMatchObject({ ok: true, value: { committed: true, revision: { number: 4 }, changed: [{ to: 'Til slutt' }] } });
  expect(sizes).toHaveLength(2);
  expect(sizes[1]).toBeGreaterThan(whole! / 2);
  expect([...server.bugs, ...another.bugs]).toEqual([]);
});
