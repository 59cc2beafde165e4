import { choiceLabels, choiceValues } from '../../plan/choices';
import type { FieldType } from '../../plan/field';
import { locales, type Locale } from '../../plan/locale';
import type { FieldValue } from '../../plan/plan';
import { codePattern, maxMinorUnits, maxTextLength } from '../../plan/rules';
import { tableNames, type TableName } from '../../plan/table-names';
import { tables } from '../../plan/tables';
import { minorUnits } from '../cell-value';
import { isCellError, type GridCell } from '../grid';
import type { ProblemCode } from '../problem';
import { dateText } from '../value-text';
import type { References } from './references';
import { readDateSerial, readDateText } from './read-date';
import { readMonths } from './read-months';
import { readNumber } from './read-number';

/** A cell read as a field: its value (undefined where it is empty), or what is wrong. */
export type CellReading = { readonly value: FieldValue | undefined } | { readonly problem: ProblemCode };

export interface ReadingContext extends References {
  readonly locale: Locale;
}

const ok = (value: FieldValue | undefined): CellReading => ({ value });
const wrong = (problem: ProblemCode): CellReading => ({ problem });

const forbidden = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const digits15 = (value: number): number => Number(value.toPrecision(15));

const numberText = (value: number, isDate: boolean, locale: Locale): string => {
  const date = isDate ? readDateSerial(value, true) : undefined;
  return date === undefined ? String(digits15(value)) : dateText(date, locale);
};

/** The text of a cell, as the person sees it. */
export const cellText = ({ value, isDate }: GridCell, locale: Locale): string => {
  if (isCellError(value)) return value.error;
  if (typeof value === 'boolean') return choiceLabels('yesNo')[value ? 'yes' : 'no']![locale];
  if (typeof value === 'number') return numberText(value, isDate === true, locale);
  return value.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
};

const readText = (text: string): CellReading => {
  if (text.length > maxTextLength) return wrong('TEXT_TOO_LONG');
  return forbidden.test(text) ? wrong('BAD_TEXT') : ok(text);
};

const withNumber = (cell: GridCell, text: string, locale: Locale, isWhole: boolean, use: (number: number) => CellReading): CellReading => {
  if (cell.isDate) return wrong('NOT_A_NUMBER');
  if (typeof cell.value === 'number') return use(digits15(cell.value));
  const reading = readNumber(text, locale, isWhole);
  if (reading === 'none') return wrong('NOT_A_NUMBER');
  return reading === 'ambiguous' ? wrong('AMBIGUOUS_NUMBER') : use(reading.number);
};

const between = (number: number, min: number, max: number): CellReading => (number >= min && number <= max ? ok(number) : wrong('OUT_OF_RANGE'));

const readRatio = (cell: GridCell, text: string, locale: Locale): CellReading => {
  const percent = /^(.*)%\s*$/.exec(text);
  if (percent) return withNumber({ value: percent[1]! }, percent[1]!, locale, false, (number) => between(digits15(number / 100), 0, 1));
  return withNumber(cell, text, locale, false, (number) => between(number, 0, 1));
};

/** Formula results are rounded to minor units; a typed amount must fit them. */
const readMoney = (cell: GridCell, text: string, locale: Locale): CellReading =>
  withNumber(cell, text, locale, true, (number) => {
    const minor = Math.round(digits15(number * minorUnits));
    if (!cell.isFormula && Math.abs(number * minorUnits - minor) > 1e-6 * Math.max(1, Math.abs(minor) / 1e9)) return wrong('TOO_MANY_DECIMALS');
    return between(minor === 0 ? 0 : minor, -maxMinorUnits, maxMinorUnits);
  });

const readDate = (cell: GridCell, text: string, locale: Locale, isEnd: boolean): CellReading => {
  const date = typeof cell.value === 'number' ? readDateSerial(cell.value, cell.isDate === true) : readDateText(text, locale, isEnd);
  return date === undefined ? wrong('NOT_A_DATE') : ok(date);
};

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** A label in the sheet's language first, then in any, then the bare value. */
const findChoice = (set: string, text: string, locale: Locale): string | undefined => {
  const labels = choiceLabels(set);
  const values = choiceValues(set);
  return values.find((value) => same(labels[value]![locale], text)) ?? values.find((value) => locales.some((other) => same(labels[value]![other], text)) || same(value, text));
};

const readChoice = (set: string, text: string, locale: Locale): CellReading => {
  const value = findChoice(set, text, locale);
  return value === undefined ? wrong('NOT_IN_LIST') : ok(value);
};

const yes = new Set(['ja', 'yes', 'j', 'y', 'x', 'true', 'sann', 'sant', '1', '✓']);
const no = new Set(['nei', 'nej', 'no', 'n', 'false', 'usann', 'usant', '0', '-']);

const readBoolean = (cell: GridCell, text: string): CellReading => {
  if (typeof cell.value === 'boolean') return ok(cell.value);
  const word = text.trim().toLowerCase();
  return yes.has(word) ? ok(true) : no.has(word) ? ok(false) : wrong('NOT_IN_LIST');
};

const readList = (text: string, member: (part: string) => string | undefined): CellReading => {
  const members = text.split(/;|\n/).map((part) => part.trim()).filter((part) => part !== '').map(member);
  if (members.includes(undefined)) return wrong('NOT_IN_LIST');
  const faulty = members.map((part) => readText(part!)).find((reading) => 'problem' in reading);
  return faulty ?? ok(members.length > 0 ? (members as string[]) : undefined);
};

const findTable = (name: string): TableName | undefined => tableNames.find((table) => same(table, name) || locales.some((locale) => same(tables[table].tab[locale], name)));

const readCode = (text: string): CellReading => {
  const code = text.trim().toUpperCase();
  return codePattern.test(code) ? ok(code) : wrong('BAD_CODE');
};

const readReference = (type: FieldType & { kind: 'reference' }, text: string, context: ReadingContext): CellReading => {
  const id = context.findRecord(type.to, text);
  return id === undefined ? wrong('UNKNOWN_REFERENCE') : ok(id);
};

const readMonthsCell = (cell: GridCell, text: string): CellReading => {
  const isOneMonth = typeof cell.value === 'number' && !cell.isDate;
  const months = isOneMonth || typeof cell.value === 'string' ? readMonths(text) : undefined;
  return months ? ok(months) : wrong('NOT_MONTHS');
};

/** Reads a cell as a field of this type, the way people write: SPEC.md [R1]-[R12]. An empty cell is an empty field. */
export const readCell = (cell: GridCell | undefined, type: FieldType, context: ReadingContext): CellReading => {
  if (cell === undefined) return ok(undefined);
  if (cell.isUnreadable) return wrong(cell.isFormula && cell.value === '' ? 'NO_RESULT' : 'UNREADABLE_CELL');
  if (isCellError(cell.value)) return wrong('ERROR_VALUE');
  const text = cellText(cell, context.locale);
  return text.trim() === '' ? ok(undefined) : readFilled(cell, text, type, context);
};

const readFilled = (cell: GridCell, text: string, type: FieldType, context: ReadingContext): CellReading => {
  const { locale } = context;
  switch (type.kind) {
    case 'text': return readText(text);
    case 'code': return readCode(text);
    case 'reference': return readReference(type, text, context);
    case 'choice': return readChoice(type.set, text, locale);
    case 'date': return readDate(cell, text, locale, type.isEnd === true);
    case 'integer': return withNumber(cell, text, locale, true, (number) => (Number.isInteger(number) ? between(number, type.min, type.max) : wrong('OUT_OF_RANGE')));
    case 'number': return withNumber(cell, text, locale, false, (number) => between(number, type.min ?? -Number.MAX_VALUE, Number.MAX_VALUE));
    case 'ratio': return readRatio(cell, text, locale);
    case 'money': return readMoney(cell, text, locale);
    case 'boolean': return readBoolean(cell, text);
    case 'months': return readMonthsCell(cell, text);
    case 'list': return readList(text, (part) => part);
    case 'tables': return readList(text, findTable);
    case 'derived': return ok(undefined);
  }
};
