import type { PlanRecord } from '../../plan/plan';
import { createLastKnown } from '../../plan/remembered';
import type { TablePlace } from '../parse/parse-context';

/** Where the records of a table stand in its tab. */
export interface RecordRows {
  /** By the record's position in the plan; undefined where it has no row. */
  readonly rows: readonly (number | undefined)[];
  /** Every record has a row, and every row its record. */
  readonly isWhole: boolean;
}

/** Looked up once for all who ask in a sync, and no more than once for a tab and records that stay. */
const known = createLastKnown<TablePlace, RecordRows>();

export const recordRows = (records: readonly PlanRecord[], place: TablePlace): RecordRows => known([records]).of(place, () => {
  const rows = records.map(({ id }) => place.rows.get(id));
  return { rows, isWhole: rows.length === place.rows.size && !rows.includes(undefined) };
});
