import type { Plan } from './plan';

type Period = Plan['period'];

const ends = ({ start, end }: Period): readonly [number, number] => [Number(start.slice(0, 4)), Number(end.slice(0, 4))];

/** Does a plan's period reach this year? */
export const isOfPeriod = (period: Period, year: number): boolean => {
  const [first, last] = ends(period);
  return year >= first && year <= last;
};

/** The years of a plan's period, a hundred at most. */
export const yearsOfPeriod = (period: Period): number[] => {
  const [first, last] = ends(period);
  return Array.from({ length: Math.max(0, Math.min(100, last - first + 1)) }, (_, i) => first + i);
};
