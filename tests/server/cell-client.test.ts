import { randomUUID } from 'node:crypto';
import { createCellClient, type CellClient, type SentWorkbooks } from '../../addin/client/cell-client';
import type { CellSyncOptions } from '../../addin/client/kept-sync';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { applyPatch } from '../support/apply-patch';
import { columnAt, editGrid, editedGrid, setCell, tabNamed } from '../support/edit-grid';
import { liveServer, type LiveServer } from '../support/live-server';

const id = 'lillehammer-2026';

/** What a server of before `written` makes of it: a field that it does not know. */
const asBeforeWritten = (body: string): string => body.replace('"written":', '"unheardOf":');

/** A pane's client of a server, and how much it sent each time; the server can be put in another's place. */
const clientOf = (first: LiveServer, onItsWay = (body: string): string => body): { readonly client: CellClient; readonly sizes: number[]; moveTo(server: LiveServer): void } => {
  const sizes: number[] = [];
  const sent: SentWorkbooks = new Map();
  let server = first;
  const counting: typeof fetch = (address, init) => {
    sizes.push(String(init?.body ?? '').length);
    return fetch(String(address), { ...init, ...(typeof init?.body === 'string' && { body: onItsWay(init.body) }) });
  };
  const at = (): CellClient => createCellClient({ fetch: counting, base: server.address, locale: 'nb', token: null }, sent);
  const client: CellClient = { locale: 'nb', plan: (planId) => at().plan(planId), preview: (planId, grid) => at().preview(planId, grid), sync: (planId, grid, options) => at().sync(planId, grid, options), linkBudget: (planId, link) => at().linkBudget(planId, link) };
  return { client, sizes, moveTo: (other) => { server = other; } };
};

/** A workbook that a pane's client syncs with a server, and into which the answers are written. */
const openedWorkbook = async (onItsWay?: (body: string) => string) => {
  const server = await liveServer();
  const read = readXlsx(Buffer.from(await (await server.get(`/api/plans/${id}/workbook.xlsx`)).arrayBuffer()));
  if (!read.ok) throw new Error(read.refusal.code);
  const workbook = editGrid(read.value.grid);
  const { client, ...rest } = clientOf(server, onItsWay);
  return {
    server, ...rest,
    edit: (row: number, text: string): void => {
      const tab = tabNamed(workbook, 'Tiltak');
      setCell(tab, row, columnAt(tab, 'Tiltak'), text);
    },
    preview: () => client.preview(id, editedGrid(workbook)),
    sync: async (more: Partial<CellSyncOptions> = {}) => {
      const answer = await client.sync(id, editedGrid(workbook), { clientOpId: randomUUID(), ...more });
      if (answer.ok && answer.value.changes !== null) applyPatch(workbook, answer.value.changes, () => false);
      return answer;
    },
  };
};

test('[K15] a pane sends its workbook whole once, then what has changed, and whole again to a server that does not remember it', async () => {
  const { server, edit, preview, sync, sizes, moveTo } = await openedWorkbook();

  edit(1, 'Først');
  expect(await sync()).toMatchObject({ ok: true, value: { committed: true, changed: [{ to: 'Først' }] } });
  edit(2, 'Siden');
  expect(await preview()).toMatchObject({ ok: true, value: { changed: [{ to: 'Siden' }] } });
  expect(await sync()).toMatchObject({ ok: true, value: { committed: true, revision: { number: 3 }, changed: [{ to: 'Siden' }] } });
  const [whole, ...changes] = sizes.splice(0);
  expect(changes).toHaveLength(2);
  for (const size of changes) expect(size).toBeLessThan(whole! / 10);

  const another = await liveServer({ on: server.folder });
  moveTo(another);
  edit(3, 'Til slutt');
  expect(await sync()).toMatchObject({ ok: true, value: { committed: true, revision: { number: 4 }, changed: [{ to: 'Til slutt' }] } });
  expect(sizes).toHaveLength(2);
  expect(sizes[1]).toBeGreaterThan(whole! / 2);
  expect([...server.bugs, ...another.bugs]).toEqual([]);
});

test('[K15] an older server, which does not know what a pane tells of a written workbook, is sent it twice once, and then whole each time', async () => {
  const { server, edit, preview, sync, sizes } = await openedWorkbook(asBeforeWritten);
  for (const [row, text] of ['Først', 'Siden', 'Dernest'].entries()) {
    edit(row + 1, text);
    expect(await sync()).toMatchObject({ ok: true, value: { committed: true, changed: [{ to: text }] } });
  }
  edit(4, 'Til slutt');
  expect(await preview()).toMatchObject({ ok: true, value: { changed: [{ to: 'Til slutt' }] } });
  const [first, changes, ...whole] = sizes;
  expect(changes).toBeLessThan(first! / 10);
  expect(whole).toHaveLength(3);
  for (const size of whole) expect(size).toBeGreaterThan(first! / 2);
  expect(server.bugs).toEqual([]);
});

test('[K15] what is refused for anything but its workbook is not sent again', async () => {
  const { server, edit, sync, sizes } = await openedWorkbook();
  edit(1, 'Først');
  await sync();
  edit(2, 'Siden');
  expect(await sync({ message: 'x'.repeat(1001) })).toMatchObject({ ok: false, failure: { kind: 'refused', code: 'bad-request' } });
  expect(await sync()).toMatchObject({ ok: true, value: { committed: true, changed: [{ to: 'Siden' }] } });
  const [whole, ...others] = sizes;
  expect(others).toHaveLength(2);
  expect(others[1]).toBeLessThan(whole! / 10);
  expect(server.bugs).toEqual([]);
});
