import { columnCount, intersection, rowCount, type Area } from './area';
import { checkAllowed, emitChange, type Book } from './book';
import { offsetFormula } from './references';
import { cellAt, type Cell, type ConditionalFormat, type Sheet, type Validation } from './sheet';
import { headerWritten } from './tables';
import { clearValidation } from './validation';
import { checkWritable } from './write';

export type CopyKind = 'All' | 'Formulas' | 'Values' | 'Formats';

interface Place {
  readonly sheet: Sheet;
  readonly area: Area;
}

/** What arrives in a cell of what stands in another one. */
const copied = (from: Cell | undefined, to: Cell | undefined, kind: CopyKind, rows: number, columns: number): Cell | undefined => {
  const looks = kind === 'All' || kind === 'Formats' ? from?.looks : to?.looks;
  const content: Cell | undefined = kind === 'Formats' ? to : from;
  if (!content && !looks) return undefined;
  const { value = '', formula, isError, hyperlink } = content ?? {};
  const isFormula = formula !== undefined && kind !== 'Values';
  const moved = isFormula && kind !== 'Formats' ? offsetFormula(formula, rows, columns) : formula;
  return { value, ...(isFormula && { formula: moved! }), ...(isError && { isError }), ...(looks && { looks: { ...looks } }), ...(hyperlink && kind === 'All' && { hyperlink }) };
};

const shifted = (area: Area, rows: number, columns: number): Area => ({ top: area.top + rows, bottom: area.bottom + rows, left: area.left + columns, right: area.right + columns });

/** Rules and conditional formats come along with a copy of all. */
const copyRules = (from: Place, sheet: Sheet, target: Area): void => {
  const [rows, columns] = [target.top - from.area.top, target.left - from.area.left];
  const arriving = ({ areas }: { readonly areas: readonly Area[] }): Area[] => areas.flatMap((area) => intersection(area, from.area) ?? []).map((area) => shifted(area, rows, columns));
  const validations: Validation[] = from.sheet.validations.map((one) => ({ ...one, areas: arriving(one) })).filter(({ areas }) => areas.length > 0);
  const formats: ConditionalFormat[] = from.sheet.conditionalFormats.filter((one) => arriving(one).length > 0);
  clearValidation(sheet, target);
  sheet.validations.push(...validations);
  for (const one of formats) {
    if (from.sheet === sheet) one.areas = [...one.areas, ...arriving(one)];
    else sheet.conditionalFormats.push({ ...one, areas: arriving(one) });
  }
};

/** [copies-tile] Copies an area to another place, as often as it fits there whole; a smaller place grows. */
export const copyArea = (book: Book, from: Place, to: Place, kind: CopyKind): Area => {
  const [height, width] = [rowCount(from.area), columnCount(from.area)];
  const isRepeated = rowCount(to.area) % height === 0 && columnCount(to.area) % width === 0;
  const target = isRepeated ? to.area : { ...to.area, bottom: to.area.top + height - 1, right: to.area.left + width - 1 };
  if (kind !== 'Formats') checkWritable(to.sheet, target);
  if (kind === 'All' || kind === 'Formats') checkAllowed(to.sheet, 'allowFormatCells');
  const source = Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => cellAt(from.sheet, from.area.top + i, from.area.left + j)));
  for (let row = target.top; row <= target.bottom; row += 1) {
    for (let column = target.left; column <= target.right; column += 1) {
      const [i, j] = [(row - target.top) % height, (column - target.left) % width];
      const cell = copied(source[i]![j], cellAt(to.sheet, row, column), kind, row - from.area.top - i, column - from.area.left - j);
      if (!to.sheet.cells.has(row)) to.sheet.cells.set(row, new Map());
      if (cell) to.sheet.cells.get(row)!.set(column, cell);
      else to.sheet.cells.get(row)!.delete(column);
      headerWritten(to.sheet, row, column);
    }
  }
  if (kind === 'All') for (let top = target.top; top <= target.bottom; top += height) for (let left = target.left; left <= target.right; left += width) copyRules(from, to.sheet, { top, left, bottom: top + height - 1, right: left + width - 1 });
  emitChange(book, to.sheet, target);
  return target;
};
