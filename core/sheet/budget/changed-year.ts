import type { BudgetMapping } from '../../plan/budget/mapping';
import type { GridWorksheet } from '../grid';
import { yearInText } from './header-words';
import { plainCellText, type SheetCells } from './sheet-cells';

/** "14.03.2027", "2027-03-14": the day of a meeting or a print, and no year of a budget. */
const date = /\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}/;

/**
 * The year that a table's tab, or the titles above it, speak of now, where that is another than the one it was linked for: the file of next year, in the
 * layout of this. Undefined where they do not say, or where a header says it. A title of an earlier year may be that of a decision. [C95]
 */
export const changedYear = ({ tab, amounts }: BudgetMapping, { name }: GridWorksheet, cells: SheetCells, headerRow: number): number | undefined => {
  if (amounts.some(({ column }) => yearInText(column.header ?? '') !== undefined)) return undefined;
  const [before, now] = [yearInText(tab), yearInText(name)];
  if (before !== undefined && now !== undefined) return now === before ? undefined : now;
  const linked = amounts.map(({ year }) => year);
  const titles = cells.rows.filter(({ index }) => index < headerRow).flatMap((row) => row.cells).filter((cell) => cell && !cell.isDate).map((cell) => plainCellText(cell));
  const told = [...titles.filter((text) => !date.test(text)).flatMap((text) => yearInText(text) ?? []), ...(now === undefined ? [] : [now])];
  return told.some((year) => linked.includes(year)) ? undefined : told.find((year) => year > Math.max(...linked));
};
