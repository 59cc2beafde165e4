import { isDateFormat, ownNamePrefix, type CellValue, type Grid, type GridCell, type GridName, type GridRow, type GridWorksheet } from '../../core';
import type { Spreadsheet } from './calls';
import { frameCellFields, frameColumnFields, frameRowFields, frameSheetFields } from './frame-fields';
import { markFields } from './mark';
import { enteredFields, fromGoogleRange, holdsCells, sheetIdOf, tabKeyName, titleOf, type CellData, type Sheet } from './raw-spreadsheet';

/** What is asked of each cell: what somebody wrote, what it came to, how numbers are shown, and what was put in that is no value. */
const cellFields = `${enteredFields},effectiveFormat.numberFormat,chipRuns(startIndex,chip)`;

/** What cells are called. */
const nameFields = 'namedRanges';

/** The mask of a read: marks, names, cells, and of the layout what writers compare. [N30] */
export const readFields = `spreadsheetId,spreadsheetUrl,properties(title,locale,timeZone),${markFields},${nameFields},sheets(${frameSheetFields},`
  + `data(startRow,startColumn,rowMetadata(hiddenByUser,hiddenByFilter,${frameRowFields}),${frameColumnFields},rowData.values(${cellFields},${frameCellFields})))`;

/** The mask of a look at which tabs there are. */
export const outlineFields = `${nameFields},sheets(${frameSheetFields})`;

/** As every host tells them, whatever the language. */
const errorTexts: Readonly<Record<string, string>> = { NULL_VALUE: '#NULL!', DIVIDE_BY_ZERO: '#DIV/0!', VALUE: '#VALUE!', REF: '#REF!', NAME: '#NAME?', NUM: '#NUM!', N_A: '#N/A', LOADING: '#GETTING_DATA' };

/** Is a number with this format shown as a day? What a person types as one has the type, in whatever language; a pattern of one's own may have none. */
const isShownAsDate = ({ type, pattern = '' }: gapi.client.sheets.NumberFormat): boolean => {
  if (type === 'DATE' || type === 'DATE_TIME') return true;
  return type !== 'TIME' && type !== 'TEXT' && isDateFormat(pattern);
};

const valueOf = ({ stringValue, numberValue, boolValue, errorValue }: gapi.client.sheets.ExtendedValue): CellValue | undefined => {
  if (errorValue) return { error: errorTexts[errorValue.type ?? ''] ?? '#ERROR!' };
  return stringValue ?? numberValue ?? boolValue;
};

/** A cell that holds something of which Google tells no value: a picture, a chip, a formula that nothing has calculated. It is not empty, and is no text. [N34] */
const unreadable = ({ userEnteredValue = {}, chipRuns = [] }: CellData): GridCell | undefined => {
  const isFormula = userEnteredValue.formulaValue !== undefined;
  if (!isFormula && !chipRuns.some(({ chip }) => chip)) return undefined;
  return { value: userEnteredValue.formulaValue ?? '', isUnreadable: true, ...(isFormula && { isFormula }) };
};

const toCell = (cell: CellData): GridCell | undefined => {
  const value = cell.effectiveValue && valueOf(cell.effectiveValue);
  if (value === undefined) return unreadable(cell);
  const isFormula = cell.userEnteredValue?.formulaValue !== undefined;
  if (value === '' && !isFormula) return undefined;
  const isDate = typeof value === 'number' && isShownAsDate(cell.effectiveFormat?.numberFormat ?? {});
  return { value, ...(isDate && { isDate }), ...(isFormula && { isFormula }) };
};

type GridData = gapi.client.sheets.GridData;

const rowsOf = ({ startRow = 0, startColumn = 0, rowData = [], rowMetadata = [] }: GridData): GridRow[] =>
  rowData.flatMap(({ values = [] }, i): GridRow[] => {
    const cells = values.map(toCell);
    if (!cells.some((cell) => cell !== undefined)) return [];
    const { hiddenByUser, hiddenByFilter } = rowMetadata[i] ?? {};
    const before = Array.from({ length: startColumn }, () => undefined);
    return [{ index: startRow + i, cells: [...before, ...cells], ...((hiddenByUser || hiddenByFilter) && { hidden: true }) }];
  });

/** The key that a tab of ours was given when it was made. */
export const tabKeyOf = ({ developerMetadata = [] }: Sheet): string | undefined => developerMetadata.find(({ metadataKey }) => metadataKey === tabKeyName)?.metadataValue;

/** Google has one way to hide a tab; the stamp's is told as what it is everywhere. */
const stateOf = (sheet: Sheet): GridWorksheet['state'] => {
  if (!sheet.properties?.hidden) return 'visible';
  return tabKeyOf(sheet) === 'stamp' ? 'veryHidden' : 'hidden';
};

const toWorksheet = (sheet: Sheet): GridWorksheet => {
  const { merges = [], data = [] } = sheet;
  return { name: titleOf(sheet), state: stateOf(sheet), rows: data.flatMap(rowsOf), ...(merges.length > 0 && { merges: merges.map((merge) => fromGoogleRange(sheet, merge)) }) };
};

const inOrder = (sheets: readonly Sheet[]): Sheet[] => [...sheets].sort((a, b) => (a.properties?.index ?? 0) - (b.properties?.index ?? 0));

/** Names of ours, and the cells that they mean; of one whose cells are gone Google tells nothing. [N56] */
export const readNames = ({ namedRanges = [], sheets = [] }: Spreadsheet): GridName[] =>
  namedRanges.flatMap(({ name = '', range }): GridName[] => {
    const sheet = range && name.startsWith(ownNamePrefix) && sheets.find((one) => sheetIdOf(one) === (range.sheetId ?? 0));
    return sheet ? [{ name, tab: titleOf(sheet), range: fromGoogleRange(sheet, range) }] : [];
  });

/** What Google answered as a grid. [N31]-[N36] */
export const readGrid = (spreadsheet: Spreadsheet): Grid => {
  const { sheets = [] } = spreadsheet;
  const ordered = inOrder(sheets);
  const others = ordered.filter((sheet) => !holdsCells(sheet)).map(titleOf);
  const names = readNames(spreadsheet);
  return { worksheets: ordered.filter(holdsCells).map(toWorksheet), extras: [], ...(others.length > 0 && { otherTabs: others }), ...(names.length > 0 && { names }) };
};
