/** The languages Planark speaks: Norwegian bokmål and nynorsk, Swedish, English. */
export const locales = ['nb', 'nn', 'sv', 'en'] as const;
export type Locale = (typeof locales)[number];
/** One text in every language: nb, nn, sv, en. */
export type Localized = Readonly<Record<Locale, string>>;

/** The four texts in the order nb, nn, sv, en. */
export const inLocales = (nb: string, nn: string, sv: string, en: string): Localized => ({ nb, nn, sv, en });
/** The same word in all languages. */
export const inEvery = (text: string): Localized => inLocales(text, text, text, text);
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);
