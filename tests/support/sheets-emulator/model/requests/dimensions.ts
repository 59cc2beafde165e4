import { invalid } from '../../parts';
import { everywhere, type Area } from '../area';
import { columnFor, linesOf, rowFor, sheetById, type Edit } from '../book';
import { assign, parseMask } from '../mask';
import { checkInsert, checkLines, checkSheet } from '../protection';
import { appendLines, deleteLines, insertLines, moveLines } from '../structure';
import type { Sheet } from '../types';
import { fieldsOf, type Apply } from './apply';

const bandOf = (isRows: boolean, start: number, end: number): Area => (isRows ? { ...everywhere, top: start, bottom: end } : { ...everywhere, left: start, right: end });

export const insertAt = (edit: Edit, sheet: Sheet, isRows: boolean, at: number, count: number, isLikeBefore: boolean): void => {
  checkSheet(edit, sheet);
  checkInsert(edit, sheet, isRows, at);
  insertLines(edit.book, sheet, isRows, at, count, isLikeBefore);
};

export const deleteAt = (edit: Edit, sheet: Sheet, isRows: boolean, start: number, end: number): void => {
  checkLines(edit, sheet, bandOf(isRows, start, end));
  deleteLines(edit.book, sheet, isRows, start, end);
};

export const moveTo = (edit: Edit, sheet: Sheet, isRows: boolean, start: number, end: number, to: number): void => {
  checkLines(edit, sheet, bandOf(isRows, start, end));
  checkInsert(edit, sheet, isRows, to);
  moveLines(edit.book, sheet, isRows, start, end, to);
};

const kindOf = (isRows: boolean): string => (isRows ? 'row' : 'column');

const insertDimension: Apply<'insertDimension'> = (edit, { range, inheritFromBefore = false }) => {
  const { sheet, isRows, start, end } = linesOf(edit.book, { ...range, endIndex: range?.endIndex ?? 0 });
  if (end <= start) throw invalid(`range.endIndex[${end}] must be greater than range.startIndex[${start}]`);
  const count = sheet.properties.gridProperties[isRows ? 'rowCount' : 'columnCount'];
  if (start > count || (start === count && !inheritFromBefore)) throw invalid(`range.startIndex[${start}] must be less than the grid size (${count})${start === count ? ' if inheritFromBefore is false' : ''}.`);
  if (inheritFromBefore && start === 0) throw invalid(`Cannot inherit from before when inserting the first ${kindOf(isRows)}.`);
  insertAt(edit, sheet, isRows, start, end - start, inheritFromBefore);
};

const updateDimensionProperties: Apply<'updateDimensionProperties'> = (edit, { range, properties = {}, fields }) => {
  const { sheet, isRows, start, end } = linesOf(edit.book, range);
  const mask = parseMask(fieldsOf(fields));
  const count = sheet.properties.gridProperties[isRows ? 'rowCount' : 'columnCount'];
  if (end > count) throw invalid(`DimensionRange.endIndex[${end}] is after last ${kindOf(isRows)} in grid[${count}]`);
  for (let index = start; index < end; index += 1) {
    const line = isRows ? rowFor(sheet, index) : columnFor(sheet, index);
    line.properties = assign(line.properties, properties, mask) ?? {};
  }
};

export const dimensionRequests = {
  insertDimension,
  updateDimensionProperties,
  appendDimension: (edit, { sheetId, dimension, length = 0 }) => {
    if (length < 1) throw invalid('length must be greater than 0.');
    const sheet = sheetById(edit.book, sheetId);
    checkSheet(edit, sheet);
    appendLines(edit.book, sheet, dimension === 'ROWS', length, edit.switches.appendedRowsInherit);
  },
  deleteDimension: (edit, { range }) => {
    const { sheet, isRows, start, end } = linesOf(edit.book, range);
    deleteAt(edit, sheet, isRows, start, end);
  },
  moveDimension: (edit, { source, destinationIndex = 0 }) => {
    const { sheet, isRows, start, end } = linesOf(edit.book, source);
    moveTo(edit, sheet, isRows, start, end, destinationIndex);
  },
  // Widths by contents are a matter of the screen: lines get Google's usual size back.
  autoResizeDimensions: ({ book }, { dimensions }) => {
    const { sheet, isRows, start, end } = linesOf(book, dimensions);
    for (let index = start; index < end; index += 1) {
      const line = isRows ? rowFor(sheet, index) : columnFor(sheet, index);
      const { pixelSize: _, ...rest } = line.properties;
      line.properties = rest;
    }
  },
} satisfies { [K in 'insertDimension' | 'updateDimensionProperties' | 'appendDimension' | 'deleteDimension' | 'moveDimension' | 'autoResizeDimensions']: Apply<K> };
