import type { GridRange } from '../../core';
import type { Spreadsheet } from './calls';

export type Sheet = gapi.client.sheets.Sheet;
export type CellData = gapi.client.sheets.CellData;
export type ExtendedValue = gapi.client.sheets.ExtendedValue;
type RangeOfGoogle = gapi.client.sheets.GridRange;

/** A tab's key in its developer metadata, whatever it is called by now. */
export const tabKeyName = 'planark.tab';

export const titleOf = ({ properties }: Sheet): string => properties?.title ?? '';
export const sheetIdOf = ({ properties }: Sheet): number => properties?.sheetId ?? 0;
/** Does the tab hold cells? A tab that is a chart, or a view of a database, does not. */
export const holdsCells = ({ properties }: Sheet): boolean => (properties?.sheetType ?? 'GRID') === 'GRID';
export const rowCountOf = ({ properties }: Sheet): number => properties?.gridProperties?.rowCount ?? 0;
export const columnCountOf = ({ properties }: Sheet): number => properties?.gridProperties?.columnCount ?? 0;

const lowered = (name: string): string => name.toLowerCase();
/** The tab of a name; Google knows no two that differ in case alone. */
export const sheetNamed = ({ sheets = [] }: Spreadsheet, name: string): Sheet | undefined => sheets.find((sheet) => lowered(titleOf(sheet)) === lowered(name));

/** Google leaves out what is 0, and the ends of what is open. */
export const fromGoogleRange = (sheet: Sheet, { startRowIndex = 0, startColumnIndex = 0, endRowIndex, endColumnIndex }: RangeOfGoogle): GridRange => ({
  top: startRowIndex, left: startColumnIndex, bottom: (endRowIndex ?? rowCountOf(sheet)) - 1, right: (endColumnIndex ?? columnCountOf(sheet)) - 1,
});

export const toGoogleRange = (sheetId: number, { top, left, bottom, right }: GridRange): RangeOfGoogle => ({
  sheetId, startRowIndex: top, endRowIndex: bottom + 1, startColumnIndex: left, endColumnIndex: right + 1,
});

/** The cells of a tab by row and column, zero-based, from however many pieces it came in. */
export type CellsOf = (row: number, column: number) => CellData | undefined;

export const cellsOf = ({ data = [] }: Sheet): CellsOf => {
  const pieces = data.map(({ startRow = 0, startColumn = 0, rowData = [] }) => ({ startRow, startColumn, rowData }));
  return (row, column) => {
    for (const { startRow, startColumn, rowData } of pieces) {
      const cell = rowData[row - startRow]?.values?.[column - startColumn];
      if (cell) return cell;
    }
    return undefined;
  };
};

/** Of each cell what somebody wrote: the formula, or the value, which is then what it comes to; asked for once. */
export const enteredFields = 'userEnteredValue.formulaValue,effectiveValue';
export const enteredIn = ({ userEnteredValue, effectiveValue = {} }: CellData = {}): ExtendedValue =>
  (userEnteredValue?.formulaValue === undefined ? effectiveValue : { formulaValue: userEnteredValue.formulaValue });
export const isFilled = (cell?: CellData): boolean => Object.keys(enteredIn(cell)).length > 0;

/** The area that anybody has written in; undefined where nobody has. */
export const usedArea = ({ data = [] }: Sheet): GridRange | undefined => {
  let [bottom, right] = [-1, -1];
  for (const { startRow = 0, startColumn = 0, rowData = [] } of data) {
    rowData.forEach(({ values = [] }, i) => values.forEach((cell, j) => {
      if (!isFilled(cell)) return;
      bottom = Math.max(bottom, startRow + i);
      right = Math.max(right, startColumn + j);
    }));
  }
  return bottom < 0 ? undefined : { top: 0, left: 0, bottom, right };
};

/** A tab's name as ranges have it: 'Kari''s tall'. */
export const quotedName = (name: string): string => `'${name.replaceAll("'", "''")}'`;
