import { headFieldEntries } from '../../core/plan/head-fields';
import type { FieldDeclaration } from '../../core/plan/field';
import { choiceValues } from '../../core/plan/choices';
import { currentFormat, type FieldValue, type Plan, type PlanRecord } from '../../core/plan/plan';
import { mapTables, planFromHead } from '../../core/plan/records';
import { storedFieldsOf } from '../../core/plan/tables';
import type { TableName } from '../../core/plan/table-names';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { columnLetters, type Grid } from '../../core/sheet';
import { unpacked } from './patch-support';

/**
 * Texts that one host or another would evaluate, call out with, or read as something else. Each does 6*7, or names a
 * function that none of ours uses. Not among them is an escape in an escape, "_x005F_x003D_": LibreOffice 7.4 reads it right and saves it as "_x003D_".
 */
export const formulaLike: readonly string[] = [
  '=6*7', '=', '=A1', '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A0", '=WEBSERVICE("http://x")', "='[x.xlsx]T'!A1", '{=6*7}', '=6*7\n=6*7', '\n=6*7', '="a"&6*7',
  '+6*7', '+', '-6*7', '-', '-6', '@SUM(A1)', '@', '@ansvarlig', '\t=6*7', ' =6*7', '  =6*7  ', '\u00a0=6*7', '\u200b=6*7', '\u202e=6*7',
  '＝6*7', '＋6*7', '－6*7', '＠SUM(A1)', "'=6*7", "'", "''", '"=6*7"', '_x003D_6*7', '_x0041_', '_x000D_=6*7', '&=6*7', '<f>6*7</f>', ']]>=6*7',
  '=DDE("cmd";"/C calc";"x")', '=1+1;=6*7', '%3D6*7', '=6*7 · T1', '#REF!', 'TRUE', '007', '1e5', '1-2', '6*7',
];

/** Something for a field that is no text; undefined where nothing has to be there. */
const other = ({ type }: FieldDeclaration, text: string, row: number): FieldValue | undefined => {
  switch (type.kind) {
    case 'text': return text;
    case 'code': return `${type.prefix}${row + 1}`;
    case 'reference': return recordId(type.to, row);
    case 'choice': return 'required' in type ? choiceValues(type.set)[0] : undefined;
    case 'date': return '2026-06-01';
    case 'money': return 100_00;
    case 'list': return [text.replace(/[;\n]/g, ' ').trim()];
    default: return undefined;
  }
};

const recordId = (table: TableName, row: number): string => `${table.toLowerCase()}-${row}`;
const fill = (fields: readonly (readonly [string, FieldDeclaration])[], text: string, row: number): Record<string, FieldValue> =>
  Object.fromEntries(fields.flatMap(([field, declaration]) => {
    const value = other(declaration, text, row);
    return value === undefined ? [] : [[field, value]];
  }));

/** A plan in which every text field of every table holds each of these texts, a record a text, and refers to the record with the same; the head holds the first. */
export const planOfTexts = (texts: readonly string[], head: string = texts[0]!): Plan => {
  const dates = { 'period.start': '2026-01-01', 'period.end': '2026-12-31', locale: 'nb', currency: 'NOK' };
  const tables = mapTables((table): PlanRecord[] => texts.map((text, row) => ({ id: recordId(table, row), ...fill(storedFieldsOf(table), text, row) })));
  return planFromHead({ format: currentFormat, id: 'formler', tables, retired: {} }, { id: 'head', ...fill(headFieldEntries, head, 0), ...dates });
};

export const gridOf = (file: Uint8Array): Grid => {
  const read = readXlsx(file);
  if (!read.ok) throw new Error(`${read.refusal.code}: ${read.refusal.detail}`);
  return read.value.grid;
};

/** What stands in formulas, in rules and in names, wherever in the file: all that a host evaluates. */
const evaluated = /<(?:\w+:)?(f|formula|formula1|formula2|definedName|calculatedColumnFormula|totalsRowFormula)(?: [^>]*)?>([^<]*)</g;
const ours = /6\*7|cmd|HYPERLINK|WEBSERVICE|DDE|SUM\(A1\)|ansvarlig/;

/** No text of `formulaLike` is anything that a host evaluates, in any part of this workbook; and nothing in it leads out. */
export const expectNoTextEvaluated = (file: Uint8Array): void => {
  const parts = [...unpacked(Buffer.from(file))];
  const found = parts.flatMap(([name, bytes]) => [...bytes.toString('utf8').matchAll(evaluated)].filter(([, , text]) => ours.test(text!)).map(([, element, text]) => `${name} ${element} ${text}`));
  expect(found).toEqual([]);
  expect(parts.map(([name]) => name).filter((name) => /externalLink|ddeLink|connections/i.test(name))).toEqual([]);
  expect(parts.filter(([name, bytes]) => name.endsWith('.rels') && bytes.includes('TargetMode="External"')).map(([name]) => name)).toEqual([]);
};

/** Every cell of a workbook with what it shows, "Tiltak!C2"; formula cells apart from the others. */
export const cellsOf = (file: Uint8Array): { readonly values: ReadonlyMap<string, unknown>; readonly results: ReadonlyMap<string, unknown> } => {
  const all = gridOf(file).worksheets.flatMap(({ name, rows }) => rows.flatMap(({ index, cells }) =>
    Array.from(cells).flatMap((cell, column) => (cell ? [{ place: `${name}!${columnLetters(column)}${index + 1}`, cell }] : []))));
  const pick = (isFormula: boolean) => new Map(all.filter(({ cell }) => (cell.isFormula === true) === isFormula).map(({ place, cell: { value } }) => [place, value]));
  return { values: pick(false), results: pick(true) };
};
