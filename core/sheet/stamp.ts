import type { Locale } from '../plan/locale';
import type { RecordTable } from '../plan/records';
import { currentFormat } from '../plan/plan';
import { remembered } from '../plan/remembered';
import { tableNames } from '../plan/table-names';
import { liveTable } from './budget/live-fields';
import type { WorkbookLayout } from './layout';
import { rowAt, type GridWorksheet } from './grid';
import { styleNames, worksheet, type ModelCell, type WorksheetModel } from './model';

/** A conflict that was left open: the sheet still has its own value, and its base is the revision where the two parted. */
export interface OpenConflict {
  readonly table: RecordTable;
  readonly id: string;
  /** null where one side removed the record. */
  readonly field: string | null;
  readonly baseRevision: number;
}

/** What a workbook says of itself, on its hidden tab: which plan and revision it shows, and what each column is. */
export interface Stamp {
  readonly planId: string;
  readonly revision: number;
  /** Hash of that revision: who holds the workbook is a witness of the history. */
  readonly hash: string;
  readonly locale: Locale;
  readonly openConflicts: readonly OpenConflict[];
  /** Ids of records that came from the store and were put below the others: their place in the sheet is no person's choice. */
  readonly placedBelow?: readonly string[];
  /** What the tabs were made of, by their keys, when they were written last. */
  readonly fingerprints?: ReadonlyMap<string, string>;
  /** The plan's budget shows figures of the treasurer's own table by formulas. */
  readonly showsBudget?: boolean;
}

/** First cell of the stamp: what the tab is known by. */
export const stampMark = 'planark';

const pairNames = [stampMark, 'plan', 'revision', 'hash', 'locale'];
const pairs = ({ planId, revision, hash, locale }: Stamp): ModelCell[][] => [currentFormat, planId, revision, hash, locale].map((value, i) => [pairNames[i]!, value]);

/** Rows of the stamp: `column` table, field, tab, header; in the order of the columns. */
const columnRows = ({ tables }: WorkbookLayout): ModelCell[][] =>
  tableNames.flatMap((table) => tables[table].columns.map(({ field, header }) => ['column', table, field, tables[table].tab, header]));

/** Rows of the stamp: `tab`, key, name; the tabs that are no tables. */
const tabRows = ({ tabs }: WorkbookLayout): ModelCell[][] => Object.entries(tabs).map(([key, name]) => ['tab', key, name]);

/** Zero-based column of the stamp in which each look is seen on a cell, row by row: what is written later looks alike, whatever host saved the file between. */
export const lookColumn = 5;

/** Can every look be seen on this tab? */
export const showsLooks = ({ rows }: GridWorksheet): boolean => styleNames.every((name, row) => rowAt(rows, row)?.cells[lookColumn]?.value === name);

const withLook = (cells: readonly ModelCell[], row: number): readonly ModelCell[] => {
  const style = styleNames[row];
  return style === undefined ? cells : [...Array.from({ length: lookColumn }, (_, column) => cells[column] ?? null), { value: style, style }];
};

/** The first rows below those of the plan and its revision: the same ones for a layout that stays. All looks find a row there: pages would be made as a whole by each sync otherwise. */
const layoutRows = remembered((layout: WorkbookLayout): readonly (readonly ModelCell[])[] => {
  const rows = [...tabRows(layout), ...columnRows(layout)];
  if (pairNames.length + rows.length < styleNames.length) throw new Error('The stamp has fewer rows than there are looks.');
  return rows.map((cells, i) => withLook(cells, pairNames.length + i));
});

/** The very hidden tab that makes a workbook a Planark workbook. */
export const renderStamp = (stamp: Stamp, layout: WorkbookLayout): WorksheetModel =>
  worksheet({
    key: 'stamp',
    name: layout.tabs.stamp,
    state: 'veryHidden',
    columns: [14, 24, 24, 24, 24, 14].map((width) => ({ width, style: 'plain' })),
    rows: [
      ...pairs(stamp).map(withLook),
      ...layoutRows(layout),
      ...stamp.openConflicts.map(({ table, id, field, baseRevision }): ModelCell[] => ['open', table, id, field ?? '', baseRevision]),
      ...[...(stamp.fingerprints ?? [])].map(([key, fingerprint]): ModelCell[] => ['made', key, fingerprint]),
      ...(stamp.showsBudget ? [['linked', liveTable]] : []),
      ...(stamp.placedBelow ?? []).map((id): ModelCell[] => ['placed', id]),
    ],
    tone: 'hidden',
  });
