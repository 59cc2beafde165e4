import { FormulaGap } from '../../formulas/gap';
import { asTruth, isError, type Value } from '../../formulas/values';
import { areaOf, hasCell, type Area } from './area';
import { rangeFromA1 } from './a1';
import { gridOf, sheetById, type Edit } from './book';
import { lettersOf, offsetFormula } from './references';
import { calculatorOf, valueAt } from './values';
import { dateToSerial, shownText } from './shown';
import type { DataValidationRule, Sheet } from './types';

export const validationAt = (sheet: Sheet, row: number, column: number): { readonly area: Area; readonly rule: DataValidationRule } | undefined =>
  sheet.validations.find(({ area }) => hasCell(area, row, column));

const listed = (edit: Edit, home: Sheet, source: string): Set<string> => {
  const text = source.replace(/^=/, '');
  const range = rangeFromA1(edit.book, text.includes('!') || edit.book.names.some(({ name }) => name === text) ? text : `'${(home.properties.title ?? '').replaceAll("'", "''")}'!${text}`);
  const sheet = sheetById(edit.book, range.sheetId);
  const { top, left, bottom, right } = gridOf(sheet, areaOf(range));
  const found = new Set<string>();
  for (let row = top; row < Math.min(bottom, sheet.rows.length); row += 1) for (let column = left; column < right; column += 1) found.add(shownText(edit.book, edit, sheet, row, column));
  found.delete('');
  return found;
};

type Test = (value: number, first: number, second: number) => boolean;
const numberTests: Readonly<Record<string, Test>> = {
  NUMBER_GREATER: (value, first) => value > first, NUMBER_GREATER_THAN_EQ: (value, first) => value >= first, NUMBER_LESS: (value, first) => value < first,
  NUMBER_LESS_THAN_EQ: (value, first) => value <= first, NUMBER_EQ: (value, first) => value === first, NUMBER_NOT_EQ: (value, first) => value !== first,
  NUMBER_BETWEEN: (value, first, second) => value >= first && value <= second, NUMBER_NOT_BETWEEN: (value, first, second) => value < first || value > second,
  DATE_BETWEEN: (value, first, second) => value >= first && value <= second, DATE_ON_OR_AFTER: (value, first) => value >= first, DATE_ON_OR_BEFORE: (value, first) => value <= first,
  DATE_AFTER: (value, first) => value > first, DATE_BEFORE: (value, first) => value < first, DATE_IS_VALID: () => true,
};

/** A number, or a date, as it is written in a rule. */
const limit = (edit: Edit, sheet: Sheet, text = '0'): number => {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const value: Value = iso ? dateToSerial(new Date(Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])))) : text.startsWith('=') ? calculatorOf(edit.book, edit).evaluate(sheet, text) : Number(text.replace(',', '.'));
  if (typeof value !== 'number' || Number.isNaN(value)) throw new FormulaGap(`the limit ${text} of a rule`);
  return value;
};

const isMet = (edit: Edit, sheet: Sheet, row: number, column: number, { condition = {} }: DataValidationRule, area: Area): boolean => {
  const value = valueAt(edit.book, edit, sheet, row, column);
  const texts = (condition.values ?? []).map(({ userEnteredValue = '' }) => userEnteredValue);
  const type = condition.type ?? '';
  if (type === 'ONE_OF_RANGE') return listed(edit, sheet, texts[0] ?? '').has(shownText(edit.book, edit, sheet, row, column));
  if (type === 'ONE_OF_LIST') return texts.includes(shownText(edit.book, edit, sheet, row, column));
  if (type === 'BOOLEAN') return typeof value === 'boolean';
  if (type === 'CUSTOM_FORMULA') {
    const truth = asTruth(calculatorOf(edit.book, edit).evaluate(sheet, offsetFormula(texts[0] ?? '', row - area.top, column - area.left)));
    return !isError(truth) && truth;
  }
  const test = numberTests[type];
  if (!test) throw new FormulaGap(`validation of type ${type}`);
  return typeof value === 'number' && test(value, limit(edit, sheet, texts[0]), limit(edit, sheet, texts[1] ?? texts[0]));
};

/** What a strict rule says of what stands in a cell; null where it stands well, or is empty. */
export const brokenRule = (edit: Edit, sheet: Sheet, row: number, column: number): string | null => {
  const found = validationAt(sheet, row, column);
  if (!found?.rule.strict) return null;
  // Within a batch the values of before are known still.
  edit.book.changes += 1;
  if (valueAt(edit.book, edit, sheet, row, column) === null) return null;
  return isMet(edit, sheet, row, column, found.rule, found.area) ? null : `The data you entered in cell ${lettersOf(column)}${row + 1} violates the data validation rules set on this cell.`;
};
