import { locales } from '../../plan/locale';
import { monthNames } from '../words';

const prefixes = new Map(locales.flatMap((locale) => monthNames[locale].map((name, i) => [name.toLowerCase(), i + 1] as const)));

const monthOf = (word: string): number | undefined => {
  const number = /^\d{1,2}$/.test(word) ? Number(word) : prefixes.get(word.toLowerCase().slice(0, 3));
  return number !== undefined && number >= 1 && number <= 12 ? number : undefined;
};

const range = (from: number, to: number): number[] => Array.from({ length: ((to - from + 12) % 12) + 1 }, (_, i) => ((from - 1 + i) % 12) + 1);

const monthsOf = (part: string): number[] | undefined => {
  const ends = part.split(/\s*[-–]\s*/).map(monthOf);
  if (ends.length > 2 || ends.includes(undefined)) return undefined;
  return range(ends[0]!, ends.at(-1)!);
};

/** Months as people write them: "mars, september", "3, 9", "mar–mai", "vår" is none. Ascending; undefined where a part is no month. */
export const readMonths = (text: string): readonly number[] | undefined => {
  const parts = text.trim().split(/\s*(?:[,;/&+]|\bog\b|\boch\b|\band\b)\s*/i).filter((part) => part !== '');
  const months = parts.map((part) => monthsOf(part.replace(/\.$/, '')));
  if (months.length === 0 || months.includes(undefined)) return undefined;
  return [...new Set(months.flatMap((list) => list!))].sort((a, b) => a - b);
};
