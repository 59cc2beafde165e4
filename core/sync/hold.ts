import type { SheetTables } from '../merge/decision';
import type { Plan } from '../plan/plan';
import { tableNames, type TableName } from '../plan/table-names';
import type { ParsedWorkbook } from '../sheet/parse/parse-workbook';
import type { Held } from './sync-result';

/** So many rows, or such a share of a table, may go without a question. */
const freeRows = 5;
const freeShare = 0.2;

interface Gone {
  readonly table: TableName;
  readonly gone: number;
  readonly of: number;
}

const goneFrom = (base: Plan, store: Plan, sheet: SheetTables, table: TableName): Gone => {
  const inSheet = new Set(sheet[table]?.rows.map(({ record }) => record.id));
  const inStore = new Set(store.tables[table].map(({ id }) => id));
  const gone = sheet[table] ? base.tables[table].filter(({ id }) => !inSheet.has(id) && inStore.has(id)).length : 0;
  return { table, gone, of: base.tables[table].length };
};

const isTooMany = ({ gone, of }: Gone): boolean => gone > Math.max(freeRows, of * freeShare) || (gone > 0 && gone === of);

/** Why a sync must wait for the person to confirm, or null: SPEC.md [Y4], [Y5]. */
export const holdSync = (base: Plan, store: Plan, { sheet, places, lostIds }: ParsedWorkbook): Held | null => {
  const told = ({ table, gone, of }: Gone) => ({ tab: places.get(table)!.tab, gone, of });
  const all = tableNames.map((table) => goneFrom(base, store, sheet, table));
  const lost = all.filter(({ table, gone }) => gone > 0 && lostIds.includes(table));
  if (lost.length > 0) return { reason: 'lost-ids', tables: lost.map(told) };
  const many = all.filter(isTooMany);
  return many.length > 0 ? { reason: 'many-deletions', tables: many.map(told) } : null;
};
