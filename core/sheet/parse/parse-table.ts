import type { SheetRecord, SheetTable } from '../../merge/decision';
import type { PlanRecord } from '../../plan/plan';
import { tables } from '../../plan/tables';
import type { TableName } from '../../plan/table-names';
import { cellAddress, columnLetters } from '../grid';
import type { ModelValue } from '../model';
import type { Notice, NoticeCode, Problem } from '../problem';
import { keptCellKey, type KeptRow } from '../render/render-input';
import type { FoundTable } from './find-table';
import { identifyRows, type IdentifiedRow } from './identify-rows';
import { keptValue, labelsOf, type ParseInput, type TablePlace } from './parse-context';
import { parseRecord, type FieldCell } from './parse-record';
import type { ReadingContext } from './read-cell';
import { cellText } from './read-cell';
import { createShown, sheetFields, sheetRows, showsValue, type SheetFields, type SheetRow, type Shown } from './sheet-row';
import type { Named } from './references';

/** A table of the sheet whose rows are known, and whose cells are yet to be read. */
export interface IdentifiedTable {
  readonly found: FoundTable;
  readonly fields: SheetFields;
  readonly shown: Shown;
  readonly rows: readonly IdentifiedRow[];
  readonly refused: readonly SheetRow[];
  /** The id column is gone or empty although the base has records. */
  readonly hasLostIds: boolean;
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

/** Finds out which record each row is. */
export const identifyTable = (input: ParseInput, found: FoundTable): IdentifiedTable => {
  const { table } = found;
  const fields = sheetFields(found);
  const rows = sheetRows(found, fields);
  const shown = createShown(fields, input.stamped.stamp.locale, labelsOf(input.base, input.store));
  const freshId = (seed: string): string => input.freshId(`${input.stamped.stamp.hash}|${table}|${seed}`);
  const hasLostIds = input.base.tables[table].length > 0 && rows.length > 0 && rows.every(({ idText }) => idText === '');
  return { found, fields, shown, hasLostIds, ...identifyRows({ rows, fields, records: recordsFor(input, table), shown, freshId }) };
};

/** Code and title of every row, so that rows of other tables can refer to it, new ones included. */
export const namesInSheet = ({ found, fields, rows }: IdentifiedTable): Named[] => {
  const text = (row: SheetRow, field: string): string => {
    const cell = row.cells[fields.names.indexOf(field)];
    return cell ? cellText(cell, 'en').trim() : '';
  };
  const { title } = tables[found.table];
  return rows.map(({ row, id, origin }) => ({ id, code: origin === 'copied' || origin === 'foreign' ? '' : text(row, 'code'), title: text(row, title) }));
};

const noticeOf: Partial<Record<IdentifiedRow['origin'], NoticeCode>> = { copied: 'COPIED_ROW', foreign: 'FOREIGN_ROW', recognised: 'ROW_RECOGNISED' };

const originNotices = ({ found, rows, fields }: IdentifiedTable, context: ReadingContext): Notice[] => {
  const tab = found.worksheet.name;
  const told = rows.flatMap(({ row, origin }): Notice[] => {
    const code = noticeOf[origin];
    return code ? [{ code, tab, cell: cellAddress(row.index, fields.columns[0] ?? 0), detail: row.cells.flatMap((cell) => (cell ? [cellText(cell, context.locale)] : [])).slice(0, 2).join(' · ') }] : [];
  });
  const restored = rows.filter(({ origin }) => origin === 'restored').length;
  return restored > 0 ? [...told, { code: 'IDS_RESTORED', tab, cell: null, detail: String(restored) }] : told;
};

const fieldCells = ({ found, fields, shown }: IdentifiedTable, { row, known }: IdentifiedRow): FieldCell[] => {
  const values = known && shown(known);
  return fields.names.map((field, i) => ({
    field, declaration: fields.declarations[i]!, header: found.headers.get(field)!, column: fields.columns[i]!, cell: row.cells[i], shown: values?.[i],
  }));
};

const isAsShown = ({ shown }: IdentifiedTable, { row, known }: IdentifiedRow): boolean =>
  known !== undefined && shown(known).every((value, i) => !row.cells[i]?.isFormula && showsValue(row.cells[i], value));

const isRequiredOfNew = (table: TableName, field: string): boolean => {
  const { type } = tables[table].fields[field]!;
  return 'required' in type && type.required === true;
};

/** Collects what the rows of one table come to. */
class TableParse {
  readonly sheetRows: SheetRecord[] = [];
  readonly problems: Problem[] = [];
  readonly keptRows: KeptRow[] = [];
  readonly keptCells = new Map<string, ModelValue>();
  readonly places = new Map<string, number>();
  readonly formulas = new Map<string, number>();
  private above: string | null = null;

  constructor(private readonly table: IdentifiedTable, private readonly context: ReadingContext) {}

  add(row: IdentifiedRow): void {
    if (isAsShown(this.table, row)) this.take(row, { record: row.known! });
    else this.read(row);
  }

  /** A row that is left as it is: its cells are written back where they stood. */
  keep(row: SheetRow): void {
    const cells = new Map(this.table.fields.names.map((field, i) => [field, keptValue(row.cells[i])]));
    this.keptRows.push({ table: this.table.found.table, below: this.above, cells });
  }

  refuse(row: SheetRow): void {
    const { worksheet, idColumn } = this.table.found;
    this.problems.push({ code: 'BAD_ID', tab: worksheet.name, cell: cellAddress(row.index, idColumn ?? 0), header: null, value: row.idText, expected: '' });
    this.keep(row);
  }

  private take({ id, row }: IdentifiedRow, record: SheetRecord): void {
    this.sheetRows.push(record);
    this.places.set(id, row.index);
    this.above = id;
  }

  private read(row: IdentifiedRow): void {
    const { found } = this.table;
    const cells = fieldCells(this.table, row);
    const parsed = parseRecord(cells, row.known, found.worksheet.name, row.row.index, this.context);
    this.problems.push(...parsed.problems);
    for (const field of parsed.formulas) this.formulas.set(field, (this.formulas.get(field) ?? 0) + 1);
    const lacking = row.known ? undefined : cells.find(({ field }) => isRequiredOfNew(found.table, field) && parsed.values[field] === undefined);
    if (lacking) this.refuseIncomplete(row, lacking);
    else this.take(row, { record: { id: row.id, ...parsed.values }, unread: parsed.unread });
    if (!lacking) for (const { field, cell } of cells) if (parsed.unread.has(field)) this.keptCells.set(keptCellKey(found.table, row.id, field), keptValue(cell));
  }

  private refuseIncomplete({ row }: IdentifiedRow, { column, header }: FieldCell): void {
    this.problems.push({ code: 'ROW_INCOMPLETE', tab: this.table.found.worksheet.name, cell: cellAddress(row.index, column), header, value: '', expected: header });
    this.keep(row);
  }
}

/** Reads every row of a table. */
export const parseTable = (table: IdentifiedTable, context: ReadingContext): ParsedTable => {
  const { found } = table;
  const parse = new TableParse(table, context);
  const inOrder = [...table.rows.map((row) => ({ index: row.row.index, run: () => parse.add(row) })), ...table.refused.map((row) => ({ index: row.index, run: () => parse.refuse(row) }))];
  if (table.refused.length > 0) inOrder.sort((a, b) => a.index - b.index);
  for (const { run } of inOrder) run();
  const tab = found.worksheet.name;
  const formulaNotices = [...parse.formulas].map(([field, count]): Notice => ({ code: 'FORMULA_RESULT', tab, cell: columnLetters(found.columns.get(field)!), detail: String(count) }));
  return {
    sheet: { rows: parse.sheetRows, missingFields: found.missingFields },
    place: { tab, rows: parse.places, columns: found.columns },
    problems: parse.problems,
    notices: [...found.notices, ...originNotices(table, context), ...formulaNotices],
    keptRows: parse.keptRows,
    keptCells: parse.keptCells,
  };
};
