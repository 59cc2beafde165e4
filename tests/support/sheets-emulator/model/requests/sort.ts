import { compare, isError, type Value } from '../../../formulas/values';
import { gridOf, placeOf, putCell, rowFor, type Edit } from '../book';
import type { Area } from '../area';
import { checkLines } from '../protection';
import { offsetCell } from '../references';
import { valueAt } from '../values';
import type { Cell, DeveloperMetadata, Sheet } from '../types';
import type { Apply } from './apply';

type SortSpec = gapi.client.sheets.SortSpec;

interface SortedRow {
  readonly from: number;
  readonly keys: readonly Value[];
  readonly cells: readonly (Cell | undefined)[];
  readonly metadata: readonly DeveloperMetadata[];
}

const inOrder = (a: Value, b: Value, isDescending: boolean): number => {
  const [isLeftBlank, isRightBlank] = [a === null || a === '', b === null || b === ''];
  // Empty cells come last, whichever way.
  if (isLeftBlank || isRightBlank) return Number(isLeftBlank) - Number(isRightBlank);
  const order = isError(a) || isError(b) ? Number(isError(a)) - Number(isError(b)) : compare(a, b);
  return isDescending ? -order : order;
};

/** Sorts the cells of an area by columns; what stands beside it stays. [sort-and-row-metadata] */
export const sortArea = (edit: Edit, sheet: Sheet, area: Area, specs: readonly SortSpec[]): void => {
  checkLines(edit, sheet, area);
  const rows: SortedRow[] = [];
  for (let row = area.top; row < area.bottom; row += 1) {
    const cells = Array.from({ length: Math.max(0, Math.min(area.right, sheet.rows[row]?.cells.length ?? 0) - area.left) }, (_, i) => sheet.rows[row]?.cells[area.left + i]);
    const keys = specs.map(({ dimensionIndex = 0 }) => valueAt(edit.book, edit, sheet, row, dimensionIndex));
    rows.push({ from: row, keys, cells, metadata: sheet.rows[row]?.metadata ?? [] });
  }
  const sorted = [...rows].sort((a, b) => specs.reduce((order, { sortOrder }, i) => order || inOrder(a.keys[i] ?? null, b.keys[i] ?? null, sortOrder === 'DESCENDING'), 0) || a.from - b.from);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  for (const [i, { from, cells, metadata }] of sorted.entries()) {
    const row = area.top + i;
    if (from === row) continue;
    for (let column = 0; column < width; column += 1) putCell(sheet, row, area.left + column, offsetCell(cells[column], row - from, 0));
    if (edit.switches.sortMovesRowMetadata && (metadata.length || sheet.rows[row]?.metadata.length)) rowFor(sheet, row).metadata = [...metadata];
  }
};

export const sortRequests = {
  sortRange: (edit, { range, sortSpecs = [] }) => {
    const { sheet, area } = placeOf(edit.book, range);
    sortArea(edit, sheet, gridOf(sheet, area), sortSpecs);
  },
} satisfies { sortRange: Apply<'sortRange'> };
