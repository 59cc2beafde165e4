import { EmulatorGap, invalid } from '../../parts';
import { clamp, intersection, isEmptyArea, subtract, type Area } from '../area';
import { cellAt, columnCountOf, gridOf, placeOf, putCell, rowCountOf, rowFor, sheetById, type Edit } from '../book';
import { checkCells } from '../protection';
import { followCut, offsetCell } from '../references';
import { extended, valueAt } from '../values';
import type { Cell, Sheet } from '../types';
import { setValidation } from '../write-cells';
import type { Apply } from './apply';

type PasteType = gapi.client.sheets.CopyPasteRequest['pasteType'];

export interface CopiedFrom {
  readonly sheet: Sheet;
  readonly area: Area;
}

const bringsValues = (type: PasteType): boolean => type === undefined || type === 'PASTE_NORMAL' || type === 'PASTE_VALUES' || type === 'PASTE_FORMULA' || type === 'PASTE_NO_BORDERS';
const bringsFormat = (type: PasteType): boolean => type === undefined || type === 'PASTE_NORMAL' || type === 'PASTE_FORMAT' || type === 'PASTE_NO_BORDERS';
const bringsRules = (type: PasteType): boolean => type === undefined || type === 'PASTE_NORMAL' || type === 'PASTE_NO_BORDERS' || type === 'PASTE_DATA_VALIDATION';
const bringsConditions = (type: PasteType): boolean => type === undefined || type === 'PASTE_NORMAL' || type === 'PASTE_NO_BORDERS' || type === 'PASTE_FORMAT' || type === 'PASTE_CONDITIONAL_FORMATTING';

/** The cell that a paste leaves: of `onto`, with what the kind of paste brings of `from`. */
const pasted = (edit: Edit, from: CopiedFrom, at: { readonly row: number; readonly column: number }, onto: Cell | undefined, moved: readonly [number, number], type: PasteType): Cell => {
  const source = cellAt(from.sheet, at.row, at.column);
  const value = type === 'PASTE_VALUES' ? extended(valueAt(edit.book, edit, from.sheet, at.row, at.column)) : offsetCell(source, ...moved)?.value;
  const { borders: _, ...withoutBorders } = source?.format ?? {};
  const format = type === 'PASTE_NO_BORDERS' ? withoutBorders : source?.format;
  return {
    ...onto, value: bringsValues(type) ? value : onto?.value, format: bringsFormat(type) ? format : onto?.format,
    ...(type === 'PASTE_NORMAL' && { note: source?.note, textFormatRuns: source?.textFormatRuns }),
  };
};

const shifted = (area: Area, rows: number, columns: number): Area => ({ top: area.top + rows, bottom: area.bottom + rows, left: area.left + columns, right: area.right + columns });

/** Rules of the source, laid over one copy of it. */
const copyRules = (from: CopiedFrom, to: Sheet, target: Area, type: PasteType): void => {
  const [rows, columns] = [target.top - from.area.top, target.left - from.area.left];
  const within = (area: Area): Area => intersection(area, from.area);
  if (bringsRules(type)) {
    const rules = from.sheet.validations.map(({ area, rule }) => ({ area: within(area), rule })).filter(({ area }) => !isEmptyArea(area));
    setValidation(to, target, undefined);
    for (const { area, rule } of rules) setValidation(to, shifted(area, rows, columns), rule);
  }
  if (!bringsConditions(type)) return;
  if (from.sheet === to) {
    to.conditionalFormats = to.conditionalFormats.map((one) => {
      const brought = one.areas.map(within).filter((area) => !isEmptyArea(area)).map((area) => shifted(area, rows, columns));
      const left = one.areas.flatMap((area) => subtract(area, target));
      return { ...one, areas: brought.length || left.length < one.areas.length || left.some((area) => !one.areas.includes(area)) ? joined([...left, ...brought]) : one.areas };
    }).filter(({ areas }) => areas.length > 0);
  }
};

/** Areas that were taken apart and stand side by side again are one. */
const joined = (areas: readonly Area[]): Area[] => {
  for (const [i, a] of areas.entries()) {
    for (const [j, b] of areas.entries()) {
      if (i === j) continue;
      const isBelow = a.left === b.left && a.right === b.right && a.bottom === b.top;
      const isBeside = a.top === b.top && a.bottom === b.bottom && a.right === b.left;
      if (isBelow || isBeside) return joined([...areas.filter((one) => one !== a && one !== b), { ...a, bottom: b.bottom, right: b.right }]);
    }
  }
  return [...areas];
};

/** Copies an area over another, as often as it fits; the whole of it at least once. Whole rows bring their metadata by switch. */
export const copyArea = (edit: Edit, from: CopiedFrom, to: CopiedFrom, type: PasteType): Area => {
  const source = gridOf(from.sheet, from.area);
  const [height, width] = [source.bottom - source.top, source.right - source.left];
  const wanted = gridOf(to.sheet, to.area);
  const times = (size: number, room: number): number => (room % size === 0 ? Math.max(1, room / size) : 1);
  const target = { ...wanted, bottom: wanted.top + height * times(height, wanted.bottom - wanted.top), right: wanted.left + width * times(width, wanted.right - wanted.left) };
  if (target.bottom > rowCountOf(to.sheet) || target.right > columnCountOf(to.sheet)) throw invalid('The destination of the paste is beyond the grid.');
  checkCells(edit, to.sheet, target);
  const cells: (readonly [number, number, Cell])[] = [];
  for (let row = target.top; row < target.bottom; row += 1) {
    for (let column = target.left; column < target.right; column += 1) {
      const at = { row: source.top + ((row - target.top) % height), column: source.left + ((column - target.left) % width) };
      cells.push([row, column, pasted(edit, from, at, cellAt(to.sheet, row, column), [row - at.row, column - at.column], type)]);
    }
  }
  for (const [row, column, cell] of cells) putCell(to.sheet, row, column, cell);
  for (let top = target.top; top < target.bottom; top += height) for (let left = target.left; left < target.right; left += width) copyRules({ ...from, area: source }, to.sheet, { top, left, bottom: top + height, right: left + width }, type);
  const isWholeRows = source.left === 0 && source.right === columnCountOf(from.sheet);
  if (isWholeRows && edit.switches.copyBringsRowMetadata) copyRowMetadata(edit, from.sheet, source, to.sheet, target);
  return target;
};

/** [copied-row-metadata] Copies get ids of their own. */
const copyRowMetadata = ({ book }: Edit, from: Sheet, source: Area, to: Sheet, target: Area): void => {
  let id = Math.max(0, ...book.usedMetadataIds);
  for (let row = target.top; row < target.bottom; row += 1) {
    const metadata = from.rows[source.top + ((row - target.top) % (source.bottom - source.top))]?.metadata ?? [];
    if (metadata.length) rowFor(to, row).metadata = metadata.map((one) => ({ ...one, metadataId: (id += 1) }));
  }
  book.usedMetadataIds = new Set([...book.usedMetadataIds, id]);
};

/** Cuts an area and pastes it; what looked at it follows. */
export const cutArea = (edit: Edit, from: CopiedFrom, to: Sheet, row: number, column: number): void => {
  const source = gridOf(from.sheet, from.area);
  const [rows, columns] = [row - source.top, column - source.left];
  const target = shifted(source, rows, columns);
  if (target.bottom > rowCountOf(to) || target.right > columnCountOf(to)) throw invalid('The destination of the paste is beyond the grid.');
  checkCells(edit, from.sheet, source);
  checkCells(edit, to, target);
  const taken: (readonly [number, number, Cell | undefined])[] = [];
  for (let at = source.top; at < source.bottom; at += 1) {
    for (let across = source.left; across < source.right; across += 1) {
      taken.push([at, across, cellAt(from.sheet, at, across)]);
      putCell(from.sheet, at, across, undefined);
    }
  }
  copyRules({ ...from, area: source }, to, target, 'PASTE_DATA_VALIDATION');
  for (const left of subtract(source, from.sheet === to ? target : { top: 0, left: 0, bottom: 0, right: 0 })) setValidation(from.sheet, left, undefined);
  for (const [at, across, cell] of taken) putCell(to, at + rows, across + columns, cell);
  followCut(edit.book, from.sheet, to, (at, across) => at >= source.top && at < source.bottom && across >= source.left && across < source.right, rows, columns);
};

export const copyRequests = {
  copyPaste: (edit, { source, destination, pasteType, pasteOrientation }) => {
    if (pasteOrientation === 'TRANSPOSE') throw new EmulatorGap('a transposed paste');
    copyArea(edit, placeOf(edit.book, source), placeOf(edit.book, destination), pasteType ?? 'PASTE_NORMAL');
  },
  cutPaste: (edit, { source, destination }) => {
    cutArea(edit, placeOf(edit.book, source), sheetById(edit.book, destination?.sheetId), destination?.rowIndex ?? 0, destination?.columnIndex ?? 0);
  },
  autoFill: (edit, { range, sourceAndDestination }) => {
    if (range || !sourceAndDestination) throw new EmulatorGap('a fill that looks for its source');
    const { source, dimension, fillLength = 0 } = sourceAndDestination;
    const from = placeOf(edit.book, source);
    const area = gridOf(from.sheet, from.area);
    const target = dimension === 'COLUMNS' ? { ...area, left: area.right, right: area.right + fillLength } : { ...area, top: area.bottom, bottom: area.bottom + fillLength };
    copyArea(edit, { ...from, area }, { sheet: from.sheet, area: clamp(target, rowCountOf(from.sheet), columnCountOf(from.sheet)) }, 'PASTE_NORMAL');
  },
} satisfies { [K in 'copyPaste' | 'cutPaste' | 'autoFill']: Apply<K> };

