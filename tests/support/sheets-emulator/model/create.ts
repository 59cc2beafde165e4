import { invalid, type Caller } from '../parts';
import type { Switches } from '../switches';
import { addSheet, columnFor, rowFor, type Edit } from './book';
import { withColours } from './colours';
import { parseMask } from './mask';
import { requests } from './requests';
import type { Book, GridRange, Request, Sheet, Spreadsheet } from './types';
import { writeCell } from './write-cells';

const everythingOfACell = parseMask('*');

type Given = gapi.client.sheets.Sheet;

const fill = (edit: Edit, sheet: Sheet, { startRow = 0, startColumn = 0, rowData = [], rowMetadata = [], columnMetadata = [] }: gapi.client.sheets.GridData): void => {
  for (const [i, { values = [] }] of rowData.entries()) for (const [j, data] of values.entries()) writeCell(edit, sheet, startRow + i, startColumn + j, data, everythingOfACell);
  for (const [list, lineAt, start, dimension] of [[rowMetadata, rowFor, startRow, 'ROWS'], [columnMetadata, columnFor, startColumn, 'COLUMNS']] as const) {
    for (const [i, { developerMetadata = [], ...properties }] of list.entries()) {
      lineAt(sheet, start + i).properties = properties;
      const location = { dimensionRange: { sheetId: sheet.id, dimension, startIndex: start + i, endIndex: start + i + 1 } };
      for (const one of developerMetadata) apply(edit, { createDeveloperMetadata: { developerMetadata: { ...one, location } } });
    }
  }
};

const apply = (edit: Edit, request: Request): void => {
  const [kind] = Object.keys(request) as (keyof Request)[];
  (requests[kind!] as ((on: Edit, body: unknown) => void) | undefined)?.(edit, request[kind!]);
};

/** What a new sheet brings beside its cells, made as by requests of its own; ranges may leave the sheet's id out. */
const furnish = (edit: Edit, sheet: Sheet, given: Given): void => {
  const here = (range: GridRange | undefined): GridRange => ({ ...range, sheetId: range?.sheetId ?? sheet.id });
  for (const range of given.merges ?? []) apply(edit, { mergeCells: { range: here(range), mergeType: 'MERGE_ALL' } });
  for (const [index, rule] of (given.conditionalFormats ?? []).entries()) apply(edit, { addConditionalFormatRule: { rule: { ...rule, ranges: (rule.ranges ?? []).map(here) }, index } });
  for (const one of given.protectedRanges ?? []) apply(edit, { addProtectedRange: { protectedRange: { ...one, range: here(one.range) } } });
  if (given.basicFilter) apply(edit, { setBasicFilter: { filter: { ...given.basicFilter, range: here(given.basicFilter.range) } } });
  for (const one of given.filterViews ?? []) apply(edit, { addFilterView: { filter: { ...one, range: here(one.range) } } });
  for (const chart of given.charts ?? []) apply(edit, { addChart: { chart } });
  for (const one of given.developerMetadata ?? []) apply(edit, { createDeveloperMetadata: { developerMetadata: { ...one, location: { sheetId: sheet.id } } } });
};

const plainTitle: Readonly<Record<string, string>> = { nb: 'Regneark uten navn', nn: 'Rekneark utan namn', no: 'Regneark uten navn', sv: 'Namnlöst kalkylark', da: 'Regneark uden navn' };

/** A new spreadsheet with what Google fills in: a title, a locale, one sheet of 1000 by 26. */
export const createBook = (id: string, body: Spreadsheet, owner: Caller, switches: Switches, today: number): Book => {
  const locale = body.properties?.locale ?? 'en_US';
  // [norwegian-locale]
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(locale) || (locale === 'no_NO' && !switches.norwegianIsNoNo)) throw invalid(`Invalid value at 'spreadsheet.properties.locale': unsupported locale: ${locale}`);
  const title = body.properties?.title ?? plainTitle[locale.slice(0, 2)] ?? 'Untitled spreadsheet';
  const properties = { autoRecalc: 'ON_CHANGE' as const, timeZone: 'Etc/GMT', ...withColours(body.properties ?? {}), title, locale };
  const book: Book = { id, owner: owner.email, properties, sheets: [], names: [], metadata: [], usedMetadataIds: new Set(), changes: 1 };
  const edit: Edit = { book, caller: owner, switches, isByHand: false, today };
  const given = body.sheets?.length ? body.sheets : [{}];
  const sheets = given.map((one) => addSheet(book, withColours({ ...one.properties, index: undefined })));
  for (const [i, sheet] of sheets.entries()) for (const data of given[i]!.data ?? []) fill(edit, sheet, data);
  for (const [i, sheet] of sheets.entries()) furnish(edit, sheet, given[i]!);
  for (const namedRange of body.namedRanges ?? []) apply(edit, { addNamedRange: { namedRange } });
  for (const developerMetadata of body.developerMetadata ?? []) apply(edit, { createDeveloperMetadata: { developerMetadata: { ...developerMetadata, location: { spreadsheet: true } } } });
  return book;
};
