import {
  computePlan, createLabels, declarationOf, fieldsOf, headFieldEntries, headRecord, isFormulaError, moneyText, numberText, valueText,
  type FieldDeclaration, type FieldType, type FormulaValue, type Labels, type Locale, type Plan, type RecordTable, type TableName,
} from '../../core';
import { percentText } from './format';

export interface ShownColumn {
  readonly key: string;
  readonly header: string;
  readonly isNumber: boolean;
  readonly isComputed: boolean;
  /** The set of choices whose values are shown in colour. */
  readonly tones: string | null;
}

export interface ShownCell {
  readonly text: string;
  /** The value of a choice, for its colour. */
  readonly value: string | null;
}

export interface ShownTable {
  readonly columns: readonly ShownColumn[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly ShownCell[] }[];
  /** Headers of the columns that nothing stands in. */
  readonly emptyColumns: readonly string[];
}

const numeric = new Set(['integer', 'number', 'ratio', 'money']);
const coloured = new Set(['activityStatus', 'signal', 'budgetState']);
const emptyCell: ShownCell = { text: '', value: null };

const numberIn = (value: number, kind: string, locale: Locale): string => (kind === 'money' ? moneyText(value, locale) : kind === 'ratio' ? percentText(value, locale) : numberText(value, locale));

const derivedCell = (value: FormulaValue, { shows }: Extract<FieldType, { kind: 'derived' }>, locale: Locale): ShownCell => {
  if (value === null || value === '' || isFormulaError(value)) return emptyCell;
  if (typeof value === 'number') return { text: numberIn(value, shows, locale), value: null };
  return { text: valueText(String(value), { kind: 'choice', set: shows as 'signal' | 'budgetState' }, locale, () => ''), value: String(value) };
};

const storedCell = (value: Plan['tables'][TableName][number][string], type: FieldType, locale: Locale, labels: Labels): ShownCell => {
  if (value === undefined) return emptyCell;
  if (typeof value === 'number' && type.kind === 'ratio') return { text: percentText(value, locale), value: null };
  return { text: valueText(value, type, locale, labels), value: type.kind === 'choice' ? String(value) : null };
};

const columnOf = (key: string, { type, header }: FieldDeclaration, locale: Locale): ShownColumn => {
  const kind = type.kind === 'derived' ? type.shows : type.kind;
  const set = type.kind === 'choice' ? type.set : kind;
  return { key, header: header[locale], isNumber: numeric.has(kind), isComputed: type.kind === 'derived', tones: coloured.has(set) ? set : null };
};

/** A table of a plan as people read it; `today` is an ISO date. Columns that nothing stands in are only named. */
export const shownTable = (plan: Plan, table: TableName, today: string, locale: Locale): ShownTable => {
  const computed = computePlan(plan, today);
  const labels = createLabels(plan.tables);
  // What only the tab of lists has is there for formulas.
  const fields = fieldsOf(table).filter(([, { type }]) => type.kind !== 'derived' || type.on === undefined);
  const records = plan.tables[table];
  const cells = fields.map(([key, { type }]) =>
    records.map((record, position) => (type.kind === 'derived' ? derivedCell(computed.value(table, position, key), type, locale) : storedCell(record[key], type, locale, labels))));
  const isFilled = fields.map((_, i) => cells[i]!.some(({ text }) => text !== ''));
  return {
    columns: fields.filter((_, i) => isFilled[i]).map(([key, field]) => columnOf(key, field, locale)),
    rows: records.map(({ id }, position) => ({ id, cells: cells.filter((_, i) => isFilled[i]).map((column) => column[position]!) })),
    emptyColumns: fields.filter((_, i) => !isFilled[i]).map(([, { header }]) => header[locale]),
  };
};

/** The head of a plan: a field and its value, those that have one. */
export const shownHead = (plan: Plan, locale: Locale): { readonly field: string; readonly value: string }[] => {
  const record = headRecord(plan);
  const labels = createLabels(plan.tables);
  return headFieldEntries
    .map(([key]) => ({ field: declarationOf('head', key).header[locale], value: storedCell(record[key], declarationOf('head', key).type, locale, labels).text }))
    .filter(({ value }) => value !== '');
};

/** Records of a table: the head counts as none. */
export const countOf = (plan: Plan, table: RecordTable): number | null => (table === 'head' ? null : plan.tables[table].length);

/** Rows in which every word of the search stands somewhere, whatever the case. */
export const rowsWith = (rows: ShownTable['rows'], search: string): ShownTable['rows'] => {
  const wanted = search.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  return rows.filter(({ cells }) => {
    const text = cells.map((cell) => cell.text).join('\n').toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
};
