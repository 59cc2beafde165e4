import type { Plan } from '../plan/plan';
import { headFieldEntries } from '../plan/head-fields';
import { headRecord, headTable, mapTables, planFromHead, retireCodes, type RecordTable } from '../plan/records';
import { storedFieldsOf } from '../plan/tables';
import { tableNames, type TableName } from '../plan/table-names';
import type { Decision, Settle, SheetTables } from './decision';
import { mergeRecord, type RecordMerge } from './merge-record';
import { mergeTable } from './merge-table';

export interface PlanMerge {
  /** What the workbook was rendered from. */
  readonly base: Plan;
  /** What the store has now. */
  readonly store: Plan;
  readonly sheet: SheetTables;
  /** Conflicts stay open where it is left out. */
  readonly settle?: Settle;
}

export interface MergedPlan {
  readonly plan: Plan;
  readonly decisions: readonly Decision[];
}

const headKeys = headFieldEntries.map(([key]) => key);
const keysOf = Object.fromEntries<readonly string[]>(tableNames.map((table) => [table, storedFieldsOf(table).map(([key]) => key)])) as Record<TableName, readonly string[]>;
/** Keys of the stored fields of a table, in the order of its columns; of the head where it is named. */
export const fieldKeys = (table: RecordTable): readonly string[] => (table === headTable ? headKeys : keysOf[table]);

const noFields: ReadonlySet<string> = new Set();
const leaveOpen: Settle = () => undefined;

/** Three-way merge of a whole plan, per field and by record id. Pure; the laws stand in SPEC.md. */
export const mergePlan = ({ base, store, sheet, settle = leaveOpen }: PlanMerge): MergedPlan => {
  const decisions: Decision[] = [];
  const mergeOf = <T extends RecordTable>(table: T): RecordMerge & { table: T } =>
    ({ table, fields: fieldKeys(table), missingFields: sheet[table]?.missingFields ?? noFields, settle, decisions });
  const [headRow] = sheet[headTable]?.rows ?? [];
  const head = headRow ? mergeRecord(mergeOf(headTable), headRecord(base), headRecord(store), headRow) : headRecord(store);
  const tables = mapTables((table: TableName) => {
    const rows = sheet[table];
    return rows ? mergeTable(mergeOf(table), base.tables[table], store.tables[table], rows) : store.tables[table];
  });
  return { plan: planFromHead({ ...store, tables, retired: retireCodes(store, tables) }, head), decisions };
};
