import { columnOfLetters } from '../../../sheet/grid';
import { GRID_COLUMNS, GRID_ROWS } from '../read/limits';
import { toRange, type CellRange } from './cell-ranges';
import { LONGEST, tabOf, tokensOf, type FoundToken } from './formula-refs';
import type { SheetTable } from './sheet-tables';

/** Cells of a tab, by its name in lower case. */
export interface TabRange {
  readonly tab: string;
  readonly range: CellRange;
}

/** What a formula reads. `isOpen`: it may read cells that it does not name. */
export interface Reads {
  readonly ranges: readonly TabRange[];
  readonly isOpen: boolean;
}

/** A table as formulas name it. */
export interface NamedTable {
  readonly tab: string;
  readonly range: SheetTable['range'];
  /** Their names in lower case. */
  readonly columns: readonly string[];
}

/** What formulas of a workbook may name, all of it in lower case. */
export interface NamedThings {
  /** Tabs in their order. */
  readonly tabs: readonly string[];
  readonly tables: ReadonlyMap<string, NamedTable>;
  /** Formulas of defined names, by `nameKey`. */
  readonly names: ReadonlyMap<string, string>;
  /** Counts the work, of which there is so much and no more: names of names may double with each. False where that is done. */
  readonly spend: (steps: number) => boolean;
}

/** Work that is counted, and ends after so many steps and milliseconds. Once it ended, it stays so. */
export const createBudget = (steps: number, milliseconds: number): NamedThings['spend'] => {
  const end = performance.now() + milliseconds;
  let left = steps;
  return (some) => {
    left = performance.now() > end ? -1 : left - some;
    return left >= 0;
  };
};

/** What a defined name is known by; one of the whole workbook has no tab. */
export const nameKey = (name: string, tab = ''): string => `${tab.toLowerCase()}\n${name.toLowerCase()}`;

/** Names of names of names: no workbook that people made goes deeper. */
const mostDepth = 8;
const lastRow = GRID_ROWS - 1;
const lastColumn = GRID_COLUMNS - 1;

const rangeOf = ({ tokens: { cell, columns, rows } }: FoundToken): CellRange | undefined => {
  if (cell !== undefined) return toRange(cell.replaceAll('$', ''));
  const [first = '', last = ''] = (columns ?? rows ?? '').replaceAll('$', '').split(':');
  if (columns !== undefined) return { top: 0, bottom: lastRow, left: columnOfLetters(first), right: columnOfLetters(last) };
  return rows === undefined ? undefined : { top: Number(first) - 1, bottom: Number(last) - 1, left: 0, right: lastColumn };
};

const both = (a: CellRange, b: CellRange): CellRange => ({
  top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom), left: Math.min(a.left, b.left), right: Math.max(a.right, b.right),
});

/** What "[[#This Row],[Jan]:[Des]]" or "[Jan]" means of a table: the columns it names, from the first to the last of them. */
const partOfTable = ({ tab, range, columns }: NamedTable, part: string, row: number): TabRange => {
  const named = [...part.matchAll(/\[((?:'.|[^'[\]#])(?:'.|[^'[\]])*)\]/gsu)].map(([, name]) => columns.indexOf(name!.replace(/'(.)/gsu, '$1').toLowerCase())).filter((place) => place >= 0);
  const [left, right] = named.length === 0 ? [range.left, range.right] : [range.left + Math.min(...named), range.left + Math.max(...named)];
  return { tab, range: { ...(/#this row/iu.test(part) ? { top: row, bottom: row } : range), left, right } };
};

/** The tabs from the first to the last one named; none where a name is of no tab. */
const tabsBetween = (named: string, tabs: readonly string[]): readonly string[] => {
  const places = named.toLowerCase().split(':').map((name) => tabs.indexOf(name));
  return places.includes(-1) ? [] : tabs.slice(Math.min(...places), Math.max(...places) + 1);
};

/** Tells a tab before a reference; undefined where none stands there. Tabs of other workbooks are none of this one. */
const tabsNamed = (found: FoundToken, { tabs }: NamedThings): readonly string[] | undefined => {
  const { token, tokens } = found;
  const named = tabOf(tokens);
  if (named !== undefined) return tabsBetween(named, tabs);
  return (tokens.quoted ?? tokens.bracket) !== undefined && token.endsWith('!') ? [] : undefined;
};

interface Place {
  readonly tab: string;
  readonly row: number;
}

/** What a name stands for; a function, or a name that the workbook does not have, for nothing. A name that moves along with its cell may be anything. */
const readsOfName = (name: string, place: Place, things: NamedThings, depth: number): Reads => {
  const text = things.names.get(nameKey(name, place.tab)) ?? things.names.get(nameKey(name));
  if (text === undefined) return { ranges: [], isOpen: false };
  const moves = tokensOf(text).some(({ tokens: { cell } }) => cell !== undefined && !/^\$[A-Za-z]+\$/u.test(cell));
  return moves ? { ranges: [], isOpen: true } : readsOf(text, place, things, depth + 1);
};

/**
 * The cells that a formula reads, be they named by cells, columns, rows, columns of a table or defined names. INDIRECT and OFFSET are no matter:
 * every program calculates them whenever a file is opened.
 */
export const readsOf = (formula: string, place: Place, things: NamedThings, depth = 0): Reads => {
  if (formula.length > LONGEST || depth > mostDepth) return { ranges: [], isOpen: true };
  const all = tokensOf(formula);
  if (!things.spend(all.length)) return { ranges: [], isOpen: true };
  const ranges: TabRange[] = [];
  let isOpen = false;
  let tabs: readonly string[] | undefined;
  /** The range before, and the tabs it is of, where a colon may go on with it. */
  let before: { readonly range: CellRange; readonly tabs: readonly string[] } | undefined;
  let at = 0;
  all.forEach((found, i) => {
    const gap = formula.slice(at, found.from).trim();
    at = found.to;
    const range = rangeOf(found);
    const goesOn = gap === ':' && before !== undefined && range !== undefined;
    if (gap.endsWith(':') && !goesOn) isOpen = true;
    const own = tabs ?? (goesOn ? before!.tabs : [place.tab]);
    tabs = tabsNamed(found, things);
    const { table, other } = found.tokens;
    if (range) {
      before = { range: goesOn ? both(before!.range, range) : range, tabs: own };
      if (things.spend(own.length)) for (const tab of own) ranges.push({ tab, range: before.range });
    } else before = undefined;
    if (table !== undefined) {
      const known = things.tables.get(table.toLowerCase());
      if (known) ranges.push(partOfTable(known, all[i + 1]?.token ?? '', place.row));
    } else if (other !== undefined) {
      const reads = readsOfName(other, { ...place, tab: own[0] ?? '' }, things, depth);
      if (things.spend(reads.ranges.length)) for (const one of reads.ranges) ranges.push(one);
      isOpen ||= reads.isOpen;
    }
  });
  return { ranges, isOpen };
};
