import { gap, refuse } from '../rules';

/** A rectangle of cells, zero-based, both ends within. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const lastRow = 1_048_575;
export const lastColumn = 16_383;

export const cellArea = (row: number, column: number): Area => ({ top: row, left: column, bottom: row, right: column });
export const wholeSheet: Area = { top: 0, left: 0, bottom: lastRow, right: lastColumn };
export const rowCount = ({ top, bottom }: Area): number => bottom - top + 1;
export const columnCount = ({ left, right }: Area): number => right - left + 1;
export const isEntireColumn = ({ top, bottom }: Area): boolean => top === 0 && bottom === lastRow;
export const isEntireRow = ({ left, right }: Area): boolean => left === 0 && right === lastColumn;
export const isSame = (a: Area, b: Area): boolean => a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;
export const overlaps = (a: Area, b: Area): boolean => a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
export const isWithin = (inner: Area, outer: Area): boolean => inner.top >= outer.top && inner.bottom <= outer.bottom && inner.left >= outer.left && inner.right <= outer.right;
export const hasCell = (area: Area, row: number, column: number): boolean => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
export const bounding = (a: Area, b: Area): Area => ({ top: Math.min(a.top, b.top), left: Math.min(a.left, b.left), bottom: Math.max(a.bottom, b.bottom), right: Math.max(a.right, b.right) });

export const intersection = (a: Area, b: Area): Area | null =>
  overlaps(a, b) ? { top: Math.max(a.top, b.top), left: Math.max(a.left, b.left), bottom: Math.min(a.bottom, b.bottom), right: Math.min(a.right, b.right) } : null;

/** What is left of `from` without `part`: up to four rectangles. */
export const subtract = (from: Area, part: Area): Area[] => {
  const cut = intersection(from, part);
  if (!cut) return [from];
  return [
    { ...from, bottom: cut.top - 1 }, { ...from, top: cut.bottom + 1 },
    { ...from, top: cut.top, bottom: cut.bottom, right: cut.left - 1 }, { ...from, top: cut.top, bottom: cut.bottom, left: cut.right + 1 },
  ].filter(({ top, left, bottom, right }) => top <= bottom && left <= right);
};

/** An area that Excel could have; anything else is refused. */
export const inSheet = (area: Area): Area => {
  const { top, left, bottom, right } = area;
  const isThere = [top, left, bottom, right].every(Number.isInteger) && top >= 0 && left >= 0 && bottom >= top && right >= left && bottom <= lastRow && right <= lastColumn;
  return isThere ? area : refuse('out-of-sheet', JSON.stringify(area));
};

export const lettersOf = (column: number): string => (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
export const columnOf = (letters: string): number => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

export const addressOf = (area: Area): string => {
  const { top, left, bottom, right } = area;
  if (isEntireColumn(area)) return `${lettersOf(left)}:${lettersOf(right)}`;
  if (isEntireRow(area)) return `${top + 1}:${bottom + 1}`;
  const first = `${lettersOf(left)}${top + 1}`;
  return top === bottom && left === right ? first : `${first}:${lettersOf(right)}${bottom + 1}`;
};

const endPattern = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,6})?$/;

interface End {
  readonly row: number | undefined;
  readonly column: number | undefined;
}

const parseEnd = (text: string): End | null => {
  const match = endPattern.exec(text);
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  return { column: match[1] === undefined ? undefined : columnOf(match[1]), row: match[2] === undefined ? undefined : Number(match[2]) - 1 };
};

/** "B2", "B2:C9", "A:C", "1:1" with or without "$"; null for what is no address. */
export const parseArea = (text: string): Area | null => {
  const parts = text.trim().split(':');
  const ends = parts.map(parseEnd);
  const [first, second = first] = ends;
  if (parts.length > 2 || !first || !second) return null;
  if (parts.length === 1 && (first.row === undefined || first.column === undefined)) return null;
  if ((first.row === undefined) !== (second.row === undefined) || (first.column === undefined) !== (second.column === undefined)) return null;
  const rows = [first.row ?? 0, second.row ?? lastRow];
  const columns = [first.column ?? 0, second.column ?? lastColumn];
  const area = { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
  return area.bottom <= lastRow && area.right <= lastColumn ? area : null;
};

/** Splits "'My tab'!A1:B2" into the tab's name and the address; no tab where none is named. */
export const splitAddress = (text: string): { readonly tab?: string; readonly address: string } => {
  const at = text.lastIndexOf('!');
  if (at < 0) return { address: text };
  const tab = text.slice(0, at);
  return { tab: tab.startsWith("'") ? tab.slice(1, -1).replaceAll("''", "'") : tab, address: text.slice(at + 1) };
};

export const areaFrom = (text: string): Area => {
  if (text.includes(',')) return gap(`an address of several areas: ${text}`);
  const area = parseArea(text);
  return area ? inSheet(area) : refuse('cell-address', text);
};

export const quoteTab = (name: string): string => (/^[A-Za-z_\u00c0-\uffff][\w.\u00c0-\uffff]*$/.test(name) && !parseArea(name) ? name : `'${name.replaceAll("'", "''")}'`);
