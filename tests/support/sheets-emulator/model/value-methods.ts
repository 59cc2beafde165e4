import { invalid, type CallParams } from '../parts';
import { isError, type Value } from '../../formulas/values';
import { a1Of } from './a1';
import { areaOf, isEmptyArea, type Area } from './area';
import { cellAt, columnCountOf, gridOf, rowCountOf, sheetById, type Edit } from './book';
import { rangesFromA1 } from './get';
import { clearCells } from './hands';
import type { Work } from './index';
import { parseMask } from './mask';
import { selectRanges } from './metadata';
import { checkCells } from './protection';
import { appendLines, insertLines } from './structure';
import { shownValue } from './shown';
import { valueAt } from './values';
import type { DataFilter, GridRange, Sheet, ValueRange } from './types';
import { enterText, writeCell } from './write-cells';

const valueMask = parseMask('userEnteredValue');

type Plain = string | number | boolean;

/** The parameters that say how values are told and taken; bodies of batches carry them too. */
interface Manner {
  readonly valueRenderOption?: unknown;
  readonly dateTimeRenderOption?: unknown;
  readonly majorDimension?: unknown;
  readonly valueInputOption?: unknown;
}

interface Place {
  readonly sheet: Sheet;
  readonly area: Area;
}

const placeIn = (edit: Edit, range: GridRange): Place => {
  const sheet = sheetById(edit.book, range.sheetId);
  return { sheet, area: gridOf(sheet, areaOf(range)) };
};
const placeAt = (edit: Edit, text: string): Place => placeIn(edit, rangesFromA1(edit.book, [text])[0]!);

const told = (edit: Edit, sheet: Sheet, row: number, column: number, { valueRenderOption, dateTimeRenderOption }: Manner): Plain => {
  const cell = cellAt(sheet, row, column);
  if (valueRenderOption === 'FORMULA' && cell?.value?.formulaValue !== undefined) return cell.value.formulaValue;
  const value: Value = valueAt(edit.book, edit, sheet, row, column);
  const { locale } = edit.book.properties;
  const isDate = /DATE|TIME/.test(cell?.format?.numberFormat?.type ?? '');
  if (value === null) return '';
  if (isError(value)) return value.error;
  if (valueRenderOption === undefined || valueRenderOption === 'FORMATTED_VALUE') return shownValue(value, cell?.format, locale);
  return isDate && dateTimeRenderOption !== 'SERIAL_NUMBER' ? shownValue(value, cell?.format, locale) : value;
};

const transposed = <T>(lines: readonly (readonly T[])[], blank: T): T[][] =>
  Array.from({ length: Math.max(0, ...lines.map(({ length }) => length)) }, (_, i) => lines.map((line) => line[i] ?? blank));

/** Without the empty ones at the end, of cells and of lines. */
const trimmed = (lines: readonly (readonly Plain[])[]): Plain[][] => {
  const own = lines.map((line) => line.slice(0, line.reduce<number>((last, value, i) => (value === '' ? last : i + 1), 0)));
  return own.slice(0, own.reduce((last, line, i) => (line.length ? i + 1 : last), 0));
};

const valuesOf = (edit: Edit, { sheet, area }: Place, manner: Manner): ValueRange => {
  const bottom = Math.min(area.bottom, sheet.rows.length);
  const rows = Array.from({ length: Math.max(0, bottom - area.top) }, (_, i) => Array.from({ length: area.right - area.left }, (__, j) => told(edit, sheet, area.top + i, area.left + j, manner)));
  const isColumns = manner.majorDimension === 'COLUMNS';
  const values = trimmed(isColumns ? transposed(rows, '') : rows);
  return { range: a1Of(sheet, area), majorDimension: isColumns ? 'COLUMNS' : 'ROWS', ...(values.length && { values }) };
};

const putValue = (edit: Edit, sheet: Sheet, row: number, column: number, given: unknown, isRaw: boolean): void => {
  if (given === null || given === undefined) return;
  if (typeof given === 'string' && !isRaw) enterText(edit, sheet, row, column, given);
  else writeCell(edit, sheet, row, column, { userEnteredValue: typeof given === 'number' ? { numberValue: given } : typeof given === 'boolean' ? { boolValue: given } : { stringValue: String(given) } }, valueMask);
};

const grown = (edit: Edit, sheet: Sheet, rows: number, columns: number): void => {
  if (rows > rowCountOf(sheet)) appendLines(edit.book, sheet, true, rows - rowCountOf(sheet), edit.switches.appendedRowsInherit);
  if (columns > columnCountOf(sheet)) appendLines(edit.book, sheet, false, columns - columnCountOf(sheet), false);
};

/** Writes values from the upper left of a place; null leaves a cell. What is beyond the range named is refused, beyond the grid it grows. */
const write = (edit: Edit, { sheet, area }: Place, body: ValueRange, manner: Manner, isBounded: boolean): gapi.client.sheets.UpdateValuesResponse => {
  if (manner.valueInputOption !== 'RAW' && manner.valueInputOption !== 'USER_ENTERED') throw invalid("'valueInputOption' is required but not specified");
  const given = (body.values ?? []) as unknown[][];
  const rows = body.majorDimension === 'COLUMNS' ? transposed<unknown>(given, null) : given;
  const width = Math.max(0, ...rows.map(({ length }) => length));
  if (isBounded && rows.length > area.bottom - area.top) throw invalid(`Requested writing within range [${a1Of(sheet, area)}], but tried writing to row [${area.bottom + 1}]`);
  if (isBounded && width > area.right - area.left) throw invalid(`Requested writing within range [${a1Of(sheet, area)}], but tried writing to column [${area.right + 1}]`);
  const target = { top: area.top, left: area.left, bottom: area.top + rows.length, right: area.left + width };
  if (isEmptyArea(target)) return { spreadsheetId: edit.book.id, updatedRange: a1Of(sheet, area) };
  grown(edit, sheet, target.bottom, target.right);
  checkCells(edit, sheet, target);
  for (const [i, line] of rows.entries()) for (const [j, value] of line.entries()) putValue(edit, sheet, target.top + i, target.left + j, value, manner.valueInputOption === 'RAW');
  edit.book.changes += 1;
  return { spreadsheetId: edit.book.id, updatedRange: a1Of(sheet, target), updatedRows: rows.length, updatedColumns: width, updatedCells: rows.reduce((sum, line) => sum + line.length, 0) };
};

const isSingle = ({ top, left, bottom, right }: Area): boolean => bottom - top === 1 && right - left === 1;

const textOf = (params: CallParams, name: string): string => String(params[name] ?? '');

const update = ({ edit, params, body }: Work): unknown => {
  const place = placeAt(edit, textOf(params, 'range'));
  return write(edit, place, body as ValueRange, params, !isSingle(place.area));
};

/** The table that Google takes a range for: cells with values around it without an empty row or column between. */
const tableAround = (sheet: Sheet, area: Area): Area | null => {
  const isFilled = (row: number, column: number): boolean => cellAt(sheet, row, column)?.value !== undefined;
  const touched = (line: Area): boolean => {
    for (let row = Math.max(0, line.top); row < Math.min(line.bottom, sheet.rows.length); row += 1) for (let column = Math.max(0, line.left); column < line.right; column += 1) if (isFilled(row, column)) return true;
    return false;
  };
  let table: Area = { ...area, bottom: Math.min(area.bottom, sheet.rows.length), right: Math.min(area.right, Math.max(0, ...sheet.rows.map((row) => row?.cells.length ?? 0))) };
  if (isEmptyArea(table) || !touched(table)) return null;
  for (;;) {
    const { top, left, bottom, right } = table;
    const wider: Area = {
      top: top > 0 && touched({ top: top - 1, bottom: top, left: left - 1, right: right + 1 }) ? top - 1 : top, bottom: touched({ top: bottom, bottom: bottom + 1, left: left - 1, right: right + 1 }) ? bottom + 1 : bottom,
      left: left > 0 && touched({ top: top - 1, bottom: bottom + 1, left: left - 1, right: left }) ? left - 1 : left, right: touched({ top: top - 1, bottom: bottom + 1, left: right, right: right + 1 }) ? right + 1 : right,
    };
    if (wider.top === top && wider.left === left && wider.bottom === bottom && wider.right === right) return table;
    table = wider;
  }
};

const lastFilled = (sheet: Sheet, { top, bottom, left, right }: Area): number => {
  let last = bottom;
  while (last > top && !sheet.rows[last - 1]?.cells.slice(left, right).some((cell) => cell?.value !== undefined)) last -= 1;
  return last;
};

const append = ({ edit, params, body }: Work): unknown => {
  const { sheet, area } = placeAt(edit, textOf(params, 'range'));
  const table = tableAround(sheet, area);
  const { values = [] } = body as ValueRange;
  const top = table ? lastFilled(sheet, table) : area.top;
  if (params['insertDataOption'] === 'INSERT_ROWS' && top < rowCountOf(sheet)) insertLines(edit.book, sheet, true, top, values.length, top > 0);
  const at = { top, left: table?.left ?? area.left, bottom: Infinity, right: Infinity };
  const updates = write(edit, { sheet, area: at }, body as ValueRange, params, false);
  return { spreadsheetId: edit.book.id, ...(table && { tableRange: a1Of(sheet, table) }), updates };
};

const clear = (edit: Edit, { sheet, area }: Place): string => {
  clearCells(edit, sheet, area);
  edit.book.changes += 1;
  return a1Of(sheet, area);
};

interface BatchBody extends Manner {
  readonly ranges?: readonly string[];
  readonly data?: readonly (ValueRange & { readonly dataFilter?: DataFilter })[];
  readonly dataFilters?: readonly DataFilter[];
}

const batchRanges = (params: CallParams): readonly string[] => {
  const ranges = params['ranges'];
  return ranges === undefined ? [] : typeof ranges === 'string' ? [ranges] : ranges;
};

const totals = (edit: Edit, responses: readonly gapi.client.sheets.UpdateValuesResponse[]): object => {
  const sum = (key: 'updatedRows' | 'updatedColumns' | 'updatedCells'): number => responses.reduce((total, one) => total + (one[key] ?? 0), 0);
  return { spreadsheetId: edit.book.id, totalUpdatedRows: sum('updatedRows'), totalUpdatedColumns: sum('updatedColumns'), totalUpdatedCells: sum('updatedCells'), totalUpdatedSheets: new Set(responses.map(({ updatedRange = '' }) => updatedRange.split('!')[0])).size, responses };
};

const placesOf = (edit: Edit, filter: DataFilter): Place[] => selectRanges(edit.book, filter).map((range) => placeIn(edit, range));

/** The methods of `spreadsheets.values`. */
export const valueMethods: Readonly<Record<string, (work: Work) => unknown>> = {
  'spreadsheets.values.get': ({ edit, params }) => valuesOf(edit, placeAt(edit, textOf(params, 'range')), params),
  'spreadsheets.values.batchGet': ({ edit, params }) => ({ spreadsheetId: edit.book.id, valueRanges: batchRanges(params).map((range) => valuesOf(edit, placeAt(edit, range), params)) }),
  'spreadsheets.values.update': update,
  'spreadsheets.values.append': append,
  'spreadsheets.values.clear': ({ edit, params }) => ({ spreadsheetId: edit.book.id, clearedRange: clear(edit, placeAt(edit, textOf(params, 'range'))) }),
  'spreadsheets.values.batchUpdate': ({ edit, body }) => {
    const given = body as BatchBody;
    return totals(edit, (given.data ?? []).map((one) => {
      const place = placeAt(edit, one.range ?? '');
      return write(edit, place, one, given, !isSingle(place.area));
    }));
  },
  'spreadsheets.values.batchClear': ({ edit, body }) => ({ spreadsheetId: edit.book.id, clearedRanges: ((body as BatchBody).ranges ?? []).map((range) => clear(edit, placeAt(edit, range))) }),
  'spreadsheets.values.batchGetByDataFilter': ({ edit, body }) => {
    const given = body as BatchBody;
    const valueRanges = (given.dataFilters ?? []).flatMap((filter) => placesOf(edit, filter).map((place) => ({ valueRange: valuesOf(edit, place, given), dataFilters: [filter] })));
    return { spreadsheetId: edit.book.id, valueRanges };
  },
  'spreadsheets.values.batchUpdateByDataFilter': ({ edit, body }) => {
    const given = body as BatchBody;
    return totals(edit, (given.data ?? []).flatMap((one) => placesOf(edit, one.dataFilter ?? {}).map((place) => write(edit, place, one, given, true))));
  },
  'spreadsheets.values.batchClearByDataFilter': ({ edit, body }) => ({ spreadsheetId: edit.book.id, clearedRanges: ((body as BatchBody).dataFilters ?? []).flatMap((filter) => placesOf(edit, filter).map((place) => clear(edit, place))) }),
};
