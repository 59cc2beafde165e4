import type { FormulaNode } from '../../../formula';
import { labelOf } from '../../cell-value';
import type { DerivedKind } from '../../../plan/field';
import { dueSoonCount, expectedProgress, overdueCount, planProgress, signalFor, statusCount } from '../../../plan/progress';
import { tileWords, type TileLabel } from '../../known-words';
import type { StyleName } from '../../model';
import { sheetWords } from '../sheet-words';
import { rangeOf, type Block } from '../block';
import { choiceFormats } from '../conditional-formats';
import { dateText } from '../../value-text';
import type { PageInput } from '../render-input';
import { across, computedCell, putAcross, width, word } from './overview-page';

const highRow = 30;

const adoptionText = ({ computed: { plan }, layout: { locale } }: PageInput): string => {
  const { body, date } = plan.adoption ?? {};
  if (!body) return labelOf('planStatus', plan.status, locale);
  return `${sheetWords.adoptedBy[locale]} ${body}${date ? `, ${dateText(date, locale)}` : ''}`;
};

/** Title, organisation, period, adoption and the date. */
export const headBlock = (input: PageInput): Block => (page, row) => {
  const { plan, today } = input.computed;
  const { locale } = input.layout;
  const period = `${dateText(plan.period.start, locale)} – ${dateText(plan.period.end, locale)}`;
  const facts = [plan.organisation.name, period, adoptionText(input), `${sheetWords.asOf[locale]} ${dateText(today, locale)}`];
  putAcross(page, row, 0, { value: plan.title, style: 'title' }, width);
  putAcross(page, row + 1, 0, { value: facts.join('   ·   '), style: 'subtitle' }, width);
  page.heights[row] = highRow;
  return row + 3;
};

interface Tile {
  readonly node: FormulaNode;
  readonly shows: DerivedKind;
  readonly style: StyleName;
  /** More than none is bad. */
  readonly isBad?: boolean;
}

/** In the order of their labels. */
const tiles: Readonly<Record<TileLabel, Tile>> = {
  progress: { node: planProgress, shows: 'ratio', style: 'tileRatio' },
  expected: { node: expectedProgress, shows: 'ratio', style: 'tileRatio' },
  signal: { node: signalFor(planProgress, expectedProgress), shows: 'signal', style: 'tileText' },
  completedOf: { node: statusCount('completed'), shows: 'integer', style: 'tileInteger' },
  overdue: { node: overdueCount, shows: 'integer', style: 'tileInteger', isBad: true },
  dueSoon: { node: dueSoonCount, shows: 'integer', style: 'tileInteger' },
};
const tileLabels = Object.keys(tileWords) as readonly TileLabel[];
const tileSpan = width / tileLabels.length;

/** The figures of the whole plan, in large type. */
export const tileBlock = (input: PageInput): Block => (page, row) => {
  tileLabels.forEach((label, i) => {
    const tile = tiles[label];
    const { column, span } = across(i * tileSpan, tileSpan);
    const range = rangeOf(row + 1, column, 1, span);
    putAcross(page, row, i * tileSpan, word(input, label, 'tileLabel'), tileSpan);
    putAcross(page, row + 1, i * tileSpan, computedCell(input, tile.node, tile.shows, tile.style), tileSpan);
    page.conditionalFormats.push(...choiceFormats(input.layout, tile.shows, range));
    if (tile.isBad) page.conditionalFormats.push({ kind: 'formula', range, formula: `$${range.split(':')[0]!.replace(/(?=\d)/, '$')}>0`, tone: 'bad' });
  });
  page.heights[row + 1] = highRow;
  return row + 3;
};
