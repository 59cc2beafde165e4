import type { Area } from './area';
import { isEmptyArea, overlaps } from './area';
import { cellAt, columnCountOf, gridOf, rowCountOf } from './book';
import { asksFor, below, maskOnce, type Mask } from './mask';
import { lineLocation, toldMetadata } from './told';
import { shownValue } from './shown';
import { extended, valueAt, type Surroundings } from './values';
import type { Book, Cell, CellData, CellFormat, DimensionProperties, Line, Sheet } from './types';

type GridData = gapi.client.sheets.GridData;

const usualPixels = { ROWS: 21, COLUMNS: 100 } as const;

/** How a cell looks where nobody said otherwise. */
export const usualFormat: CellFormat = {
  backgroundColor: { red: 1, green: 1, blue: 1 }, backgroundColorStyle: { rgbColor: { red: 1, green: 1, blue: 1 } }, padding: { top: 2, right: 3, bottom: 2, left: 3 },
  verticalAlignment: 'BOTTOM', wrapStrategy: 'OVERFLOW_CELL',
  textFormat: { foregroundColor: {}, foregroundColorStyle: { rgbColor: {} }, fontFamily: 'Arial', fontSize: 10, bold: false, italic: false, strikethrough: false, underline: false },
};

const fullFormats = new WeakMap<CellFormat, WeakMap<CellFormat, CellFormat>>();

/** A format with what is usual where it says nothing; made once for all cells that look so. */
const effectiveFormat = (cell: Cell, book: Book): CellFormat => {
  const usual = book.properties.defaultFormat ?? usualFormat;
  const format = cell.format ?? usual;
  const byFormat = fullFormats.get(usual) ?? new WeakMap<CellFormat, CellFormat>();
  fullFormats.set(usual, byFormat);
  const full = byFormat.get(format) ?? { ...usualFormat, ...usual, ...format, textFormat: { ...usualFormat.textFormat, ...usual.textFormat, ...format.textFormat } };
  byFormat.set(format, full);
  return full;
};

/** What of a cell may be asked for, found out once for all of them. */
interface Wanted {
  readonly value: boolean;
  readonly effective: boolean;
  readonly shown: boolean;
  readonly format: boolean;
  readonly effectiveFormat: boolean;
  readonly validation: boolean;
  readonly others: boolean;
  /** What is left of a format, of the effective one, and of a rule. */
  readonly own: ReturnType<typeof maskOnce>;
  readonly full: ReturnType<typeof maskOnce>;
  readonly rule: ReturnType<typeof maskOnce>;
}

const wantedOf = (mask: Mask): Wanted => {
  const asks = (...fields: readonly string[]): boolean => fields.some((field) => asksFor(mask, 'sheets', 'data', 'rowData', 'values', field));
  const left = (field: string): ReturnType<typeof maskOnce> => maskOnce(below(mask, 'sheets', 'data', 'rowData', 'values', field));
  return {
    own: left('userEnteredFormat'), full: left('effectiveFormat'), rule: left('dataValidation'),
    value: asks('userEnteredValue'), effective: asks('effectiveValue'), shown: asks('formattedValue'), format: asks('userEnteredFormat'), effectiveFormat: asks('effectiveFormat'),
    validation: asks('dataValidation'), others: asks('note', 'textFormatRuns', 'hyperlink'),
  };
};

const toldCell = (book: Book, on: Surroundings, sheet: Sheet, row: number, column: number, wanted: Wanted): CellData => {
  const cell = cellAt(sheet, row, column);
  const told: CellData = {};
  if (cell) {
    if (wanted.value && cell.value) told.userEnteredValue = cell.value;
    const value = (wanted.effective || wanted.shown) && cell.value ? valueAt(book, on, sheet, row, column) : null;
    if (wanted.effective && value !== null) told.effectiveValue = extended(value);
    if (wanted.shown && value !== null) told.formattedValue = shownValue(value, cell.format, book.properties.locale);
    if (wanted.format && cell.format) told.userEnteredFormat = wanted.own(cell.format);
    if (wanted.effectiveFormat) told.effectiveFormat = wanted.full(effectiveFormat(cell, book));
    if (wanted.others) Object.assign(told, cell.note && { note: cell.note }, cell.textFormatRuns && { textFormatRuns: cell.textFormatRuns }, cell.format?.textFormat?.link?.uri && { hyperlink: cell.format.textFormat.link.uri });
  }
  return told;
};

const toldLine = (sheet: Sheet, dimension: 'ROWS' | 'COLUMNS', line: Line | undefined, index: number): DimensionProperties => ({
  pixelSize: usualPixels[dimension], ...line?.properties,
  ...(line?.metadata.length && { developerMetadata: line.metadata.map((one) => toldMetadata(one, lineLocation(sheet, dimension, index))) }),
});

const linesOf = (sheet: Sheet, dimension: 'ROWS' | 'COLUMNS', start: number, end: number): DimensionProperties[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, i) => toldLine(sheet, dimension, (dimension === 'ROWS' ? sheet.rows : sheet.columns)[start + i], start + i));

/** How far down and to the right an area holds anything of its own. */
const filledEnd = (sheet: Sheet, area: Area, wanted: Wanted): { readonly bottom: number; readonly rightOf: (row: number) => number } => {
  const rules = wanted.validation ? sheet.validations.map((one) => gridOf(sheet, one.area)).filter((one) => overlaps(one, area)) : [];
  const rightOf = (row: number): number => Math.min(area.right, Math.max(sheet.rows[row]?.cells.length ?? 0, ...rules.filter(({ top, bottom }) => row >= top && row < bottom).map(({ right }) => right)));
  let bottom = Math.min(area.bottom, Math.max(sheet.rows.length, ...rules.map((one) => one.bottom)));
  while (bottom > area.top && rightOf(bottom - 1) <= area.left) bottom -= 1;
  return { bottom, rightOf };
};

const rowsOf = (book: Book, on: Surroundings, sheet: Sheet, area: Area, mask: Mask): gapi.client.sheets.RowData[] => {
  const wanted = wantedOf(mask);
  const { bottom, rightOf } = filledEnd(sheet, area, wanted);
  const rows: gapi.client.sheets.RowData[] = [];
  for (let row = area.top; row < bottom; row += 1) {
    const right = rightOf(row);
    const values: CellData[] = [];
    for (let column = area.left; column < right; column += 1) values.push(toldCell(book, on, sheet, row, column, wanted));
    rows.push(values.length ? { values } : {});
  }
  if (wanted.validation) {
    for (const { area: ruled, rule } of sheet.validations) {
      const part = { top: Math.max(ruled.top, area.top), bottom: Math.min(ruled.bottom, bottom), left: Math.max(ruled.left, area.left), right: Math.min(ruled.right, area.right, columnCountOf(sheet)) };
      for (let row = part.top; row < part.bottom; row += 1) for (let column = part.left; column < part.right; column += 1) rows[row - area.top]!.values![column - area.left]!.dataValidation = wanted.rule(rule);
    }
  }
  return rows;
};

/** The cells of an area and what is said of its rows and columns; an end that is open is that of the grid. */
export const gridData = (book: Book, on: Surroundings, sheet: Sheet, given: Area, mask: Mask): GridData => {
  const area = gridOf(sheet, given);
  if (isEmptyArea(area)) return {};
  const asks = (field: string): boolean => asksFor(mask, 'sheets', 'data', field);
  const rows = asks('rowData') ? rowsOf(book, on, sheet, area, mask) : [];
  return {
    ...(area.top > 0 && { startRow: area.top }), ...(area.left > 0 && { startColumn: area.left }), ...(rows.length && { rowData: rows }),
    ...(asks('rowMetadata') && { rowMetadata: linesOf(sheet, 'ROWS', area.top, Math.min(area.bottom, rowCountOf(sheet))) }),
    ...(asks('columnMetadata') && { columnMetadata: linesOf(sheet, 'COLUMNS', area.left, Math.min(area.right, columnCountOf(sheet))) }),
  };
};
