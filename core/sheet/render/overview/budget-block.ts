import { budgetYears, yearSums } from '../../../plan/year-sums';
import { words } from '../../words';
import { rangeOf } from '../block';
import type { RenderInput } from '../render-input';
import { across, computedCell, putAcross, width, word, type Block } from './overview-page';

const budgetColumns = Object.entries(yearSums) as [keyof typeof yearSums, (typeof yearSums)['planned']][];
const figureSpan = 2;
const yearSpan = width - budgetColumns.length * figureSpan;

/** What the chart holds against each other. */
const chartedSums = ['planned', 'adopted', 'actual'] as const;

/** A row a year: what the plan costs, what was adopted, what was spent, what is left. */
export const budgetBlock = (input: RenderInput): Block => (page, row) => {
  const years = budgetYears(input.computed.plan);
  if (years.length === 0) return row;
  const first = row + 2;
  const figureAt = (i: number): number => yearSpan + i * figureSpan;
  putAcross(page, row, 0, word(input, 'budget', 'section'), width);
  putAcross(page, row + 1, 0, word(input, 'year', 'header'), yearSpan);
  budgetColumns.forEach(([label], i) => putAcross(page, row + 1, figureAt(i), word(input, label, 'headerNumber'), figureSpan));
  years.forEach((year, i) => {
    putAcross(page, first + i, 0, { value: year, style: 'label' }, yearSpan);
    budgetColumns.forEach(([, node], j) => putAcross(page, first + i, figureAt(j), computedCell(input, node(year), 'money', 'derivedMoney'), figureSpan));
  });
  const range = (column: number): string => rangeOf(row + 1, column, years.length + 1, 1);
  page.charts.push({
    key: 'budget', kind: 'columns', title: words.budgetAgainstPlan[input.layout.locale], names: range(0),
    series: chartedSums.map((label) => range(across(figureAt(budgetColumns.findIndex(([own]) => own === label))).column)),
  });
  return first + years.length + 1;
};
