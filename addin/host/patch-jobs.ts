import { areasOf, isDateFormat, styledCell, textFormat, type CellPatch, type GridRange, type ModelCell, type TabPatch, type WorksheetModel } from '../../core';
import { addedFormat, addedJobs, widening } from './added-columns';
import { areaAddress } from './areas';
import { writeCells, type EntryCell } from './blocks';
import type { CheckedTab, StandingTable } from './check-tabs';
import { toFormula, writtenAs, type Entry, type Written } from './entries';
import { callBytes, job, type Job, type OpenBook } from './jobs';
import { setNumberFormat } from './paint';
import { formatAt, standsAt, usedArea, type RawTab } from './raw-book';
import { modelArea, paintAgain } from './sheet-looks';
import { daysBetweenSystems, fillTab, sizeColumns, sizeRows, type Looks, type Target } from './tab-jobs';

const entryOf = ({ value, formula }: Pick<CellPatch, 'value' | 'formula'>, format: string, is1904: boolean): Written => {
  if (formula !== undefined) return { entry: toFormula(formula) };
  return writtenAs(typeof value === 'number' && is1904 && isDateFormat(format) ? value - daysBetweenSystems : value, format === textFormat);
};

/** A cell of a new row is shown as the one above it in the last old row. */
const formatOf = ({ raw, growth, format }: CheckedTab) => (row: number, column: number): string =>
  (growth && row > growth.table.area.bottom && formatAt(raw, growth.table.area.bottom, column)) || format(row, column);

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

/** Number formats that cells lack; before what is written, which they say how to take. */
const formatJobs = (tab: CheckedTab, cells: readonly CellPatch[]): Job[] => {
  const wanted = formatOf(tab);
  const lacking = cells.filter(({ row, column }) => wanted(row, column) !== tab.format(row, column));
  return [...groupBy(lacking, ({ row, column }) => wanted(row, column))].flatMap(([format, group]) =>
    areasOf(group).map((area) => job(callBytes, (book) => setNumberFormat(book.sheet(tab.raw.name).getRange(areaAddress(area)), format))));
};

/** Where the rules end above the new rows, they come along with a copy of the last row, which is then emptied: only below all that anybody wrote. */
const ruleJobs = ({ raw, growth }: CheckedTab): Job[] => {
  if (!growth?.needsRules) return [];
  const { table: { area }, lastRow } = growth;
  return [job(callBytes * 2, (book) => {
    const top = Math.max(area.bottom, usedArea(raw)?.bottom ?? 0) + 1;
    const added = book.sheet(raw.name).getRange(areaAddress({ ...area, top, bottom: lastRow })).untrack();
    added.copyFrom(areaAddress({ ...area, top: area.bottom }), 'All');
    added.clear('Contents');
  })];
};

const resize = (tab: string, { name, area }: StandingTable, to: Partial<GridRange>): Job =>
  job(callBytes, (book) => book.sheet(tab).tables.getItem(name).resize(areaAddress({ ...area, ...to })));

/** The table takes in what was written below it and beside it. */
const growJobs = (tab: CheckedTab, patch: TabPatch): Job[] => {
  const [{ raw, growth }, wider] = [tab, widening(tab, patch)];
  if (growth && (!wider || wider.table.name === growth.table.name)) return [resize(raw.name, growth.table, { bottom: growth.lastRow, ...(wider && { right: wider.right }) })];
  return wider ? [resize(raw.name, wider.table, { right: wider.right })] : [];
};

/** The cells of a tab that stands; new rows are written below its table and new columns beside it, and it then takes them in. */
export const tabJobs = (tab: CheckedTab, patch: TabPatch, looks: Looks, { is1904 }: Target): Job[] => {
  const { cells } = patch;
  const format = formatOf(tab);
  const isOld = ({ column }: CellPatch): boolean => !patch.added?.columns.some((one) => one.column === column);
  const entries = cells.map((cell): EntryCell => ({ row: cell.row, column: cell.column, ...entryOf(cell, addedFormat(patch, looks, cell.row, cell.column) ?? format(cell.row, cell.column), is1904) }));
  return [...addedJobs(tab.raw.name, patch, looks), ...ruleJobs(tab), ...formatJobs(tab, cells.filter(isOld)), ...writeCells(tab.raw.name, entries), ...growJobs(tab, patch)];
};

const sameMerges = ({ merges }: RawTab, model: WorksheetModel): boolean => {
  const wanted = new Set(model.merges);
  return merges.length === wanted.size && merges.every((merge) => wanted.has(areaAddress(merge)));
};

/** The area that a page has, or had. */
const pageArea = (raw: RawTab, model: WorksheetModel) => {
  const [own, used] = [modelArea(model), usedArea(raw)];
  return { top: 0, left: 0, bottom: Math.max(own.bottom, used?.bottom ?? 0), right: Math.max(own.right, used?.right ?? 0) };
};

const textOf = (entry: Entry): Entry => (typeof entry === 'string' && entry.startsWith("'") ? entry.slice(1) : entry);

/** All cells of a page as they should be; what is no longer on it is emptied. */
const pageCells = (raw: RawTab, model: WorksheetModel, looks: Looks, { is1904 }: Target): EntryCell[] => {
  const { bottom, right } = pageArea(raw, model);
  const formatAtCell = (cell: ModelCell, column: number): string => {
    const style = cell === null ? undefined : (styledCell(cell).style ?? model.columns[column]?.style);
    return (style && looks[style].format) ?? 'General';
  };
  return Array.from({ length: bottom + 1 }, (_, row) => Array.from({ length: right + 1 }, (__, column) => {
    const cell = model.rows[row]?.[column] ?? null;
    return { row, column, ...entryOf(styledCell(cell), formatAtCell(cell, column), is1904) };
  })).flat();
};

const paintJob = (raw: RawTab, model: WorksheetModel, looks: Looks): Job => job(20_000 + model.rows.length * 60, (book) => paintAgain(book.sheet(raw.name), model, pageArea(raw, model), looks));

/** A page that nobody writes on, as it should be now: its cells, merges, looks and heights. The rest of its frame stands as it was made. */
export const pageJobs = (raw: RawTab, model: WorksheetModel, looks: Looks, target: Target): Job[] => {
  const area = pageArea(raw, model);
  const isMergedAlike = sameMerges(raw, model);
  return [
    ...(isMergedAlike ? [] : [job(callBytes, (book) => book.sheet(raw.name).getRange(areaAddress(area)).untrack().unmerge())]),
    paintJob(raw, model, looks),
    ...writeCells(raw.name, pageCells(raw, model, looks, target).filter(({ row, column, entry }) => standsAt(raw, row, column) !== textOf(entry))),
    job(model.rows.length * 10 + model.merges.length * callBytes, (book) => {
      const sheet = book.sheet(raw.name);
      if (!isMergedAlike) for (const merge of model.merges) sheet.getRange(merge).untrack().merge(false);
      sheet.getRange(`1:${area.bottom + 1}`).untrack().format.useStandardHeight = true;
      sizeRows(sheet, model);
    }),
  ];
};

/** All cells of a tab, without tables and merges; what stands in them stays. */
const looseCells = (book: OpenBook, { raw, tables }: CheckedTab): Excel.Range => {
  const sheet = book.sheet(raw.name);
  for (const { name } of tables) sheet.tables.getItem(name).convertToRange();
  const all = sheet.getRange().untrack();
  all.unmerge();
  return all;
};

/** A tab that stands and is made as a whole: emptied of all, then filled; its name, place and state stay. */
export const remakeJobs = (tab: CheckedTab, model: WorksheetModel, looks: Looks, title: string, target: Target): Job[] => [
  job(callBytes * 8, (book) => {
    const all = looseCells(book, tab);
    all.conditionalFormats.clearAll();
    all.dataValidation.clear();
    all.clear('All');
    all.columnHidden = false;
    all.rowHidden = false;
    all.format.useStandardHeight = true;
    book.sheet(tab.raw.name).freezePanes.unfreeze();
  }),
  ...fillTab({ ...model, name: tab.raw.name, isProtected: false }, looks, title, target),
];

/**
 * The stamp, made as a whole: written over as it stands, since a workbook whose stamp is empty for a moment is no plan's if Excel stops just then. All of its cells, also those that stood
 * right when it was read: of tabs that were begun some were emptied since. SPEC.md [X9]
 */
export const stampJobs = (tab: CheckedTab, model: WorksheetModel, looks: Looks, target: Target): Job[] => [
  job(callBytes * (1 + tab.tables.length), (book) => void looseCells(book, tab)),
  paintJob(tab.raw, model, looks),
  ...writeCells(tab.raw.name, pageCells(tab.raw, model, looks, target)),
  job(callBytes * model.columns.length, (book) => sizeColumns(book.sheet(tab.raw.name), model)),
];
