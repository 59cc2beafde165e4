import { lookup, sum, type FormulaNode } from '../../../formula';
import type { DerivedKind } from '../../../plan/field';
import type { PlanRecord } from '../../../plan/plan';
import { expectedProgress, planProgress, shareOfBudget, signalFor } from '../../../plan/progress';
import { rememberedBy } from '../../../plan/remembered';
import { costOfArea, costWithoutArea, planCost } from '../../../plan/what-if';
import type { StyleName } from '../../model';
import { words } from '../../words';
import { put, raise, rangeOf, type Block, type Page } from '../block';
import { choiceFormats } from '../conditional-formats';
import type { PageInput } from '../render-input';
import { linesOf } from '../row-heights';
import { across, computedCell, putAcross, width, widthOf, word, type Word } from './overview-page';

interface AreaColumn {
  readonly label: Word;
  readonly shows: DerivedKind;
  readonly ofArea: (code: string) => FormulaNode;
  readonly ofPlan: FormulaNode;
  /** Of what has no focus area, where there can be some. */
  readonly ofRest?: FormulaNode;
  readonly hasBar?: boolean;
}

const areaField = (name: string) => rememberedBy((code: string): FormulaNode => lookup('focusAreas', code, name));
const sumOfAreas = (name: string): FormulaNode => sum('focusAreas', name);

const areaColumns: readonly AreaColumn[] = [
  { label: 'goals', shows: 'integer', ofArea: areaField('goalCount'), ofPlan: sumOfAreas('goalCount') },
  { label: 'activities', shows: 'integer', ofArea: areaField('activityCount'), ofPlan: sumOfAreas('activityCount') },
  { label: 'progress', shows: 'ratio', ofArea: areaField('progress'), ofPlan: planProgress, hasBar: true },
  { label: 'expected', shows: 'ratio', ofArea: () => expectedProgress, ofPlan: expectedProgress },
  { label: 'signal', shows: 'signal', ofArea: areaField('signal'), ofPlan: signalFor(planProgress, expectedProgress) },
  { label: 'cost', shows: 'money', ofArea: costOfArea, ofPlan: planCost, ofRest: costWithoutArea },
  { label: 'shareOfBudget', shows: 'ratio', ofArea: rememberedBy((code: string): FormulaNode => shareOfBudget(costOfArea(code))), ofPlan: shareOfBudget(planCost), ofRest: shareOfBudget(costWithoutArea) },
];
/** Code in the first column, the title over the next ones, then the figures. */
const titleColumn = 1;
const titleSpan = width - areaColumns.length - titleColumn;
const firstFigure = titleColumn + titleSpan;

type Look = { readonly head: StyleName; readonly area: StyleName; readonly total: StyleName };
const text: Look = { head: 'headerIndented', area: 'derivedText', total: 'totalText' };
const looks: Readonly<Record<DerivedKind, Look>> = {
  integer: { head: 'headerNumber', area: 'derivedInteger', total: 'totalInteger' },
  number: { head: 'headerNumber', area: 'derivedNumber', total: 'totalInteger' },
  ratio: { head: 'headerNumber', area: 'derivedRatio', total: 'totalRatio' },
  money: { head: 'headerNumber', area: 'derivedMoney', total: 'totalMoney' },
  signal: text,
  budgetState: text,
  code: text,
};

const putHeader = (input: PageInput, page: Page, row: number): void => {
  putAcross(page, row, 0, word(input, 'code', 'header'));
  putAcross(page, row, titleColumn, word(input, 'focusArea', 'header'), titleSpan);
  areaColumns.forEach(({ label, shows }, i) => {
    const { column, span } = across(firstFigure + i);
    const head = word(input, label, looks[shows].head);
    put(page, row, column, head, span);
    raise(page, row, linesOf(String(head.value), widthOf(column, span) - 1));
  });
};

const putArea = (input: PageInput, page: Page, row: number, area: PlanRecord): void => {
  const code = String(area['code']);
  const title = String(area['title']);
  putAcross(page, row, 0, { value: code, style: 'code' });
  putAcross(page, row, titleColumn, { value: title, style: 'entry' }, titleSpan);
  areaColumns.forEach(({ ofArea, shows }, i) => putAcross(page, row, firstFigure + i, computedCell(input, ofArea(code), shows, looks[shows].area)));
  raise(page, row, linesOf(title, widthOf(titleColumn, titleSpan)));
};

/** What costs money and has no focus area, so that the column adds up; nothing where there is none. Gives the next free row. */
const putRest = (input: PageInput, page: Page, row: number): number => {
  if (input.computed.evaluate(costWithoutArea) === 0) return row;
  putAcross(page, row, 0, word(input, 'withoutFocusArea', 'label'), firstFigure);
  areaColumns.forEach(({ ofRest, shows }, i) => {
    const style = looks[shows].area;
    putAcross(page, row, firstFigure + i, ofRest ? computedCell(input, ofRest, shows, style) : { value: null, style });
  });
  return row + 1;
};

const putFormats = (input: PageInput, page: Page, row: number, height: number): void =>
  areaColumns.forEach(({ shows, hasBar }, i) => {
    const { column, span } = across(firstFigure + i);
    const range = rangeOf(row, column, height, span);
    page.conditionalFormats.push(...choiceFormats(input.layout, shows, range), ...(hasBar ? [{ kind: 'dataBar' as const, range }] : []));
  });

const figureColumn = (label: Word): number => across(firstFigure + areaColumns.findIndex((column) => column.label === label)).column;

/** How far each focus area has come, beside how far it should. */
const putChart = ({ layout: { locale } }: PageInput, page: Page, row: number, areas: number): void => {
  if (areas === 0) return;
  const range = (column: number): string => rangeOf(row, column, areas + 1, 1);
  page.charts.push({ key: 'progress', kind: 'bars', title: words.progressByArea[locale], names: range(titleColumn), series: [range(figureColumn('progress')), range(figureColumn('expected'))] });
};

/** A row a focus area: goals, activities, progress against expected, signal, cost against budget; then the whole plan. */
export const areaBlock = (input: PageInput): Block => (page, row) => {
  const areas = input.computed.plan.tables.focusAreas;
  putHeader(input, page, row);
  areas.forEach((area, i) => putArea(input, page, row + 1 + i, area));
  const total = putRest(input, page, row + 1 + areas.length);
  putAcross(page, total, 0, word(input, 'wholePlan', 'total'), firstFigure);
  areaColumns.forEach(({ ofPlan, shows }, i) => putAcross(page, total, firstFigure + i, computedCell(input, ofPlan, shows, looks[shows].total)));
  putFormats(input, page, row + 1, total - row);
  putChart(input, page, row, areas.length);
  return total + 2;
};
