import type { PlanRecord } from '../../core/plan/plan';

/** Baseline: the plain three-way merge of one table, a Map by id and a loop over the fields. */
export const mapById = (base: readonly PlanRecord[], store: readonly PlanRecord[], sheet: readonly PlanRecord[], fields: readonly string[]) => {
  const baseById = new Map(base.map((record) => [record.id, record]));
  const storeById = new Map(store.map((record) => [record.id, record]));
  const seen = new Set<string>();
  const merged: PlanRecord[] = [];
  const conflicts: string[] = [];
  const changes: string[] = [];
  for (const row of sheet) {
    seen.add(row.id);
    const before = baseById.get(row.id);
    const now = storeById.get(row.id);
    if (!before || !now) {
      if (!before) merged.push(row);
      continue;
    }
    const record: Record<string, unknown> = { ...now };
    for (const field of fields) {
      if (row[field] === now[field] || row[field] === before[field]) continue;
      if (now[field] === before[field]) {
        record[field] = row[field];
        changes.push(`${row.id}/${field}`);
      } else conflicts.push(`${row.id}/${field}`);
    }
    merged.push(record as unknown as PlanRecord);
  }
  for (const record of store) if (!seen.has(record.id) && !baseById.has(record.id)) merged.push(record);
  return { merged, conflicts, changes };
};
