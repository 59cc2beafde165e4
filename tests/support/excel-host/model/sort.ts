import { refuse } from '../rules';
import { isJsonObject, type Json } from '../wire/shapes';
import { addressOf, rowCount, type Area } from './area';
import { checkAllowed, emit, emitChange, type Book } from './book';
import { cellAt, isBlank, type Cell, type Sheet } from './sheet';
import { checkWritable } from './write';

export interface SortField {
  /** Column within the range. */
  readonly key: number;
  readonly ascending: boolean;
}

export const sortFields = (fields: Json): SortField[] =>
  (Array.isArray(fields) ? (fields as readonly Json[]) : []).filter(isJsonObject).map((field) => ({ key: Number(field['key']), ascending: field['ascending'] !== false }));

const rank = (value: Cell['value']): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);

/** Numbers before texts before truth values; blanks last whichever way. */
const compare = (a: Cell | undefined, b: Cell | undefined, ascending: boolean): number => {
  if (isBlank(a) || isBlank(b)) return Number(isBlank(a)) - Number(isBlank(b));
  const sign = ascending ? 1 : -1;
  const byKind = rank(a!.value) - rank(b!.value);
  if (byKind !== 0) return sign * byKind;
  return sign * (typeof a!.value === 'string' ? a!.value.localeCompare(String(b!.value), 'nb', { sensitivity: 'base' }) : Number(a!.value) - Number(b!.value));
};

/** [sort-moves-rows] Sorts whole rows of an area; what stands outside its columns stays. */
export const sortArea = (book: Book, sheet: Sheet, area: Area, fields: readonly SortField[]): void => {
  if (sheet.protection) checkWritable(sheet, area);
  checkAllowed(sheet, 'allowSort');
  if (fields.some(({ key }) => key < 0 || key > area.right - area.left)) refuse('out-of-sheet', `a sort of ${addressOf(area)}`);
  const rows = Array.from({ length: rowCount(area) }, (_, i) => area.top + i);
  const order = [...rows].sort((a, b) => fields.reduce((found, { key, ascending }) => found || compare(cellAt(sheet, a, area.left + key), cellAt(sheet, b, area.left + key), ascending), 0) || a - b);
  const moved = order.map((row) => Array.from({ length: area.right - area.left + 1 }, (_, i) => cellAt(sheet, row, area.left + i)));
  for (const [i, cells] of moved.entries()) {
    const line = sheet.cells.get(area.top + i) ?? new Map<number, Cell>();
    sheet.cells.set(area.top + i, line);
    for (const [j, cell] of cells.entries()) {
      if (cell) line.set(area.left + j, { ...cell, ...(cell.formula !== undefined && { formula: ownRow(cell.formula, order[i]!, area.top + i) }) });
      else line.delete(area.left + j);
    }
  }
  emitChange(book, sheet, area);
  emit(book, 19, sheet.id, { worksheetId: sheet.id, address: addressOf(area) });
};

/** References of a formula to its own row go with it. */
const ownRow = (formula: string, from: number, to: number): string => formula.replace(/"(?:[^"]|"")*"|(?<![!\w$'])(\$?[A-Z]{1,3})(\d+)(?![\w(])/g, (token, letters?: string, digits?: string) => (letters !== undefined && Number(digits) === from + 1 ? `${letters}${to + 1}` : token));
