import { enGB } from 'date-fns/locale/en-GB';
import { nb } from 'date-fns/locale/nb';
import { nn } from 'date-fns/locale/nn';
import { sv } from 'date-fns/locale/sv';

type MonthIndex = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;
const months: readonly MonthIndex[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
/** The names of each month in every language. */
const names = months.map((month) => [nb, nn, sv, enGB].map(({ localize }) => localize.month(month).toLowerCase()));
const shortest = 3;

const monthNamed = (word: string): number | undefined => {
  const index = word.length < shortest ? -1 : names.findIndex((own) => own.some((name) => name.startsWith(word)));
  return index < 0 ? undefined : index + 1;
};

/** A month by its number or its name, whole or cut short. */
const monthOf = (word: string): number | undefined => {
  const month = /^\d{1,2}$/.test(word) ? Number(word) : monthNamed(word.toLowerCase().replace(/\.$/, ''));
  return month !== undefined && month >= 1 && month <= 12 ? month : undefined;
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
  const found = parts.map(monthsOf);
  if (found.length === 0 || found.includes(undefined)) return undefined;
  return [...new Set(found.flatMap((list) => list!))].sort((a, b) => a - b);
};
