import { invalid } from '../parts';
import { cellAt, gridOf, putCell, type Edit } from './book';
import { overlaps, subtract, type Area } from './area';
import { withColours } from './colours';
import { enter, formatAfter } from './entries';
import { assign, asksFor, type Mask } from './mask';
import { checkCells } from './protection';
import type { Cell, CellData, CellFormat, DataValidationRule, ExtendedValue, Sheet } from './types';
import { brokenRule } from './validation';

const mostCharacters = 50_000;

const checkValue = (value: ExtendedValue | undefined): ExtendedValue | undefined => {
  if (!value) return undefined;
  const text = value.stringValue ?? value.formulaValue ?? '';
  if (text.length > mostCharacters) throw invalid(`Your input contains more than the maximum of ${mostCharacters} characters in a single cell.`);
  if (value.formulaValue !== undefined && !value.formulaValue.startsWith('=')) return { stringValue: value.formulaValue };
  // An empty text is no value.
  if (value.stringValue === '' || Object.keys(value).length === 0) return undefined;
  return value;
};

/** Sets the rule of entry of an area, or takes it away. */
export const setValidation = (sheet: Sheet, area: Area, rule: DataValidationRule | undefined): void => {
  const others = sheet.validations.some((one) => overlaps(one.area, area)) ? sheet.validations.flatMap((one) => subtract(one.area, area).map((left) => ({ ...one, area: left }))) : sheet.validations;
  if (!rule) sheet.validations = others;
  else {
    // The same rule cell by cell down a column is one.
    const above = others.find((one) => one.area.left === area.left && one.area.right === area.right && one.area.bottom === area.top && JSON.stringify(one.rule) === JSON.stringify(rule));
    sheet.validations = above ? others.map((one) => (one === above ? { rule, area: { ...area, top: above.area.top } } : one)) : [...others, { area, rule }];
  }
};

type Formats = Map<CellFormat | undefined, CellFormat | undefined>;
const known = new WeakMap<Mask, Map<string, Formats>>();

const texts = new WeakMap<CellFormat, string>();
/** Cells of a request often share one object. */
const textOf = (format: CellFormat): string => {
  const text = texts.get(format) ?? JSON.stringify(format);
  texts.set(format, text);
  return text;
};

/** A format after a part of it was set; the same for all cells that looked the same and get the same. */
const changedFormat = (before: CellFormat | undefined, given: CellFormat | undefined, mask: Mask): CellFormat | undefined => {
  const byGiven = known.get(mask) ?? new Map<string, Formats>();
  known.set(mask, byGiven);
  const key = given ? textOf(given) : '';
  const byBefore: Formats = byGiven.get(key) ?? new Map();
  byGiven.set(key, byBefore);
  if (!byBefore.has(before)) byBefore.set(before, withColours(assign<CellData>({ userEnteredFormat: before }, { userEnteredFormat: given }, mask)?.userEnteredFormat));
  return byBefore.get(before);
};

/** The cell after the fields that a mask names were set as they are in `data`. */
const changedCell = (cell: Cell | undefined, data: CellData, mask: Mask): Cell => {
  const has = (field: string): boolean => asksFor(mask, field);
  const value = has('userEnteredValue') ? checkValue(assign<CellData>({ userEnteredValue: cell?.value }, data, mask)?.userEnteredValue) : cell?.value;
  const format = has('userEnteredFormat') ? changedFormat(cell?.format, data.userEnteredFormat, mask) : cell?.format;
  const note = has('note') ? data.note : cell?.note;
  const textFormatRuns = has('textFormatRuns') ? data.textFormatRuns : cell?.textFormatRuns;
  return { ...(value && { value }), ...(format && { format }), ...(note && { note }), ...(textFormatRuns && { textFormatRuns }) };
};

/** [strict-validation-and-api] */
const checkRule = (edit: Edit, sheet: Sheet, row: number, column: number): void => {
  if (edit.switches.apiPassesStrictValidation || edit.isByHand) return;
  const broken = brokenRule(edit, sheet, row, column);
  if (broken) throw invalid(broken);
};

/** Writes the fields of a mask into one cell; what of it is protected is checked by who calls. */
export const writeCell = (edit: Edit, sheet: Sheet, row: number, column: number, data: CellData, mask: Mask): void => {
  putCell(sheet, row, column, changedCell(cellAt(sheet, row, column), data, mask));
  if (asksFor(mask, 'dataValidation')) setValidation(sheet, { top: row, left: column, bottom: row + 1, right: column + 1 }, data.dataValidation);
  if (asksFor(mask, 'userEnteredValue')) checkRule(edit, sheet, row, column);
};

/** Writes the same into all cells of an area; a format is one for all of them. */
export const fillCells = (edit: Edit, sheet: Sheet, area: Area, dataAt: (row: number, column: number) => CellData, mask: Mask): void => {
  const { top, left, bottom, right } = gridOf(sheet, area);
  checkCells(edit, sheet, area);
  for (let row = top; row < bottom; row += 1) for (let column = left; column < right; column += 1) writeCell(edit, sheet, row, column, dataAt(row, column), mask);
};

/** Enters a text as if it were typed; looks stay, save a number format that it brings. */
export const enterText = (edit: Edit, sheet: Sheet, row: number, column: number, text: string): void => {
  const cell = cellAt(sheet, row, column);
  const entry = enter(text, cell?.format, edit.book.properties.locale, edit.today);
  const value = checkValue(entry.value);
  putCell(sheet, row, column, { ...cell, value, format: text === '' ? cell?.format : formatAfter(cell?.format, entry), textFormatRuns: undefined });
};
