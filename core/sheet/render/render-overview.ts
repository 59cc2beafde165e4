import { nextDeadlines, overdueActivities } from '../../plan/deadlines';
import type { PlanWork } from '../../plan/plan-work';
import type { WorkbookLayout } from '../layout';
import { worksheet, type WorksheetModel } from '../model';
import type { Block } from './block';
import { areaBlock } from './overview/area-block';
import { budgetBlock } from './overview/budget-block';
import { headBlock, tileBlock } from './overview/head-block';
import { countList, coverageLines, deadlineList, statusLines } from './overview/list-blocks';
import { leftHalf, overviewColumns, proportionOf, rightHalf } from './overview/overview-page';
import { fundingBlock, whatIfBlock } from './overview/what-if-block';
import { joinPieces, pieceWork, piecesOf, type Piece } from './piece';
import type { RenderInput } from './render-input';

const sideBySide = (...blocks: readonly Block[]): Block => (page, row) => Math.max(...blocks.map((block) => block(page, row)));

/** The parts of the page, each with the records that it names: what it counts and adds up is computed. */
const parts = [
  pieceWork({}, headBlock),
  pieceWork({}, tileBlock),
  pieceWork({ focusAreas: 'all' }, areaBlock),
  pieceWork({ activities: ['code', 'title', 'responsible', 'due', 'status'] }, (input) => sideBySide(
    deadlineList(input, 'nextDeadlines', nextDeadlines, leftHalf),
    deadlineList(input, 'overdueList', overdueActivities, rightHalf),
  )),
  pieceWork({}, (input) => sideBySide(countList(input, 'coverage', coverageLines(input), leftHalf), countList(input, 'status', statusLines(input), rightHalf))),
  pieceWork({ costs: 'all', budget: 'all' }, budgetBlock),
  pieceWork({ focusAreas: 'all', goals: ['code', 'title'], costs: 'all', budget: 'all' }, whatIfBlock),
  pieceWork({ costs: 'all', budget: 'all' }, fundingBlock),
];

const overview: PlanWork<readonly [WorkbookLayout, ...(readonly Piece[])], WorksheetModel> = {
  sight: {},
  make: (_, { tabs }, ...pieces) => {
    const page = joinPieces(pieces);
    return worksheet({
      key: 'overview',
      name: tabs.overview,
      columns: overviewColumns,
      ...page,
      // Higher than wide, an upright sheet of paper shows it larger.
      print: { isLandscape: proportionOf(page) <= 1, pagesWide: 1, isOnePage: true },
      isProtected: true,
      tone: 'generated',
    });
  },
};

/** The tab Oversikt: one page that tells how the plan stands. Generated and protected. */
export const renderOverview = (input: RenderInput): WorksheetModel => input.computed.remember(overview, input.layout, ...piecesOf(input, parts));
