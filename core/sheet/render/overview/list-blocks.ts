import type { FormulaNode } from '../../../formula';
import { choiceValues } from '../../../plan/choices';
import type { Deadline } from '../../../plan/deadlines';
import type { ComputedPlan } from '../../../plan/computed-plan';
import { activitiesOutsidePlan, goalsWithoutIndicator, statusCount, superiorGoalsWithoutGoal } from '../../../plan/progress';
import { labelOf } from '../../cell-value';
import { words } from '../../words';
import { put, raise, type Block } from '../block';
import { dateText } from '../../value-text';
import type { PageInput } from '../render-input';
import { linesOf } from '../row-heights';
import { computedCell, half, widthOf, word, type Word } from './overview-page';

const listLength = 8;
const labelSpan = 3;
const responsibleSpan = half - 1 - labelSpan;

/** Date, activity and responsible of the first deadlines, in one half of the page. */
export const deadlineList = (input: PageInput, title: Word, find: (computed: ComputedPlan, most: number) => readonly Deadline[], column: number): Block => (page, row) => {
  const deadlines = find(input.computed, listLength);
  put(page, row, column, word(input, title, 'section'), half);
  deadlines.forEach(({ due, label, responsible }, i) => {
    const own = row + 1 + i;
    put(page, own, column, { value: dateText(due, input.layout.locale), style: 'label' });
    put(page, own, column + 1, { value: label, style: 'entry' }, labelSpan);
    put(page, own, column + 1 + labelSpan, { value: responsible, style: 'entry' }, responsibleSpan);
    raise(page, own, Math.max(linesOf(label, widthOf(column + 1, labelSpan)), linesOf(responsible, widthOf(column + 1 + labelSpan, responsibleSpan))));
  });
  if (deadlines.length === 0) put(page, row + 1, column, word(input, 'none', 'help'), half);
  return row + 2 + Math.max(1, deadlines.length);
};

type Line = readonly [label: string, count: FormulaNode];

/** A label and a count a line, in one half of the page. */
export const countList = (input: PageInput, title: Word, lines: readonly Line[], column: number): Block => (page, row) => {
  put(page, row, column, word(input, title, 'section'), half);
  lines.forEach(([label, node], i) => {
    put(page, row + 1 + i, column, { value: label, style: 'label' }, half - 1);
    put(page, row + 1 + i, column + half - 1, computedCell(input, node, 'integer', 'derivedInteger'));
  });
  return row + 2 + lines.length;
};

export const coverageLines = ({ layout: { locale } }: PageInput): Line[] => [
  [words.superiorGoalsWithoutGoal[locale], superiorGoalsWithoutGoal],
  [words.goalsWithoutIndicator[locale], goalsWithoutIndicator],
  [words.activitiesOutsidePlan[locale], activitiesOutsidePlan],
];
export const statusLines = ({ layout: { locale } }: PageInput): Line[] =>
  choiceValues('activityStatus').map((value) => [labelOf('activityStatus', value, locale), statusCount(value)]);
