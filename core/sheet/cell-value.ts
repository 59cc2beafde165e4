import { choiceLabels } from '../plan/choices';
import type { DerivedKind, FieldType } from '../plan/field';
import { dateToSerial } from '../plan/dates';
import type { Locale } from '../plan/locale';
import type { FieldValue } from '../plan/plan';
import { tables } from '../plan/tables';
import type { TableName } from '../plan/table-names';
import { isFormulaError, type FormulaValue } from '../formula';
import type { ModelValue, StyleName } from './model';
import { monthNames } from './month-names';

/** Minor units in one major unit: 100 øre are a krone. */
export const minorUnits = 100;
export const listSeparator = '; ';

/** A record's label by its id: what a reference cell shows. */
export type Labels = (table: TableName, id: string) => string;

/** The label of a choice; the value itself where it has none. */
export const labelOf = (set: string, value: string, locale: Locale): string => choiceLabels(set)[value]?.[locale] ?? value;

const listText = (value: FieldValue, show: (member: string | number) => string): string => (value as readonly (string | number)[]).map(show).join(listSeparator);

/** What a cell holds for a stored value: dates as serial numbers, money in major units, the rest as people read it. */
export const fieldToCell = (value: FieldValue | undefined, type: FieldType, locale: Locale, labels: Labels): ModelValue => {
  if (value === undefined) return null;
  switch (type.kind) {
    case 'reference': return labels(type.to, value as string);
    case 'choice': return labelOf(type.set, value as string, locale);
    case 'boolean': return labelOf('yesNo', value ? 'yes' : 'no', locale);
    case 'date': return dateToSerial(value as string);
    case 'money': return (value as number) / minorUnits;
    case 'months': return (value as readonly number[]).map((month) => monthNames[locale][month - 1]).join(', ');
    case 'list': return listText(value, String);
    case 'tables': return listText(value, (table) => tables[table as TableName].tab[locale]);
    default: return value as string | number;
  }
};

/** What a cell shows for a computed value. */
export const derivedToCell = (value: FormulaValue, shows: DerivedKind, locale: Locale): ModelValue => {
  if (value === null || isFormulaError(value)) return value === null ? null : value.error;
  if (typeof value === 'number') return shows === 'money' ? value / minorUnits : value;
  if (value === '' || typeof value === 'boolean' || shows === 'code') return value;
  return labelOf(shows, value, locale);
};

const derivedStyles: Readonly<Record<DerivedKind, StyleName>> = {
  integer: 'derivedInteger', number: 'derivedNumber', ratio: 'derivedRatio', money: 'derivedAmount', signal: 'derivedText', budgetState: 'derivedText', code: 'derivedText',
};

/** The look of a field's cells. */
export const styleOf = (type: FieldType): StyleName => {
  switch (type.kind) {
    case 'text': return type.long ? 'long' : 'text';
    case 'derived': return derivedStyles[type.shows];
    case 'boolean': return 'choice';
    case 'months': case 'reference': case 'list': case 'tables': return 'text';
    default: return type.kind;
  }
};
