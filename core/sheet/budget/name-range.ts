import { columnOfLetters, type GridName } from '../grid';

/** What names of ours begin with; all others are the person's own, and nobody asks for them. */
export const ownNamePrefix = 'Planark_';

/** Rows and columns of a worksheet in Excel. */
const [sheetRows, sheetColumns] = [1_048_576, 16_384];

/** "'Budsjett 2026'!$A$3:$A$60": one range of one tab of the workbook itself. */
const reference = /^=?(?:'((?:[^']|'')+)'|([^'!\[\](),:\s=]+))!\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?$/iu;

/** What the text of a name means, with or without "=" before it, its ends in any order; undefined for anything but one range of one tab. */
export const rangeOfName = (text: string): Omit<GridName, 'name'> | undefined => {
  const [whole, quoted, plain, first, from, last = first, to = from] = reference.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const columns = [first!, last!].map((letters) => columnOfLetters(letters));
  const rows = [Number(from) - 1, Number(to) - 1];
  const range = { top: Math.min(...rows), left: Math.min(...columns), bottom: Math.max(...rows), right: Math.max(...columns) };
  return range.bottom < sheetRows && range.right < sheetColumns ? { tab: quoted?.replaceAll("''", "'") ?? plain!, range } : undefined;
};
