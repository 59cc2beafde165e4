import type { GridRange, TabPatch, WorkbookPatch } from '../../core';
import { areaAddress, areasOf } from './areas';
import type { Entry } from './entries';
import { HostStop } from './host-stop';
import { formatAt, standsAt, tabNamed, usedArea, type RawBook, type RawTab } from './raw-book';
import type { Build } from './requests';

/** A table as it stands now. */
export interface StandingTable {
  readonly name: string;
  readonly area: GridRange;
}

/** What is known of a tab right before it is written. */
export interface CheckedTab {
  readonly raw: RawTab;
  /** Its protection, to be put back after; null where it has none. */
  readonly protection: Excel.WorksheetProtectionOptions | null;
  readonly tables: readonly StandingTable[];
  /** The table that grows, and how far down. */
  readonly growth?: { readonly table: StandingTable; readonly lastRow: number; readonly needsRules: boolean };
  /** Number formats of the cells to be written, where they are not those that were read. */
  readonly format: (row: number, column: number) => string;
}

const sameEntry = (a: Entry, b: Entry): boolean => a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= Math.abs(a) * 1e-12);

/** The first column holds the ids: where a row was put in or taken out, or rows were sorted, it is no longer the same. */
const idColumn = (raw: RawTab): GridRange[] => {
  const used = usedArea(raw);
  return used ? [{ ...used, right: used.left }] : [];
};

interface AskedCells {
  readonly area: GridRange;
  readonly range: Excel.Range;
}

const askCells = (sheet: Excel.Worksheet, areas: readonly GridRange[]): AskedCells[] =>
  areas.map((area) => {
    const range = sheet.getRange(areaAddress(area)).untrack();
    range.load('formulas,numberFormat');
    return { area, range };
  });

const stillStands = (raw: RawTab, { area, range }: AskedCells): boolean =>
  (range.formulas as Entry[][]).every((row, i) => row.every((formula, j) => {
    const was = standsAt(raw, area.top + i, area.left + j);
    // What a formula came to may be another by now, for which nobody did anything.
    return sameEntry(was, formula);
  }));

const askTables = (sheet: Excel.Worksheet, names: readonly string[]) =>
  names.map((name) => {
    const table = sheet.tables.getItemOrNullObject(name);
    table.load('showTotals');
    const range = table.getRange().untrack();
    range.load('rowIndex,columnIndex,rowCount,columnCount');
    return { name, table, range };
  });

type AskedTable = ReturnType<typeof askTables>[number];

const tableArea = ({ range: { rowIndex, columnIndex, rowCount, columnCount } }: AskedTable): GridRange =>
  ({ top: rowIndex, left: columnIndex, bottom: rowIndex + rowCount - 1, right: columnIndex + columnCount - 1 });

const holds = ({ top, left, bottom, right }: GridRange, row: number, column: number): boolean => row >= top && row <= bottom && column >= left && column <= right;

/** The table that the cells of a patch are in, or below. */
const tableOf = (tables: readonly AskedTable[], { cells, lastRow }: TabPatch): AskedTable | undefined =>
  lastRow === undefined ? undefined : tables.find((table) => cells.some(({ column }) => holds(tableArea(table), 0, column))) ?? tables[0];

const blocked = (tab: string): never => {
  throw new HostStop({ kind: 'blocked', isPartial: false, tab });
};

/** Where a table has to grow: not over a row of totals, nor over another table. */
const growthOf = (tab: string, tables: readonly AskedTable[], patch: TabPatch): { table: StandingTable; lastRow: number } | undefined => {
  const own = tableOf(tables, patch);
  if (!own || patch.lastRow === undefined) return undefined;
  const area = tableArea(own);
  if (patch.lastRow <= area.bottom - (own.table.showTotals ? 1 : 0)) return undefined;
  const grown = { ...area, bottom: patch.lastRow };
  const isInTheWay = (other: AskedTable): boolean => {
    const { top, left, bottom, right } = tableArea(other);
    return other !== own && top <= grown.bottom && bottom >= grown.top && left <= grown.right && right >= grown.left;
  };
  if (own.table.showTotals || tables.some(isInTheWay)) blocked(tab);
  return { table: { name: own.name, area }, lastRow: patch.lastRow };
};

const finderOf = (raw: RawTab, asked: readonly AskedCells[]) => (row: number, column: number): string => {
  const found = asked.find(({ area }) => holds(area, row, column));
  return (found?.range.numberFormat as string[][] | undefined)?.[row - found!.area.top]?.[column - found!.area.left] ?? formatAt(raw, row, column) ?? 'General';
};

/** Rules of the last row as it stands, and of the last row as it will be: do they reach that far? */
const askRules = (sheet: Excel.Worksheet, raw: RawTab, { lastRow, columns = 1 }: TabPatch): (() => boolean) => {
  const used = usedArea(raw);
  if (lastRow === undefined || !used || lastRow <= used.bottom) return () => false;
  const [old, last] = [Math.max(1, used.bottom), lastRow].map((row) => {
    const { dataValidation } = sheet.getRange(areaAddress({ top: row, bottom: row, left: 0, right: columns - 1 })).untrack();
    dataValidation.load('type');
    return dataValidation;
  });
  return () => last!.type === 'None' && old!.type !== 'None';
};

type Ask = () => CheckedTab;

const askTab = ({ workbook }: Excel.RequestContext, raw: RawTab, patch: TabPatch): Ask => {
  const sheet = workbook.worksheets.getItem(raw.name);
  sheet.protection.load('protected,options');
  const asked = askCells(sheet, areasOf(patch.cells));
  const ids = patch.lastRow === undefined ? [] : askCells(sheet, idColumn(raw));
  const tables = askTables(sheet, raw.tables);
  const rules = askRules(sheet, raw, patch);
  return () => {
    if (![...asked, ...ids].every((one) => stillStands(raw, one))) throw new HostStop({ kind: 'changed', isPartial: false, tab: raw.name });
    const there = tables.filter(({ table }) => !table.isNullObject);
    const growth = growthOf(raw.name, there, patch);
    return {
      raw, format: finderOf(raw, asked), protection: sheet.protection.protected ? (sheet.protection.options ?? {}) : null,
      tables: there.map((one) => ({ name: one.name, area: tableArea(one) })), ...(growth && { growth: { ...growth, needsRules: rules() } }),
    };
  };
};

const nothing = { cells: [] };

/**
 * Asks in one request whether all that is to be written still holds what was read, and what has to be known to write it. Stops with
 * `changed` where something else stands there, or a tab is gone; with `blocked` where a table cannot grow.
 */
export const checkTabs = (patch: WorkbookPatch, raw: RawBook): Build<ReadonlyMap<string, CheckedTab>> => {
  const wanted: TabPatch[] = [
    ...patch.tabs.filter(({ cells }) => cells.length > 0), ...patch.pages.map(({ name }) => ({ tab: name, ...nothing })), ...patch.generated.worksheets.map(({ name }) => ({ tab: name, ...nothing })),
  ];
  const standing = wanted.flatMap((one) => {
    const tab = tabNamed(raw, one.tab);
    return tab ? [{ tab, one }] : [];
  });
  return (context) => {
    const asked = standing.map(({ tab, one }) => askTab(context, tab, one));
    return () => new Map(asked.map((ask) => ask()).map((tab) => [tab.raw.name.toLowerCase(), tab]));
  };
};

