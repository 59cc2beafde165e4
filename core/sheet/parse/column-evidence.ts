import type { PlanRecord } from '../../plan/plan';
import { recordsById } from '../../plan/records';
import type { TableName } from '../../plan/table-names';
import { tables } from '../../plan/tables';
import { fieldToCell } from '../cell-value';
import type { GridRow, GridWorksheet } from '../grid';
import { labelsOf, type SearchInput } from './parse-context';
import { showsValue } from './sheet-row';

/** What the base tells of a tab whose headers are in doubt. */
export interface Evidence {
  /** How many rows have the id of a record of the table in this column. */
  countIds(worksheet: GridWorksheet, column: number): number;
  /** The column that holds most ids of records; undefined where none holds any. */
  idColumn(worksheet: GridWorksheet): number | undefined;
  /** How many rows show in this column what their record holds in this field, and how many hold anything there or should. */
  agreement(worksheet: GridWorksheet, idColumn: number | undefined, field: string, column: number): { readonly same: number; readonly of: number };
}

const widthOf = ({ rows }: GridWorksheet): number => rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);

export const createEvidence = (input: SearchInput, table: TableName): Evidence => {
  let records: ReadonlyMap<string, PlanRecord> | undefined;
  const labels = labelsOf(input.base, input.store);
  const recordOf = ({ cells }: GridRow, column: number): PlanRecord | undefined => (records ??= recordsById(input.base.tables[table])).get(String(cells[column]?.value ?? ''));
  const countIds = ({ rows }: GridWorksheet, column: number): number => rows.filter((row) => recordOf(row, column)).length;
  return {
    countIds,
    idColumn: (worksheet) => {
      const counts = Array.from({ length: widthOf(worksheet) }, (_, column) => countIds(worksheet, column));
      const most = counts.reduce((highest, count) => Math.max(highest, count), 0);
      return most > 0 ? counts.indexOf(most) : undefined;
    },
    agreement: ({ rows }, idColumn, field, column) => {
      let same = 0;
      let of = 0;
      for (const row of rows) {
        const record = idColumn === undefined ? undefined : recordOf(row, idColumn);
        if (!record || (record[field] === undefined && row.cells[column] === undefined)) continue;
        of++;
        if (showsValue(row.cells[column], fieldToCell(record[field], tables[table].fields[field]!.type, input.stamped.stamp.locale, labels))) same++;
      }
      return { same, of };
    },
  };
};
