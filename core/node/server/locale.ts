import { isLocale, type Locale } from '../../plan/locale';

/** Other names of languages that we speak. */
const others: Readonly<Record<string, Locale>> = { no: 'nb', nor: 'nb', da: 'nb' };

/** The language that the header Accept-Language asks for first of those we speak; undefined where it asks for none of them. */
export const acceptedLocale = (header: string | undefined): Locale | undefined => {
  const asked = (header ?? '').slice(0, 500).split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = Number(parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined) ?? 1);
    const language = tag.split('-')[0]!;
    return { locale: isLocale(language) ? language : others[language], quality };
  });
  const known = asked.filter(({ locale, quality }) => locale !== undefined && quality > 0);
  return known.sort((a, b) => b.quality - a.quality)[0]?.locale;
};
