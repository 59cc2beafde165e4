import type { PlanRecord } from '../../plan/plan';
import type { RecordIndex } from '../../plan/record-index';
import { createNotes } from '../../plan/remembered';
import type { ModelValue } from '../model';
import type { IdentifiedRow } from './identify-rows';
import { isAsShown, isInPlace, type SheetRow, type Shown } from './sheet-row';
import type { SheetFields } from './table-columns';

/** A row held against the record whose id stands in it. */
interface Standing {
  readonly shown: readonly ModelValue[];
  readonly row: IdentifiedRow;
  readonly isInPlace: boolean;
}

/** Rows, and how they stood last: as long as their record would be shown the same, they still do. */
const known = createNotes<SheetRow, Standing>();

const hold = (row: SheetRow, record: PlanRecord, shown: readonly ModelValue[], fields: SheetFields): Standing => {
  const before = known.get(row);
  if (before?.shown === shown) return before;
  const isSame = isAsShown(row, shown);
  const standing: Standing = { shown, row: { row, id: record.id, known: record, origin: 'known', isAsShown: isSame }, isInPlace: isSame || isInPlace(row, shown, fields) };
  known.set(row, standing);
  return standing;
};

/**
 * The rows with their records, where each has the id of a record that no other has, and has not changed places with another: what `identifyRows`
 * comes to, without looking for copies, sorts and lost ids. Undefined where there may be such.
 */
export const standingRows = (rows: readonly SheetRow[], base: RecordIndex, store: RecordIndex, shown: Shown, fields: SheetFields): readonly IdentifiedRow[] | undefined => {
  const taken = new Set<string>();
  for (const { idText } of rows) taken.add(idText);
  if (taken.size < rows.length) return undefined;
  const standing: IdentifiedRow[] = [];
  for (const row of rows) {
    const inBase = base.get(row.idText);
    const record = inBase ?? store.get(row.idText);
    const one = record && hold(row, record, shown(record), fields);
    if (!one || (inBase && !one.isInPlace)) return undefined;
    standing.push(one.row);
  }
  return standing;
};
