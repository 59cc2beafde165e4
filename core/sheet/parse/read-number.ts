import type { Locale } from '../../plan/locale';

export type NumberReading = { readonly number: number } | 'none' | 'ambiguous';

/** Words and signs that people write beside an amount. */
const decoration = /(?:\bkr\b\.?|\bnok\b|\bsek\b|\bdkk\b|\beur\b|€|:-|,-|\.-|,–)/gi;
const spaces = /[\s\u00a0\u2007\u2009\u202f']/g;

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

/**
 * A number as people write it: "9 000 kr", "1.200,50", "−5", "(500)", "3,5". "1.500" could be either and is told as ambiguous, except
 * where `isWhole` says that no decimals are meant.
 */
export const readNumber = (text: string, locale: Locale, isWhole = false): NumberReading => {
  const bare = text.replace(decoration, '').replace(spaces, '').replaceAll('−', '-');
  const inBrackets = /^\((.*)\)$/.exec(bare);
  const sign = inBrackets || bare.startsWith('-') ? -1 : 1;
  const digits = (inBrackets?.[1] ?? bare).replace(/^[-+]/, '');
  const reading = readDigits(digits, locale);
  if (reading === 'ambiguous' && isWhole) return { number: sign * Number(digits.replace(/[.,]/g, '')) };
  return typeof reading === 'object' ? { number: sign * reading.number } : reading;
};
