import { rowsKey, type CellPatch, type WorkbookPatch } from '../../core';
import { writeCells } from './blocks';
import type { Job } from './jobs';
import { standsAt, tabNamed, type RawBook, type RawTab } from './raw-book';

/** The rows of the stamp that say what the tabs are made of which are written anew, and the pages of which all rows are. */
const rowsBegun = (stamp: RawTab, { pages, generated }: WorkbookPatch): number[] => {
  const keys = new Set<unknown>([...pages.map(({ key }) => rowsKey(key)), ...generated.worksheets.map(({ key }) => key)]);
  return Array.from({ length: stamp.formulas.length }, (_, i) => stamp.top + i).filter((row) => standsAt(stamp, row, 0) === 'made' && keys.has(standsAt(stamp, row, 1)));
};

/** A write, and what is emptied on the stamp before anything else is written. */
export interface BegunTabs {
  /** With what is emptied, which is written again. */
  readonly patch: WorkbookPatch;
  /** None where no such tab is written. */
  readonly jobs: readonly Job[];
}

/**
 * Of tabs that are written anew, and of pages of which all rows are, the stamp says nothing from before they are until all is written: after an end between these they are none that stand
 * as anything would be made, whatever the plan has become. A new tab is in no stamp yet. SPEC.md [X9], core/sheet/SPEC.md [W12]
 */
export const begunTabs = (patch: WorkbookPatch, raw: RawBook): BegunTabs => {
  const stamp = tabNamed(raw, patch.looksTab);
  const rows = stamp ? rowsBegun(stamp, patch) : [];
  if (!stamp || rows.length === 0) return { patch, jobs: [] };
  // A stamp that is written anew itself has all of it again.
  const own = patch.tabs.find(({ tab }) => tab === patch.looksTab);
  const kept = rows.filter((row) => !own?.cells.some((cell) => cell.row === row && cell.column === 2)).map((row): CellPatch => ({ row, column: 2, value: standsAt(stamp, row, 2) }));
  return {
    patch: { ...patch, tabs: patch.tabs.map((one) => (one === own ? { ...own, cells: [...own.cells, ...kept] } : one)) },
    jobs: writeCells(stamp.name, rows.map((row) => ({ row, column: 2, entry: '' }))),
  };
};
