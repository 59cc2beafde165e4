import { writeFileSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Plan } from '../../core/plan/plan';
import { readStamp } from '../../core/sheet';
import { createSheet } from '../../core/node/journey/google/create-sheet';
import { syncSheet } from '../../core/node/journey/google/sync-sheet';
import { renderRevision } from '../../core/node/journey/render-revision';
import { syncWorkbook, type SyncOptions } from '../../core/node/journey/sync-workbook';
import { updateWorkbook } from '../../core/node/journey/update-workbook';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import type { SheetLink } from '../../core/node/links/sheet-links';
import { columnAt, editedGrid, setCell, tabNamed } from '../support/edit-grid';
import { editWithExcelJs } from '../support/edit-xlsx';
import { activity, gotten, linkedWorld, syncOptions, time, today, type LinkedWorld } from '../support/linked-store';
import { smallPlan } from '../support/small-plan';

/** A repeatable stream of numbers below 1. */
const stream = (seed: number): (() => number) => {
  let state = seed * 2654435761;
  return () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
};

const count = 6;
const plan: Plan = smallPlan({ activities: Array.from({ length: count }, (_, i) => activity(`akt-${i}`, `T${i + 1}`, `Tiltak ${i}`)) } as never);
const headers = ['Tiltak', 'Ansvarlig', 'Merknad'];

interface Both extends LinkedWorld {
  readonly link: SheetLink;
  readonly file: string;
}

const open = async (): Promise<Both> => {
  const world = await linkedWorld([plan]);
  const link = gotten(await createSheet(world, 'liten', { today, time }));
  const file = path.join(world.folder, 'plan.xlsx');
  writeFileSync(file, await renderRevision(await world.head(), 'nb', today));
  return { ...world, link, file };
};

const read = async (bytes: Uint8Array) => readXlsx(bytes);

const syncFile = async ({ store, file }: Both, options: SyncOptions): Promise<boolean> => {
  const bytes = readFileSync(file);
  const outcome = gotten(await syncWorkbook({ store, readXlsx: read }, bytes, options, { author: 'fil', message: '', time }));
  if (outcome.decision.isSheetBehind) writeFileSync(file, gotten(await updateWorkbook(outcome, bytes, today, file)).bytes);
  return outcome.isCommitted || outcome.decision.isSheetBehind;
};
const syncGoogle = async (world: Both, options: SyncOptions): Promise<boolean> => {
  const faults = world.google.script.length;
  const synced = await syncSheet(world, world.link, { ...syncOptions(options) });
  // Where a fault kept new rows from getting their ids, nothing was taken in, and the next sync does it all.
  if (!synced.ok && world.google.script.length < faults) return true;
  const { outcome, fate } = gotten(synced);
  return outcome.isCommitted || fate.kind !== 'current';
};

const inSheet = (world: Both, code: string | null, header: string, value: string): void => world.google.edit(world.link.spreadsheetId, (workbook) => {
  const tab = tabNamed(workbook, 'Tiltak');
  const found = tab.rows.findIndex((cells) => cells[columnAt(tab, 'Kode')]?.value === code);
  if (code !== null && found < 0) return;
  const row = code === null ? Math.max(...tab.rows.map((cells, at) => (cells[columnAt(tab, 'Tiltak')] === undefined ? 0 : at))) + 1 : found;
  while (tab.rows.length <= row) tab.rows.push([]);
  setCell(tab, row, columnAt(tab, header), value);
});
const inFile = ({ file }: Both, code: string | null, header: string, value: string): Promise<void> => editWithExcelJs(file, (tab) => {
  const tiltak = tab('Tiltak');
  if (code === null) tiltak.add({ Tiltak: value });
  else if (tiltak.codes().includes(code)) tiltak.set(code, header, value);
});

/** The cells that people write in, by the row's id. */
const rowsOf = (grid: Parameters<typeof readStamp>[0]): Record<string, unknown> => {
  const { rows } = grid.worksheets.find(({ name }) => name === 'Tiltak')!;
  const columns = ['Kode', ...headers].map((header) => rows[0]!.cells.findIndex((cell) => cell?.value === header));
  return Object.fromEntries(rows.slice(1).filter(({ cells }) => cells[0] !== undefined).map(({ cells }) => [cells[0]!.value, columns.map((column) => cells[column]?.value ?? null)]));
};

test.each(Array.from({ length: 8 }, (_, seed) => seed + 1))('[U14] edited in a file and in a spreadsheet, synced in any order, store and both come to the same: seed %i', async (seed) => {
  const next = stream(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const world = await open();
  const steps: readonly (() => Promise<unknown> | void)[] = [
    () => inSheet(world, `T${1 + Math.floor(next() * count)}`, pick(headers), `ark ${Math.floor(next() * 1000)}`),
    () => inSheet(world, null, 'Tiltak', `nytt i arket ${Math.floor(next() * 1000)}`),
    () => inFile(world, `T${1 + Math.floor(next() * count)}`, pick(headers), `fil ${Math.floor(next() * 1000)}`),
    () => inFile(world, null, 'Tiltak', `nytt i filen ${Math.floor(next() * 1000)}`),
    () => syncFile(world, {}),
    () => syncGoogle(world, {}),
    () => void world.google.script.push({ call: 'write', instead: { kind: pick(['unavailable', 'changed', 'no-answer'] as const) } }),
  ];
  for (let step = 0; step < 14; step++) await pick(steps)();
  world.google.script.length = 0;
  for (let round = 0; round < 4; round++) for (const sync of next() < 0.5 ? [syncFile, syncGoogle] : [syncGoogle, syncFile]) await sync(world, { prefer: 'sheet' });
  expect([await syncFile(world, {}), await syncGoogle(world, {}), await syncFile(world, {})]).toEqual([false, false, false]);
  const bytes = await read(readFileSync(world.file));
  if (!bytes.ok) throw new Error(bytes.refusal.code);
  const inStore = Object.fromEntries((await world.head()).plan.tables.activities.map(({ id, code, title, responsible, note }) => [id, [code, title, responsible ?? null, note ?? null]]));
  expect(rowsOf(bytes.value.grid)).toEqual(inStore);
  expect(rowsOf(editedGrid(world.google.held(world.link.spreadsheetId).workbook))).toEqual(inStore);
});
