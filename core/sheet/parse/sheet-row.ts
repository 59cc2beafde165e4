import type { Plan, PlanRecord } from '../../plan/plan';
import { createLastKnown, remembered } from '../../plan/remembered';
import type { Locale } from '../../plan/locale';
import type { TableName } from '../../plan/table-names';
import { fieldToCell, type Labels } from '../cell-value';
import { isCellError, type CellValue, type GridCell, type GridRow } from '../grid';
import type { ModelValue } from '../model';
import { labelsById, type LabelsById } from '../render/render-input';
import type { FoundTable } from './find-table';
import type { SheetFields } from './table-columns';

/** A row of a table in the sheet, before anything in it has been read as a field. */
export interface SheetRow {
  /** Zero-based row in the worksheet. */
  readonly index: number;
  readonly idText: string;
  /** In the order of `SheetFields.names`. */
  readonly cells: readonly (GridCell | undefined)[];
}

const isBlank = (cell: GridCell | undefined): boolean => cell === undefined || (typeof cell.value === 'string' && cell.value.trim() === '' && !cell.isUnreadable);

const sheetRow = (row: GridRow, { idColumn, columns }: SheetFields): SheetRow => {
  const cells = columns.map((column) => (isBlank(row.cells[column]) ? undefined : row.cells[column]));
  const id = idColumn === undefined ? undefined : row.cells[idColumn]?.value;
  return { index: row.index, idText: id === undefined || isCellError(id) ? '' : String(id).trim(), cells };
};

/** A row as it was read under columns, and the columns of derived fields in which something else stands than a formula. */
interface Reading {
  readonly row: SheetRow;
  readonly overwritten: readonly number[];
}

const overwrittenIn = ({ cells }: GridRow, { idColumn, computed }: SheetFields): readonly number[] =>
  (idColumn === undefined || cells[idColumn] === undefined ? [] : computed.filter((column) => cells[column] !== undefined && !cells[column].isFormula));

/** Rows as they were read last. */
const readings = createLastKnown<GridRow, Reading>();

/** Reads rows under these columns. */
const createReader = (fields: SheetFields): ((row: GridRow) => Reading) => {
  const known = readings([fields]);
  return (row) => known.of(row, () => ({ row: sheetRow(row, fields), overwritten: overwrittenIn(row, fields) }));
};

/** What stands below the headers of a table. */
export interface SheetRows {
  /** The rows that hold anything. A row whose id alone is left has been emptied, unless merged cells hide the rest: its record is gone from the sheet. */
  readonly rows: readonly SheetRow[];
  /** Columns of derived fields that a person wrote over, in a row with an id. */
  readonly overwritten: ReadonlySet<number>;
}

export const sheetRows = ({ worksheet, firstRow, fields, hiddenIn }: FoundTable): SheetRows => {
  const isEmpty = ({ index, idText, cells }: SheetRow): boolean =>
    cells.every((cell) => cell === undefined) && (idText === '' || !fields.columns.some((column) => hiddenIn(index, column)));
  const rows: SheetRow[] = [];
  const all = new Set<number>();
  const read = createReader(fields);
  for (let position = firstRow; position < worksheet.rows.length; position++) {
    const { row, overwritten } = read(worksheet.rows[position]!);
    for (const column of overwritten) all.add(column);
    if (!isEmpty(row)) rows.push(row);
  }
  return { rows, overwritten: all };
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

/** How records stood in the sheet last. */
const lastShown = createLastKnown<PlanRecord, readonly ModelValue[]>();

/** The tables that records with these fields refer to. */
const referredTables = remembered(({ declarations }: SheetFields): readonly TableName[] => declarations.flatMap(({ type }) => (type.kind === 'reference' ? [type.to] : [])));

/** The labels of the records that those with these fields refer to, as the sheet was rendered with and as the store has them: what a record is shown as follows from them. */
export const referredLabels = (fields: SheetFields, base: Pick<Plan, 'tables'>, store: Pick<Plan, 'tables'>): ReadonlyMap<TableName, readonly LabelsById[]> =>
  new Map(referredTables(fields).map((table) => [table, [labelsById(table, base.tables[table]), labelsById(table, store.tables[table])]]));

export const createShown = (fields: SheetFields, locale: Locale, base: Pick<Plan, 'tables'>, store: Pick<Plan, 'tables'>): Shown => {
  const { names, declarations } = fields;
  const referred = referredLabels(fields, base, store);
  const labels: Labels = (table, id) => referred.get(table)!.map((byId) => byId.get(id)).find(Boolean) ?? '';
  const known = lastShown([locale, names, ...[...referred.values()].flat()]);
  return (record) => known.of(record, () => names.map((name, i) => fieldToCell(record[name], declarations[i]!.type, locale, labels)));
};

/** In how many fields the row shows what the record holds. */
export const agreement = (row: SheetRow, shown: readonly ModelValue[]): number => {
  let count = 0;
  for (let i = 0; i < shown.length; i++) if (showsValue(row.cells[i], shown[i]!)) count++;
  return count;
};

/** Does the row show the record, cell by cell, and nothing of it by a formula? Then there is nothing in it to read. */
export const isAsShown = ({ cells }: SheetRow, shown: readonly ModelValue[]): boolean => shown.every((value, i) => !cells[i]?.isFormula && showsValue(cells[i], value));

/** Does the row stand beside its own id? One that still has its code has not changed places: codes are sorted along with the rest. */
export const isInPlace = (row: SheetRow, shown: readonly ModelValue[], { names }: SheetFields): boolean => {
  const code = names.indexOf('code');
  return (code >= 0 && showsValue(row.cells[code], shown[code]!)) || agreement(row, shown) === shown.length;
};

const isFilled = (value: ModelValue): boolean => value !== null && value !== '';
/** In how many fields the row shows something that the record holds. */
export const filledAgreement = (row: SheetRow, shown: readonly ModelValue[]): number => shown.filter((value, i) => isFilled(value) && showsValue(row.cells[i], value)).length;
export const filledCount = (shown: readonly ModelValue[]): number => shown.filter(isFilled).length;
