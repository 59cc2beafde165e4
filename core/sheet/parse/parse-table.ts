import type { SheetRecord, SheetTable } from '../../merge/decision';
import type { PlanRecord } from '../../plan/plan';
import type { FieldDeclaration } from '../../plan/field';
import { indexOf } from '../../plan/record-index';
import { storedFieldsOf, tables } from '../../plan/tables';
import { isNewRowId, maxRecords } from '../../plan/rules';
import type { TableName } from '../../plan/table-names';
import { cellAddress, columnLetters, rangeAddress, type GridRange } from '../grid';
import type { ModelValue } from '../model';
import type { Notice, NoticeCode, Problem, ProblemCode } from '../problem';
import { keptCellKey, type KeptRow } from '../render/render-input';
import type { FoundTable } from './find-table';
import { identifyRows, type Identification, type IdentifiedRow } from './identify-rows';
import { readLive } from './live-cells';
import { keptValue, type ParseInput, type TablePlace } from './parse-context';
import { createMergeProblems, parseRecord, type FieldCell } from './parse-record';
import type { ReadingContext } from './read-cell';
import { cellText } from './read-cell';
import { knownTable, rememberTable } from './known-tables';
import { createShown, sheetRows, type SheetRow, type SheetRows, type Shown } from './sheet-row';
import { isBegun } from './read-stamp';
import type { Named } from './references';
import { standingRows } from './standing-rows';
import type { SheetFields } from './table-columns';
import { wholeTab } from './whole-tab';

/** A table of the sheet whose rows are known, and whose cells are yet to be read. */
export interface IdentifiedTable {
  readonly found: FoundTable;
  readonly fields: SheetFields;
  readonly shown: Shown;
  readonly rows: readonly IdentifiedRow[];
  readonly refused: readonly SheetRow[];
  readonly overwritten: SheetRows['overwritten'];
  /** Merged ranges that reach over several rows, ids and all, where records are missing: what lies under them cannot be told. */
  readonly swallowing: readonly GridRange[];
  /** What is told of the figures that the treasurer's own table gives. */
  readonly liveNotices: readonly Notice[];
  readonly following: ReadonlySet<string>;
  /** The id column is gone or empty although the base has records. */
  readonly hasLostIds: boolean;
  /** What it is read as, where that is known already. */
  readonly parsed: ParsedTable | undefined;
  /** Every row has the id of its record and shows it, and no amount follows another table: nothing has to be read. */
  readonly isQuiet: boolean;
}

export interface ParsedTable {
  readonly sheet: SheetTable;
  readonly place: TablePlace;
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  readonly keptRows: readonly KeptRow[];
  readonly keptCells: ReadonlyMap<string, ModelValue>;
}

const recordsFor = ({ base, store }: ParseInput, table: TableName): Map<string, PlanRecord> =>
  new Map([...store.tables[table], ...base.tables[table]].map((record) => [record.id, record]));

const swallowingMerges = ({ base, store }: ParseInput, { table, worksheet: { merges = [] }, idColumn }: FoundTable, { rows }: Identification): GridRange[] => {
  const over = idColumn === undefined ? [] : merges.filter(({ top, bottom, left, right }) => bottom > top && left <= idColumn && right >= idColumn);
  if (over.length === 0) return [];
  const [there, stored] = [new Set(rows.map(({ id }) => id)), new Set(store.tables[table].map(({ id }) => id))];
  const isWhole = base.tables[table].every(({ id }) => there.has(id) || !stored.has(id));
  const tops = new Set(rows.map(({ row }) => row.index));
  return isWhole ? [] : over.filter(({ top }) => tops.has(top));
};

const identify = (input: ParseInput, { table, fields }: FoundTable, rows: readonly SheetRow[], shown: Shown): Identification & { readonly isStanding: boolean } => {
  const { base, store, stamped: { stamp } } = input;
  const [inBase, inStore] = [indexOf(base.tables[table]), indexOf(store.tables[table])];
  const standing = standingRows(rows, inBase, inStore, shown, fields);
  if (standing) return { rows: standing, refused: [], isStanding: true };
  const freshId = (seed: string): string => input.freshId(`${stamp.hash}|${table}|${seed}`);
  const lastingId = (seed: string): string => input.freshId(`${table}|${seed}`);
  return { ...identifyRows({ rows, fields, records: recordsFor(input, table), rendered: new Set(inBase.records.map(({ id }) => id)), shown, freshId, lastingId }), isStanding: false };
};

/** Finds out which record each row is. */
export const identifyTable = (input: ParseInput, found: FoundTable): IdentifiedTable => {
  const { table, fields } = found;
  const { live, notices, following } = readLive(input, found);
  const before = live === found ? knownTable(input, found) : undefined;
  if (before) return before;
  const shown = createShown(fields, input.stamped.stamp.locale, input.base, input.store);
  const { rows, overwritten } = sheetRows(live);
  const hasLostIds = input.base.tables[table].length > 0 && rows.length > 0 && rows.every(({ idText }) => idText === '' || isNewRowId(idText));
  const { isStanding, ...identified } = identify(input, found, rows, shown);
  const isQuiet = isStanding && live === found && !hasLostIds && identified.rows.every((row) => row.isAsShown);
  return { found, fields, shown, hasLostIds, liveNotices: notices, following, overwritten, ...identified, swallowing: swallowingMerges(input, found, identified), parsed: undefined, isQuiet };
};

/** Code and title of every row, so that rows of other tables can refer to it, new ones included. */
export const namesInSheet = ({ found, fields, rows }: IdentifiedTable): Named[] => {
  const text = (row: SheetRow, field: string): string => {
    const cell = row.cells[fields.names.indexOf(field)];
    return cell ? cellText(cell, 'en').trim() : '';
  };
  const { title } = tables[found.table];
  const isCopy = (origin: IdentifiedRow['origin']): boolean => origin === 'copied' || origin === 'foreign';
  return rows.map(({ row, id, origin }) => ({ id, code: text(row, 'code'), title: text(row, title), isCopy: isCopy(origin) }));
};

const noticeOf: Partial<Record<IdentifiedRow['origin'], NoticeCode>> = { copied: 'COPIED_ROW', foreign: 'FOREIGN_ROW', recognised: 'ROW_RECOGNISED' };

/** Of more rows than these that were known again, only the number is told. */
const mostTold = 5;

const originNotices = ({ found, rows, fields }: IdentifiedTable, places: ReadonlyMap<string, number>, context: ReadingContext): Notice[] => {
  const tab = found.worksheet.name;
  const others = rows.filter(({ origin }) => origin !== 'known');
  const recognised = others.filter(({ origin }) => origin === 'recognised').length;
  const areMany = recognised > mostTold;
  const told = others.filter(({ id }) => places.has(id)).flatMap(({ row, origin }): Notice[] => {
    const code = noticeOf[origin];
    return code && !(origin === 'recognised' && areMany) ? [{ code, tab, cell: cellAddress(row.index, fields.columns[0] ?? 0), detail: row.cells.flatMap((cell) => (cell ? [cellText(cell, context.locale)] : [])).slice(0, 2).join(' · ') }] : [];
  });
  const restored = others.filter(({ origin }) => origin === 'restored').length;
  return [
    ...told,
    ...(areMany ? [{ code: 'ROWS_RECOGNISED' as const, tab, cell: null, detail: String(recognised) }] : []),
    ...(restored > 0 ? [{ code: 'IDS_RESTORED' as const, tab, cell: null, detail: String(restored) }] : []),
  ];
};

/** The record that a row may differ from; one that was taken in before is read as the new row that it still is in the sheet. */
const comparedWith = ({ known, origin }: IdentifiedRow): PlanRecord | undefined => (origin === 'again' ? undefined : known);

/** A row that a sync took in before it heard of it has no code where the store gave it one. */
const lacksGivenCode = ({ row: { cells }, origin }: IdentifiedRow, { type }: FieldDeclaration, i: number): boolean => origin === 'taken' && type.kind === 'code' && cells[i] === undefined;

const fieldCells = ({ found, fields, shown }: IdentifiedTable, identified: IdentifiedRow, known: PlanRecord | undefined): FieldCell[] => {
  const { row } = identified;
  const values = known && shown(known);
  return fields.names.map((field, i) => {
    const [column, declaration] = [fields.columns[i]!, fields.declarations[i]!];
    const hiddenIn = found.hiddenIn(row.index, column);
    const value = values && lacksGivenCode(identified, declaration, i) ? null : values?.[i];
    return { field, declaration, header: found.headers.get(field)!, column, cell: hiddenIn && !values ? undefined : row.cells[i], shown: value, hiddenIn };
  });
};

/** What a new record of a table cannot be without. */
const requiredOfNew = (table: TableName): string[] => storedFieldsOf(table).flatMap(([field, { type }]) => ('required' in type && type.required === true ? [field] : []));

/** Collects what the rows of one table come to. */
class TableParse {
  readonly sheetRows: SheetRecord[] = [];
  readonly problems: Problem[] = [];
  readonly keptRows: KeptRow[] = [];
  readonly keptCells = new Map<string, ModelValue>();
  readonly places = new Map<string, number>();
  readonly formulas = new Map<string, number>();
  private above: string | null = null;
  private readonly mergeProblems: ReturnType<typeof createMergeProblems>;

  constructor(private readonly table: IdentifiedTable, private readonly context: ReadingContext) {
    this.mergeProblems = createMergeProblems(table.found.worksheet.name);
  }

  add(row: IdentifiedRow): void {
    if (row.isAsShown) this.take(row, { record: row.known! });
    else this.read(row);
  }

  /** A row that is left as it is: its cells are written back where they stood. */
  private keep(row: SheetRow, id: string | null): void {
    const { found, fields } = this.table;
    const cells = new Map(fields.names.map((field, i) => [field, keptValue(row.cells[i], fields.declarations[i]!.type)]));
    this.keptRows.push({ table: found.table, below: this.above, id, cells });
  }

  refuse(row: SheetRow): void {
    const { worksheet, idColumn } = this.table.found;
    this.problems.push({ code: 'BAD_ID', tab: worksheet.name, cell: cellAddress(row.index, idColumn ?? 0), header: null, value: row.idText, expected: '' });
    this.keep(row, row.idText);
  }

  private take({ id, row }: IdentifiedRow, record: SheetRecord): void {
    this.sheetRows.push(record);
    this.places.set(id, row.index);
    this.above = id;
  }

  private read(row: IdentifiedRow): void {
    const { found } = this.table;
    const known = comparedWith(row);
    const cells = fieldCells(this.table, row, known);
    const parsed = parseRecord(row.id, cells, known, found.worksheet.name, row.row.index, this.context);
    this.problems.push(...parsed.problems, ...this.mergeProblems(parsed.hidden, row.row.index));
    for (const field of parsed.formulas) this.formulas.set(field, (this.formulas.get(field) ?? 0) + 1);
    const lacking = row.known ? undefined : requiredOfNew(found.table).find((field) => parsed.record[field] === undefined);
    if (lacking !== undefined) return this.refuseNew(row, 'ROW_INCOMPLETE', lacking);
    if (!row.known && this.sheetRows.length >= maxRecords) return this.refuseNew(row, 'TABLE_FULL', undefined);
    this.take(row, row.origin === 'again' ? { record: row.known! } : { record: parsed.record, unread: parsed.unread });
    // What is hidden is written again, so that it is there when the cells are split.
    for (const { field, cell, declaration } of cells.filter((one) => !parsed.hidden.includes(one))) if (parsed.unread.has(field)) this.keptCells.set(keptCellKey(found.table, row.id, field), keptValue(cell, declaration.type));
  }

  /** A new row that cannot become a record stays in the sheet. */
  private refuseNew({ row }: IdentifiedRow, code: ProblemCode, field: string | undefined): void {
    const { worksheet, columns, table } = this.table.found;
    const header = field === undefined ? null : (this.table.found.headers.get(field) ?? tables[table].fields[field]!.header[this.context.locale]);
    const column = field === undefined ? 0 : columns.get(field);
    this.problems.push({ code, tab: worksheet.name, cell: column === undefined ? null : cellAddress(row.index, column), header, value: '', expected: header ?? String(maxRecords) });
    this.keep(row, isNewRowId(row.idText) ? row.idText : null);
  }
}

/** Columns that Planark computes and that a person wrote over, with the record's row still there. */
const lostFormulas = ({ found: { worksheet, formulaColumns }, overwritten }: IdentifiedTable): Notice[] =>
  formulaColumns.flatMap(([header, column]): Notice[] => (overwritten.has(column) ? [{ code: 'FORMULA_LOST', tab: worksheet.name, cell: columnLetters(column), detail: header }] : []));

const swallowingProblems = ({ found: { worksheet: { name } }, swallowing }: IdentifiedTable, told: readonly Problem[]): Problem[] =>
  swallowing.map((range): Problem => ({ code: 'MERGED_CELL', tab: name, cell: cellAddress(range.top, range.left), header: null, value: rangeAddress(range), expected: '' }))
    .filter(({ code, value }) => !told.some((problem) => problem.code === code && problem.value === value));

const readTable = ({ stamped }: ParseInput, table: IdentifiedTable, context: ReadingContext): ParsedTable => {
  const { found } = table;
  const parse = new TableParse(table, context);
  const add = (row: IdentifiedRow) => ({ index: row.row.index, run: () => parse.add(row) });
  if (table.refused.length === 0) for (const row of table.rows) parse.add(row);
  else for (const { run } of [...table.rows.map(add), ...table.refused.map((row) => ({ index: row.index, run: () => parse.refuse(row) }))].sort((a, b) => a.index - b.index)) run();
  const tab = found.worksheet.name;
  const formulaNotices = [...parse.formulas].map(([field, count]): Notice => ({ code: 'FORMULA_RESULT', tab, cell: columnLetters(found.columns.get(field)!), detail: String(count) }));
  return {
    sheet: { rows: parse.sheetRows, missingFields: found.missingFields, hasUnknownRows: table.refused.length > 0 || table.swallowing.length > 0 || isBegun(stamped, found.table) },
    place: { tab, rows: parse.places, columns: found.columns, following: table.following, whole: wholeTab(found, stamped) },
    problems: [...parse.problems, ...swallowingProblems(table, parse.problems)],
    notices: [...found.notices, ...originNotices(table, parse.places, context), ...formulaNotices, ...lostFormulas(table), ...table.liveNotices],
    keptRows: parse.keptRows,
    keptCells: parse.keptCells,
  };
};

/** Reads every row of a table; a tab on which there is nothing to read is known again as long as its rows and its records are the same. */
export const parseTable = (input: ParseInput, table: IdentifiedTable, context: ReadingContext): ParsedTable => {
  if (table.parsed) return table.parsed;
  const parsed = readTable(input, table, context);
  if (table.isQuiet) rememberTable(input, { ...table, parsed });
  return parsed;
};
