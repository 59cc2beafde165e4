import type { FormulaNode } from '../../../formula';
import { fillText } from '../../../plan/fill-text';
import type { Plan } from '../../../plan/plan';
import { actualForPlan, adoptedForPlan, leftForPlan } from '../../../plan/plan-budget';
import { accountsDay, costsOfYear, incomeOfYear, leftAtYearEnd, yearEnd } from '../../../plan/what-if';
import { budgetYears, yearSums } from '../../../plan/year-sums';
import { words } from '../../words';
import { raise, rangeOf, type Block, type Page } from '../block';
import { planFormula } from '../formula-template';
import type { PageInput } from '../render-input';
import { linesOf } from '../row-heights';
import { sheetWords } from '../sheet-words';
import { across, computedCell, putAcross, putHelp, width, widthOf, word, type Word } from './overview-page';

interface YearColumn {
  /** What the chart knows it by, too. */
  readonly key: string;
  readonly label: Word;
  readonly ofYear: (year: number) => FormulaNode;
  readonly span: number;
}

const column = (label: Word, ofYear: YearColumn['ofYear'], span: number, key: string = label): YearColumn => ({ key, label, ofYear, span });
const planned = column('planned', yearSums.planned, 2);
/** What was adopted, what was spent, what is left, and how the year ends at the present pace. */
const budgeted = [column('adopted', adoptedForPlan, 2), column('actual', actualForPlan, 2), column('left', leftForPlan, 1), column('yearEnd', yearEnd, 2), column('leftAtYearEnd', leftAtYearEnd, 1)];
const withoutIncome = [planned, ...budgeted];
const withIncome = [column('costs', costsOfYear, 1), column('income', incomeOfYear, 1), column('net', yearSums.planned, 1, planned.key), ...budgeted.map((one) => ({ ...one, span: one.label === 'actual' ? 1 : one.span }))];

/** What the chart holds against each other. */
const chartedSums = ['planned', 'adopted', 'actual'] as const;

const hasIncome = ({ tables: { costs } }: Plan): boolean => costs.some(({ amount }) => typeof amount === 'number' && amount < 0);

const putHeader = (input: PageInput, page: Page, row: number, columns: readonly YearColumn[], startOf: (i: number) => number): void => {
  putAcross(page, row, 0, word(input, 'year', 'header'), startOf(0));
  columns.forEach(({ label, span }, i) => {
    const head = word(input, label, 'headerNumber');
    putAcross(page, row, startOf(i), head, span);
    const place = across(startOf(i), span);
    raise(page, row, linesOf(String(head.value), widthOf(place.column, place.span) - 1));
  });
};

/** What it is, and the day that its accounts go up to: the pace is that day's. [C134] */
const putTitle = (input: PageInput, page: Page, row: number): void => {
  const { computed, layout } = input;
  const [noteSpan, daySpan] = [2, 1];
  const note = width - noteSpan - daySpan;
  putAcross(page, row, 0, word(input, 'budget', 'section'), note);
  putAcross(page, row, note, word(input, 'accountsAsOf', 'sectionNote'), noteSpan);
  putAcross(page, row, width - daySpan, { formula: planFormula(layout, accountsDay), value: Number(computed.evaluate(accountsDay)), style: 'sectionDate' });
};

/** A row a year: what the plan costs, income told apart where there is some; what was adopted, what was spent, what is left, now and at the year's end. */
export const budgetBlock = (input: PageInput): Block => (page, row) => {
  const years = budgetYears(input.computed.plan);
  if (years.length === 0) return row;
  const { locale, tabs } = input.layout;
  const first = row + 3;
  const columns = hasIncome(input.computed.plan) ? withIncome : withoutIncome;
  const yearSpan = width - columns.reduce((sum, { span }) => sum + span, 0);
  const startOf = (i: number): number => columns.slice(0, i).reduce((sum, { span }) => sum + span, yearSpan);
  putTitle(input, page, row);
  putHelp(page, row + 1, fillText(sheetWords.budgetHelp[locale], { tab: tabs.reconciliation }));
  putHeader(input, page, row + 2, columns, startOf);
  years.forEach((year, i) => {
    putAcross(page, first + i, 0, { value: year, style: 'label' }, yearSpan);
    columns.forEach(({ ofYear, span }, j) => putAcross(page, first + i, startOf(j), computedCell(input, ofYear(year), 'money', 'derivedMoney'), span));
  });
  const range = (at: number): string => rangeOf(row + 2, at, years.length + 1, 1);
  page.charts.push({
    key: 'budget', kind: 'columns', title: words.budgetAgainstPlan[locale], names: range(0),
    series: chartedSums.map((key) => range(across(startOf(columns.findIndex((own) => own.key === key))).column)),
  });
  return first + years.length + 1;
};
