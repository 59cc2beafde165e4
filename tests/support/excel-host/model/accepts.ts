import { gap } from '../rules';
import { displayed } from '../displayed';
import { isJsonObject, type Json } from '../wire/shapes';
import { cellArea, parseArea, splitAddress } from './area';
import { sheetNamed, type Book } from './book';
import { serialOf, type Entry } from './entries';
import type { Sheet } from './sheet';
import { kindOf, validationOf } from './validation';

/** Cells that a list is taken from: "=Lister!$A$2:$A$9", or a name for them. */
const listed = (book: Book, home: Sheet, source: string): string[] => {
  if (!source.startsWith('=')) return source.split(',').map((item) => item.trim());
  const name = [...home.names, ...book.names].find((one) => `=${one.name}`.toLowerCase() === source.toLowerCase());
  const { tab, address } = splitAddress((name?.formula ?? source).slice(1));
  const area = parseArea(address);
  const sheet = tab === undefined ? home : sheetNamed(book, tab);
  if (!area || !sheet) return gap(`the list ${source}`);
  const bottom = Math.min(area.bottom, Math.max(0, ...sheet.cells.keys()));
  return Array.from({ length: Math.max(0, bottom - area.top + 1) }, (_, i) => String(displayed(book, sheet, area.top + i, area.left).value)).filter((text) => text !== '');
};

/** A number, or a day as the formula that a rule gives it by. */
const boundOf = (bound: Json | undefined): number => {
  const day = /^=DATE\((\d+),(\d+),(\d+)\)$/.exec(String(bound));
  if (day) return serialOf(Number(day[1]), Number(day[2]), Number(day[3])) ?? NaN;
  return bound === undefined || bound === null ? NaN : Number(String(bound).replace(/^=/, ''));
};

const isBetween = (value: number, rule: { readonly [key: string]: Json }): boolean => {
  const [first, second] = [boundOf(rule['formula1']), boundOf(rule['formula2'])];
  switch (rule['operator']) {
    case 'Between': return value >= first! && value <= second!;
    case 'GreaterThanOrEqualTo': return value >= first!;
    case 'GreaterThan': return value > first!;
    case 'LessThanOrEqualTo': return value <= first!;
    case 'LessThan': return value < first!;
    default: return gap(`the operator ${String(rule['operator'])} of a rule`);
  }
};

/** [validation-of-entries] Whether a cell takes what is typed into it. */
export const acceptsEntry = (book: Book, sheet: Sheet, row: number, column: number, { value, formula }: Entry): boolean => {
  const found = validationOf(sheet, cellArea(row, column));
  if (typeof found === 'string' || formula !== undefined) return true;
  const alert = isJsonObject(found.errorAlert) ? found.errorAlert : {};
  if (alert['showAlert'] === false || (alert['style'] !== undefined && !/^stop$/i.test(String(alert['style'])))) return true;
  if (value === '') return true;
  const kind = kindOf(found.rule);
  const [rule] = isJsonObject(found.rule) ? Object.values(found.rule).filter(isJsonObject) : [];
  if (!rule || kind === 'None') return true;
  if (kind === 'List') return listed(book, sheet, String(rule['source'])).some((item) => item.toLowerCase() === String(value).toLowerCase());
  if (kind === 'WholeNumber') return typeof value === 'number' && Number.isInteger(value) && isBetween(value, rule);
  if (kind === 'Decimal' || kind === 'Date') return typeof value === 'number' && isBetween(value, rule);
  return gap(`rules of the kind ${kind}`);
};
