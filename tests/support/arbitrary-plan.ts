import * as fc from 'fast-check';
import { choiceValues } from '../../core/plan/choices';
import { dateToSerial, serialToDate } from '../../core/plan/dates';
import type { FieldDeclaration, FieldType } from '../../core/plan/field';
import { headFieldEntries } from '../../core/plan/head-fields';
import { locales, type Locale } from '../../core/plan/locale';
import { currentFormat, type FieldValue, type Plan, type PlanRecord } from '../../core/plan/plan';
import { mapTables, planFromHead } from '../../core/plan/records';
import { codeKey, firstDate, lastDate, maxMinorUnits } from '../../core/plan/rules';
import { tableNames, type TableName } from '../../core/plan/table-names';
import { hasCode, storedFieldsOf, tables } from '../../core/plan/tables';

/** Texts that sheets, CSV and people's habits make trouble of. */
const awkward = [
  '=1+1', '+47 22 33 44 55', '-1', '@ansvarlig', "'sitert", ' med luft ', 'to\nlinjer', 'med\ttabulator', '007', '1.5', '1,5 %', 'ja', 'M1', 'T1 · Møte', '31.5.2026',
  '#REF', 'TRUE', '𝒻😀', 'å\u030a', '\u00a0hardt mellomrom\u00a0', 'a;b', '*', '?', '~', '<b>&amp;</b>', 'constructor', '__proto__', '_x000D_',
];
const words = ['Møte', 'kurs', 'flere medlemmer', 'tillitsvalgte', 'Årsmøte', 'besøk', 'høring', 'våren', 'utvalg', 'nettside', 'Öppet hus', 'plan', 'lønn', 'vakt'];

const phrase = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((some) => some.join(' '));
const cannotBeKept = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => /\S/.test(text) && !cannotBeKept.test(text));
/** A text that a field can hold: mostly words, sometimes what makes trouble. */
export const arbitraryText = fc.oneof({ weight: 6, arbitrary: phrase }, { weight: 2, arbitrary: fc.constantFrom(...awkward) }, { weight: 1, arbitrary: anyText });
const listMember = arbitraryText.map((text) => text.replace(/[;\n]/g, ' ').trim()).filter((text) => text !== '');

const firstSerial = dateToSerial(firstDate);
const lastSerial = dateToSerial(lastDate);
const nearSerials = { min: dateToSerial('2025-01-01'), max: dateToSerial('2028-12-31') };
/** A day: mostly of these years, sometimes of any. */
export const arbitraryDate = fc.oneof({ weight: 4, arbitrary: fc.integer(nearSerials) }, { weight: 1, arbitrary: fc.integer({ min: firstSerial, max: lastSerial }) }).map(serialToDate);
const months = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 1 });
const decimals = (min: number | undefined): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: min ?? -100, max: 100 }), fc.integer({ min: min === undefined ? -1e9 : min * 1000, max: 1e9 }).map((thousandths) => thousandths / 1000));
const amount = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -5_000, max: 5_000 }).map((major) => major * 100) }, { weight: 1, arbitrary: fc.integer({ min: -maxMinorUnits, max: maxMinorUnits }) });

/** A value of a field; undefined for codes, references and derived fields, which take more than the field to make. */
export const arbitraryValue = (type: FieldType): fc.Arbitrary<FieldValue> | undefined => {
  switch (type.kind) {
    case 'text': return arbitraryText;
    case 'choice': return fc.constantFrom(...choiceValues(type.set));
    case 'date': return arbitraryDate;
    case 'integer': return fc.integer({ min: type.min, max: type.max });
    case 'number': return decimals(type.min);
    case 'ratio': return fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
    case 'money': return amount;
    case 'boolean': return fc.boolean();
    case 'months': return months;
    case 'list': return fc.array(listMember, { minLength: 1, maxLength: 3 });
    case 'tables': return fc.subarray([...tableNames], { minLength: 1, maxLength: 3 });
    case 'code': case 'reference': case 'derived': return undefined;
  }
};

const isRequired = ({ type }: FieldDeclaration): boolean => 'required' in type && type.required === true;

const maybe = (declaration: FieldDeclaration, value: fc.Arbitrary<FieldValue>): fc.Arbitrary<FieldValue | undefined> => (isRequired(declaration) ? value : fc.option(value, { nil: undefined, freq: 2 }));

const filled = (fields: Readonly<Record<string, FieldValue | undefined>>): Record<string, FieldValue> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] !== undefined));

/** A record before it has its id, its code and what it refers to: a reference is a number, taken round the table it points into. */
type Draft = { readonly key: number; readonly fields: Readonly<Record<string, FieldValue | undefined>>; readonly references: Readonly<Record<string, number | undefined>> };

const draftOf = (table: TableName): fc.Arbitrary<Draft> => {
  const own: Record<string, fc.Arbitrary<FieldValue | undefined>> = {};
  const references: Record<string, fc.Arbitrary<number | undefined>> = {};
  for (const [field, declaration] of storedFieldsOf(table)) {
    const value = arbitraryValue(declaration.type);
    if (value) own[field] = maybe(declaration, value);
    if (declaration.type.kind === 'reference') references[field] = fc.option(fc.nat(1000), { nil: undefined });
  }
  return fc.record({ key: fc.nat(99_999), fields: fc.record(own), references: fc.record(references) });
};
const drafts = Object.fromEntries(tableNames.map((table) => [table, draftOf(table)])) as Record<TableName, fc.Arbitrary<Draft>>;

const codePrefix = (table: TableName): string => {
  const type = tables[table].fields['code']?.type;
  return type?.kind === 'code' ? type.prefix : '';
};

/** The id that a record of a random plan has, by its key. */
const idOf = (table: TableName, { key }: Draft): string => `${table.toLowerCase()}-${key}`;
/** Plain, dotted and hyphened codes. */
const codeOf = (table: TableName, { key }: Draft): string => `${codePrefix(table)}${key % 3 === 0 ? `${key % 7}.${key}` : key % 3 === 1 ? `-${key}` : key}`;

type Drafts = Readonly<Record<TableName, readonly Draft[]>>;

const recordOf = (table: TableName, draft: Draft, all: Drafts): PlanRecord => {
  const references = storedFieldsOf(table).flatMap(([field, { type }]): [string, string][] => {
    const number = draft.references[field];
    const targets = type.kind === 'reference' ? all[type.to] : [];
    return type.kind === 'reference' && number !== undefined && targets.length > 0 ? [[field, idOf(type.to, targets[number % targets.length]!)]] : [];
  });
  return { id: idOf(table, draft), ...(hasCode(table) && { code: codeOf(table, draft) }), ...filled(draft.fields), ...Object.fromEntries(references) };
};

const arbitraryHead: fc.Arbitrary<PlanRecord> = fc
  .record(Object.fromEntries(headFieldEntries.map(([key, declaration]) => [key, maybe(declaration, arbitraryValue(declaration.type)!)])))
  .map((fields) => {
    const [start, end] = [fields['period.start'] as string, fields['period.end'] as string].sort();
    return { id: 'head', ...filled({ ...fields, 'period.start': start, 'period.end': end }) };
  });

const retiredOf = (numbers: readonly number[], plan: Plan['tables']): Plan['retired'] => {
  const table = 'activities';
  const used = new Set(plan[table].map((record) => codeKey(String(record['code']))));
  const codes = [...new Set(numbers.map((number) => `T${number}`))].filter((code) => !used.has(code)).sort();
  return codes.length > 0 ? { [table]: codes } : {};
};

export interface PlanSize {
  /** Most records a table. */
  readonly maxRecords?: number;
  /** Only these tables hold anything; all where it is left out. */
  readonly only?: readonly TableName[];
}

/** Random valid plans: every table, every type of field, references between the tables, codes of every shape, awkward texts. */
export const arbitraryPlan = ({ maxRecords = 4, only = tableNames }: PlanSize = {}): fc.Arbitrary<Plan> => {
  const lists = Object.fromEntries(tableNames.map((table) => [table, fc.uniqueArray(drafts[table], { maxLength: only.includes(table) ? maxRecords : 0, selector: ({ key }) => key })]));
  return fc.record({ head: arbitraryHead, all: fc.record(lists), retired: fc.array(fc.nat(99), { maxLength: 3 }) }).map(({ head, all, retired }) => {
    const records = mapTables((table) => (all as unknown as Drafts)[table].map((draft) => recordOf(table, draft, all as unknown as Drafts)));
    return planFromHead({ format: currentFormat, id: 'tilfeldig', tables: records, retired: retiredOf(retired, records) }, head);
  });
};

export const arbitraryLocale: fc.Arbitrary<Locale> = fc.constantFrom(...locales);
