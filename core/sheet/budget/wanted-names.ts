import type { BudgetMapping } from '../../plan/budget/mapping';
import { groupBy } from '../../plan/group-by';
import type { Grid, GridName } from '../grid';
import { isSameName } from './budget-names';
import { linkNames } from './link-names';
import { rangeOfName } from './name-range';

const standingIn = ({ names = [] }: Pick<Grid, 'names'>, name: string): GridName | undefined => names.find((one) => isSameName(one.name, name));

/** A name that means the same column from the same header, over all rows that hold anything: how far below these it ends is the host's affair. */
const says = (standing: GridName | undefined, { tab, range }: GridName, lastRow: number): standing is GridName =>
  standing !== undefined && isSameName(standing.tab, tab) && standing.range.top === range.top && standing.range.left === range.left && standing.range.right === range.right && standing.range.bottom >= lastRow;

/** The names of one table that are to be given anew: all of them, since only columns of the same rows go together. */
const lackingIn = (grid: Grid, wanted: readonly GridName[]): readonly GridName[] => {
  const lastRow = grid.worksheets.find(({ name }) => isSameName(name, wanted[0]!.tab))?.rows.at(-1)?.index ?? 0;
  const standing = wanted.map(({ name }) => standingIn(grid, name));
  const areAlike = new Set(standing.map((one) => one?.range.bottom)).size <= 1;
  return areAlike && wanted.every((one, i) => says(standing[i], one, lastRow)) ? [] : wanted;
};

/**
 * The names that the columns of linked tables are to get, all of a table where one is missing, means something else or ends too early. None where
 * all stand, and of a table that is not there: SPEC.md [C77].
 */
export const wantedNames = (grid: Grid, ...mappings: readonly BudgetMapping[]): readonly GridName[] => {
  const wanted = linkNames(grid, ...mappings).map(({ name, text }): GridName => ({ name, ...rangeOfName(text)! }));
  return [...groupBy(wanted, ({ tab }) => tab).values()].flatMap((ofTab) => lackingIn(grid, ofTab));
};

/** A grid whose names mean these cells, beside those that it has. */
export const withNames = (grid: Grid, names: readonly GridName[]): Grid =>
  (names.length === 0 ? grid : { ...grid, names: [...(grid.names ?? []).filter(({ name }) => !standingIn({ names }, name)), ...names] });
