import type { PlanWork } from '../../plan/plan-work';
import type { PlanSight } from '../../plan/plan-view';
import type { WorkbookLayout } from '../layout';
import { emptyPage, type Block, type Page } from './block';
import type { PageInput, RenderInput } from './render-input';

/** What a block puts on a page of its own, in the rows where it stands. Nobody changes it: it is known again while all is the same that it is made of. */
export interface Piece extends Page {
  /** The first free row after it. */
  readonly end: number;
}
export type PieceWork = PlanWork<readonly [layout: WorkbookLayout, row: number], Piece>;

/** A block that looks at no more of the plan's records than the sight shows. */
export const pieceWork = (sight: PlanSight, blockOf: (input: PageInput) => Block): PieceWork => ({
  sight,
  make: (computed, layout, row) => {
    const page = emptyPage();
    return { ...page, end: blockOf({ computed, layout })(page, row) };
  },
});

/** The pieces of a page from its top, each below the one before. */
export const piecesOf = ({ computed, layout }: RenderInput, works: readonly PieceWork[]): Piece[] => {
  const pieces: Piece[] = [];
  for (const work of works) pieces.push(computed.remember(work, layout, pieces.at(-1)?.end ?? 0));
  return pieces;
};

/** The page that the pieces make together. */
export const joinPieces = (pieces: readonly Piece[]): Page => {
  const page = emptyPage();
  for (const { rows, merges, heights, conditionalFormats, charts } of pieces) {
    page.rows.push(...rows.slice(page.rows.length));
    page.merges.push(...merges);
    page.conditionalFormats.push(...conditionalFormats);
    page.charts.push(...charts);
    Object.assign(page.heights, heights);
  }
  return page;
};
