import type { Plan } from '../plan';
import { costLines, ownAmounts, sumOf } from './money-lines';

/** What a year comes to, in minor units; `year` is null for what has none. */
export interface YearTotal {
  readonly year: number | null;
  readonly planned: number;
  readonly adopted: number;
  readonly actual: number;
  readonly left: number;
}

/** Planned, adopted, spent and left by year, as Avstemming shows them; what has no year comes last. */
export const yearTotals = (plan: Plan): YearTotal[] => {
  const [costs, lines] = [costLines(plan), ownAmounts(plan)];
  const years = [...new Set([...costs, ...lines].map(({ year }) => year))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return years.map((year) => {
    const [ofYear, own] = [costs.filter((cost) => cost.year === year), lines.filter((line) => line.year === year)];
    const [adopted, actual] = [sumOf(own, (line) => line.adopted), sumOf(own, (line) => line.actual)];
    return { year, planned: sumOf(ofYear, ({ amount }) => amount), adopted, actual, left: adopted - actual };
  });
};
