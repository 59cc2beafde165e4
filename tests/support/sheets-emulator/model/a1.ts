import { invalid } from '../parts';
import { rangeOf } from './area';
import { columnOf, lettersOf, quotedTab } from './references';
import { sheetTitled } from './book';
import type { Area } from './area';
import type { Book, GridRange, Sheet } from './types';

const endPattern = /^\$?([A-Za-z]{1,3})?\$?(\d+)?$/;

interface End {
  readonly column?: number;
  readonly row?: number;
}

const endOf = (text: string): End | null => {
  const match = endPattern.exec(text);
  if (!match || text === '' || (match[1] === undefined && match[2] === undefined) || match[2] === '0') return null;
  return { ...(match[1] !== undefined && { column: columnOf(match[1]) }), ...(match[2] !== undefined && { row: Number(match[2]) - 1 }) };
};

/** "B2", "A2:B", "A:C", "2:5", "A2:5" with or without "$"; null for what is no address. */
export const parseAddress = (text: string): Area | null => {
  const [first, second, ...more] = text.split(':').map(endOf);
  if (!first || second === null || more.length) return null;
  if (!second) return first.row === undefined || first.column === undefined ? null : { top: first.row, left: first.column, bottom: first.row + 1, right: first.column + 1 };
  const span = (a: number | undefined, b: number | undefined): readonly [number, number] =>
    (a !== undefined && b !== undefined ? [Math.min(a, b), Math.max(a, b) + 1] : [a ?? b ?? 0, Infinity]);
  const [rows, columns] = [span(first.row, second.row), span(first.column, second.column)];
  return { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] };
};

/** Cells as a reference has them, "A2:B9": an area without open ends. */
export const addressOf = ({ top, left, bottom, right }: Area): string => `${lettersOf(left)}${top + 1}:${lettersOf(right - 1)}${bottom}`;

const splitTab = (text: string): { readonly tab?: string; readonly address?: string } => {
  const quoted = /^'((?:[^']|'')+)'(?:!(.+))?$/.exec(text);
  if (quoted) return { tab: quoted[1]!.replaceAll("''", "'"), ...(quoted[2] !== undefined && { address: quoted[2] }) };
  const at = text.lastIndexOf('!');
  return at < 0 ? { address: text } : { tab: text.slice(0, at), address: text.slice(at + 1) };
};

const unparsed = (text: string): never => {
  throw invalid(`Unable to parse range: ${text}`);
};

const rangeOn = (sheet: Sheet, address: string | undefined, text: string): GridRange => (address === undefined ? { sheetId: sheet.id } : rangeOf(sheet.id, parseAddress(address) ?? unparsed(text)));

/** A range in A1 notation: an address with or without its tab, a tab alone, or a named range. */
export const rangeFromA1 = (book: Book, text: string): GridRange => {
  const { tab, address } = splitTab(text);
  if (tab !== undefined) return rangeOn(sheetTitled(book, tab) ?? unparsed(text), address, text);
  const named = book.names.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (named) return named.area ? rangeOf(named.sheetId, named.area) : unparsed(text);
  const sheet = sheetTitled(book, text);
  return sheet && !parseAddress(text) ? { sheetId: sheet.id } : rangeOn(book.sheets.find(({ properties }) => !properties.hidden) ?? book.sheets[0]!, address, text);
};

/** A closed area as Google names it in answers. */
export const a1Of = (sheet: Sheet, { top, left, bottom, right }: Area): string => {
  const first = `${lettersOf(left)}${top + 1}`;
  const last = `${lettersOf(right - 1)}${bottom}`;
  return `${quotedTab(sheet.properties.title ?? '')}!${first === last ? first : `${first}:${last}`}`;
};
