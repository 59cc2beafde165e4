import { columnOfLetters, type GridRange } from './grid';
import type { TabFrame } from './model';

const address = /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/;

/** A range of the model, "C4:C6" or "C4"; it throws where it is none. */
export const parseRange = (text: string): GridRange => {
  const [, left, top, right = left, bottom = top] = address.exec(text) ?? [];
  if (left === undefined) throw new Error(`${text} is no range`);
  return { top: Number(top) - 1, left: columnOfLetters(left), bottom: Number(bottom) - 1, right: columnOfLetters(right!) };
};

/** Joined cells of a host that joins none on both sides of what is frozen: the parts that are more than a cell. */
export const splitAtFrozen = ({ top, left, bottom, right }: GridRange, { frozen }: Pick<TabFrame, 'frozen'>): GridRange[] => {
  const cut = (start: number, end: number, at: number): (readonly [number, number])[] => (start < at && end >= at ? [[start, at - 1], [at, end]] : [[start, end]]);
  const parts = cut(top, bottom, frozen.rows).flatMap(([from, to]) => cut(left, right, frozen.columns).map(([first, last]): GridRange => ({ top: from, left: first, bottom: to, right: last })));
  return parts.filter((part) => part.bottom > part.top || part.right > part.left);
};
