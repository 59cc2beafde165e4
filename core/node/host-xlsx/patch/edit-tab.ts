import { cellAddress } from '../../../sheet/grid';
import { formatRange, growRanges, rangeOver, toRange, type CellRange, type Growth } from './cell-ranges';
import type { PackageDraft } from './package-draft';
import { editRows, type RowTask, type Styling } from './row-edits';
import { moveMasters } from './shared-formulas';
import { mapSheet, type SheetMap } from './sheet-map';
import { growTable, renameColumns, tablesOf } from './sheet-tables';
import { applySplices, splicedPieces, type Splice } from './splices';
import { growthOf, planTab, type TabPlan } from './tab-plan';
import { createStyleFinder, lendingRows } from './tab-styles';
import type { PatchWarning, TabEdits } from './xlsx-patch';
import { findArrays, type SharedMaster } from './walk-formulas';
import { isPlainUtf8, openXml } from './xml-encoding';

/** What came of editing a tab. `touchesFormulas`: a formula cell was added, taken away or written over. */
export interface TabOutcome {
  readonly warnings: readonly PatchWarning[];
  readonly touchesFormulas: boolean;
}

/** The content of a written cell, by its place; undefined for cells that only get a style. */
const writtenCells = (rows: readonly RowTask[]): ReadonlySet<string> =>
  new Set(rows.flatMap(({ row, cells }) => cells.filter(({ content }) => content).map(({ column }) => cellAddress(row, column))));

const oldCells = (map: SheetMap) => [...map.rows].flatMap(([row, elements]) => elements.flatMap(({ cells }) => cells.map((cell) => ({ row, cell }))));

const lostMasters = (map: SheetMap, written: ReadonlySet<string>): readonly SharedMaster[] =>
  oldCells(map).flatMap(({ row, cell: { column, formula } }) =>
    (formula?.type === 'shared' && formula.text !== '' && written.has(cellAddress(row, column)) ? [{ shared: formula.shared, row, column, text: formula.text, range: toRange(formula.ref) }] : []));

const touchesFormulas = (map: SheetMap, rows: readonly RowTask[], written: ReadonlySet<string>): boolean =>
  rows.some(({ cells }) => cells.some(({ content }) => content?.formula !== undefined))
  || oldCells(map).some(({ row, cell }) => cell.formula !== undefined && written.has(cellAddress(row, cell.column)));

/** The used range, as far as it is a plain one: readers that stream trust it. */
const widenDimension = (ref: string, rows: readonly RowTask[]): string => {
  const range = toRange(ref);
  const corners = ({ top, left, bottom, right }: CellRange) => [{ row: top, column: left }, { row: bottom, column: right }];
  const places = rows.flatMap(({ row, cells }) => cells.map(({ column }) => ({ row, column })));
  const wider = range && rangeOver([...corners(range), ...places]);
  return range && wider && formatRange(wider) !== formatRange(range) ? formatRange(wider) : ref;
};

const growRefs = (map: SheetMap, rows: readonly RowTask[], growth: Growth | undefined): Splice[] =>
  map.refs.flatMap(({ kind, from, to, value }) => {
    const grown = kind === 'dimension' ? widenDimension(value, rows) : growth ? growRanges(value, growth) : value;
    return grown === value ? [] : [{ from, to, text: grown }];
  });

const wantedRows = ({ rows, table, growth }: TabPlan): readonly number[] => {
  const edited = rows.map(({ row }) => row);
  return [...new Set([...edited, ...lendingRows(edited, table, growth)])].sort((a, b) => a - b);
};

const isNewRow = ({ growth }: TabPlan) => (row: number): boolean => growth !== undefined && row > growth.oldLast && row <= growth.newLast;

/** Edits one tab: its sheet part, and its table's when that grows. Refuses what the reader refuses in these parts. */
export const editTab = (draft: PackageDraft, part: string, edits: TabEdits, toStored: Styling['toStored']): TabOutcome => {
  const tables = tablesOf(draft, part);
  if (edits.cells.length === 0 && !growthOf(edits, tables)) return { warnings: [], touchesFormulas: false };
  const opened = openXml(draft.read(part), part);
  const plan = planTab(edits, tables, findArrays(opened.bytes, part));
  const map = mapSheet(opened.bytes, part, wantedRows(plan));
  const written = writtenCells(plan.rows);
  const styling = { styleFor: createStyleFinder(map, plan.table, plan.growth), isNewRow: isNewRow(plan), toStored };
  const splices = [
    ...growRefs(map, plan.rows, plan.growth),
    ...editRows(map, plan.rows, styling),
    ...moveMasters(opened.bytes, part, lostMasters(map, written), (row, column) => written.has(cellAddress(row, column))),
  ];
  if (splices.length > 0) draft.write(part, isPlainUtf8(opened) ? splicedPieces(opened.bytes, splices) : opened.seal(applySplices(opened.bytes, splices)));
  renameColumns(draft, tables, edits.cells);
  if (plan.table && plan.growth) growTable(draft, plan.table, plan.growth);
  return { warnings: plan.warnings, touchesFormulas: touchesFormulas(map, plan.rows, written) };
};
