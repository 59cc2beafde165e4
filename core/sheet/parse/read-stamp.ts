import { isLocale } from '../../plan/locale';
import { currentFormat } from '../../plan/plan';
import { groupBy } from '../../plan/group-by';
import { headTable, type RecordTable } from '../../plan/records';
import { tableNames } from '../../plan/table-names';
import { createLastKnown, remembered } from '../../plan/remembered';
import type { Grid, GridRow, GridWorksheet } from '../grid';
import { stampMark, type OpenConflict, type Stamp } from '../stamp';

/** A column as the stamp has it: the header and the tab that it had when the workbook was rendered. */
export interface StampedColumn {
  readonly table: string;
  readonly field: string;
  readonly tab: string;
  readonly header: string;
}

export interface ReadStamp {
  readonly stamp: Stamp;
  readonly columns: readonly StampedColumn[];
  /** Names, by their keys, that the tabs which are no tables had when the workbook was written; the stamp's own as it is now. */
  readonly tabs: ReadonlyMap<string, string>;
}

/** Why a workbook is none of ours, or none that this version can read. */
export type StampFailure = { readonly kind: 'not-planark' } | { readonly kind: 'newer-format'; readonly format: string } | { readonly kind: 'damaged-stamp' };

const textAt = (cells: GridRow['cells'], column: number): string => String(cells[column]?.value ?? '');

/** Known by what stands in its first cell. */
export const isStamp = ({ rows }: Pick<GridWorksheet, 'rows'>): boolean => rows[0]?.index === 0 && textAt(rows[0].cells, 0) === stampMark && textAt(rows[0].cells, 1).startsWith('planark/');

type Rows = readonly (readonly string[])[];
type RowsOfKind = (kind: string) => Rows;

const isTable = (name: string): name is RecordTable => name === headTable || (tableNames as readonly string[]).includes(name);

const readOpenConflicts = (rowsOf: RowsOfKind): OpenConflict[] =>
  rowsOf('open').flatMap(([, table = '', id = '', field = '', revision = '']) =>
    isTable(table) ? [{ table, id, field: field === '' ? null : field, baseRevision: Number(revision) }] : []);

const readPairs = (rowsOf: RowsOfKind): Stamp | undefined => {
  const valueOf = (key: string): string => rowsOf(key)[0]?.[1] ?? '';
  const locale = valueOf('locale');
  const revision = Number(valueOf('revision'));
  if (!isLocale(locale) || !Number.isInteger(revision) || revision < 1 || valueOf('plan') === '') return undefined;
  const placedBelow = rowsOf('placed').map(([, id = '']) => id);
  const fingerprints = new Map(rowsOf('made').map(([, key = '', fingerprint = '']) => [key, fingerprint]));
  return { planId: valueOf('plan'), revision, hash: valueOf('hash'), locale, openConflicts: readOpenConflicts(rowsOf), fingerprints, ...(rowsOf('linked').length > 0 && { showsBudget: true }), ...(placedBelow.length > 0 && { placedBelow }) };
};

const stampWidth = 5;
const textsOf = remembered(({ cells }: GridRow): readonly string[] => Array.from({ length: stampWidth }, (_, column) => textAt(cells, column)));

type StampedColumns = ReadStamp['columns'];
const columnsByFirst = createLastKnown<readonly string[], StampedColumns>();
/** The columns that these rows tell of: the same list for the same rows, so that what follows from it is known. */
const columnsOf = (rows: Rows): StampedColumns => {
  const [known, [first]] = [columnsByFirst(rows), rows];
  const before = first && known.get(first);
  if (before) return before;
  const columns = rows.map(([, table = '', field = '', tab = '', header = '']) => ({ table, field, tab, header }));
  if (first) known.set(first, columns);
  return columns;
};

/** The stamp of a workbook: found by what stands in its first cell, whatever its tab is called. */
export const readStamp = ({ worksheets }: Grid): { ok: true; value: ReadStamp } | { ok: false; failure: StampFailure } => {
  const worksheet = worksheets.find(isStamp);
  if (!worksheet) return { ok: false, failure: { kind: 'not-planark' } };
  const rows = worksheet.rows.map(textsOf);
  const format = rows[0]![1]!;
  if (format !== currentFormat) return { ok: false, failure: { kind: 'newer-format', format } };
  const kinds = groupBy(rows, ([first]) => first!);
  const rowsOf: RowsOfKind = (kind) => kinds.get(kind) ?? [];
  const stamp = readPairs(rowsOf);
  if (!stamp) return { ok: false, failure: { kind: 'damaged-stamp' } };
  const tabs = rowsOf('tab').map(([, key = '', name = '']) => [key, name] as const);
  return { ok: true, value: { stamp, columns: columnsOf(rowsOf('column')), tabs: new Map([...tabs, ['stamp', worksheet.name]]) } };
};

const stampedTabs = remembered((columns: StampedColumns): ReadonlyMap<string, string> => new Map([...columns].reverse().map(({ table, tab }) => [table, tab])));
/** What the tab of a table was called when the workbook was written; undefined where the workbook tells of no column of it. */
export const stampedTab = ({ columns }: ReadStamp, table: string): string | undefined => stampedTabs(columns).get(table);

/** Was the tab, whether a table's or a generated one, begun to be written as a whole, and not ended? A host that may stop in between empties what the stamp has of it before. SPEC.md [W12] */
export const isBegun = ({ stamp }: ReadStamp, key: string): boolean => stamp.fingerprints?.get(key) === '';
/** Is there a tab, or are there the rows of a page, of which that is so? */
export const isAnyBegun = ({ stamp }: ReadStamp): boolean => [...(stamp.fingerprints ?? [])].some(([, fingerprint]) => fingerprint === '');

/** The fields of a table that the workbook was written without, by an older version; none where it tells of no column of the table. */
export const isNewField = ({ columns }: ReadStamp, table: string): ((field: string) => boolean) => {
  const known = new Set(columns.filter((column) => column.table === table).map(({ field }) => field));
  return (field) => known.size > 0 && !known.has(field);
};
