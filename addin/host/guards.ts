import { areasOf, idHeader, type GridRange, type TabPatch } from '../../core';
import { areaAddress } from './areas';
import { writtenAs, type Entry } from './entries';
import type { EntryCell } from './blocks';
import { HostStop } from './host-stop';
import type { WrittenCells } from './jobs';
import { standsAt, usedArea, type RawTab } from './raw-book';

/** Cells of a tab that have to stand as they were read while it is written. */
export interface Guard {
  readonly raw: RawTab;
  readonly areas: readonly GridRange[];
}

export interface AskedCells {
  readonly area: GridRange;
  readonly range: Excel.Range;
}

/** Where a tab keeps its ids: where a row was put in or taken out, or rows were sorted, they are no longer the same. */
const idColumnOf = (raw: RawTab, used: GridRange): number => {
  const place = raw.top === 0 ? raw.formulas[0]!.indexOf(idHeader) : -1;
  return place < 0 ? used.left : used.left + place;
};

/**
 * What must still stand for a patch of a tab: the cells that are written; the ids; and of rows that get an id all that is in them, since
 * nothing else tells one row without an id from the next.
 */
export const guardOf = (raw: RawTab, { cells, lastRow, columns = 1, added }: TabPatch): Guard => {
  const used = usedArea(raw);
  if (lastRow === undefined || !used) return { raw, areas: areasOf(cells) };
  const ids = idColumnOf(raw, used);
  const rows = new Set(cells.filter(({ column, value }) => column === ids && value !== null).map(({ row }) => row));
  const whole = [...rows].flatMap((row) => Array.from({ length: Math.max(columns, ids + 1) }, (_, column) => ({ row, column })));
  // Where a column of ours comes nobody may have written meanwhile.
  const fresh = (added?.columns ?? []).map(({ column }): GridRange => ({ ...used, left: column, right: column }));
  return { raw, areas: [...areasOf([...cells.filter(({ row }) => !rows.has(row)), ...whole]), { ...used, left: ids, right: ids }, ...fresh] };
};

/** A tab that is made again as a whole, all of it. */
export const wholeGuard = (raw: RawTab): Guard => ({ raw, areas: [usedArea(raw) ?? []].flat() });

export const askCells = (sheet: Excel.Worksheet, { areas }: Guard, properties: string): AskedCells[] =>
  areas.map((area) => {
    const range = sheet.getRange(areaAddress(area)).untrack();
    range.load(properties);
    return { area, range };
  });

const sameEntry = (a: Entry, b: Entry): boolean => a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= Math.abs(a) * 1e-12);

/** Cells of a tab that the add-in has written by now. */
export interface OwnCells {
  has(tab: string, row: number, column: number): boolean;
  add(cells: WrittenCells): void;
}

const cellsOf = ({ area, entries }: WrittenCells): { readonly row: number; readonly column: number }[] =>
  entries.flatMap((line, i) => line.flatMap((entry, j) => (entry === null ? [] : [{ row: area.top + i, column: area.left + j }])));

export const createOwnCells = (): OwnCells => {
  const own = new Set<string>();
  const keyOf = (tab: string, row: number, column: number): string => `${row} ${column} ${tab.toLowerCase()}`;
  return {
    has: (tab, row, column) => own.has(keyOf(tab, row, column)),
    add: (cells) => cellsOf(cells).forEach(({ row, column }) => own.add(keyOf(cells.tab, row, column))),
  };
};

/** Does all stand as it was read, but for what the add-in itself has written? */
export const stillStands = (raw: RawTab, asked: readonly AskedCells[], own?: OwnCells): boolean =>
  asked.every(({ area, range }) => (range.formulas as Entry[][]).every((row, i) => row.every((formula, j) => {
    const place = [area.top + i, area.left + j] as const;
    // What a formula came to may be another by now, for which nobody did anything.
    return own?.has(raw.name, ...place) || sameEntry(standsAt(raw, ...place), formula);
  })));

export const changed = (tab: string, isPartial = false): HostStop => new HostStop({ kind: 'changed', isPartial, tab });

/** What was written over, so that it can be put back: every cell that a request wrote on a tab where something had been done right before. */
export const overwritten = (asked: readonly AskedCells[], written: readonly WrittenCells[]): EntryCell[] =>
  written.flatMap(cellsOf).flatMap(({ row, column }): EntryCell[] => {
    const found = asked.find(({ area: { top, left, bottom, right } }) => row >= top && row <= bottom && column >= left && column <= right);
    if (!found) return [];
    const [i, j] = [row - found.area.top, column - found.area.left];
    const [formula, value, format] = [found.range.formulas, found.range.values, found.range.numberFormat].map((table) => (table as Entry[][])[i]![j]!);
    const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
    return [{ row, column, ...(isFormula ? { entry: formula } : writtenAs(value ?? '', format === '@')) }];
  });
