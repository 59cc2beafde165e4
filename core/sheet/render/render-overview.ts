import type { DerivedKind } from '../../plan/field';
import type { FormulaNode } from '../../formula';
import { call, divide, greater, iff, literal, lookup, nothing, sum } from '../../formula';
import { activitiesOutsidePlan, dueSoonCount, expectedProgress, goalsWithoutIndicator, overdueCount, planProgress, signalFor, statusCount, superiorGoalsWithoutGoal } from '../../plan/progress';
import { choiceValues } from '../../plan/choices';
import { derivedToCell, labelOf } from '../cell-value';
import { worksheet, type ConditionalFormatModel, type StyledCell, type StyleName, type WorksheetModel } from '../model';
import { words } from '../words';
import { emptyPage, put, type Page } from './block';
import { choiceFormats } from './conditional-formats';
import { dateText } from './date-text';
import { nextDeadlines, overdueActivities, type Deadline } from './deadlines';
import { planFormula } from './formula-template';
import type { RenderInput } from './render-input';
import { budgetYears, sumOfYear } from './year-sums';

/** Columns of the page. */
const width = 12;
const half = width / 2;
const listLength = 8;

type Word = keyof typeof words;

/** Blocks are put one under the other; each takes the row it starts on and gives the first free row after it. */
type Block = (page: Page, row: number) => number;

/** A formula with its computed result, in a style. */
const computedCell = ({ computed, layout }: RenderInput, node: FormulaNode, shows: DerivedKind, style: StyleName): StyledCell =>
  ({ formula: planFormula(layout, node), value: derivedToCell(computed.evaluate(node), shows, layout.locale), style });

const word = ({ layout }: RenderInput, name: Word, style: StyleName): StyledCell => ({ value: words[name][layout.locale], style });

const headBlock = (input: RenderInput): Block => (page, row) => {
  const { plan, today } = input.computed;
  const { locale } = input.layout;
  const period = `${dateText(plan.period.start, locale)} – ${dateText(plan.period.end, locale)}`;
  const adoption = plan.adoption?.body ? `${words.adoptedBy[locale]} ${plan.adoption.body}${plan.adoption.date ? `, ${dateText(plan.adoption.date, locale)}` : ''}` : labelOf('planStatus', plan.status, locale);
  put(page, row, 0, { value: plan.title, style: 'title' }, width);
  put(page, row + 1, 0, { value: [plan.organisation.name, period, adoption, `${words.asOf[locale]} ${dateText(today, locale)}`].join('   ·   '), style: 'subtitle' }, width);
  page.heights[row] = 30;
  return row + 3;
};

interface Tile {
  readonly label: Word;
  readonly node: FormulaNode;
  readonly shows: DerivedKind;
  readonly style: StyleName;
}

const tiles: readonly Tile[] = [
  { label: 'progress', node: planProgress, shows: 'ratio', style: 'tileRatio' },
  { label: 'expected', node: expectedProgress, shows: 'ratio', style: 'tileRatio' },
  { label: 'signal', node: signalFor(planProgress, expectedProgress), shows: 'signal', style: 'tileText' },
  { label: 'completedOf', node: statusCount('completed'), shows: 'integer', style: 'tileInteger' },
  { label: 'overdue', node: overdueCount, shows: 'integer', style: 'tileInteger' },
  { label: 'dueSoon', node: dueSoonCount, shows: 'integer', style: 'tileInteger' },
];

const tileBlock = (input: RenderInput): Block => (page, row) => {
  tiles.forEach((tile, i) => {
    put(page, row, i * 2, word(input, tile.label, 'tileLabel'), 2);
    put(page, row + 1, i * 2, computedCell(input, tile.node, tile.shows, tile.style), 2);
  });
  page.heights[row + 1] = 30;
  return row + 3;
};

const shareOfBudget = (cost: FormulaNode): FormulaNode => iff(greater(sum('budget', 'adopted'), literal(0)), divide(cost, sum('budget', 'adopted')), nothing);

interface AreaColumn {
  readonly label: Word;
  readonly shows: DerivedKind;
  readonly style: StyleName;
  readonly total: StyleName;
  readonly ofArea: (code: string) => FormulaNode;
  readonly ofPlan: FormulaNode;
}
const areaField = (name: string) => (code: string): FormulaNode => lookup('focusAreas', code, name);
const sumOfAreas = (name: string): FormulaNode => sum('focusAreas', name);

const areaColumns: readonly AreaColumn[] = [
  { label: 'goals', shows: 'integer', style: 'derivedInteger', total: 'total', ofArea: areaField('goalCount'), ofPlan: sumOfAreas('goalCount') },
  { label: 'activities', shows: 'integer', style: 'derivedInteger', total: 'total', ofArea: areaField('activityCount'), ofPlan: sumOfAreas('activityCount') },
  { label: 'progress', shows: 'ratio', style: 'derivedRatio', total: 'totalRatio', ofArea: areaField('progress'), ofPlan: planProgress },
  { label: 'expected', shows: 'ratio', style: 'derivedRatio', total: 'totalRatio', ofArea: () => expectedProgress, ofPlan: expectedProgress },
  { label: 'signal', shows: 'signal', style: 'derivedText', total: 'total', ofArea: areaField('signal'), ofPlan: signalFor(planProgress, expectedProgress) },
  { label: 'cost', shows: 'money', style: 'derivedMoney', total: 'totalMoney', ofArea: areaField('cost'), ofPlan: sumOfAreas('cost') },
  { label: 'shareOfBudget', shows: 'ratio', style: 'derivedRatio', total: 'totalRatio', ofArea: (code) => shareOfBudget(lookup('focusAreas', code, 'cost')), ofPlan: shareOfBudget(sumOfAreas('cost')) },
];
/** Code in the first column, the title over four, then the figures. */
const titleSpan = width - areaColumns.length - 1;

const areaBlock = (input: RenderInput): Block => (page, row) => {
  const areas = input.computed.plan.tables.focusAreas;
  put(page, row, 0, word(input, 'code', 'header'));
  put(page, row, 1, word(input, 'focusArea', 'header'), titleSpan);
  areaColumns.forEach((column, i) => put(page, row, 1 + titleSpan + i, word(input, column.label, 'header')));
  areas.forEach((area, i) => {
    const code = String(area['code']);
    put(page, row + 1 + i, 0, { value: code, style: 'code' });
    put(page, row + 1 + i, 1, { value: String(area['title']), style: 'text' }, titleSpan);
    areaColumns.forEach((column, j) => put(page, row + 1 + i, 1 + titleSpan + j, computedCell(input, column.ofArea(code), column.shows, column.style)));
    if (String(area['title']).length > 52) page.heights[row + 1 + i] = 30;
  });
  const total = row + 1 + areas.length;
  put(page, total, 0, word(input, 'wholePlan', 'total'), 1 + titleSpan);
  areaColumns.forEach((column, j) => put(page, total, 1 + titleSpan + j, computedCell(input, column.ofPlan, column.shows, column.total)));
  return total + 2;
};

const deadlineList = (input: RenderInput, title: Word, deadlines: readonly Deadline[], column: number): Block => (page, row) => {
  const { locale } = input.layout;
  put(page, row, column, word(input, title, 'section'), half);
  deadlines.slice(0, listLength).forEach((deadline, i) => {
    put(page, row + 1 + i, column, { value: dateText(deadline.due, locale), style: 'label' });
    put(page, row + 1 + i, column + 1, { value: deadline.label, style: 'plain' }, half - 2);
    put(page, row + 1 + i, column + half - 1, { value: deadline.responsible, style: 'plain' });
  });
  if (deadlines.length === 0) put(page, row + 1, column, word(input, 'none', 'help'), half);
  return row + 2 + Math.max(1, Math.min(listLength, deadlines.length));
};

const countList = (input: RenderInput, title: Word, lines: readonly (readonly [string, FormulaNode])[], column: number): Block => (page, row) => {
  put(page, row, column, word(input, title, 'section'), half);
  lines.forEach(([label, node], i) => {
    put(page, row + 1 + i, column, { value: label, style: 'label' }, half - 1);
    put(page, row + 1 + i, column + half - 1, computedCell(input, node, 'integer', 'derivedInteger'));
  });
  return row + 2 + lines.length;
};

const coverageLines = ({ layout }: RenderInput): [string, FormulaNode][] => [
  [words.superiorGoalsWithoutGoal[layout.locale], superiorGoalsWithoutGoal],
  [words.goalsWithoutIndicator[layout.locale], goalsWithoutIndicator],
  [words.activitiesOutsidePlan[layout.locale], activitiesOutsidePlan],
];
const statusLines = ({ layout }: RenderInput): [string, FormulaNode][] =>
  choiceValues('activityStatus').map((value) => [labelOf('activityStatus', value, layout.locale), statusCount(value)]);

const sideBySide = (...blocks: readonly Block[]): Block => (page, row) => Math.max(...blocks.map((block) => block(page, row)));

const budgetColumns: readonly (readonly [Word, FormulaNodeOfYear, DerivedKind])[] = [
  ['planned', (year) => sumOfYear('costs', 'amount', year), 'money'],
  ['adopted', (year) => sumOfYear('budget', 'adopted', year), 'money'],
  ['actual', (year) => sumOfYear('budget', 'actual', year), 'money'],
  ['left', (year) => call('ROUND', sumOfYear('budget', 'left', year), literal(2)), 'money'],
];
type FormulaNodeOfYear = (year: number) => FormulaNode;

/** A row a year: what the plan costs, what was adopted, what was spent, what is left. Each figure takes two columns. */
const budgetBlock = (input: RenderInput): Block => (page, row) => {
  const years = budgetYears(input.computed.plan);
  if (years.length === 0) return row;
  put(page, row, 0, word(input, 'budget', 'section'), width);
  put(page, row + 1, 0, word(input, 'year', 'header'), 4);
  budgetColumns.forEach(([label], i) => put(page, row + 1, 4 + i * 2, word(input, label, 'header'), 2));
  years.forEach((year, i) => {
    put(page, row + 2 + i, 0, { value: year, style: 'label' }, 4);
    budgetColumns.forEach(([, node, shows], j) => put(page, row + 2 + i, 4 + j * 2, computedCell(input, node(year), shows, 'derivedMoney'), 2));
  });
  return row + 3 + years.length;
};

const formatsOf = ({ layout, computed }: RenderInput): ConditionalFormatModel[] => {
  const first = areaFirstRow + 1;
  const last = first + computed.plan.tables.focusAreas.length;
  const column = (i: number): string => String.fromCharCode(65 + 1 + titleSpan + i);
  return [
    { kind: 'dataBar', range: `${column(2)}${first}:${column(2)}${last}` },
    ...choiceFormats(layout, 'signal', `${column(4)}${first}:${column(4)}${last}`),
    ...choiceFormats(layout, 'signal', 'E5:F5'),
    { kind: 'formula', range: 'I5:J5', formula: '$I$5>0', tone: 'bad' },
  ];
};
/** Zero-based row of the first focus area: below the head, the tiles and the header. */
const areaFirstRow = 7;

/** The tab Oversikt: one page that tells how the plan stands. Generated and protected. */
export const renderOverview = (input: RenderInput): WorksheetModel => {
  const page = emptyPage();
  const blocks: readonly Block[] = [
    headBlock(input),
    tileBlock(input),
    areaBlock(input),
    sideBySide(deadlineList(input, 'nextDeadlines', nextDeadlines(input.computed), 0), deadlineList(input, 'overdueList', overdueActivities(input.computed), half)),
    sideBySide(countList(input, 'coverage', coverageLines(input), 0), countList(input, 'status', statusLines(input), half)),
    budgetBlock(input),
  ];
  blocks.reduce((row, block) => block(page, row), 0);
  return worksheet({
    key: 'overview',
    name: input.layout.tabs.overview,
    columns: Array.from({ length: width }, (_, i) => ({ width: i === 0 ? 11 : 13, style: 'plain' })),
    ...page,
    conditionalFormats: formatsOf(input),
    print: { isLandscape: true, isOnePage: true },
    isProtected: true,
    tone: 'generated',
  });
};
