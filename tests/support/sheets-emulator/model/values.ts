import { createCalculator, type Calculator } from '../../formulas/calculate';
import type { Spelling } from '../../formulas/parse';
import { error, type Value } from '../../formulas/values';
import { addressOf } from './a1';
import { cellAt, columnCountOf, gridOf, rowCountOf, sheetTitled } from './book';
import { quotedTab } from './references';
import type { Book, Cell, ExtendedValue, Sheet } from './types';

/** What a calculation depends on beside the book. */
export interface Surroundings {
  readonly switches: { readonly semicolonEverywhere: boolean };
  readonly today: number;
}

const comma: ReadonlySet<string> = new Set(['en', 'ja', 'zh', 'ko', 'th', 'he', 'hi']);

/** Whether a locale writes 0,5 and so puts semicolons between arguments. */
export const hasDecimalComma = (locale: string | undefined): boolean => !comma.has((locale ?? 'en_US').slice(0, 2));

const spellings: Readonly<Record<'comma' | 'point' | 'pointAndSemicolon', Spelling>> = {
  comma: { separators: ';', decimal: ',', hasOpenRanges: true },
  point: { separators: ',', decimal: '.', hasOpenRanges: true },
  pointAndSemicolon: { separators: ',;', decimal: '.', hasOpenRanges: true },
};

/** [semicolons-in-formulas] How formulas are written in a spreadsheet of a locale. */
export const spellingOf = ({ properties }: Pick<Book, 'properties'>, { semicolonEverywhere }: Surroundings['switches']): Spelling =>
  (hasDecimalComma(properties.locale) ? spellings.comma : semicolonEverywhere ? spellings.pointAndSemicolon : spellings.point);

const ownValue = ({ value }: Cell): Value | { readonly formula: string } => {
  if (!value) return null;
  if (value.formulaValue !== undefined) return { formula: value.formulaValue };
  if (value.errorValue) return error('#ERROR!');
  return value.numberValue ?? value.boolValue ?? value.stringValue ?? null;
};

interface Known {
  readonly changes: number;
  readonly today: number;
  readonly calculator: Calculator<Sheet>;
}
const calculators = new WeakMap<Book, Known>();

/** [names-of-cells] What a name means in a formula, in whatever case; one whose cells are gone is an error. */
const meaningOf = (book: Book, name: string): string | undefined => {
  const named = book.names.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const sheet = named && book.sheets.find(({ id }) => id === named.sheetId);
  if (!named) return undefined;
  return named.area && sheet ? `${quotedTab(sheet.properties.title ?? '')}!${addressOf(gridOf(sheet, named.area))}` : '#REF!';
};

/** The values of a book as it stands. [criteria-read-digits] */
export const calculatorOf = (book: Book, { switches, today }: Surroundings): Calculator<Sheet> => {
  const known = calculators.get(book);
  if (known && known.changes === book.changes && known.today === today) return known.calculator;
  const calculator = createCalculator<Sheet>({
    spelling: spellingOf(book, switches), today, sheetNamed: (tab) => sheetTitled(book, tab), idOf: ({ id }) => id,
    nameOf: (name) => meaningOf(book, name),
    sizeOf: (sheet) => ({ rows: rowCountOf(sheet), columns: columnCountOf(sheet) }),
    lastRowOf: (sheet, column) => {
      let last = sheet.rows.length - 1;
      while (last >= 0 && cellAt(sheet, last, column)?.value === undefined) last -= 1;
      return last;
    },
    content: (sheet, row, column) => {
      const cell = cellAt(sheet, row, column);
      return cell ? ownValue(cell) : null;
    },
  });
  calculators.set(book, { changes: book.changes, today, calculator });
  return calculator;
};

/** What a cell comes to; null where it is empty. */
export const valueAt = (book: Book, on: Surroundings, sheet: Sheet, row: number, column: number): Value => {
  const cell = cellAt(sheet, row, column);
  if (!cell?.value) return null;
  const own = ownValue(cell);
  return typeof own === 'object' && own !== null && 'formula' in own ? calculatorOf(book, on).valueOf(sheet, row, column) : own;
};

const errorTypes: Readonly<Record<string, string>> = {
  '#NULL!': 'NULL_VALUE', '#DIV/0!': 'DIVIDE_BY_ZERO', '#VALUE!': 'VALUE', '#REF!': 'REF', '#NAME?': 'NAME', '#NUM!': 'NUM', '#N/A': 'N_A', '#ERROR!': 'ERROR',
};

/** A value as Google tells it. */
export const extended = (value: Value): ExtendedValue | undefined => {
  if (value === null) return undefined;
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return { errorValue: { type: (errorTypes[value.error] ?? 'ERROR') as 'REF', message: value.error === '#ERROR!' ? 'Formula parse error.' : value.error } };
};
