import { locales } from '../../plan/locale';
import type { FieldDeclaration } from '../../plan/field';
import { headFieldEntries, headFields, type HeadField } from '../../plan/head-fields';
import { headTable } from '../../plan/records';
import { remembered } from '../../plan/remembered';
import { fieldToCell } from '../cell-value';
import type { Grid, GridRow, GridWorksheet } from '../grid';
import { knownWords } from '../known-words';
import { headValueColumn } from '../layout';
import { keptCellKey } from '../render/render-input';
import { chooseTab, namesOfTab } from './generated-tabs';
import { headBase, keptValue, type ParseInput } from './parse-context';
import { createHiddenIn } from './hidden-cells';
import { createMergeProblems, parseRecord, type FieldCell } from './parse-record';
import type { ParsedTable } from './parse-table';
import type { ReadingContext } from './read-cell';
import { isBegun, type ReadStamp } from './read-stamp';

const normal = (text: unknown): string => (typeof text === 'string' ? text.trim().toLowerCase() : '');

const headKeys: ReadonlySet<string> = new Set(headFieldEntries.map(([field]) => field));
const isHeadField = (key: string): key is HeadField => headKeys.has(key);

/** Fields by their names in every language, and by those that they had; the first one where two have the same. */
const fieldsByName = new Map([...headFieldEntries].reverse().flatMap(([field, { header, formerly = [] }]: readonly [HeadField, FieldDeclaration]) =>
  [...locales.map((locale) => header[locale]), ...formerly].map((name) => [normal(name), field] as const)));

/** The key in the hidden column, or the field's name in any language. */
const fieldOf = (cells: GridWorksheet['rows'][number]['cells']): HeadField | undefined => {
  const key = String(cells[0]?.value ?? '');
  return isHeadField(key) ? key : fieldsByName.get(normal(cells[1]?.value));
};

const valueColumn = ({ rows }: GridWorksheet): number => {
  const header = rows[0]?.cells.findIndex((cell) => locales.some((locale) => normal(cell?.value) === normal(knownWords.value[locale]))) ?? -1;
  return header >= 0 ? header : headValueColumn;
};

const fewestKeys = 4;
const hasKey = ({ cells }: GridRow): boolean => isHeadField(String(cells[0]?.value ?? ''));
const hasKeys = remembered((rows: GridWorksheet['rows']): boolean => rows.filter(hasKey).length >= fewestKeys);

/** The tab Plan: one with the keys of its fields, by its name where there are several; else one of its name, where the keys are gone. */
export const findHead = ({ worksheets }: Grid, stamped: ReadStamp): GridWorksheet | undefined => {
  const names = namesOfTab('head', stamped);
  const keyed = worksheets.filter(({ rows }) => hasKeys(rows));
  if (keyed.length > 0) return chooseTab(keyed, names);
  return chooseTab(worksheets.filter((worksheet) => names.some((name) => normal(name) === normal(worksheet.name)) && worksheet.rows.some(({ cells }) => fieldOf(cells))), names);
};

/** Reads the tab Plan as the one record of the head. */
export const parseHead = (input: ParseInput, worksheet: GridWorksheet, context: ReadingContext): ParsedTable => {
  const base = headBase(input);
  const column = valueColumn(worksheet);
  const hiddenIn = createHiddenIn(worksheet, [column]);
  const mergeProblems = createMergeProblems(worksheet.name);
  const rows = new Map(worksheet.rows.flatMap((row) => {
    const field = fieldOf(row.cells);
    return field ? [[field, row] as const] : [];
  }));
  const parsed = [...rows].map(([field, { index, cells }]) => {
    const declaration = headFields[field];
    const cell: FieldCell = { hiddenIn: hiddenIn(index, column), field, declaration, header: declaration.header[context.locale], column, cell: cells[column], shown: fieldToCell(base[field], declaration.type, context.locale, () => '') };
    return { field, cell, index, ...parseRecord(base.id, [cell], base, worksheet.name, index, context) };
  });
  const unread = new Set(parsed.flatMap((one) => [...one.unread]));
  return {
    sheet: {
      rows: [{ record: Object.assign({ id: base.id }, ...parsed.map(({ record }) => record)), unread }],
      missingFields: new Set(headFieldEntries.map(([field]) => field).filter((field) => !rows.has(field))),
    },
    place: { tab: worksheet.name, rows: new Map(parsed.map(({ field, index }) => [field, index])), columns: new Map(parsed.map(({ field }) => [field, column])), whole: rows.size === headFieldEntries.length && !isBegun(input.stamped, headTable) ? { worksheet, idColumn: 0, columns: new Map(), added: new Set() } : undefined },
    problems: parsed.flatMap(({ problems, hidden, index }) => [...problems, ...mergeProblems(hidden, index)]),
    notices: [],
    keptRows: [],
    keptCells: new Map(parsed.filter(({ field, hidden }) => unread.has(field) && hidden.length === 0).map(({ field, cell }) => [keptCellKey(headTable, base.id, field), keptValue(cell.cell, cell.declaration.type)])),
  };
};
