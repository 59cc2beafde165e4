import type { SheetRecord, SheetTable } from '../merge/decision';
import { fieldKeys } from '../merge/merge-plan';
import { recordLabel } from '../plan/record-label';
import { declarationOf } from '../plan/declaration-of';
import type { Locale } from '../plan/locale';
import type { Plan, PlanRecord } from '../plan/plan';
import { indexOf, type RecordIndex } from '../plan/record-index';
import { headTable, recordsOf, sameRecord, sameValue, type RecordTable } from '../plan/records';
import type { MayEdit } from '../plan/rights';
import { cellAddress, type Grid } from '../sheet/grid';
import type { ModelValue } from '../sheet/model';
import { followingCell, keptValue, type TablePlace } from '../sheet/parse/parse-context';
import type { ParsedWorkbook } from '../sheet/parse/parse-workbook';
import type { Problem } from '../sheet/problem';
import { keptCellKey, type KeptRow } from '../sheet/render/render-input';
import { createCellAt, textOfCell, type CellAt } from './cell-at';
import { inChargeOf } from './in-charge';

interface Limiting {
  readonly table: RecordTable;
  readonly place: TablePlace;
  readonly base: RecordIndex;
  readonly store: RecordIndex;
  readonly cellAt: CellAt;
  readonly locale: Locale;
  readonly mayEdit: MayEdit;
}

/** What is left of a table's edits, and what was refused. */
interface Limited {
  readonly sheet: SheetTable;
  readonly place: TablePlace;
  readonly problems: readonly Problem[];
  readonly keptRows: readonly KeptRow[];
  readonly keptCells: readonly (readonly [string, ModelValue])[];
}

const fieldsRead = ({ table }: Limiting, sheet: SheetTable, { unread }: SheetRecord): string[] => fieldKeys(table).filter((field) => !sheet.missingFields.has(field) && !unread?.has(field));

/** Fields that were changed and may not be; what the store has by now is no change. */
const editedFields = (limiting: Limiting, sheet: SheetTable, row: SheetRecord): string[] => {
  const { table, base, store, mayEdit } = limiting;
  const sides = [base, store].flatMap((records) => records.get(row.record.id) ?? []);
  return fieldsRead(limiting, sheet, row).filter((field) => !mayEdit(table, field) && !sides.some((side) => sameValue(side[field], row.record[field])));
};

/** Is it an amount of the treasurer's own table, which nobody typed? Nobody is told, and no conflict comes of it: the next who may brings it. */
const isFollowing = ({ table, place }: Limiting, id: string, field: string): boolean => {
  const [row, column] = [place.rows.get(table === headTable ? field : id), place.columns.get(field)];
  return row !== undefined && column !== undefined && place.following?.has(followingCell(row, column)) === true;
};

/** Has the store another value than the one that the person changed? Then the merge tells a conflict, which nobody without the right settles. */
const isParted = ({ base, store }: Limiting, id: string, field: string): boolean => {
  const [before, now] = [base.get(id), store.get(id)];
  return !before || !now || !sameValue(before[field], now[field]);
};

const problemAt = (limiting: Limiting, code: Problem['code'], row: number | undefined, field: string | null, header: string | null, value: string): Problem => {
  const { place } = limiting;
  const column = field === null ? place.columns.values().next().value : place.columns.get(field);
  return { code, tab: place.tab, cell: row === undefined || column === undefined ? null : cellAddress(row, column), header, value, expected: inChargeOf(limiting.table, limiting.mayEdit, field ?? undefined) };
};

const refusedCell = (limiting: Limiting, id: string, field: string) => {
  const { table, place, cellAt, locale } = limiting;
  const { header, type } = declarationOf(table, field);
  const cell = cellAt(table, id, field);
  return {
    problem: problemAt(limiting, 'NOT_ALLOWED', place.rows.get(table === headTable ? field : id), field, header[locale], textOfCell(cell)),
    kept: [keptCellKey(table, id, field), keptValue(cell, type)] as const,
  };
};

const refusedRow = ({ table, place, cellAt }: Limiting, id: string, below: string | null): KeptRow => ({
  table: table as KeptRow['table'], below, id: null, cells: new Map([...place.columns.keys()].map((field) => [field, keptValue(cellAt(table, id, field), declarationOf(table, field).type)])),
});

const labelOf = ({ table }: Limiting, record: PlanRecord): string => (table === headTable ? '' : recordLabel(table, record));

/** The known record that stands above each new one. */
const aboveNew = ({ rows }: SheetTable, knownOf: (row: SheetRecord) => PlanRecord | undefined): Map<string, string | null> => {
  let last: string | null = null;
  const above = new Map<string, string | null>();
  for (const row of rows) {
    if (knownOf(row)) last = row.record.id;
    else above.set(row.record.id, last);
  }
  return above;
};

interface RefusedRemovals {
  readonly staying: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Rows that are gone: they come back; where the store has changed the record meanwhile, both keep their own and the conflict waits. */
const refuseRemovals = (limiting: Limiting, sheet: SheetTable): RefusedRemovals => {
  const { base, store } = limiting;
  const there = new Set(sheet.rows.map(({ record }) => record.id));
  const missing = base.records.filter(({ id }) => !there.has(id) && store.has(id) && !sheet.staying?.has(id));
  const staying = new Set(missing.filter((record) => sheet.hasUnknownRows === true || sameRecord(record, store.get(record.id))).map(({ id }) => id));
  // Whether the person took one away is not known either.
  const problems = (sheet.hasUnknownRows ? [] : missing).map((record) => problemAt(limiting, staying.has(record.id) ? 'REMOVAL_NOT_ALLOWED' : 'REMOVAL_WAITS', undefined, null, null, labelOf(limiting, record)));
  return { staying, problems };
};

/** One table without the edits that may not be: changed cells, new rows and missing rows are told, and are in the sheet as they were or come back. */
const limitTable = (limiting: Limiting, sheet: SheetTable): Limited => {
  const { base, store, place } = limiting;
  const knownOf = ({ record: { id } }: SheetRecord): PlanRecord | undefined => base.get(id) ?? store.get(id);
  const known = sheet.rows.filter(knownOf).map((row) => ({ row, all: editedFields(limiting, sheet, row) }));
  const edits = known.map(({ row, all }) => {
    const edited = all.filter((field) => !isFollowing(limiting, row.record.id, field));
    return { row, edited, following: all.filter((field) => !edited.includes(field)) };
  });
  const rows = edits.map(({ row, edited, following }) => ({ row, following, left: edited.filter((field) => !isParted(limiting, row.record.id, field)) }));
  const added = sheet.rows.filter((row) => !knownOf(row)).map(({ record }) => record);
  const removals = refuseRemovals(limiting, sheet);
  const above = aboveNew(sheet, knownOf);
  const newIds = new Set(added.map(({ id }) => id));
  const keptPlaces = new Map([...place.rows].filter(([id]) => !newIds.has(id)));
  return {
    sheet: { ...sheet, staying: new Set([...(sheet.staying ?? []), ...removals.staying]), rows: rows.map(({ row, left, following }) => (left.length + following.length === 0 ? row : { ...row, unread: new Set([...(row.unread ?? []), ...left, ...following]) })) },
    place: { ...place, rows: keptPlaces },
    problems: [
      ...edits.flatMap(({ row, edited }) => edited.map((field) => refusedCell(limiting, row.record.id, field).problem)),
      ...added.map((record) => problemAt(limiting, 'NOT_ALLOWED', place.rows.get(record.id), null, null, labelOf(limiting, record))),
      ...removals.problems,
    ],
    keptRows: added.map((record) => refusedRow(limiting, record.id, above.get(record.id) ?? null)),
    keptCells: rows.flatMap(({ row, left }) => left.map((field) => refusedCell(limiting, row.record.id, field).kept)),
  };
};

/** A workbook without the edits that the person may not make. Each is told as a problem with its cell and stays in the sheet; the rest goes on: SPEC.md [Y29]. */
export const limitEdits = (parsed: ParsedWorkbook, grid: Grid, plans: { readonly base: Plan; readonly store: Plan }, locale: Locale, mayEdit: MayEdit): ParsedWorkbook => {
  const cellAt = createCellAt(grid, parsed.places);
  const limited = Object.entries(parsed.sheet).flatMap(([name, sheet]) => {
    const table = name as RecordTable;
    if (fieldKeys(table).every((field) => mayEdit(table, field))) return [];
    const [base, store] = [indexOf(recordsOf(plans.base, table)), indexOf(recordsOf(plans.store, table))];
    return [[table, limitTable({ table, place: parsed.places.get(table)!, base, store, cellAt, locale, mayEdit }, sheet)] as const];
  });
  if (limited.length === 0) return parsed;
  const all = limited.map(([, one]) => one);
  return {
    ...parsed,
    sheet: { ...parsed.sheet, ...Object.fromEntries(limited.map(([table, { sheet }]) => [table, sheet])) },
    places: new Map([...parsed.places, ...limited.map(([table, { place }]) => [table, place] as const)]),
    problems: [...parsed.problems, ...all.flatMap(({ problems }) => problems)],
    kept: { rows: [...parsed.kept.rows, ...all.flatMap(({ keptRows }) => keptRows)], cells: new Map([...parsed.kept.cells, ...all.flatMap(({ keptCells }) => keptCells)]) },
  };
};

