import { ownNamePrefix, type GridRange } from '../../core';
import { areaAddress } from './areas';
import type { Entry } from './entries';
import { failureOf, type Requests } from './requests';
import { usedArea, type RawBook, type RawCells, type RawName, type RawTab } from './raw-book';

/** Cells of one answer. Excel on the web gives 5 MB; a cell takes some 60 bytes, one with a long formula more. */
const mostCells = 40_000;

/** What is known of a tab before its cells are read. */
interface TabSize {
  readonly name: string;
  /** Undefined on an empty tab. */
  readonly used: GridRange | undefined;
}

/** Where the tabs of a workbook ended when it was read last, so that the next read asks for all of it at once. */
export interface KnownTabs {
  sizes: readonly TabSize[];
}

interface Piece {
  readonly name: string;
  /** All of the used part where it is left out. */
  readonly area?: GridRange;
}

type Read = RawCells & Pick<RawTab, 'merges' | 'tables' | 'hasHiddenRows'>;
type ReadPiece = () => Read | null;

const areaOf = ({ rowIndex, columnIndex, rowCount, columnCount }: Excel.Range): GridRange =>
  ({ top: rowIndex, left: columnIndex, bottom: rowIndex + rowCount - 1, right: columnIndex + columnCount - 1 });

const place = 'rowIndex,columnIndex,rowCount,columnCount';

const askPiece = ({ workbook }: Excel.RequestContext, { name, area }: Piece): ReadPiece => {
  const sheet = workbook.worksheets.getItemOrNullObject(name);
  const used = area ? sheet.getRange(areaAddress(area)).untrack() : sheet.getUsedRangeOrNullObject(true).untrack();
  used.load(`${place},formulas,values,numberFormat,rowHidden`);
  const merged = used.getMergedAreasOrNullObject().untrack();
  merged.load('areas/rowIndex,areas/columnIndex,areas/rowCount,areas/columnCount');
  sheet.tables.load('name');
  return () => {
    if (sheet.isNullObject) return null;
    const tables = sheet.tables.items.map((table) => table.name);
    if (used.isNullObject) return { top: 0, left: 0, formulas: [], values: [], formats: [], merges: [], tables, hasHiddenRows: false };
    const merges = merged.isNullObject ? [] : merged.areas.items.map(areaOf);
    const cells = { formulas: used.formulas as Entry[][], values: used.values as Entry[][], formats: used.numberFormat as string[][] };
    // Neither all nor none: Excel says null, whatever its types say.
    return { top: used.rowIndex, left: used.columnIndex, ...cells, merges, tables, hasHiddenRows: (used.rowHidden as boolean | null) !== false };
  };
};

interface Listed {
  readonly tabs: readonly Pick<RawTab, 'name' | 'visibility'>[];
  readonly is1904: boolean;
  readonly names: readonly RawName[];
}

/** 1 January 1904 is the first day of one way to count days, and the 1,463rd of the other; no interface tells which one a workbook has. */
const askList = ({ workbook }: Excel.RequestContext): (() => Listed) => {
  workbook.worksheets.load('name,visibility');
  // Those of the whole workbook: a tab has its own.
  workbook.names.load('name,formula');
  const probe = workbook.functions.date(1904, 1, 1);
  probe.load('value');
  return () => ({
    tabs: workbook.worksheets.items.map(({ name, visibility }) => ({ name, visibility })), is1904: probe.value < 1000,
    names: workbook.names.items.filter(({ name }) => name.toLowerCase().startsWith(ownNamePrefix.toLowerCase())).map(({ name, formula }) => ({ name, formula: String(formula) })),
  });
};

const sizeOf = ({ used }: TabSize): number => (used ? (used.bottom - used.top + 1) * (used.right - used.left + 1) : 0);

/** A tab in pieces of rows that are small enough. */
const cutTab = ({ name, used }: TabSize, most: number): Piece[] => {
  if (!used) return [{ name }];
  const rows = Math.max(1, Math.floor(most / (used.right - used.left + 1)));
  return Array.from({ length: Math.ceil((used.bottom - used.top + 1) / rows) }, (_, i) => {
    const top = used.top + i * rows;
    return { name, area: { ...used, top, bottom: Math.min(used.bottom, top + rows - 1) } };
  });
};

const cellsOf = ({ area }: Piece): number => (area ? (area.bottom - area.top + 1) * (area.right - area.left + 1) : 1);

const packPieces = (pieces: readonly Piece[], most: number): Piece[][] => {
  const groups: Piece[][] = [];
  let room = 0;
  for (const piece of pieces) {
    if (groups.length === 0 || cellsOf(piece) > room) {
      groups.push([]);
      room = most;
    }
    groups.at(-1)!.push(piece);
    room -= cellsOf(piece);
  }
  return groups;
};

const isAll = (pieces: readonly unknown[]): boolean => !pieces.includes(null);

/** A merge that lies over the end of a piece comes with both pieces, or in two parts. */
const joinMerges = (merges: readonly GridRange[], ends: ReadonlySet<number>): GridRange[] => {
  const joined: GridRange[] = [];
  for (const merge of merges) {
    const above = joined.findIndex(({ left, right, bottom }) => left === merge.left && right === merge.right && bottom === merge.top - 1 && ends.has(bottom));
    if (above >= 0) joined[above] = { ...joined[above]!, bottom: merge.bottom };
    else if (!joined.some(({ top, left }) => top === merge.top && left === merge.left)) joined.push(merge);
  }
  return joined;
};

/** What was read of a tab, piece below piece. */
const join = (tab: Pick<RawTab, 'name' | 'visibility'>, pieces: readonly Read[]): RawTab => {
  const { top, left, tables } = pieces[0]!;
  const ends = new Set(pieces.slice(0, -1).map((piece) => piece.top + piece.formulas.length - 1));
  return {
    ...tab, top, left, tables, hasHiddenRows: pieces.some(({ hasHiddenRows }) => hasHiddenRows),
    formulas: pieces.flatMap(({ formulas }) => formulas), values: pieces.flatMap(({ values }) => values), formats: pieces.flatMap(({ formats }) => formats),
    merges: joinMerges(pieces.flatMap(({ merges }) => merges), ends),
  };
};

/** All at once, where it was small the last time and has the tabs that it had. Null where it has others, or has grown beyond one answer. */
const readKnown = async (requests: Requests, known: KnownTabs): Promise<RawBook | null> => {
  try {
    return await readAtOnce(requests, known);
  } catch (error) {
    if (failureOf(error) !== 'too-large') throw error;
    return null;
  }
};

const readAtOnce = async (requests: Requests, { sizes }: KnownTabs): Promise<RawBook | null> => {
  const [listed, read] = await requests.send((context) => {
    const list = askList(context);
    const pieces = sizes.map(({ name }) => askPiece(context, { name }));
    return () => [list(), pieces.map((piece) => piece())] as const;
  });
  const names = new Set(sizes.map(({ name }) => name));
  if (!listed.tabs.every(({ name }) => names.has(name)) || !isAll(read)) return null;
  const byName = new Map(sizes.map(({ name }, i) => [name, read[i]!]));
  return { ...listed, tabs: listed.tabs.map((tab) => join(tab, [byName.get(tab.name)!])) };
};

const readSizes = (requests: Requests, names: readonly string[]): Promise<TabSize[]> =>
  requests.send(({ workbook }) => {
    const ranges = names.map((name) => workbook.worksheets.getItem(name).getUsedRangeOrNullObject(true).untrack());
    for (const range of ranges) range.load(place);
    return () => ranges.map((range, i) => ({ name: names[i]!, used: range.isNullObject ? undefined : areaOf(range) }));
  });

/** Where an answer is too large after all, because of long texts, one of a quarter of the cells is asked for; so few always fit. */
const fewestCells = 20;

const readPieces = async (requests: Requests, sizes: readonly TabSize[], most = mostCells): Promise<ReadonlyMap<string, Read[]>> => {
  const found = new Map<string, Read[]>(sizes.map(({ name }) => [name, []]));
  try {
    // One after the other: together they would not fit into one answer.
    for (const group of packPieces(sizes.flatMap((size) => cutTab(size, most)), most)) {
      const pieces = await requests.send((context) => {
        const asked = group.map((piece) => askPiece(context, piece));
        return () => asked.map((piece) => piece());
      });
      pieces.forEach((piece, i) => piece && found.get(group[i]!.name)!.push(piece));
    }
    return found;
  } catch (error) {
    if (failureOf(error) !== 'too-large' || most <= fewestCells) throw error;
  }
  return readPieces(requests, sizes, Math.ceil(most / 4));
};

const readAnew = async (requests: Requests): Promise<RawBook> => {
  const { tabs, ...rest } = await requests.send(askList);
  const sizes = await readSizes(requests, tabs.map(({ name }) => name));
  const pieces = await readPieces(requests, sizes);
  return { ...rest, tabs: tabs.flatMap((tab) => (pieces.get(tab.name)!.length > 0 ? [join(tab, pieces.get(tab.name)!)] : [])) };
};

/** Reads all tabs: in one request where the last read says that they fit into one answer, else after asking how much there is. */
export const readTabs = async (requests: Requests, known: KnownTabs): Promise<RawBook> => {
  const isSmall = known.sizes.length > 0 && known.sizes.reduce((sum, size) => sum + sizeOf(size), 0) <= mostCells;
  const book = (isSmall ? await readKnown(requests, known) : null) ?? (await readAnew(requests));
  known.sizes = book.tabs.map((tab) => ({ name: tab.name, used: usedArea(tab) }));
  return book;
};
