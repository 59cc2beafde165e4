import { isLocale, type Locale } from '../../core';

/** Tags that browsers have for our languages. Plain Norwegian is bokmål; Danes read bokmål more easily than English. */
const languages: Readonly<Record<string, Locale>> = { nb: 'nb', no: 'nb', da: 'nb', nn: 'nn', sv: 'sv', en: 'en' };

/** Under this name it is kept what the person chose. */
export const localeKey = 'planark.locale';

/** The language to speak: what the person chose before, else the first of the browser's that is ours, else English. */
export const chooseLocale = (stored: string | null, preferred: readonly string[]): Locale => {
  if (isLocale(stored)) return stored;
  const known = preferred.map((tag) => languages[tag.toLowerCase().split('-')[0]!]).find((locale) => locale !== undefined);
  return known ?? 'en';
};
