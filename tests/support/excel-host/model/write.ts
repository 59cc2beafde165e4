import { gap, refuse } from '../rules';
import type { Json } from '../wire/shapes';
import { addressOf, columnCount, isEntireColumn, isEntireRow, rowCount, type Area } from './area';
import { checkAllowed, checkUnlocked, emitChange, type Book } from './book';
import { enter, interfaceManner, type Manner } from './entries';
import { cellAt, cellFor, cellsIn, isBlank, lookAt, usualHeight, usualWidth, type Looks, type Sheet } from './sheet';
import { headerWritten } from './tables';

const isLocked = (sheet: Sheet, area: Area): boolean => {
  if (isEntireColumn(area) || isEntireRow(area)) return true;
  for (let row = area.top; row <= area.bottom; row += 1) for (let column = area.left; column <= area.right; column += 1) if (lookAt(sheet, row, column, 'protection.locked') !== false) return true;
  return false;
};

export const checkWritable = (sheet: Sheet, area: Area): void => checkUnlocked(sheet, area, isLocked);

/** Puts an entry into a cell; null leaves it as it is. */
export const putEntry = (sheet: Sheet, row: number, column: number, entry: Json, manner: Manner): void => {
  if (entry === null) return;
  if (typeof entry === 'object') return void gap(`a value that is no single one: ${JSON.stringify(entry)}`);
  const { looks, hyperlink } = cellAt(sheet, row, column) ?? {};
  const { value, formula, numberFormat } = typeof entry === 'string' ? enter(entry, String(lookAt(sheet, row, column, 'numberFormat')), manner) : { value: entry };
  const cell = cellFor(sheet, row, column);
  const isFormatted = lookAt(sheet, row, column, 'numberFormat') !== 'General';
  const newLooks: Looks | undefined = numberFormat && !isFormatted ? { ...looks, numberFormat } : looks;
  sheet.cells.get(row)!.set(column, { value, ...(formula !== undefined && { formula }), ...(newLooks && { looks: newLooks }), ...(hyperlink && value !== '' && { hyperlink }) });
  if (value === '' && formula === undefined && !cell.looks && !newLooks) sheet.cells.get(row)!.delete(column);
  headerWritten(sheet, row, column);
};

/** [array-size] A matrix of the size of the range, or one value for all of it. */
const matrixOf = (value: Json, area: Area): ((row: number, column: number) => Json) => {
  if (!Array.isArray(value)) return () => value;
  const rows = value as readonly (readonly Json[])[];
  checkSize(area, rows.length, rows[0]?.length ?? 0, rows.every((row) => Array.isArray(row) && row.length === rows[0]!.length));
  return (row, column) => rows[row - area.top]![column - area.left]!;
};

export const checkSize = (area: Area, rows: number, columns: number, isEven = true): void => {
  if (!isEven || rows !== rowCount(area) || columns !== columnCount(area)) refuse('array-size', `${rows} × ${columns} into ${addressOf(area)}`);
};

/** [null-leaves] [no-growth-by-interface] Writes values or formulas as an add-in does. */
export const writeValues = (book: Book, sheet: Sheet, area: Area, value: Json, manner: Manner = interfaceManner): void => {
  const at = matrixOf(value, area);
  checkWritable(sheet, area);
  if (isEntireColumn(area) || isEntireRow(area)) gap(`values of whole columns or rows: ${addressOf(area)}`);
  const before = cellAt(sheet, area.top, area.left)?.value ?? '';
  for (let row = area.top; row <= area.bottom; row += 1) for (let column = area.left; column <= area.right; column += 1) putEntry(sheet, row, column, at(row, column), manner);
  emitChange(book, sheet, area, 'RangeEdited', before);
};

const mergeLooks = (looks: Looks | undefined, key: string, value: Json): Looks => ({ ...looks, [key]: value });

/** Looks of rows and columns as such: widths, heights, hidden or not. */
export const setLineLook = (sheet: Sheet, area: Area, side: 'row' | 'column', key: string, value: Json): void => {
  checkAllowed(sheet, side === 'row' ? 'allowFormatRows' : 'allowFormatColumns');
  const [lines, from, to] = side === 'row' ? [sheet.rowLooks, area.top, area.bottom] as const : [sheet.columnLooks, area.left, area.right] as const;
  if (side === 'row' && isEntireColumn(area)) {
    // A million rows: those that are as usual stay so.
    if (value !== false && value !== usualHeight) return gap(`${key} of all rows of a sheet`);
    return [...lines].forEach(([line, looks]) => lines.set(line, mergeLooks(looks, key, value)));
  }
  for (let line = from; line <= to; line += 1) lines.set(line, mergeLooks(lines.get(line), key, value));
};

export const lineLook = (sheet: Sheet, area: Area, side: 'row' | 'column', key: string): Json => {
  const usual = key === 'columnWidth' ? sheet.facts['standardWidthInPoints'] ?? usualWidth : key === 'rowHeight' ? usualHeight : false;
  const [lines, from, to] = side === 'row' ? [sheet.rowLooks, area.top, Math.min(area.bottom, area.top + 5000)] as const : [sheet.columnLooks, area.left, area.right] as const;
  const first = lines.get(from)?.[key] ?? usual;
  for (let line = from + 1; line <= to; line += 1) if ((lines.get(line)?.[key] ?? usual) !== first) return null;
  return first;
};

/** Sets a look on all cells of an area; whole columns and rows keep it for cells that are still to come. */
export const setLook = (sheet: Sheet, area: Area, key: string, value: Json): void => {
  checkAllowed(sheet, 'allowFormatCells');
  if (isEntireColumn(area) || isEntireRow(area)) {
    const [lines, from, to] = isEntireColumn(area) ? [sheet.columnLooks, area.left, area.right] as const : [sheet.rowLooks, area.top, area.bottom] as const;
    for (let line = from; line <= to; line += 1) lines.set(line, mergeLooks(lines.get(line), key, value));
    for (const { cell } of cellsIn(sheet, area)) if (cell.looks && key in cell.looks) cell.looks = mergeLooks(cell.looks, key, value);
    return;
  }
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const cell = cellFor(sheet, row, column);
      cell.looks = mergeLooks(cell.looks, key, value);
    }
  }
};

/** The cells that decide how a large area looks: a whole column is asked by its own look and by the cells that stand in it. */
const samples = function* (sheet: Sheet, area: Area): Generator<readonly [number, number]> {
  if (!isEntireColumn(area) && !isEntireRow(area)) {
    for (let row = area.top; row <= area.bottom; row += 1) for (let column = area.left; column <= area.right; column += 1) yield [row, column];
    return;
  }
  if (isEntireColumn(area)) for (let column = area.left; column <= area.right; column += 1) yield [area.bottom, column];
  else for (let row = area.top; row <= area.bottom; row += 1) yield [row, area.right];
  for (const { row, column } of cellsIn(sheet, area)) yield [row, column];
};

/** [mixed-is-null] The look of an area, or null where it differs within. */
export const lookOf = (sheet: Sheet, area: Area, key: string): Json => {
  let first: Json | undefined;
  for (const [row, column] of samples(sheet, area)) {
    const look = lookAt(sheet, row, column, key);
    if (first === undefined) first = look;
    else if (JSON.stringify(look) !== JSON.stringify(first)) return null;
  }
  return first ?? null;
};

export const setNumberFormat = (sheet: Sheet, area: Area, value: Json): void => {
  if (!Array.isArray(value)) return setLook(sheet, area, 'numberFormat', value);
  const at = matrixOf(value, area);
  checkAllowed(sheet, 'allowFormatCells');
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const format = at(row, column);
      if (format === null) continue;
      const cell = cellFor(sheet, row, column);
      cell.looks = mergeLooks(cell.looks, 'numberFormat', format);
    }
  }
};

/** Empties cells: what they hold, how they look, or both. */
export const clearArea = (book: Book, sheet: Sheet, area: Area, applyTo: string): void => {
  if (applyTo !== 'Formats') checkWritable(sheet, area);
  if (applyTo !== 'Contents') checkAllowed(sheet, 'allowFormatCells');
  for (const { row, column, cell } of [...cellsIn(sheet, area)]) {
    if (applyTo === 'Hyperlinks' || applyTo === 'RemoveHyperlinks') delete cell.hyperlink;
    else if (applyTo === 'Formats') delete cell.looks;
    else if (applyTo === 'Contents') sheet.cells.get(row)!.set(column, { value: '', ...(cell.looks && { looks: cell.looks }) });
    else sheet.cells.get(row)!.delete(column);
    const left = cellAt(sheet, row, column);
    if (left && isBlank(left) && !left.looks) sheet.cells.get(row)!.delete(column);
    headerWritten(sheet, row, column);
  }
  if (applyTo !== 'Contents') {
    if (isEntireColumn(area)) for (let column = area.left; column <= Math.min(area.right, 16_383); column += 1) sheet.columnLooks.delete(column);
    else if (isEntireRow(area)) for (let row = area.top; row <= area.bottom; row += 1) sheet.rowLooks.delete(row);
  }
  emitChange(book, sheet, area);
};
