import { computePlan } from '../../plan/computed-plan';
import { headFieldEntries } from '../../plan/head-fields';
import { headRecord, headTable, type RecordTable } from '../../plan/records';
import type { Plan } from '../../plan/plan';
import { tableNames, type TableName } from '../../plan/table-names';
import { showsLooks, type Stamp } from '../stamp';
import type { GeneratedKey } from '../layout';
import { rowAt } from '../grid';
import type { WorksheetModel } from '../model';
import { fieldToCell } from '../cell-value';
import type { ShownConflict } from '../conflict';
import type { Places, StandingTabs, TablePlace } from '../parse/parse-context';
import { showsValue } from '../parse/sheet-row';
import { createLabels, keptCellKey, nothingKept, openWhereAnew, type RenderInput } from '../render/render-input';
import { renderHead } from '../render/render-head';
import { renderLists } from '../render/render-lists';
import { rowsKey } from '../render/fingerprints';
import { renderTable } from '../render/render-table';
import { renderGenerated, tabOrder, type GeneratedTabs, type WorkbookInput } from '../render/render-workbook';
import { isInPlace, pageCells, patchLists, patchPlain } from './patch-generated';
import { patchTable } from './patch-table';
import { recordRows } from './record-rows';
import { standingLayout } from './standing-layout';
import { brokenTables, wholePlaces, type WholePlace, type WholePlaces } from './whole-places';
import type { CellPatch, TabPatch, WorkbookPatch } from './workbook-patch';

const patchHead = ({ computed: { plan }, layout, kept }: RenderInput, place: WholePlace): TabPatch => {
  const record = headRecord(plan);
  const cells = headFieldEntries.flatMap(([field, { type }]): CellPatch[] => {
    const [row, column] = [place.rows.get(field)!, place.columns.get(field)!];
    const value = fieldToCell(record[field], type, layout.locale, () => '');
    return kept.cells.has(keptCellKey(headTable, record.id, field)) || showsValue(rowAt(place.whole.worksheet.rows, row)?.cells[column], value) ? [] : [{ row, column, value }];
  });
  return { tab: place.tab, cells };
};

/** Records whose rows a sync put below the others, now or before. */
const newBelow = (plan: Plan, table: TableName, place: TablePlace, { placedBelow = [] }: Stamp): string[] => {
  const records = plan.tables[table];
  const { rows, isWhole } = recordRows(records, place);
  if (isWhole && placedBelow.length === 0) return [];
  const before = new Set(placedBelow);
  return records.filter(({ id }, position) => before.has(id) || rows[position] === undefined).map(({ id }) => id);
};

/** Generated tabs that stand there and are needed no more: the one of conflicts where none is left. */
const unneededTabs = ({ generated }: Pick<StandingTabs, 'generated'>, conflicts: readonly ShownConflict[]): string[] => {
  const tab = generated.get('conflicts');
  return tab === undefined || conflicts.length > 0 ? [] : [tab.name];
};

/** A page whose frame stands as it would be made: what it lacks, undefined where all its rows are to be written. */
interface FramedPage {
  readonly page: WorksheetModel;
  readonly cells: readonly CellPatch[] | undefined;
}

/** The generated tabs: cells of the hidden ones that stand and of the pages, rows of the pages whose frame stands as it would be made and whose rows do not, and the others as a whole. */
const patchGenerated = (input: RenderInput, { pages, lists, stamp }: GeneratedTabs, { generated }: Pick<StandingTabs, 'generated'>, isRenewed: (key: string) => boolean): Omit<WorkbookPatch, 'anew' | 'order'> => {
  const [oldLists, oldStamp] = [generated.get('lists'), generated.get('stamp')];
  const knownStamp = oldStamp && showsLooks(oldStamp) ? oldStamp : undefined;
  const framedPage = (page: WorksheetModel): FramedPage[] => {
    const old = generated.get(page.key as GeneratedKey);
    if (!knownStamp || !old || isRenewed(page.key) || !isInPlace(page, old)) return [];
    return [{ page, cells: isRenewed(rowsKey(page.key)) ? undefined : pageCells(page, old) }];
  };
  const framed = pages.worksheets.flatMap(framedPage);
  const others = pages.worksheets.filter((page) => !framed.some((one) => one.page === page));
  return {
    tabs: [
      ...(oldLists ? [patchLists(lists, oldLists, isRenewed('lists'))] : []),
      ...(knownStamp ? [patchPlain(stamp, knownStamp)] : []),
      ...framed.flatMap(({ page: { name }, cells = [] }): TabPatch[] => (cells.length === 0 ? [] : [{ tab: name, cells, isPage: true }])),
    ],
    pages: framed.filter(({ cells }) => !cells).map(({ page }) => page),
    looksTab: input.layout.tabs.stamp,
    generated: { ...pages, worksheets: [...others, ...(oldLists ? [] : [renderLists(input, lists)]), ...(knownStamp ? [] : [stamp])] },
    removed: unneededTabs({ generated }, input.conflicts),
  };
};

/** A plan in a workbook as it stands. */
export const standingInput = ({ plan, stamp, today, isTodayFixed = false, kept = nothingKept, conflicts = [], linked }: WorkbookInput, places: Places, tabs: StandingTabs, whole: WholePlaces): RenderInput => {
  const placedBelow = [...whole.tables].flatMap(([table, place]) => newBelow(plan, table, place, stamp));
  const openConflicts = openWhereAnew(stamp, kept, (table) => (table === headTable ? !whole.head : !whole.tables.has(table)));
  return { computed: computePlan(plan, today), layout: standingLayout(plan, stamp.locale, places, whole, tabs, kept), stamp: { ...stamp, placedBelow, openConflicts }, kept, conflicts, isTodayFixed, linked };
};

export const noTables: ReadonlySet<RecordTable> = new Set();
const noPages: ReadonlySet<GeneratedKey> = new Set();

/**
 * What brings a workbook up to date that stands as these places say, and leaves alone whatever else is in it: SPEC.md [W1]-[W9]. The tab of a
 * table that lacks something of ours, or is named in `anew`, is written anew; a generated tab in `remade` is made as a whole.
 */
export const patchWorkbook = (given: WorkbookInput, places: Places, tabs: StandingTabs, anew = noTables, remade = noPages): WorkbookPatch => {
  const { plan, stamp } = given;
  const whole = wholePlaces(places, anew);
  const input = standingInput(given, places, tabs, whole);
  const { layout } = input;
  const labels = createLabels(plan.tables);
  const made = renderGenerated(input);
  const rendered = [...(whole.head ? [] : [renderHead(input)]), ...tableNames.filter((table) => !whole.tables.has(table)).map((table) => renderTable(input, table, labels))];
  // Columns of a tab that is written anew may stand elsewhere than before, and formulas of the other tabs name them.
  const isRenewed = (key: string): boolean => rendered.length > 0 || stamp.fingerprints?.get(key) !== made.fingerprints.get(key);
  const tables = [...whole.tables].map(([table, place]) => patchTable(input, table, place, labels, isRenewed(table)));
  const { generated, ...patch } = patchGenerated(input, made, { generated: new Map([...tabs.generated].filter(([key]) => !remade.has(key))) }, isRenewed);
  const worksheets = [...generated.worksheets, ...rendered];
  const there = new Set([...tabs.all, ...worksheets.map(({ name }) => name)]);
  return {
    ...patch,
    order: tabOrder(layout).filter((name) => there.has(name)),
    // The long tab of lists first: what it took is free again when the largest table is unpacked.
    tabs: [...patch.tabs, ...(whole.head ? [patchHead(input, whole.head)] : []), ...tables],
    generated: { ...generated, worksheets },
    anew: [...brokenTables(places), ...anew],
  };
};
