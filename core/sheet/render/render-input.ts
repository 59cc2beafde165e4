import type { ComputedPlan, KnownPlan } from '../../plan/computed-plan';
import { recordLabel } from '../../plan/record-label';
import type { PlanRecord } from '../../plan/plan';
import type { RecordTable } from '../../plan/records';
import { createNotes, isSameList, remembered } from '../../plan/remembered';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Labels } from '../cell-value';
import type { ShownConflict } from '../conflict';
import type { LinkedBudget } from '../budget/linked-budget';
import type { WorkbookLayout } from '../layout';
import type { ModelValue } from '../model';
import type { OpenConflict, Stamp } from '../stamp';

/** A row of the sheet that could not become a record; it is written back as it was, below the record it stood under. */
export interface KeptRow {
  readonly table: TableName;
  readonly below: string | null;
  /** What stands in its id cell: an id that is none. */
  readonly id: string | null;
  readonly cells: ReadonlyMap<string, ModelValue>;
}

/** What a person wrote that makes no sense yet, and that a sync leaves as it is. */
export interface KeptCells {
  readonly rows: readonly KeptRow[];
  /** By `keptCellKey`. */
  readonly cells: ReadonlyMap<string, ModelValue>;
}
export const nothingKept: KeptCells = { rows: [], cells: new Map() };
export const keptCellKey = (table: RecordTable, id: string, field: string): string => `${table}/${id}/${field}`;

/** Conflicts that stay open in a sheet where the tabs of these tables are written anew: a cell that shows the stored value again hides nothing. */
export const openWhereAnew = ({ openConflicts }: Stamp, { cells }: KeptCells, isAnew: (table: RecordTable) => boolean): OpenConflict[] =>
  openConflicts.filter(({ table, id, field }) => field === null || !isAnew(table) || cells.get(keptCellKey(table, id, field)) !== null);

/** What the pages that people look at are made of. */
export interface PageInput {
  readonly computed: ComputedPlan;
  readonly layout: WorkbookLayout;
}

export interface RenderInput extends PageInput {
  readonly computed: KnownPlan;
  readonly stamp: Stamp;
  readonly kept: KeptCells;
  readonly conflicts: readonly ShownConflict[];
  /** The date is fixed, so the workbook does not ask the host for today's. */
  readonly isTodayFixed: boolean;
  /** Where the treasurer's own table stands in the same workbook. */
  readonly linked?: LinkedBudget | undefined;
}

export type LabelsById = ReadonlyMap<string, string>;
/** A table, its records' ids and labels, one text each, and the labels by the ids. */
interface LabelledRecords {
  readonly records: readonly PlanRecord[];
  readonly names: readonly string[];
  readonly byId: LabelsById;
}

/** By the first record of a table, and by the last: mostly one of them stays. The table before is forgotten, since its last record may now stand in the middle. */
const lastLabelled = createNotes<PlanRecord, LabelledRecords | undefined>();
const endsOf = (records: readonly PlanRecord[]): readonly PlanRecord[] => [...records.slice(0, 1), ...records.slice(-1)];

const noLabels: LabelsById = new Map();

/** Only records that are others than in the table before are looked at. */
const labelTable = (table: TableName, records: readonly PlanRecord[]): LabelsById => {
  const [first, end] = endsOf(records);
  if (!first || !end) return noLabels;
  const last = lastLabelled.get(first) ?? lastLabelled.get(end);
  const names = records.map((record, i) => (record === last?.records[i] ? last.names[i]! : `${record.id} ${recordLabel(table, record)}`));
  const byId = last && isSameList(names, last.names) ? last.byId : new Map(records.map((record) => [record.id, recordLabel(table, record)]));
  for (const record of endsOf(last?.records ?? [])) lastLabelled.set(record, undefined);
  for (const record of [first, end]) lastLabelled.set(record, { records, names, byId });
  return byId;
};

const labelsIn = Object.fromEntries(tableNames.map((table) => [table, remembered((records: readonly PlanRecord[]) => labelTable(table, records))])) as
  Readonly<Record<TableName, (records: readonly PlanRecord[]) => LabelsById>>;

/** Labels of a table's records, by id: the same object for the same ones, so that what shows them is known. */
export const labelsById = (table: TableName, records: readonly PlanRecord[]): LabelsById => labelsIn[table](records);

/** Labels of the records of a plan, those of a table made when one is first asked for. */
export const createLabels = (tables: { readonly [T in TableName]: readonly PlanRecord[] }): Labels => {
  const made: { [T in TableName]?: LabelsById } = {};
  return (table, id) => (made[table] ??= labelsById(table, tables[table])).get(id) ?? '';
};
