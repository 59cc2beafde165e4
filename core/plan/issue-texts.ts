import type * as z from 'zod';
import { fillText, type TextValues } from './fill-text';
import { inEvery, inLocales as t, locales, type Locale, type Localized } from './locale';
import { schemaRules } from './schema-rules';

/** What a schema can find wrong with a document, as a person who edits JSON by hand should read it. */
const texts = {
  missing: t('mangler', 'manglar', 'saknas', 'is missing'),
  type: t('skal være {expected}', 'skal vere {expected}', 'ska vara {expected}', 'should be {expected}'),
  unknownKey: t('ukjent felt: {keys}', 'ukjent felt: {keys}', 'okänt fält: {keys}', 'unknown field: {keys}'),
  oneOf: t('skal være {count|denne verdien|en av disse}: {values}', 'skal vere {count|denne verdien|ein av desse}: {values}', 'ska vara {count|detta värde|något av dessa}: {values}', 'should be {count|this value|one of these}: {values}'),
  tooBig: t('høyst {limit}', 'høgst {limit}', 'högst {limit}', 'at most {limit}'),
  instant: t('skal være et tidspunkt i UTC, som 2027-12-31T23:00:00Z', 'skal vere eit tidspunkt i UTC, som 2027-12-31T23:00:00Z', 'ska vara en tidpunkt i UTC, som 2027-12-31T23:00:00Z', 'should be an instant in UTC, like 2027-12-31T23:00:00Z'),
  format: t('er ikke skrevet slik det skal være her', 'er ikkje skrive slik det skal vere her', 'är inte skrivet som det ska vara här', 'is not written as it should be here'),
  noForm: t('passer ikke med noe som kan stå her: {why}', 'passar ikkje med noko som kan stå her: {why}', 'passar inte med något som kan stå här: {why}', 'fits nothing that can stand here: {why}'),
  tooSmall: t('minst {limit}', 'minst {limit}', 'minst {limit}', 'at least {limit}'),
} as const satisfies Record<string, Localized>;

const types: Readonly<Record<string, Localized>> = {
  string: t('tekst', 'tekst', 'text', 'text'),
  number: t('et tall', 'eit tal', 'ett tal', 'a number'),
  int: t('et helt tall', 'eit heilt tal', 'ett helt tal', 'a whole number'),
  boolean: inEvery('true / false'),
  array: t('en liste [ … ]', 'ei liste [ … ]', 'en lista [ … ]', 'a list [ … ]'),
  object: t('et objekt { … }', 'eit objekt { … }', 'ett objekt { … }', 'an object { … }'),
};

const inAll = (make: (locale: Locale) => string): Localized => Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as Localized;
const filled = (name: keyof typeof texts, values: TextValues): Localized => inAll((locale) => fillText(texts[name][locale], values));

const shownValues = 12;
const listed = (values: readonly unknown[]): string => values.slice(0, shownValues).map(String).join(', ') + (values.length > shownValues ? ' …' : '');

/** Rules of our own come with their English sentence as the message. */
const ownRule = (message: string): Localized | undefined => Object.values(schemaRules).find(({ en }) => en === message);

const shownForms = 3;

/** Why a value has none of the forms that it may have. */
const noForm = ({ errors }: z.core.$ZodIssueInvalidUnion, value: unknown): Localized => {
  const forms = errors.slice(0, shownForms).map((issues) => issues.map((issue) => issueText(issue, value)));
  return inAll((locale) => fillText(texts.noForm[locale], { why: forms.map((reasons) => [...new Set(reasons.map((reason) => reason[locale]))].join(', ')).join(' / ') }));
};

const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), document);

export const missingText: Localized = texts.missing;
export const unknownKeyText = (key: string): Localized => filled('unknownKey', { keys: key });

/** What one issue of the schema says of a document, in every language. */
export const issueText = (issue: z.core.$ZodIssue, document: unknown): Localized => {
  if (issue.code !== 'unrecognized_keys' && valueAt(document, issue.path) === undefined) return texts.missing;
  switch (issue.code) {
    case 'invalid_type': return inAll((locale) => fillText(texts.type[locale], { expected: types[issue.expected]?.[locale] ?? issue.expected }));
    case 'unrecognized_keys': return filled('unknownKey', { keys: listed(issue.keys) });
    case 'invalid_value': return filled('oneOf', { count: issue.values.length, values: listed(issue.values) });
    case 'too_big': return filled('tooBig', { limit: Number(issue.maximum) });
    case 'too_small': return filled('tooSmall', { limit: Number(issue.minimum) });
    case 'invalid_format': return ownRule(issue.message) ?? (issue.format === 'datetime' ? texts.instant : texts.format);
    case 'invalid_union': return noForm(issue, valueAt(document, issue.path));
    default: return ownRule(issue.message) ?? inEvery(issue.message);
  }
};
