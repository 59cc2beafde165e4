import type { Locale } from '../../plan/locale';

/** An ISO date as people of the language write it in a running line: 31.05.2026, 2026-05-31 in Swedish, 31/05/2026 in English. */
export const dateText = (date: string, locale: Locale): string => {
  const [year, month, day] = date.split('-') as [string, string, string];
  if (locale === 'sv') return date;
  return [day, month, year].join(locale === 'en' ? '/' : '.');
};
