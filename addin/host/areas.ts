import { cellAddress, columnLetters, type GridRange } from '../../core';

/** Excel takes at most 8,192 characters of addresses at once. */
const longestAddress = 8000;

/** An area as Excel names it: "B2", "B2:C9". */
export const areaAddress = ({ top, left, bottom, right }: GridRange): string =>
  (top === bottom && left === right ? cellAddress(top, left) : `${cellAddress(top, left)}:${cellAddress(bottom, right)}`);

/** Whole columns: "B:D". */
export const columnsAddress = (left: number, right: number): string => `${columnLetters(left)}:${columnLetters(right)}`;

/** Lists of addresses, each of a length that Excel takes. */
export const addressLists = (addresses: readonly string[]): string[] => {
  const lists: string[] = [];
  for (const address of addresses) {
    const last = lists.at(-1);
    if (last !== undefined && last.length + address.length < longestAddress) lists[lists.length - 1] = `${last},${address}`;
    else lists.push(address);
  }
  return lists;
};
