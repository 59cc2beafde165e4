import { groupBy } from '../../plan/group-by';
import type { PlanRecord } from '../../plan/plan';
import type { TableName } from '../../plan/table-names';
import type { Standing } from '../layout';
import type { KeptCells } from './render-input';

/** Where the records of a table that is written anew stand: rows that are no records push those below them down. Undefined where none does. */
export const standingBesideKept = (table: TableName, records: readonly PlanRecord[], { rows }: KeptCells): Standing | undefined => {
  const kept = groupBy(rows.filter((row) => row.table === table), ({ below }) => below ?? '');
  if (kept.size === 0) return undefined;
  const countBelow = (id: string): number => kept.get(id)?.length ?? 0;
  let next = 1 + countBelow('');
  const standing = records.map(({ id }) => {
    const row = next;
    next += 1 + countBelow(id);
    return row;
  });
  return { columns: new Map(), rows: standing };
};
