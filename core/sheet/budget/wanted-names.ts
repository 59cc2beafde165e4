import type { BudgetMapping } from '../../plan/budget/mapping';
import type { Grid, GridName } from '../grid';
import { linkNames } from './link-names';
import { rangeOfName } from './name-range';

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const standingIn = ({ names = [] }: Pick<Grid, 'names'>, name: string): GridName | undefined => names.find((one) => sameText(one.name, name));

/** A name that means the same column from the same header, over all rows that hold anything: how far below these it ends is the host's affair. */
const says = (standing: GridName | undefined, { tab, range }: GridName, lastRow: number): standing is GridName =>
  standing !== undefined && sameText(standing.tab, tab) && standing.range.top === range.top && standing.range.left === range.left && standing.range.right === range.right && standing.range.bottom >= lastRow;

/**
 * The names that the columns of a linked table are to get, all of them where one is missing, means something else or ends too early: only columns of the same
 * rows go together. None where all stand, and where the table is not there: SPEC.md [C77].
 */
export const wantedNames = (grid: Grid, mapping: BudgetMapping): readonly GridName[] => {
  const wanted = linkNames(grid, mapping).map(({ name, text }): GridName => ({ name, ...rangeOfName(text)! }));
  const [first] = wanted;
  const lastRow = grid.worksheets.find(({ name }) => first !== undefined && sameText(name, first.tab))?.rows.at(-1)?.index ?? 0;
  const standing = wanted.map(({ name }) => standingIn(grid, name));
  const areAlike = new Set(standing.map((one) => one?.range.bottom)).size <= 1;
  return areAlike && wanted.every((one, i) => says(standing[i], one, lastRow)) ? [] : wanted;
};

/** A grid whose names mean these cells, beside those that it has. */
export const withNames = (grid: Grid, names: readonly GridName[]): Grid =>
  (names.length === 0 ? grid : { ...grid, names: [...(grid.names ?? []).filter(({ name }) => !standingIn({ names }, name)), ...names] });
