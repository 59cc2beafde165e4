import type { FieldDeclaration } from '../../plan/field';
import { createLastKnown, rememberedBy } from '../../plan/remembered';
import type { TableName } from '../../plan/table-names';
import { fieldsOf, isStored, storedFieldsOf, tables } from '../../plan/tables';
import type { GridRow, GridWorksheet } from '../grid';
import { tableLayout } from '../layout';
import { createEvidence } from './column-evidence';
import { findColumns } from './find-columns';
import type { HeaderRow, Headers } from './find-headers';
import type { SearchInput } from './parse-context';
import { isNewField } from './read-stamp';

/** The columns in which a table has its stored fields: the same object for the same ones, so that a row that was read under them is known. */
export interface SheetFields {
  readonly idColumn: number | undefined;
  readonly names: readonly string[];
  readonly declarations: readonly FieldDeclaration[];
  readonly columns: readonly number[];
  /** Columns of the derived fields. */
  readonly computed: readonly number[];
}

/** Which column is which field. */
export interface TableColumns {
  readonly idColumn: number | undefined;
  readonly fields: SheetFields;
  /** Zero-based columns of the stored fields that the sheet has. */
  readonly columns: ReadonlyMap<string, number>;
  readonly headers: ReadonlyMap<string, string>;
  readonly missingFields: ReadonlySet<string>;
  /** Zero-based columns of all fields that the sheet has, the derived ones too. */
  readonly allColumns: ReadonlyMap<string, number>;
  /** Fields that it lacks because an older version wrote it, the derived ones too. */
  readonly newFields: readonly string[];
  /** Fields whose header was rewritten or emptied. */
  readonly renamed: ReadonlySet<string>;
  /** Headers and zero-based columns of the derived fields that the sheet has. */
  readonly formulaColumns: readonly (readonly [string, number])[];
  /** Columns that are no field: the user's own. */
  readonly ownColumns: readonly number[];
}

/** The same list for the same fields, wherever their columns are: what a record is shown as does not change where columns were moved. */
const sameNames = rememberedBy((...names: readonly string[]): readonly string[] => names);

const sheetFields = rememberedBy((table: TableName, idColumn: number | null, stored: readonly (readonly [string, number])[], computed: readonly number[]): SheetFields => ({
  idColumn: idColumn ?? undefined,
  names: sameNames(...stored.map(([field]) => field)),
  declarations: stored.map(([field]) => tables[table].fields[field]!),
  columns: stored.map(([, column]) => column),
  computed,
}));

/** What stands in a header, as it is written. */
export const headerAt = ({ cells }: GridRow, column: number): string => String(cells[column]?.value ?? '').trim();

/** Columns that followed from the row of headers alone, and from what its headers were held against. */
const certainColumns = createLastKnown<GridRow, TableColumns>();

/** Finds the columns of a table under its headers. They are the same object again for the same row of headers, unless what stands below it had to tell. */
export const findTableColumns = (table: TableName, input: SearchInput, worksheet: GridWorksheet, { row, texts }: HeaderRow, known: Headers): TableColumns => {
  const certain = certainColumns([known]);
  const before = certain.get(row);
  if (before) return before;
  const { stamped } = input;
  const { isCertain, idColumn, fields, renamed, own } = findColumns(table, worksheet, texts, known, createEvidence(input, table), stamped);
  const stored = storedFieldsOf(table).map(([field]) => field);
  const columnsOf = (some: readonly string[]): (readonly [string, number])[] => some.flatMap((field) => (fields.has(field) ? [[field, fields.get(field)!] as const] : []));
  const headerOf = (field: string): string => headerAt(row, fields.get(field)!) || tables[table].fields[field]!.header[stamped.stamp.locale];
  const derived = columnsOf(fieldsOf(table).filter((entry) => !isStored(entry)).map(([field]) => field));
  const found: TableColumns = {
    idColumn,
    fields: sheetFields(table, idColumn ?? null, columnsOf(stored), derived.map(([, column]) => column)),
    columns: new Map(columnsOf(stored)),
    headers: new Map([...fields.keys()].map((field) => [field, headerOf(field)])),
    missingFields: new Set(stored.filter((field) => !fields.has(field))),
    allColumns: fields,
    newFields: tableLayout(table, stamped.stamp.locale).columns.map(({ field }) => field).filter((field) => !fields.has(field)).filter(isNewField(stamped, table)),
    renamed,
    formulaColumns: derived.map(([field, column]) => [headerOf(field), column]),
    ownColumns: own,
  };
  if (isCertain) certain.set(row, found);
  return found;
};
