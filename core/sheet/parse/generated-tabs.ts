import { locales } from '../../plan/locale';
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
const textsOf = remembered(({ cells }: GridRow): readonly string[] => Array.from(cells, (cell) => normal(cell?.value)));
const firstRows = ({ rows }: GridWorksheet): (readonly string[])[] => rows.slice(0, searchedRows).map(textsOf);

const startsWith = (wanted: readonly string[]) => (texts: readonly string[]): boolean => wanted.every((text, i) => texts[i] === text);

const tiles = locales.map((locale) => Object.values(tileWords).map((label) => normal(label[locale])));
/** The labels above the figures in large type, all of one language. */
const hasTiles = (texts: readonly string[]): boolean => tiles.some((labels) => labels.every((label) => texts.includes(label)));

const sums = locales.map((locale) => Object.values(sumWords).map((label) => normal(label[locale])));
/** The labels above the four sums that tie, all of one language. */
const hasSums = (texts: readonly string[]): boolean => sums.some((labels) => labels.every((label) => texts.includes(label)));

const legends = new Set(locales.map((locale) => normal(knownWords.wheelLegend[locale])));

/** What each generated tab is known by, in every language and whatever it is called. */
const looksLike: Readonly<Record<GeneratedKey, (worksheet: GridWorksheet) => boolean>> = {
  overview: (worksheet) => firstRows(worksheet).some(hasTiles),
  yearWheel: (worksheet) => firstRows(worksheet).some(([first = '']) => legends.has(first)),
  reconciliation: (worksheet) => firstRows(worksheet).some(hasSums),
  lists: (worksheet) => [['parameter', 'value'], [parameterNames[0]]].every((wanted, i) => startsWith(wanted)(firstRows(worksheet)[i] ?? [])),
  stamp: isStamp,
  conflicts: isConflictTab,
};

/** Of several tabs that look alike: the first one with one of these names, in their order; else the first one. */
export const chooseTab = (alike: readonly GridWorksheet[], names: readonly string[]): GridWorksheet | undefined => {
  const wanted = names.map(normal);
  const named = wanted.flatMap((name) => alike.find((worksheet) => normal(worksheet.name) === name) ?? []);
  return named[0] ?? alike[0];
};

/** Names that a tab of ours may have: what it was called when it was written, then its name in every language. */
export const namesOfTab = (key: keyof typeof tabNames, { tabs, stamp }: ReadStamp): string[] =>
  [tabs.get(key) ?? '', ...[stamp.locale, ...locales].map((locale) => tabNames[key][locale])];

/** Which tabs are the generated ones: by what stands on them, so that a person's own tab of the same name is never one. */
export const findGenerated = ({ worksheets }: Grid, stamped: ReadStamp): Map<GeneratedKey, GridWorksheet> =>
  new Map(generatedKeys.flatMap((key) => {
    const found = chooseTab(worksheets.filter(looksLike[key]), namesOfTab(key, stamped));
    return found ? [[key, found] as const] : [];
  }));
