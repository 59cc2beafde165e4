import { columnLetters } from '../../../sheet/grid';
import { GRID_COLUMNS, GRID_ROWS } from '../read/limits';

const NAME = '[\\p{L}_\\\\][\\p{L}\\p{N}_.\\\\?]*';
const SHEET = `${NAME}(?::${NAME})?`;
const PART_OF_NAME = '[\\p{L}\\p{N}_.\\\\?!(]';

/** The tokens of a formula as far as references go (ISO 29500-1, 18.17.2); of anything else, one character at a time. */
const TOKENS = new RegExp([
  '(?<text>"(?:[^"]|"")*")',
  // Another workbook's tabs have names of their own.
  `(?<foreign>\\[[^[\\]]*\\](?:${SHEET})?!|'(?:[^']|'')*\\[(?:[^']|'')*'!)`,
  `'(?<quoted>(?:[^']|'')*)'!`,
  `(?<plain>${SHEET})!`,
  `(?<error>#(?:REF!|DIV/0!|N/A|NAME\\?|NULL!|NUM!|VALUE!))`,
  `(?<brackets>\\[(?:'.|[^[\\]']|\\[(?:'.|[^[\\]'])*\\])*\\])`,
  `(?<table>${NAME})(?=\\[)`,
  `(?<columns>\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3})(?!${PART_OF_NAME}|\\$)`,
  `(?<cell>\\$?[A-Za-z]{1,3}\\$?[1-9]\\d{0,6})(?!${PART_OF_NAME})`,
  `(?<rows>\\$?[1-9]\\d{0,6}:\\$?[1-9]\\d{0,6})(?![\\d.])`,
  `(?<other>${NAME}|\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?)`,
].join('|'), 'gsu');

type Tokens = Readonly<Partial<Record<'text' | 'quoted' | 'plain' | 'table' | 'columns' | 'cell' | 'rows', string>>>;

const mapTokens = (formula: string, change: (token: string, tokens: Tokens) => string): string =>
  formula.replace(TOKENS, (token: string, ...rest: unknown[]) => change(token, rest.at(-1) as Tokens));

/** New names by old ones in lower case: of tabs, and of tables. */
export interface Renames {
  readonly tabs: ReadonlyMap<string, string>;
  readonly tables: ReadonlyMap<string, string>;
}

type Pairs = Iterable<readonly [from: string, to: string]>;
const changed = (pairs: Pairs): Map<string, string> => new Map([...pairs].filter(([from, to]) => from !== to).map(([from, to]) => [from.toLowerCase(), to]));

/** New names of tabs and of tables, from pairs of names; those that stay the same are left out. */
export const toRenames = (tabs: Pairs, tables: Pairs): Renames => ({ tabs: changed(tabs), tables: changed(tables) });

export const hasRenames = ({ tabs, tables }: Renames): boolean => tabs.size > 0 || tables.size > 0;

const quoteTab = (name: string): string => `'${name.replaceAll('\'', '\'\'')}'!`;

/** The tab, or the first and last of several ("Jan:Dec"), with new names where they have some. */
const renameTab = (token: string, name: string, { tabs }: Renames): string => {
  const names = name.replaceAll('\'\'', '\'').split(':');
  return names.some((one) => tabs.has(one.toLowerCase())) ? quoteTab(names.map((one) => tabs.get(one.toLowerCase()) ?? one).join(':')) : token;
};

/** A link inside the workbook is a text: `HYPERLINK("#Plan!A1")`. */
const LINK = '"#';

/** A formula after tabs and tables got new names. References to other workbooks, texts and names stay; links in texts are followed. */
export const renameInFormula = (formula: string, renames: Renames): string => mapTokens(formula, (token, { text, quoted, plain, table }) => {
  if (text?.startsWith(LINK)) return LINK + renameInFormula(text.slice(LINK.length), renames);
  if (table !== undefined) return renames.tables.get(table.toLowerCase()) ?? token;
  const tab = quoted ?? plain;
  return tab === undefined ? token : renameTab(token, tab, renames);
});

const lettersToColumn = (letters: string): number => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** References of a shared formula go round at the edges of the grid. */
const wrap = (value: number, size: number): number => ((value % size) + size) % size;

const shiftRef = (ref: string, rows: number, columns: number): string => ref
  .replace(/(\$?)([A-Za-z]+)/gu, (whole, fixed: string, letters: string) => (fixed ? whole : columnLetters(wrap(lettersToColumn(letters) + columns, GRID_COLUMNS))))
  .replace(/(\$?)(\d+)/gu, (whole, fixed: string, digits: string) => (fixed ? whole : String(wrap(Number(digits) - 1 + rows, GRID_ROWS) + 1)));

/** A formula as it would be some rows below and some columns to the right: relative references move along (18.3.1.40, shared formulas). */
export const shiftFormula = (formula: string, rows: number, columns: number): string => mapTokens(formula, (token, tokens) => {
  const ref = tokens.cell ?? tokens.columns ?? tokens.rows;
  return ref === undefined ? token : shiftRef(ref, rows, columns);
});
