import { locales, type Localized } from '../../plan/locale';
import { remembered } from '../../plan/remembered';
import type { Grid, GridRow, GridWorksheet } from '../grid';
import { knownWords, tileWords } from '../known-words';
import { generatedKeys, type GeneratedKey } from '../layout';
import { parameterNames } from '../parameters';
import { sumWords } from '../render/reconciliation/sum-words';
import { tabNames } from '../tab-names';
import { isConflictTab } from './parse-choices';
import { isStamp, type ReadStamp } from './read-stamp';

const normal = (text: unknown): string => (typeof text === 'string' ? text.replace(/\s+/gu, ' ').trim().toLowerCase() : '');

const searchedRows = 20;

/** Texts that stand in one row of a generated tab, all of one language. */
type Marks = readonly (readonly string[])[];
const marksOf = (words: readonly Localized[]): Marks => locales.map((locale) => words.map((word) => normal(word[locale])));

/** The labels above the figures in large type. */
const tiles = marksOf(Object.values(tileWords));
/** The labels above the four sums that tie. */
const sums = marksOf(Object.values(sumWords));
const legends = new Set(locales.map((locale) => normal(knownWords.wheelLegend[locale])));
const listHeads = [['parameter', 'value'], [parameterNames[0]]];

const has = (texts: readonly string[], marks: Marks): boolean => marks.some((words) => words.every((word) => texts.includes(word)));

/** What a row is known by. */
interface RowLook {
  readonly start: readonly string[];
  readonly hasTiles: boolean;
  readonly hasSums: boolean;
}
const lookOf = remembered(({ cells }: GridRow): RowLook => {
  const texts = Array.from(cells, (cell) => normal(cell?.value));
  return { start: texts.slice(0, 2), hasTiles: has(texts, tiles), hasSums: has(texts, sums) };
});

/** Which generated tab these rows are one of: what each is known by, in every language and whatever it is called. */
const looksLike = remembered((rows: GridWorksheet['rows']): Readonly<Record<GeneratedKey, boolean>> => {
  const first = rows.slice(0, searchedRows).map(lookOf);
  return {
    overview: first.some(({ hasTiles }) => hasTiles),
    yearWheel: first.some(({ start: [text = ''] }) => legends.has(text)),
    reconciliation: first.some(({ hasSums }) => hasSums),
    lists: listHeads.every((wanted, row) => wanted.every((text, i) => first[row]?.start[i] === text)),
    stamp: isStamp({ rows }),
    conflicts: isConflictTab({ rows }),
  };
});

/** Of several tabs that look alike: the first one with one of these names, in their order; else the first one. */
export const chooseTab = (alike: readonly GridWorksheet[], names: readonly string[]): GridWorksheet | undefined => {
  if (alike.length < 2) return alike[0];
  for (const name of names.map(normal)) {
    const found = alike.find((worksheet) => normal(worksheet.name) === name);
    if (found) return found;
  }
  return alike[0];
};

/** Names that a tab of ours may have: what it was called when it was written, then its name in every language. */
export const namesOfTab = (key: keyof typeof tabNames, { tabs, stamp }: ReadStamp): string[] =>
  [tabs.get(key) ?? '', ...[stamp.locale, ...locales].map((locale) => tabNames[key][locale])];

/** Which tabs are the generated ones: by what stands on them, so that a person's own tab of the same name is never one. */
export const findGenerated = ({ worksheets }: Grid, stamped: ReadStamp): Map<GeneratedKey, GridWorksheet> => {
  const found = new Map<GeneratedKey, GridWorksheet>();
  for (const key of generatedKeys) {
    const alike: GridWorksheet[] = [];
    for (const worksheet of worksheets) if (looksLike(worksheet.rows)[key]) alike.push(worksheet);
    const one = chooseTab(alike, namesOfTab(key, stamped));
    if (one) found.set(key, one);
  }
  return found;
};
