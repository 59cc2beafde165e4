import type { Locale } from '../../plan/locale';

export type NumberReading = { readonly number: number } | 'none' | 'ambiguous';

/** Words and signs that people write beside an amount. */
const decoration = /kroner|kronor|krone|kr\.?|nok|sek|dkk|eur|€|:-|,-|\.-|,–/gi;
const spaces = /[\s\u00a0\u2007\u2009\u202f']/g;
/** Digits apart from each other that are no groups of three: "2 3" is two numbers, not 23. */
const isScattered = (text: string): boolean => /\d\s\d/.test(text) && !/^\D*\d{1,3}(?:\s\d{3})+(?!\d|\s\d)/.test(text);

/** A minus behind decimals, "1.200,50-"; behind a whole number it may be the dash of "500,-". */
const minusBehind = /^\d.*[.,]\d{1,2}-$/;

const groups = (text: string, separator: string): boolean => new RegExp(`^\\d{1,3}(?:\\${separator}\\d{3})+$`).test(text);
const isDigits = (text: string): boolean => /^\d+$/.test(text);

/** Digits with at most one kind of thousands sign and one decimal sign, told apart by place. */
const readDigits = (text: string, locale: Locale): NumberReading => {
  if (isDigits(text)) return { number: Number(text) };
  const decimal = locale === 'en' ? '.' : ',';
  const other = decimal === ',' ? '.' : ',';
  const parts = text.split(decimal);
  const whole = parts[0]!;
  if (parts.length === 2 && isDigits(parts[1]!) && (isDigits(whole) || groups(whole, other))) return { number: Number(`${whole.replaceAll(other, '')}.${parts[1]}`) };
  if (parts.length > 2 || text.includes(decimal)) return groups(text, decimal) ? 'ambiguous' : 'none';
  if (groups(text, other)) return text.split(other).length > 2 ? { number: Number(text.replaceAll(other, '')) } : 'ambiguous';
  const [units, decimals, ...rest] = text.split(other);
  return rest.length === 0 && isDigits(units!) && isDigits(decimals!) ? { number: Number(`${units}.${decimals}`) } : 'none';
};

/** Where no decimals are meant, three digits after a sign are a group; after the language's own decimal sign they may be either. */
const readWhole = (digits: string, locale: Locale): NumberReading => {
  if (groups(digits, locale === 'en' ? '.' : ',') && /^\d+\D\d+$/.test(digits)) return 'ambiguous';
  const reading = readDigits(digits, locale);
  return reading === 'ambiguous' ? { number: Number(digits.replace(/[.,]/g, '')) } : reading;
};

/**
 * A number as people write it: "9 000 kr", "1.200,50", "−5", "(500)", "3,5", and "1.200,50-" as accounting systems do. What could be either thousands or decimals, as "1.500" in
 * Norwegian, is told as ambiguous, except where `isWhole` says that no decimals, or only two, are meant.
 */
export const readNumber = (text: string, locale: Locale, isWhole = false): NumberReading => {
  const plain = text.replace(decoration, '').trim();
  if (isScattered(plain)) return 'none';
  const bare = plain.replace(spaces, '').replace(/[−–]/g, '-');
  const inBrackets = /^\((.*)\)$/.exec(bare);
  const isBehind = minusBehind.test(bare);
  const sign = inBrackets || isBehind || bare.startsWith('-') ? -1 : 1;
  const digits = isBehind ? bare.slice(0, -1) : (inBrackets?.[1] ?? bare).replace(/^[-+]/, '');
  const reading = isWhole ? readWhole(digits, locale) : readDigits(digits, locale);
  return typeof reading === 'object' ? { number: sign * reading.number || 0 } : reading;
};
