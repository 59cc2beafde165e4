import { isInOrder } from '../merge';
import type { Plan } from '../plan/plan';
import type { MayEdit } from '../plan/rights';
import { tableNames, type TableName } from '../plan/table-names';
import type { ParsedWorkbook } from '../sheet/parse/parse-workbook';
import type { OpenConflict } from '../sheet/stamp';
import type { Held } from './sync-result';

/** So many rows, or such a share of a table, may go without a question. */
const freeRows = 5;
const freeShare = 0.2;

interface Gone {
  readonly table: TableName;
  readonly gone: number;
  readonly of: number;
}

export interface Holding {
  readonly base: Plan;
  readonly store: Plan;
  readonly parsed: ParsedWorkbook;
  /** Conflicts that were open already. */
  readonly open: readonly OpenConflict[];
  /** Where somebody may remove nothing, there is nothing to confirm. */
  readonly mayEdit: MayEdit;
}

/** How many of the base's records the sheet would remove, since it has no row of them, though the store has them; those it was asked about before do not count again. */
const goneFrom = ({ base, store, parsed: { sheet }, open, mayEdit }: Holding, table: TableName): Gone => {
  const of = base.tables[table].length;
  if (!sheet[table] || sheet[table].hasUnknownRows || !mayEdit(table)) return { table, gone: 0, of };
  if (isInOrder(sheet[table].rows, base.tables[table])) return { table, gone: 0, of };
  const expected = new Set(store.tables[table].map(({ id }) => id));
  for (const { record } of sheet[table].rows) expected.delete(record.id);
  for (const id of sheet[table].staying ?? []) expected.delete(id);
  for (const conflict of open) if (conflict.table === table && conflict.field === null) expected.delete(conflict.id);
  return { table, gone: base.tables[table].filter(({ id }) => expected.has(id)).length, of };
};

const isTooMany = ({ gone, of }: Gone): boolean => gone > Math.max(freeRows, of * freeShare) || (gone > 0 && gone === of);

/** Why a sync must wait for the person to confirm, or null: SPEC.md [Y4], [Y5]. */
export const holdSync = (holding: Holding): Held | null => {
  const { parsed } = holding;
  const told = ({ table, gone, of }: Gone) => ({ tab: parsed.places.get(table)!.tab, gone, of });
  const all = tableNames.map((table) => goneFrom(holding, table));
  const lost = all.filter(({ table, gone }) => gone > 0 && parsed.lostIds.includes(table));
  if (lost.length > 0) return { reason: 'lost-ids', tables: lost.map(told) };
  const many = all.filter(isTooMany);
  return many.length > 0 ? { reason: 'many-deletions', tables: many.map(told) } : null;
};
