import type { FieldDeclaration } from '../../plan/field';
import type { Plan, PlanRecord } from '../../plan/plan';
import { isSameList } from '../../plan/records';
import { tables } from '../../plan/tables';
import type { Locale } from '../../plan/locale';
import { fieldToCell } from '../cell-value';
import { isCellError, type CellValue, type GridCell, type GridRow } from '../grid';
import type { ModelValue } from '../model';
import type { FoundTable } from './find-table';
import { labelsOf } from './parse-context';

/** A row of a table in the sheet, before anything in it has been read as a field. */
export interface SheetRow {
  /** Zero-based row in the worksheet. */
  readonly index: number;
  readonly idText: string;
  /** In the order of `SheetFields.names`. */
  readonly cells: readonly (GridCell | undefined)[];
}

/** The fields that the sheet has, with their columns. */
export interface SheetFields {
  readonly names: readonly string[];
  readonly declarations: readonly FieldDeclaration[];
  readonly columns: readonly number[];
}

export const sheetFields = ({ table, columns }: FoundTable): SheetFields => ({
  names: [...columns.keys()],
  declarations: [...columns.keys()].map((field) => tables[table].fields[field]!),
  columns: [...columns.values()],
});

const isBlank = (cell: GridCell | undefined): boolean => cell === undefined || (typeof cell.value === 'string' && cell.value.trim() === '' && !cell.isUnreadable);

const sheetRow = (row: GridRow, idColumn: number | undefined, { columns }: SheetFields): SheetRow => {
  const cells = columns.map((column) => (isBlank(row.cells[column]) ? undefined : row.cells[column]));
  const id = idColumn === undefined ? undefined : row.cells[idColumn]?.value;
  return { index: row.index, idText: id === undefined || isCellError(id) ? '' : String(id).trim(), cells };
};

/** Rows as they were read last, and under which columns. */
const known = new WeakMap<GridRow, { readonly under: string; readonly row: SheetRow }>();

/** The rows that hold anything. A row whose id alone is left has been emptied, unless merged cells hide the rest: its record is gone from the sheet. */
export const sheetRows = ({ worksheet, firstRow, idColumn, hiddenIn }: FoundTable, fields: SheetFields): SheetRow[] => {
  const under = [idColumn, ...fields.columns].join();
  const isEmpty = ({ index, idText, cells }: SheetRow): boolean =>
    cells.every((cell) => cell === undefined) && (idText === '' || !fields.columns.some((column) => hiddenIn(index, column)));
  return worksheet.rows.slice(firstRow).flatMap((row) => {
    const before = known.get(row);
    const read = before?.under === under ? before.row : sheetRow(row, idColumn, fields);
    if (before?.under !== under) known.set(row, { under, row: read });
    return isEmpty(read) ? [] : read;
  });
};

/** Does the cell show what this value is shown as? Numbers may differ in the last digits: hosts write 15 of them. */
export const showsValue = (cell: GridCell | undefined, shown: ModelValue): boolean => {
  if (cell === undefined) return shown === null || shown === '';
  if (cell.value === shown) return true;
  if (typeof shown !== 'number' || typeof cell.value !== 'number') return false;
  return Math.abs(cell.value - shown) <= 1e-12 * Math.max(Math.abs(shown), 1e-3);
};

const withoutNoise = (value: CellValue | null): CellValue | null => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value === '' ? null : value);

/** One value of a row in one of its columns, as a key. */
export const valueKey = (column: number, value: CellValue): string => `${column}|${JSON.stringify(withoutNoise(value))}`;
/** All that stands in a row, as a key: the same for a row and for the record that it shows. */
export const contentKey = ({ cells }: SheetRow): string => shownKey(cells.map((cell) => cell?.value ?? null));
export const shownKey = (shown: readonly (CellValue | null)[]): string => JSON.stringify(shown.map(withoutNoise));

/** How a record of the store would stand in the sheet, by field; kept, since rows are compared again and again. */
export type Shown = (record: PlanRecord) => readonly ModelValue[];

/** How records stood in the sheet last, and all that followed from besides the record. */
const knownShown = new WeakMap<PlanRecord, { readonly from: readonly unknown[]; readonly values: readonly ModelValue[] }>();

export const createShown = ({ names, declarations }: SheetFields, locale: Locale, base: Pick<Plan, 'tables'>, store: Pick<Plan, 'tables'>): Shown => {
  const labels = labelsOf(base, store);
  const from = [locale, names.join(), ...declarations.flatMap(({ type }) => (type.kind === 'reference' ? [base.tables[type.to], store.tables[type.to]] : []))];
  return (record) => {
    const last = knownShown.get(record);
    if (last && isSameList(last.from, from)) return last.values;
    const values = names.map((name, i) => fieldToCell(record[name], declarations[i]!.type, locale, labels));
    knownShown.set(record, { from, values });
    return values;
  };
};

/** In how many fields the row shows what the record holds. */
export const agreement = (row: SheetRow, shown: readonly ModelValue[]): number => {
  let count = 0;
  for (let i = 0; i < shown.length; i++) if (showsValue(row.cells[i], shown[i]!)) count++;
  return count;
};

const isFilled = (value: ModelValue): boolean => value !== null && value !== '';
/** In how many fields the row shows something that the record holds. */
export const filledAgreement = (row: SheetRow, shown: readonly ModelValue[]): number => shown.filter((value, i) => isFilled(value) && showsValue(row.cells[i], value)).length;
export const filledCount = (shown: readonly ModelValue[]): number => shown.filter(isFilled).length;
