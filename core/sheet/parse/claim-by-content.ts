import { groupBy } from '../../plan/group-by';
import type { PlanRecord } from '../../plan/plan';
import { codeKey } from '../../plan/rules';
import type { Claims, IdentifyInput } from './identify-rows';
import { cellText } from './read-cell';
import { contentKey, filledAgreement, filledCount, shownKey, type SheetRow } from './sheet-row';

const rowCode = ({ fields }: IdentifyInput, row: SheetRow): string => {
  const cell = row.cells[fields.names.indexOf('code')];
  return cell ? codeKey(cellText(cell, 'en').trim()) : '';
};

/** Rows that say nothing of who they are: without an id, or with one that no record has. A copy says too much. */
export const unclaimedRows = ({ rows, records }: IdentifyInput, claims: Claims): SheetRow[] => rows.filter((row) => !claims.has(row) && !records.has(row.idText));

/**
 * Rows without an id of their own that are records which the sheet lost the id of: the same content, or the same code and at least half of
 * the rest. Where another row has kept the id that stands beside them, they are copies only if they show no such record.
 */
export const claimByContent = (input: IdentifyInput, claims: Claims): void => {
  const { shown, records, rendered } = input;
  const taken = new Set([...claims.values()].map(({ id }) => id));
  const lost = [...records.values()].filter(({ id }) => rendered.has(id) && !taken.has(id));
  const rows = lost.length > 0 ? input.rows.filter((row) => !claims.has(row)) : [];
  if (rows.length === 0) return;
  const byContent = groupBy(lost, (record) => shownKey(shown(record)));
  const byCode = groupBy(lost.filter(({ code }) => code !== undefined), (record) => codeKey(String(record['code'])));
  const take = (row: SheetRow, record: PlanRecord | undefined): void => {
    if (!record || claims.has(row) || taken.has(record.id)) return;
    taken.add(record.id);
    claims.set(row, { id: record.id, origin: 'recognised' });
  };
  const isAlike = (row: SheetRow, record: PlanRecord): boolean => (filledAgreement(row, shown(record)) - 1) * 2 >= filledCount(shown(record)) - 1;
  for (const row of rows) take(row, byContent.get(contentKey(row))?.shift());
  for (const row of rows) take(row, byCode.get(rowCode(input, row))?.find((record) => isAlike(row, record)));
};
