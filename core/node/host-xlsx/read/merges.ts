import { columnOfLetters, type GridRange } from '../../../sheet/grid';
import { GRID_COLUMNS } from './limits';

export type MergedRange = GridRange;

/** A range like "A1:B2", its ends in any order, cut at the right edge of the grid; undefined for what is none. */
export const parseRange = (ref: string): MergedRange | undefined => {
  const found = /^([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})$/u.exec(ref) as [string, string, string, string, string] | null;
  if (found === null) return undefined;
  const [columns, rows] = [[columnOfLetters(found[1]), columnOfLetters(found[3])], [Number(found[2]) - 1, Number(found[4]) - 1]];
  const right = Math.min(Math.max(...columns), GRID_COLUMNS - 1);
  return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns, right), right };
};
