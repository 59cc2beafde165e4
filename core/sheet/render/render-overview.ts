import { nextDeadlines, overdueActivities } from '../../plan/deadlines';
import { worksheet, type WorksheetModel } from '../model';
import { emptyPage } from './block';
import { areaBlock } from './overview/area-block';
import { budgetBlock } from './overview/budget-block';
import { headBlock, tileBlock } from './overview/head-block';
import { countList, coverageLines, deadlineList, statusLines } from './overview/list-blocks';
import { leftHalf, overviewColumns, proportionOf, rightHalf, type Block } from './overview/overview-page';
import { fundingBlock, whatIfBlock } from './overview/what-if-block';
import type { RenderInput } from './render-input';

const sideBySide = (...blocks: readonly Block[]): Block => (page, row) => Math.max(...blocks.map((block) => block(page, row)));

const blocksOf = (input: RenderInput): readonly Block[] => [
  headBlock(input),
  tileBlock(input),
  areaBlock(input),
  sideBySide(
    deadlineList(input, 'nextDeadlines', nextDeadlines(input.computed), leftHalf),
    deadlineList(input, 'overdueList', overdueActivities(input.computed), rightHalf),
  ),
  sideBySide(countList(input, 'coverage', coverageLines(input), leftHalf), countList(input, 'status', statusLines(input), rightHalf)),
  budgetBlock(input),
  whatIfBlock(input),
  fundingBlock(input),
];

/** The tab Oversikt: one page that tells how the plan stands. Generated and protected. */
export const renderOverview = (input: RenderInput): WorksheetModel => {
  const page = emptyPage();
  blocksOf(input).reduce((row, block) => block(page, row), 0);
  return worksheet({
    key: 'overview',
    name: input.layout.tabs.overview,
    columns: overviewColumns,
    ...page,
    // Higher than wide, an upright sheet of paper shows it larger.
    print: { isLandscape: proportionOf(page) <= 1, pagesWide: 1, isOnePage: true },
    isProtected: true,
    tone: 'generated',
  });
};
