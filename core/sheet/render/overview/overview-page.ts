import type { FormulaNode } from '../../../formula';
import type { DerivedKind } from '../../../plan/field';
import { derivedToCell } from '../../cell-value';
import type { ColumnModel, StyledCell, StyleName } from '../../model';
import { words } from '../../words';
import { put, raise, type Page } from '../block';
import { planFormula } from '../formula-template';
import type { PageInput } from '../render-input';
import { linesOf } from '../row-heights';

export type Word = keyof typeof words;

/** The page has two halves of six columns each, and a narrow gap between them. */
export const half = 6;
export const width = half * 2;
const widths = [11, 13, 13, 13, 13, 13];
const gap = 2;

export const overviewColumns: readonly ColumnModel[] = [...widths, gap, ...widths].map((own) => ({ width: own, style: 'plain' }));

/** The first column of each half, as the worksheet counts. */
export const leftHalf = 0;
export const rightHalf = half + 1;

/** Where columns counted without the gap stand; one that begins the right half or reaches into it takes the gap along. */
export const across = (column: number, span = 1): { column: number; span: number } => {
  const isOverGap = column <= half && column + span > half;
  return { column: column > half ? column + 1 : column, span: isOverGap ? span + 1 : span };
};

/** Puts a cell of a block that goes across both halves. */
export const putAcross = (page: Page, row: number, from: number, cell: StyledCell, columns = 1): void => {
  const { column, span } = across(from, columns);
  put(page, row, column, cell, span);
};

/** How wide some columns are together, in characters. */
export const widthOf = (column: number, span: number): number => overviewColumns.slice(column, column + span).reduce((sum, { width: own }) => sum + own, 0);

/** What a block has to say, in a row as high as it takes. */
export const putHelp = (page: Page, row: number, help: string): void => {
  putAcross(page, row, 0, { value: help, style: 'help' }, width);
  raise(page, row, linesOf(help, widthOf(0, width + 1)));
};

/** Of one line, and of a column's width for each character, in points. */
const [lineHeight, letterWidth] = [15, 5.5];

/** How high the page is for its width. */
export const proportionOf = ({ rows, heights }: Page): number =>
  rows.reduce((sum, _, i) => sum + (heights[i] ?? lineHeight), 0) / (overviewColumns.reduce((sum, { width: own }) => sum + own, 0) * letterWidth);

/** A formula with its computed result, in a style. */
export const computedCell = ({ computed, layout }: PageInput, node: FormulaNode, shows: DerivedKind, style: StyleName): StyledCell =>
  ({ formula: planFormula(layout, node), value: derivedToCell(computed.evaluate(node), shows, layout.locale), style });

export const word = ({ layout }: PageInput, name: Word, style: StyleName): StyledCell => ({ value: words[name][layout.locale], style });
