import { createLastKnown, createNotes, remembered, rememberedHere } from '../../plan/remembered';
import { positionFrom, rangeAddress, rowAt, type CellValue, type GridCell, type GridRow, type GridWorksheet } from '../grid';
import { styledCell, type ModelValue, type WorksheetModel } from '../model';
import { parseRange, splitAtFrozen } from '../range';
import type { ListCells } from '../render/render-lists';
import { isShown } from './is-shown';
import type { CellPatch, TabPatch } from './workbook-patch';

const noCells: GridRow['cells'] = [];
const nothing: readonly never[] = [];

/** What is found in the rows of a tab that are wanted, whether they are there or not, and in those below them that are. */
const inRows = <T>({ rows }: GridWorksheet, height: number, find: (gridRow: GridRow | undefined, row: number) => readonly T[]): readonly T[] => {
  const found: T[] = [];
  for (let row = 0; row < height; row++) found.push(...find(rowAt(rows, row), row));
  for (let position = positionFrom(rows, height); position < rows.length; position++) found.push(...find(rows[position], rows[position]!.index));
  return found;
};

/** Rows of the tab of lists that showed what these lists have in them. */
const shownLists = createNotes<GridRow, readonly ListCells[]>();

const columnsUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, column) => column);

/** The cells of the tab of lists that do not show what they should; all formulas where they are `renewed`. What is none of ours is emptied. */
export const patchLists = (lists: readonly ListCells[], worksheet: GridWorksheet, isRenewed: boolean): TabPatch => {
  const columnsSince = rememberedHere((last: readonly ListCells[]) => columnsUpTo(Math.max(lists.length, last.length)).filter((column) => last[column] !== lists[column]));
  const cells = inRows(worksheet, Math.max(...lists.map(({ size }) => size)), (gridRow, row): readonly CellPatch[] => {
    const [present, last] = [gridRow?.cells ?? noCells, isRenewed ? undefined : gridRow && shownLists.get(gridRow)];
    const columns = last ? columnsSince(last) : columnsUpTo(Math.max(lists.length, present.length));
    if (columns.length === 0) return nothing;
    const lacking: CellPatch[] = [];
    for (const column of columns) {
      const list = lists[column];
      const isOurs = list !== undefined && row < list.size;
      const isComputed = isOurs && list.isComputed(row);
      const value = isOurs ? list.value(row) : null;
      if (!isShown(present[column], value, isComputed) || (isRenewed && isComputed)) lacking.push({ row, column, value, ...(isComputed && { formula: list.formula(row) }) });
    }
    if (gridRow && lacking.length === 0) shownLists.set(gridRow, lists);
    return lacking;
  });
  return { tab: worksheet.name, cells };
};

/** A cell of a tab that does not show what it should. */
interface Difference extends CellPatch {
  readonly stands: GridCell | undefined;
}

/** Rows that showed what a row of ours has in it. */
const shownRows = createNotes<GridRow, WorksheetModel['rows'][number]>();

const findDifferences = ({ rows }: WorksheetModel, worksheet: GridWorksheet): readonly Difference[] =>
  inRows(worksheet, rows.length, (gridRow, row) => {
    const [present, wanted] = [gridRow?.cells ?? noCells, rows[row] ?? []];
    if (gridRow && shownRows.get(gridRow) === wanted) return nothing;
    const found: Difference[] = [];
    for (let column = 0; column < Math.max(wanted.length, present.length); column++) {
      const { value, formula } = styledCell(wanted[column] ?? null);
      if (!isShown(present[column], value, formula !== undefined)) found.push({ row, column, value, ...(formula !== undefined && { formula }), stands: present[column] });
    }
    if (gridRow && found.length === 0) shownRows.set(gridRow, wanted);
    return found;
  });

const lastDifferences = createLastKnown<GridWorksheet['rows'], readonly Difference[]>();

/** The same; known again for a tab that stands as it did, of a page that stayed. */
const differences = (page: WorksheetModel, worksheet: GridWorksheet): readonly Difference[] => lastDifferences([page.rows]).of(worksheet.rows, () => findDifferences(page, worksheet));

const toCells = (found: readonly Difference[]): CellPatch[] => found.map(({ stands: _, ...cell }) => cell);

/** The cells of a tab without looks of its own, and without formulas, that do not show what they should. */
export const patchPlain = (model: WorksheetModel, worksheet: GridWorksheet): TabPatch => ({ tab: worksheet.name, cells: toCells(differences(model, worksheet)) });

const isFilled = (value: ModelValue | CellValue | undefined): boolean => value !== undefined && value !== null && value !== '';

/** What stands on a page that is no formula's result. */
const writtenOn = ({ rows }: WorksheetModel): ReadonlySet<CellValue | null | undefined> =>
  new Set(rows.flatMap((cells) => cells.map(styledCell).flatMap(({ value, formula }) => (formula === undefined && isFilled(value) ? [value] : []))));

/**
 * Are these results of formulas that stand, and texts in place of others? Where rows were moved or cells copied, their looks were, too: then a cell is empty that should not be, or a text
 * stands that belongs elsewhere on the page. Of a formula over another nothing tells.
 */
const areInPlace = (found: readonly Difference[], page: WorksheetModel): boolean => {
  const texts = found.filter(({ formula }) => formula === undefined);
  if (!found.every(({ formula, stands }) => formula === undefined || stands?.isFormula === true)) return false;
  if (!texts.every(({ value, stands }) => isFilled(value) && isFilled(stands?.value) && !stands!.isFormula)) return false;
  const own = texts.length > 0 ? writtenOn(page) : undefined;
  return texts.every(({ stands }) => !own!.has(stands!.value));
};

/** Are the cells of a page joined as they should be? A host may have cut some where the tab is frozen. */
const isJoined = ({ merges, frozen }: WorksheetModel, { merges: standing = [] }: GridWorksheet): boolean => {
  const there = new Set(standing.map(rangeAddress));
  const counts = merges.map((merge) => {
    const parts = there.has(merge) ? [merge] : splitAtFrozen(parseRange(merge), { frozen }).map(rangeAddress);
    return parts.every((part) => there.has(part)) ? parts.length : NaN;
  });
  return counts.reduce((sum, count) => sum + count, 0) === there.size;
};

/**
 * The cells of a page that do not show what they should, where each can be written by itself: the page stands as it was made, and what it was made of has become no
 * other but in these. Undefined where rows may have been moved, or cells parted. What cannot be seen in a grid, looks above all, is another matter. SPEC.md [Z20]
 */
export const pageCells = (page: WorksheetModel, worksheet: GridWorksheet): readonly CellPatch[] | undefined => {
  const found = differences(page, worksheet);
  if (found.length === 0) return [];
  return isJoined(page, worksheet) && areInPlace(found, page) ? toCells(found) : undefined;
};

/** Where ranges of a page's colours begin. */
const cornersOf = remembered((formats: WorksheetModel['conditionalFormats']) =>
  [...new Set(formats.map(({ range }) => range.split(':')[0]!))].map(parseRange));

/** Do the ranges of a page's colours begin in the sheet where they should? Somebody may have put rows or columns in. */
export const isInPlace = ({ rows, conditionalFormats }: WorksheetModel, worksheet: GridWorksheet): boolean =>
  cornersOf(conditionalFormats).every(({ top, left }) => {
    const cell = rows[top]?.[left];
    return cell === undefined || (rowAt(worksheet.rows, top)?.cells[left]?.isFormula === true) === (styledCell(cell).formula !== undefined);
  });
