import { choice, literal, type FormulaNode } from '../../../formula';
import { choiceValues } from '../../../plan/choices';
import { freshnessStates } from '../../../plan/roll-up';
import * as totals from '../../../plan/roll-up/totals';
import { labelOf } from '../../cell-value';
import { workbookLayout } from '../../layout';
import { worksheet, type ChartModel, type StyledCell, type StyleName, type WorksheetModel } from '../../model';
import { dateText } from '../../value-text';
import { words } from '../../words';
import { emptyPage, put, raise, rangeOf, type Block, type Page } from '../block';
import { choiceFormats } from '../conditional-formats';
import { linesOf } from '../row-heights';
import { across, half, leftHalf, overviewColumns, putAcross, rightHalf, width, widthOf } from '../overview/overview-page';
import { cellAddress } from '../../grid';
import { totalCell, type MeanCells, type RollUpInput } from './roll-up-input';
import { freshnessWords, rollUpWords } from './roll-up-words';
import { sheetWords } from '../sheet-words';

const highRow = 30;
const tileSpan = 2;
/** The row that the tiles' figures stand in. */
const tileRow = 4;
const tileAt = (i: number): string => cellAddress(tileRow, across(i * tileSpan, tileSpan).column).replace(/([A-Z]+)(\d+)/, '$$$1$$$2');
const means: MeanCells = { progress: tileAt(0), expected: tileAt(1) };

const headBlock = (input: RollUpInput): Block => (page, row) => {
  const { rollUp } = input.computed;
  putAcross(page, row, 0, { value: `${rollUpWords.title[input.locale]}: ${rollUp.title}`, style: 'title' }, width);
  putAcross(page, row + 1, 0, { value: [rollUp.organisation, `${sheetWords.asOf[input.locale]} ${dateText(rollUp.today, input.locale)}`].join('   ·   '), style: 'subtitle' }, width);
  page.heights[row] = highRow;
  return row + 3;
};

interface Tile {
  readonly label: string;
  readonly cell: StyledCell;
  readonly isSignal?: boolean;
  /** More than none is bad. */
  readonly isBad?: boolean;
}

const tilesOf = (input: RollUpInput): Tile[] => {
  const { locale } = input;
  return [
    { label: words.progress[locale], cell: totalCell(input, totals.meanProgress, 'ratio', 'tileRatio') },
    { label: words.expected[locale], cell: totalCell(input, totals.meanExpected, 'ratio', 'tileRatio') },
    { label: words.signal[locale], cell: totalCell(input, totals.wholeSignal, 'signal', 'tileText', means), isSignal: true },
    { label: rollUpWords.maturity[locale], cell: totalCell(input, totals.meanMaturity, 'number', 'tileDecimal') },
    { label: rollUpWords.completed[locale], cell: totalCell(input, totals.totalOf('completed'), 'integer', 'tileInteger') },
    { label: words.overdue[locale], cell: totalCell(input, totals.totalOf('overdue'), 'integer', 'tileInteger'), isBad: true },
  ];
};

const tileBlock = (input: RollUpInput): Block => (page, row) => {
  tilesOf(input).forEach(({ label, cell, isSignal, isBad }, i) => {
    const { column, span } = across(i * tileSpan, tileSpan);
    const range = rangeOf(row + 1, column, 1, span);
    putAcross(page, row, i * tileSpan, { value: label, style: 'tileLabel' }, tileSpan);
    putAcross(page, row + 1, i * tileSpan, cell, tileSpan);
    if (isSignal) page.conditionalFormats.push(...choiceFormats(workbookLayout(input.locale), 'signal', range));
    if (isBad) page.conditionalFormats.push({ kind: 'formula', range, formula: `${tileAt(i)}>0`, tone: 'bad' });
  });
  page.heights[row + 1] = highRow;
  return row + 3;
};

const countBlock = (input: RollUpInput, title: string, lines: readonly (readonly [string, FormulaNode])[], column: number): Block => (page, row) => {
  put(page, row, column, { value: title, style: 'section' }, half);
  lines.forEach(([label, node], i) => {
    put(page, row + 1 + i, column, { value: label, style: 'label' }, half - 1);
    put(page, row + 1 + i, column + half - 1, totalCell(input, node, 'integer', 'derivedInteger'));
  });
  return row + 2 + lines.length;
};

const signalLines = ({ locale }: RollUpInput): [string, FormulaNode][] => [
  [rollUpWords.withFigures[locale], totals.regionsWithFigures],
  ...choiceValues('signal').map((signal): [string, FormulaNode] => [labelOf('signal', signal, locale), totals.regionsWithSignal(signal)]),
];
const freshnessLines = ({ locale }: RollUpInput): [string, FormulaNode][] => freshnessStates.map((state) => [freshnessWords[state][locale], totals.regionsInState(state)]);

const countsBlock = (input: RollUpInput): Block => (page, row) => Math.max(
  countBlock(input, rollUpWords.bySignal[input.locale], signalLines(input), leftHalf)(page, row),
  countBlock(input, rollUpWords.byFreshness[input.locale], freshnessLines(input), rightHalf)(page, row),
);

interface Figure {
  readonly label: string;
  readonly span: number;
  readonly shows: 'integer' | 'ratio' | 'money';
  /** A number that is bad: "=0". */
  readonly bad?: string;
}
/** A chart of a block's lines: which head names the bars, and which figures are their lengths. */
interface Chart extends Pick<ChartModel, 'key' | 'kind' | 'title'> {
  readonly names: number;
  readonly series: readonly number[];
}
interface Line {
  /** What stands before the figures: each with its span. */
  readonly heads: readonly (readonly [StyledCell, number])[];
  readonly nodes: readonly FormulaNode[];
}
const figureStyles: Readonly<Record<Figure['shows'], StyleName>> = { integer: 'derivedInteger', ratio: 'derivedRatio', money: 'derivedMoney' };

const putHeader = (page: Page, row: number, heads: readonly (readonly [string, number])[], figures: readonly Figure[]): void => {
  let at = 0;
  for (const [label, span, style] of [...heads.map(([text, wide]) => [text, wide, 'headerIndented'] as const), ...figures.map(({ label: text, span: wide }) => [text, wide, 'headerNumber'] as const)]) {
    putAcross(page, row, at, { value: label, style }, span);
    raise(page, row, linesOf(label, widthOf(across(at, span).column, across(at, span).span) - 1));
    at += span;
  }
};

const putLine = (input: RollUpInput, page: Page, row: number, { heads, nodes }: Line, figures: readonly Figure[]): void => {
  let at = 0;
  for (const [cell, span] of heads) {
    putAcross(page, row, at, cell, span);
    raise(page, row, linesOf(String(cell.value), widthOf(across(at, span).column, across(at, span).span)));
    at += span;
  }
  figures.forEach(({ span, shows }, i) => {
    putAcross(page, row, at, totalCell(input, nodes[i]!, shows, figureStyles[shows]), span);
    at += span;
  });
};

const putFormats = (page: Page, row: number, height: number, first: number, figures: readonly Figure[]): void => {
  let at = first;
  for (const { span: wide, shows, bad } of figures) {
    const { column, span } = across(at, wide);
    const range = rangeOf(row, column, height, span);
    if (shows === 'ratio') page.conditionalFormats.push({ kind: 'dataBar', range });
    if (bad) page.conditionalFormats.push({ kind: 'formula', range, formula: `AND(ISNUMBER($${range.split(':')[0]!}),$${range.split(':')[0]!}${bad})`, tone: 'bad' });
    at += wide;
  }
};

const putChart = (page: Page, row: number, height: number, spans: readonly number[], heads: number, { names, series, ...chart }: Chart): void => {
  const startOf = (i: number): number => across(spans.slice(0, i).reduce((sum, span) => sum + span, 0)).column;
  const range = (i: number): string => rangeOf(row, startOf(i), height, 1);
  page.charts.push({ ...chart, names: range(names), series: series.map((i) => range(heads + i)) });
};

/** A section with a header and a line for each thing; nothing where there is none. */
const tableBlock = (input: RollUpInput, title: string, heads: readonly (readonly [string, number])[], figures: readonly Figure[], lines: readonly Line[], chart?: Chart): Block => (page, row) => {
  if (lines.length === 0) return row;
  putAcross(page, row, 0, { value: title, style: 'section' }, width);
  putHeader(page, row + 1, heads, figures);
  lines.forEach((line, i) => putLine(input, page, row + 2 + i, line, figures));
  putFormats(page, row + 2, lines.length, heads.reduce((sum, [, span]) => sum + span, 0), figures);
  if (chart) putChart(page, row + 1, lines.length + 1, [...heads, ...figures.map(({ span }) => ['', span] as const)].map(([, span]) => span), heads.length, chart);
  return row + 3 + lines.length;
};

const itemHeads = ({ code, title }: { readonly code: string; readonly title: string }, span: number): Line['heads'] => [[{ value: code, style: 'code' }, 1], [{ value: title, style: 'entry' }, span]];

const areaBlock = (input: RollUpInput): Block => {
  const { locale, computed: { rollUp, tables } } = input;
  const head = (key: string): string => tables.areas.columns.find((column) => column.key === key)!.header[locale];
  const counts = ['goals', 'activities', 'completed', 'overdue'] as const;
  return tableBlock(input, rollUpWords.byArea[locale], [[words.code[locale], 1], [words.focusArea[locale], 5]], [
    ...counts.map((key): Figure => ({ label: head(key), span: 1, shows: 'integer', ...(key === 'overdue' && { bad: '>0' }) })),
    { label: head('progress'), span: 2, shows: 'ratio' },
  ], rollUp.areas.map((area): Line => ({ heads: itemHeads(area, 5), nodes: [...counts.map((key) => totals.areaTotal(area.code, key)), totals.areaMean(area.code)] })),
  { key: 'progress', kind: 'bars', title: words.progressByArea[locale], names: 1, series: [counts.length] });
};

const goalBlock = (input: RollUpInput): Block => {
  const { locale, computed: { rollUp } } = input;
  return tableBlock(input, rollUpWords.byGoal[locale], [[words.code[locale], 1], [rollUpWords.superiorGoal[locale], 6]], [
    { label: rollUpWords.regions[locale], span: 1, shows: 'integer', bad: '=0' }, { label: words.goals[locale], span: 1, shows: 'integer' }, { label: words.activities[locale], span: 1, shows: 'integer' },
    { label: words.progress[locale], span: 2, shows: 'ratio' },
  ], rollUp.goals.map((goal): Line => ({
    heads: itemHeads(goal, 6),
    nodes: [totals.regionsCovering(goal.code), totals.coverageTotal('goals', goal.code), totals.coverageTotal('activities', goal.code), totals.coverageMean(goal.code)],
  })));
};

const budgetMeasures = ['planned', 'adopted', 'actual', 'left'] as const;

/** Years and currencies that the regions' budgets are in, each once, in order; what names no year comes last. */
const budgetLines = ({ computed: { rollUp }, locale }: RollUpInput): Line[] => {
  const kinds = new Map(rollUp.regions.flatMap(({ figures }) => (figures ? figures.budget.map(({ year }) => [`${figures.currency} ${year ?? 'none'}`, { year, currency: figures.currency }] as const) : [])));
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { year, currency }]): Line => ({
    heads: [[{ value: year ?? rollUpWords.withoutYear[locale], style: 'label' }, 2], [{ value: currency, style: 'entry' }, 2]],
    nodes: budgetMeasures.map((measure) => totals.budgetTotal(measure, year === null ? choice('year', 'none') : literal(year), currency)),
  }));
};

const budgetBlock = (input: RollUpInput): Block => {
  const { locale } = input;
  return tableBlock(input, rollUpWords.byBudget[locale], [[words.year[locale], 2], [rollUpWords.currency[locale], 2]],
    budgetMeasures.map((measure): Figure => ({ label: words[measure][locale], span: 2, shows: 'money', ...(measure === 'left' && { bad: '<0' }) })), budgetLines(input),
    { key: 'budget', kind: 'columns', title: words.budgetAgainstPlan[locale], names: 0, series: [0, 1, 2] });
};

const footBlock = ({ locale, computed: { rollUp } }: RollUpInput): Block => (page, row) => {
  putAcross(page, row, 0, { value: rollUp.regions.length === 0 ? rollUpWords.noRegions[locale] : rollUpWords.readOnly[locale], style: 'help' }, width);
  return row + 1;
};

/** The first tab of a roll-up: one page that tells how the regions stand together. Generated and protected. */
export const renderRollUpOverview = (input: RollUpInput): WorksheetModel => {
  const page = emptyPage();
  [headBlock, tileBlock, countsBlock, areaBlock, goalBlock, budgetBlock, footBlock].reduce((row, block) => block(input)(page, row), 0);
  return worksheet({
    key: 'rollUp.overview',
    name: rollUpWords.overview[input.locale],
    columns: overviewColumns,
    ...page,
    print: { isLandscape: true, pagesWide: 1, isOnePage: true },
    isProtected: true,
    tone: 'generated',
  });
};
