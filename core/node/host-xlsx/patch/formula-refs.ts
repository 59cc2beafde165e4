import { columnLetters, columnOfLetters } from '../../../sheet/grid';
import { GRID_COLUMNS, GRID_ROWS } from '../read/limits';

const NAME = '[\\p{L}_\\\\][\\p{L}\\p{N}_.\\\\?]*';
const SHEET = `${NAME}(?::${NAME})?`;
const PART_OF_NAME = '[\\p{L}\\p{N}_.\\\\?!(]';

/**
 * The tokens of a formula as far as references go (ISO 29500-1, 18.17.2); what stands between them says nothing. A text or a quoted name that
 * does not end reaches to the end of the formula, so that nothing is looked through twice, whatever stands there.
 */
const TOKENS = new RegExp([
  '(?<text>"(?:[^"]|"")*(?:"|$))',
  '(?<quoted>\'(?:[^\']|\'\')*(?:\'!?|$))',
  `(?<plain>${SHEET})!`,
  `(?<error>#(?:REF!|DIV/0!|N/A|NAME\\?|NULL!|NUM!|VALUE!))`,
  '(?<bracket>\\[)',
  `(?<table>${NAME})(?=\\[)`,
  `(?<columns>\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3})(?!${PART_OF_NAME}|\\$)`,
  `(?<cell>\\$?[A-Za-z]{1,3}\\$?[1-9]\\d{0,6})(?!${PART_OF_NAME})`,
  `(?<rows>\\$?[1-9]\\d{0,6}:\\$?[1-9]\\d{0,6})(?![\\d.])`,
  `(?<other>${NAME}|\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?)`,
].join('|'), 'gsu');

/** A tab of another workbook, behind its number or name in brackets. */
const FOREIGN_TAB = new RegExp(`(?:${SHEET})?!`, 'yu');

type Tokens = Readonly<Partial<Record<'text' | 'quoted' | 'plain' | 'bracket' | 'table' | 'columns' | 'cell' | 'rows' | 'other', string>>>;

/** Where what begins with a bracket ends: columns of a table, in which an apostrophe escapes what follows, or another workbook and its tab. */
const endOfBrackets = (formula: string, from: number): number => {
  let depth = 0;
  for (let i = from; i < formula.length; i++) {
    const c = formula[i];
    if (c === '\'') i++;
    else if (c === '[') depth++;
    else if (c === ']' && --depth === 0) {
      FOREIGN_TAB.lastIndex = i + 1;
      return FOREIGN_TAB.test(formula) ? FOREIGN_TAB.lastIndex : i + 1;
    }
  }
  return formula.length;
};

/** Four times what Excel takes from a person: a file spells some functions longer. What is longer still is nobody's, and left alone. */
export const LONGEST = 32_768;

export interface FoundToken {
  readonly token: string;
  readonly tokens: Tokens;
  readonly from: number;
  readonly to: number;
}

const nextToken = (formula: string, from: number): RegExpExecArray | null => {
  TOKENS.lastIndex = from;
  return TOKENS.exec(formula);
};

/** The tokens of a formula, in order; what is in brackets is one. */
export const tokensOf = (formula: string): FoundToken[] => {
  const found: FoundToken[] = [];
  let at = 0;
  for (let match = nextToken(formula, at); match !== null; match = nextToken(formula, at)) {
    const tokens: Tokens = match.groups ?? {};
    const from = match.index;
    at = tokens.bracket === undefined ? from + match[0].length : endOfBrackets(formula, from);
    found.push({ token: formula.slice(from, at), tokens, from, to: at });
  }
  return found;
};

const mapTokens = (formula: string, change: (token: string, tokens: Tokens) => string): string => {
  if (formula.length > LONGEST) return formula;
  let [mapped, at] = ['', 0];
  for (const { token, tokens, from, to } of tokensOf(formula)) {
    mapped += formula.slice(at, from) + (tokens.bracket === undefined ? change(token, tokens) : token);
    at = to;
  }
  return mapped + formula.slice(at);
};

export type ChangeFormula = (formula: string) => string;

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

/** The tabs between the apostrophes; undefined where none are closed in, and for those of another workbook, which have names of their own. */
const unquote = (quoted: string): string | undefined => (quoted.endsWith('\'!') && !quoted.includes('[') ? quoted.slice(1, -2) : undefined);

/** The tab, or the first and last of several ("Jan:Dec"), with new names where they have some. */
const renameTab = (token: string, name: string, { tabs }: Renames): string => {
  const names = name.split(':');
  return names.some((one) => tabs.has(one.toLowerCase())) ? quoteTab(names.map((one) => tabs.get(one.toLowerCase()) ?? one).join(':')) : token;
};

/** The tab that a token names, or "first:last" of several; undefined for any other token, and for a tab of another workbook. */
export const tabOf = ({ quoted, plain }: Tokens): string | undefined => (quoted === undefined ? plain : unquote(quoted))?.replaceAll('\'\'', '\'');

/** Where a tab was that is gone: no formula holds this character, since no XML does. */
const GONE = '\u0001';
const CELL = '\\$?[A-Za-z]{1,3}\\$?\\d{1,7}';
const LOST = new RegExp(`${GONE}(?:(?:${CELL}(?::${CELL})?|\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3}|\\$?\\d{1,7}:\\$?\\d{1,7})(?!${PART_OF_NAME})|${NAME})?`, 'gu');

/**
 * A formula after tabs, by their names in lower case, were taken away: what it says of them becomes an error, as in Excel, which then writes
 * `#REF!B2:B99`; LibreOffice knows only `#REF!`. Links in texts stay.
 */
export const loseInFormula = (formula: string, tabs: ReadonlySet<string>): string => mapTokens(formula, (token, tokens) => {
  const names = tabOf(tokens)?.split(':') ?? [];
  return names.some((name) => tabs.has(name.toLowerCase())) ? GONE : token;
}).replace(LOST, '#REF!');

/** A link inside the workbook is a text: `HYPERLINK("#Plan!A1")`. */
const LINK = '"#';

/** A formula after tabs and tables got new names. References to other workbooks, texts and names stay; links in texts are followed. */
export const renameInFormula = (formula: string, renames: Renames): string => mapTokens(formula, (token, tokens) => {
  const { text, table } = tokens;
  if (text?.startsWith(LINK)) return LINK + renameInFormula(text.slice(LINK.length), renames);
  if (table !== undefined) return renames.tables.get(table.toLowerCase()) ?? token;
  const tab = tabOf(tokens);
  return tab === undefined ? token : renameTab(token, tab, renames);
});


/** References of a shared formula go round at the edges of the grid. */
const wrap = (value: number, size: number): number => ((value % size) + size) % size;

const shiftRef = (ref: string, rows: number, columns: number): string => ref
  .replace(/(\$?)([A-Za-z]+)/gu, (whole, fixed: string, letters: string) => (fixed ? whole : columnLetters(wrap(columnOfLetters(letters) + columns, GRID_COLUMNS))))
  .replace(/(\$?)(\d+)/gu, (whole, fixed: string, digits: string) => (fixed ? whole : String(wrap(Number(digits) - 1 + rows, GRID_ROWS) + 1)));

/** A formula as it would be some rows below and some columns to the right: relative references move along (18.3.1.40, shared formulas). */
export const shiftFormula = (formula: string, rows: number, columns: number): string => mapTokens(formula, (token, tokens) => {
  const ref = tokens.cell ?? tokens.columns ?? tokens.rows;
  return ref === undefined ? token : shiftRef(ref, rows, columns);
});
