import { EmulatorGap, invalid } from '../../parts';
import { cellArea, type Area } from '../area';
import { cellAt, columnCountOf, gridOf, placeOf, putCell, rowCountOf, sheetById } from '../book';
import { parseMask } from '../mask';
import { checkCells } from '../protection';
import { offsetFormula } from '../references';
import { appendLines } from '../structure';
import type { CellData, Sheet } from '../types';
import { enterText, fillCells, writeCell } from '../write-cells';
import { fieldsOf, type Apply } from './apply';

type Rows = readonly gapi.client.sheets.RowData[];

const beyond = (kind: 'row' | 'column', at: number, last: number): never => {
  throw invalid(`Attempting to write ${kind}: ${at}, beyond the last requested ${kind} of: ${last}`);
};

const checkFits = (rows: Rows, { top, left, bottom, right }: Area): void => {
  if (top + rows.length > bottom) beyond('row', bottom, bottom - 1);
  if (rows.some(({ values = [] }) => left + values.length > right)) beyond('column', right, right - 1);
};

const updateCells: Apply<'updateCells'> = (edit, { rows = [], range, start, fields }) => {
  const mask = parseMask(fieldsOf(fields));
  if (range) {
    const { sheet, area } = placeOf(edit.book, range);
    const grid = gridOf(sheet, area);
    checkFits(rows, grid);
    fillCells(edit, sheet, grid, (row, column) => rows[row - grid.top]?.values?.[column - grid.left] ?? {}, mask);
    return;
  }
  const sheet = sheetById(edit.book, start?.sheetId);
  const [top, left] = [start?.rowIndex ?? 0, start?.columnIndex ?? 0];
  checkFits(rows, { top, left, bottom: rowCountOf(sheet), right: columnCountOf(sheet) });
  for (const [i, { values = [] }] of rows.entries()) {
    for (const [j, data] of values.entries()) {
      checkCells(edit, sheet, cellArea(top + i, left + j));
      writeCell(edit, sheet, top + i, left + j, data, mask);
    }
  }
};

const lastFilledRow = (sheet: Sheet): number => sheet.rows.reduce((last, row, index) => (row?.cells.some((cell) => cell?.value !== undefined) ? index : last), -1);

const repeatCell: Apply<'repeatCell'> = (edit, { range, cell = {}, fields }) => {
  const { sheet, area } = placeOf(edit.book, range);
  const formula = cell.userEnteredValue?.formulaValue;
  const mask = parseMask(fieldsOf(fields));
  const dataAt = (row: number, column: number): CellData => (formula === undefined ? cell : { ...cell, userEnteredValue: { formulaValue: offsetFormula(formula, row - area.top, column - area.left) } });
  fillCells(edit, sheet, area, dataAt, mask);
};

type Side = 'top' | 'bottom' | 'left' | 'right';

const updateBorders: Apply<'updateBorders'> = (edit, { range, innerHorizontal, innerVertical, ...outer }) => {
  const { sheet, area } = placeOf(edit.book, range);
  const { top, left, bottom, right } = gridOf(sheet, area);
  checkCells(edit, sheet, area);
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const sides: Record<Side, gapi.client.sheets.Border | undefined> = {
        top: row === top ? outer.top : innerHorizontal, bottom: row === bottom - 1 ? outer.bottom : innerHorizontal,
        left: column === left ? outer.left : innerVertical, right: column === right - 1 ? outer.right : innerVertical,
      };
      const given = Object.fromEntries(Object.entries(sides).filter(([, border]) => border !== undefined));
      const cell = cellAt(sheet, row, column);
      if (Object.keys(given).length) putCell(sheet, row, column, { ...cell, format: { ...cell?.format, borders: { ...cell?.format?.borders, ...given } } });
    }
  }
};

/** Text from a clipboard, entered as if typed. */
const pasteData: Apply<'pasteData'> = (edit, { coordinate, data = '', delimiter, html, type }) => {
  if (html || !delimiter || (type !== undefined && type !== 'PASTE_NORMAL' && type !== 'PASTE_VALUES')) throw new EmulatorGap('a paste of HTML, or of a part of what cells hold');
  const sheet = sheetById(edit.book, coordinate?.sheetId);
  const lines = data.split('\n').map((line) => line.split(delimiter));
  const [top, left] = [coordinate?.rowIndex ?? 0, coordinate?.columnIndex ?? 0];
  const area = { top, left, bottom: top + lines.length, right: left + Math.max(...lines.map(({ length }) => length)) };
  if (area.bottom > rowCountOf(sheet)) beyond('row', rowCountOf(sheet), rowCountOf(sheet) - 1);
  if (area.right > columnCountOf(sheet)) beyond('column', columnCountOf(sheet), columnCountOf(sheet) - 1);
  checkCells(edit, sheet, area);
  for (const [i, line] of lines.entries()) for (const [j, text] of line.entries()) enterText(edit, sheet, top + i, left + j, text);
};

export const cellRequests = {
  pasteData,
  updateCells,
  repeatCell,
  updateBorders,
  appendCells: (edit, { sheetId, rows = [], fields }) => {
    const sheet = sheetById(edit.book, sheetId);
    const top = lastFilledRow(sheet) + 1;
    if (top + rows.length > rowCountOf(sheet)) appendLines(edit.book, sheet, true, top + rows.length - rowCountOf(sheet), edit.switches.appendedRowsInherit);
    updateCells(edit, { rows: [...rows], start: { sheetId, rowIndex: top, columnIndex: 0 }, fields });
  },
} satisfies { [K in 'pasteData' | 'updateCells' | 'repeatCell' | 'updateBorders' | 'appendCells']: Apply<K> };
