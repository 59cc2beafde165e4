import type { SheetTables } from '../../merge/decision';
import { headTable, type RecordTable } from '../../plan/records';
import { tableNames, type TableName } from '../../plan/table-names';
import { tables } from '../../plan/tables';
import { columnLetters, isCellError, type GridWorksheet } from '../grid';
import type { Notice, Problem } from '../problem';
import type { KeptCells } from '../render/render-input';
import { findCopies, findTable, findTabs, type FoundTable } from './find-table';
import { findGenerated } from './generated-tabs';
import type { ParseInput, Places, StandingTabs } from './parse-context';
import { findHead, parseHead } from './parse-head';
import { identifyTable, namesInSheet, parseTable, type IdentifiedTable, type ParsedTable } from './parse-table';
import { parseChoices, type ParsedChoices } from './parse-choices';
import type { ReadingContext } from './read-cell';
import { createReferences, namedRecords, type NamedRecords, type References } from './references';
import { standingTabs } from './standing-tabs';

/** What a person's workbook says, told as records, problems and notices. */
export interface ParsedWorkbook {
  readonly sheet: SheetTables;
  readonly places: Places;
  readonly tabs: StandingTabs;
  /** What people chose for conflicts, by `conflictKey`. */
  readonly choices: ParsedChoices['choices'];
  /** Keys of the conflicts that the sheet shows. */
  readonly shownConflicts: ParsedChoices['shown'];
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  readonly kept: KeptCells;
  /** Tables whose hidden ids are gone: which rows are which records was found by content alone. */
  readonly lostIds: readonly TableName[];
  /** Names of the tabs that are the user's own. */
  readonly ownTabs: readonly string[];
  /** What is the user's own on our tabs, columns and rows above the headers: it does not come along where those are written anew. */
  readonly ownOnOurTabs: readonly OwnWork[];
}

/** Something of the user's own on the tab of a table: "Egen kolonne". */
export interface OwnWork {
  readonly table: TableName;
  readonly what: string;
}

/** What people wrote above the headers. */
const rowsAbove = ({ worksheet: { rows }, firstRow }: FoundTable): string[] =>
  rows.slice(0, firstRow - 1).flatMap(({ cells }) => cells.filter((cell) => cell !== undefined).slice(0, 1).map(({ value }) => String(isCellError(value) ? value.error : value)));

const ownColumns = ({ worksheet, ownColumns: columns, firstRow }: FoundTable): string[] =>
  columns.map((column) => String(worksheet.rows[firstRow - 1]?.cells[column]?.value ?? columnLetters(column)));

const ownTabs = ({ grid }: ParseInput, found: readonly FoundTable[], others: Iterable<GridWorksheet | undefined>): GridWorksheet[] => {
  const ours = new Set<GridWorksheet | undefined>([...others, ...found.map(({ worksheet }) => worksheet)]);
  return grid.worksheets.filter((worksheet) => !ours.has(worksheet));
};

const missingTables = ({ stamped, base }: ParseInput, found: readonly FoundTable[]): Notice[] =>
  tableNames.filter((table) => !found.some((one) => one.table === table) && base.tables[table].length > 0).map((table) => ({ code: 'TABLE_MISSING', tab: tables[table].tab[stamped.stamp.locale], cell: null, detail: '' }));

const copiedTabs = (input: ParseInput, found: readonly FoundTable[], others: readonly GridWorksheet[]): Notice[] =>
  found.flatMap(({ table, worksheet }) => findCopies(table, input, others).map(({ name }): Notice => ({ code: 'TAB_COPY', tab: name, cell: null, detail: worksheet.name })));

/** Reads references as the sheet has the names of records, new rows included, then as the base has them, then as the store. */
const readReferences = ({ base, store, stamped: { stamp } }: ParseInput, identified: ReadonlyMap<TableName, IdentifiedTable>): References => {
  const open = new Set(stamp.openConflicts.flatMap(({ table, id, field }) => (table === headTable || (field !== null && field !== tables[table].title) ? [] : [`${table}/${id}`])));
  const sources: NamedRecords[] = [
    (table) => (identified.has(table) ? namesInSheet(identified.get(table)!) : []),
    (table) => namedRecords(table, base.tables[table]),
    (table) => namedRecords(table, store.tables[table]),
  ];
  return createReferences(sources, (table, id) => open.has(`${table}/${id}`));
};

/** Reads a workbook as tables of records: SPEC.md [R1]-[R12], [I1]-[I19]. Nothing that stands in it makes it fail. */
export const parseWorkbook = (input: ParseInput): ParsedWorkbook => {
  const head = findHead(input.grid, input.stamped);
  const found = [...findTabs(input, head)].map(([table, worksheet]) => findTable(table, input, worksheet));
  const identified = new Map(found.map((one) => [one.table, identifyTable(input, one)]));
  const context: ReadingContext = { locale: input.stamped.stamp.locale, ...readReferences(input, identified) };
  const parsed = new Map<RecordTable, ParsedTable>(head ? [[headTable, parseHead(input, head, context)]] : []);
  for (const [table, one] of identified) parsed.set(table, parseTable(input, one, context));
  const all = [...parsed.values()];
  const generated = findGenerated(input.grid, input.stamped);
  const tabs = standingTabs(input, head, generated, found);
  const own = ownTabs(input, found, [head, ...generated.values(), ...tabs.emptied.values()]);
  const ownOnOurTabs = found.flatMap((one) => [...rowsAbove(one), ...ownColumns(one)].map((what): OwnWork => ({ table: one.table, what })));
  const { shown, choices, problems } = parseChoices(generated.get('conflicts'), context.locale);
  return {
    sheet: Object.fromEntries([...parsed].map(([table, { sheet }]) => [table, sheet])),
    places: new Map([...parsed].map(([table, { place }]) => [table, place])),
    tabs,
    choices,
    shownConflicts: shown,
    problems: [...all.flatMap((one) => one.problems), ...problems],
    notices: [...missingTables(input, found), ...copiedTabs(input, found, own), ...all.flatMap(({ notices }) => notices)],
    kept: { rows: all.flatMap(({ keptRows }) => keptRows), cells: new Map(all.flatMap(({ keptCells }) => [...keptCells])) },
    lostIds: [...identified.values()].filter(({ hasLostIds }) => hasLostIds).map(({ found: { table } }) => table),
    ownTabs: own.map(({ name }) => name),
    ownOnOurTabs,
  };
};
