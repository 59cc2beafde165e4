import type { GridRange, TabPatch, WorkbookPatch } from '../../core';
import { areaAddress } from './areas';
import { askCells, changed, guardOf, stillStands, wholeGuard, type AskedCells, type Guard, type OwnCells } from './guards';
import { HostStop } from './host-stop';
import { formatAt, tabNamed, usedArea, type RawBook, type RawTab } from './raw-book';
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
  /** What has to stand as it was read; nothing on a page that is nobody's to write on. */
  readonly guard?: Guard;
  /** Number formats of the cells to be written, where they are not those that were read. */
  readonly format: (row: number, column: number) => string;
}

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

const guardFor = (raw: RawTab, { patch, isRemade }: Wanted): Guard | undefined => (patch.cells.length > 0 ? guardOf(raw, patch) : isRemade ? wholeGuard(raw) : undefined);

const askTab = ({ workbook }: Excel.RequestContext, raw: RawTab, wanted: Wanted): Ask => {
  const { patch } = wanted;
  const sheet = workbook.worksheets.getItem(raw.name);
  sheet.protection.load('protected,options');
  const guard = guardFor(raw, wanted);
  const asked = guard ? askCells(sheet, guard, wanted.isRemade ? 'formulas' : 'formulas,numberFormat') : [];
  const tables = askTables(sheet, raw.tables);
  const rules = askRules(sheet, raw, patch);
  return () => {
    if (!stillStands(raw, asked)) throw changed(raw.name);
    const there = tables.filter(({ table }) => !table.isNullObject);
    const growth = growthOf(raw.name, there, patch);
    return {
      raw, ...(guard && !wanted.isRemade && { guard }), format: finderOf(raw, asked), protection: sheet.protection.protected ? (sheet.protection.options ?? {}) : null,
      tables: there.map((one) => ({ name: one.name, area: tableArea(one) })), ...(growth && { growth: { ...growth, needsRules: rules() } }),
    };
  };
};

/** A tab that a patch has to do with. */
interface Wanted {
  readonly patch: TabPatch;
  /** It is people's own, and made again as a whole. */
  readonly isRemade: boolean;
}

const wantedTabs = ({ tabs, pages, generated }: WorkbookPatch): Wanted[] => [
  ...tabs.filter(({ cells }) => cells.length > 0).map((patch) => ({ patch, isRemade: false })),
  ...[...pages, ...generated.worksheets].map(({ name, isProtected, table }) => ({ patch: { tab: name, cells: [] }, isRemade: !isProtected && table !== undefined })),
];

/** Stops where somebody has made a tab by now that has the name of a new one. */
const askNames = ({ workbook }: Excel.RequestContext, names: readonly string[]): (() => void) => {
  const sheets = names.map((name) => workbook.worksheets.getItemOrNullObject(name));
  return () => sheets.forEach(({ isNullObject }, i) => {
    if (!isNullObject) throw changed(names[i]!);
  });
};

/**
 * Asks in one request whether all that is to be written still holds what was read, and what has to be known to write it. Stops with
 * `changed` where something else stands there, or a tab is gone; with `blocked` where a table cannot grow.
 */
export const checkTabs = (patch: WorkbookPatch, raw: RawBook): Build<ReadonlyMap<string, CheckedTab>> => {
  const found = wantedTabs(patch).map((wanted) => ({ wanted, tab: tabNamed(raw, wanted.patch.tab) }));
  const names = found.flatMap(({ wanted, tab }) => (tab ? [] : [wanted.patch.tab]));
  return (context) => {
    const free = askNames(context, names);
    const asked = found.flatMap(({ wanted, tab }) => (tab ? [askTab(context, tab, wanted)] : []));
    return () => {
      free();
      return new Map(asked.map((ask) => ask()).map((tab) => [tab.raw.name.toLowerCase(), tab]));
    };
  };
};

/** Asks whether these still stand, but for what the add-in has written by now; stops with `changed` where one does not. */
export const checkGuards = (guards: readonly Guard[], own: OwnCells): Build<void> => ({ workbook }) => {
  const asked = guards.map((guard) => ({ ...guard, cells: askCells(workbook.worksheets.getItem(guard.raw.name), guard, 'formulas') }));
  return () => {
    for (const { raw, cells } of asked) if (!stillStands(raw, cells, own)) throw changed(raw.name);
  };
};
