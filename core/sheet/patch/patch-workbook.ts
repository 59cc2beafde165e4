import { computePlan } from '../../plan/computed-plan';
import { headFieldEntries } from '../../plan/head-fields';
import { headRecord, headTable } from '../../plan/records';
import type { Plan } from '../../plan/plan';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Stamp } from '../stamp';
import { fieldToCell } from '../cell-value';
import type { ShownConflict } from '../conflict';
import type { Places, StandingTabs, TablePlace } from '../parse/parse-context';
import { showsValue } from '../parse/sheet-row';
import { createLabels, keptCellKey, nothingKept, type RenderInput } from '../render/render-input';
import { renderGenerated, type WorkbookInput } from '../render/render-workbook';
import { patchTable } from './patch-table';
import { standingLayout } from './standing-layout';
import { rowsByIndex, wholePlaces, type WholePlace } from './whole-places';
import type { CellPatch, TabPatch, WorkbookPatch } from './workbook-patch';

const patchHead = ({ computed: { plan }, layout, kept }: RenderInput, place: WholePlace): TabPatch => {
  const record = headRecord(plan);
  const rows = rowsByIndex(place);
  const cells = headFieldEntries.flatMap(([field, { type }]): CellPatch[] => {
    const [row, column] = [place.rows.get(field)!, place.columns.get(field)!];
    const value = fieldToCell(record[field], type, layout.locale, () => '');
    return kept.cells.has(keptCellKey(headTable, record.id, field)) || showsValue(rows.get(row)?.cells[column], value) ? [] : [{ row, column, value }];
  });
  return { tab: place.tab, cells };
};

/** Records whose rows a sync put below the others, now or before. */
const newBelow = (plan: Plan, table: TableName, { rows }: TablePlace, { placedBelow = [] }: Stamp): string[] => {
  const before = new Set(placedBelow);
  return plan.tables[table].map(({ id }) => id).filter((id) => before.has(id) || !rows.has(id));
};

/** Generated tabs that stand there and are needed no more: the one of conflicts where none is left. */
export const unneededTabs = ({ generated }: StandingTabs, conflicts: readonly ShownConflict[] = []): string[] => {
  const tab = generated.get('conflicts');
  return tab === undefined || conflicts.length > 0 ? [] : [tab];
};

/**
 * What brings a workbook up to date that stands as these places say, and leaves alone whatever else is in it: SPEC.md [W1]-[W7]. Undefined
 * where a tab or a column of ours is gone: our tabs are then written anew.
 */
export const patchWorkbook = ({ plan, stamp, today, isTodayFixed = false, kept = nothingKept, conflicts = [] }: WorkbookInput, places: Places, tabs: StandingTabs): WorkbookPatch | undefined => {
  const whole = wholePlaces(places);
  if (!whole) return undefined;
  const layout = standingLayout(plan, stamp.locale, whole, tabs);
  const placedBelow = tableNames.flatMap((table) => newBelow(plan, table, whole.tables.get(table)!, stamp));
  const input: RenderInput = { computed: computePlan(plan, today), layout, stamp: { ...stamp, placedBelow }, kept, conflicts, isTodayFixed };
  const labels = createLabels(plan.tables);
  const tables = tableNames.map((table) => patchTable(input, table, whole.tables.get(table)!, labels));
  return { tabs: [patchHead(input, whole.head), ...tables], generated: renderGenerated(input), removed: unneededTabs(tabs, conflicts) };
};
