import { areasOf, cellAddress, type GridRange } from '../../core';
import { areaAddress } from './areas';
import type { Entry, Written } from './entries';
import { callBytes, type Job } from './jobs';

/** A cell to write. */
export interface EntryCell extends Written {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of entries. */
interface Block {
  readonly area: GridRange;
  readonly entries: readonly (readonly Entry[])[];
}

/** Characters of one block; the largest text that a cell holds fits many times. */
const mostCharacters = 400_000;

const lengthOf = (entry: Entry): number => (typeof entry === 'string' ? entry.length + 3 : 8);

/** Cuts a block between rows where it is too long for one write. */
const cut = ({ area, entries }: Block): Block[] => {
  const blocks: { top: number; entries: (readonly Entry[])[]; size: number }[] = [];
  entries.forEach((row, i) => {
    const size = row.reduce<number>((sum, entry) => sum + lengthOf(entry), 0);
    const last = blocks.at(-1);
    if (last && last.size + size <= mostCharacters) {
      last.entries.push(row);
      last.size += size;
    } else blocks.push({ top: area.top + i, entries: [row], size });
  });
  return blocks.map(({ top, entries: own }) => ({ area: { ...area, top, bottom: top + own.length - 1 }, entries: own }));
};

const filledBlock = (area: GridRange, entryAt: (row: number, column: number) => Entry): Block => ({
  area,
  entries: Array.from({ length: area.bottom - area.top + 1 }, (_, row) => Array.from({ length: area.right - area.left + 1 }, (__, column) => entryAt(area.top + row, area.left + column))),
});

const entryFinder = (cells: readonly EntryCell[]): ((row: number, column: number) => Entry) => {
  const rows = new Map<number, Map<number, Entry>>();
  for (const { row, column, entry } of cells) {
    const own = rows.get(row);
    if (own) own.set(column, entry);
    else rows.set(row, new Map([[column, entry]]));
  }
  return (row, column) => rows.get(row)?.get(column) ?? null;
};

const boxOf = (cells: readonly EntryCell[]): GridRange =>
  cells.reduce((box, { row, column }) => ({ top: Math.min(box.top, row), left: Math.min(box.left, column), bottom: Math.max(box.bottom, row), right: Math.max(box.right, column) }),
    { top: Infinity, left: Infinity, bottom: -1, right: -1 });

const writeBlock = (tab: string, { area, entries }: Block): Job => ({
  bytes: callBytes + JSON.stringify(entries).length,
  run: (book) => {
    // Cells that are formulas and cells that are not are told apart by what is written.
    book.sheet(tab).getRange(areaAddress(area)).untrack().formulas = entries as Entry[][];
  },
  cells: { tab, area, entries },
});

const readBack = (tab: string, cells: readonly EntryCell[]): Job[] => {
  const doubts = cells.flatMap(({ row, column, doubt }) => (doubt === undefined ? [] : [{ tab, address: cellAddress(row, column), text: doubt }]));
  return doubts.length === 0 ? [] : [{ bytes: doubts.length * callBytes, run: () => undefined, doubts }];
};

/** Writes these cells and no others, in as few blocks as they fill. */
export const writeCells = (tab: string, cells: readonly EntryCell[]): Job[] => {
  const entryAt = entryFinder(cells);
  return [...areasOf(cells).flatMap((area) => cut(filledBlock(area, entryAt))).map((block) => writeBlock(tab, block)), ...readBack(tab, cells)];
};

/** Writes the cells of a tab that nobody else has written on, as one block with holes. */
export const writeSheet = (tab: string, cells: readonly EntryCell[]): Job[] =>
  (cells.length === 0 ? [] : [...cut(filledBlock(boxOf(cells), entryFinder(cells))).map((block) => writeBlock(tab, block)), ...readBack(tab, cells)]);
