import ExcelJS from 'exceljs';
import { excelSpelling } from '../formulas/parse';
import { respell } from '../formulas/respell';
import { parseAddress } from './model/a1';
import { rangeOf, type Area } from './model/area';
import { dateToSerial, isDatePattern } from './model/shown';
import { spellingOf } from './model/values';
import type { CellData, CellFormat, DataValidationRule, GridRange, Spreadsheet } from './model/types';

type GridData = gapi.client.sheets.GridData;
type Given = gapi.client.sheets.Sheet;

const isPlainObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !(value instanceof Date);

/** What stands in a cell, its formula in Google's spelling. */
const valueOf = (cell: ExcelJS.Cell, inGoogle: (formula: string) => string): CellData['userEnteredValue'] => {
  const { value } = cell;
  if (cell.formula) return { formulaValue: inGoogle(cell.formula) };
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return { numberValue: dateToSerial(value) };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  if (isPlainObject(value) && 'error' in value) return { formulaValue: `=${String(value['error'])}` };
  return { stringValue: cell.text };
};

const formatOf = (cell: ExcelJS.Cell): CellFormat | undefined => {
  const pattern = cell.numFmt as string | undefined;
  const numberFormat = pattern === undefined || pattern === 'General' ? undefined : { type: pattern === '@' ? ('TEXT' as const) : isDatePattern(pattern) ? ('DATE' as const) : pattern.endsWith('%') ? ('PERCENT' as const) : ('NUMBER' as const), pattern };
  const uri = isPlainObject(cell.value) && 'hyperlink' in cell.value ? String(cell.value['hyperlink']) : undefined;
  const textFormat = { ...(cell.font?.bold && { bold: true }), ...(uri !== undefined && { link: { uri } }) };
  const format = { ...(numberFormat && { numberFormat }), ...(Object.keys(textFormat).length && { textFormat }) };
  return Object.keys(format).length ? format : undefined;
};

const cellsOf = (sheet: ExcelJS.Worksheet, inGoogle: (formula: string) => string): GridData => {
  const rowData: gapi.client.sheets.RowData[] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const values: CellData[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      // Of merged cells the first alone holds what they show.
      const isBehind = cell.isMerged && cell.master !== cell;
      const userEnteredValue = isBehind ? undefined : valueOf(cell, inGoogle);
      const userEnteredFormat = formatOf(cell);
      values[column - 1] = { ...(userEnteredValue && { userEnteredValue }), ...(userEnteredFormat && { userEnteredFormat }) };
    });
    rowData[row.number - 1] = { values: Array.from(values, (value) => value ?? {}) };
  });
  const columnMetadata = Array.from({ length: sheet.columnCount }, (_, i) => {
    const { hidden, width } = sheet.getColumn(i + 1);
    return { ...(hidden && { hiddenByUser: true }), ...(width !== undefined && { pixelSize: Math.round(width * 7) }) };
  });
  const rowMetadata = Array.from({ length: sheet.rowCount }, (_, i) => (sheet.getRow(i + 1).hidden ? { hiddenByUser: true } : {}));
  return { rowData: Array.from(rowData, (row) => row ?? {}), columnMetadata, rowMetadata };
};

const number = (value: unknown): string => (value instanceof Date ? String(dateToSerial(value)) : String(value));

const ruleOf = (rule: ExcelJS.DataValidation, inGoogle: (formula: string) => string): DataValidationRule | null => {
  const formulae = (rule.formulae ?? []) as unknown[];
  const strict = rule.showErrorMessage === true && (rule.errorStyle === undefined || rule.errorStyle === 'stop');
  const first = String(formulae[0] ?? '');
  if (rule.type === 'list') {
    if (first.startsWith('"')) return { condition: { type: 'ONE_OF_LIST', values: first.slice(1, -1).split(',').map((userEnteredValue) => ({ userEnteredValue })) }, strict, showCustomUi: true };
    return { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: inGoogle(first) }] }, strict, showCustomUi: true };
  }
  if (rule.operator !== undefined && rule.operator !== 'between') return null;
  const type = rule.type === 'date' ? 'DATE_BETWEEN' : rule.type === 'whole' || rule.type === 'decimal' ? 'NUMBER_BETWEEN' : null;
  return type && { condition: { type, values: formulae.map((value) => ({ userEnteredValue: number(value) })) }, strict };
};

/** Excel's lists of addresses, "B2:B9 D2", one by one. */
const areasOf = (address: string): Area[] => address.split(' ').flatMap((one) => parseAddress(one) ?? []);

interface Ruled {
  readonly range: GridRange;
  readonly rule: DataValidationRule;
}

/** A workbook that was uploaded to be converted: what `create` is to make, and rules of entry to be set on its ranges afterwards. */
export interface Converted {
  readonly body: Spreadsheet;
  readonly rules: readonly Ruled[];
}

type Merges = readonly { readonly startRowIndex?: number; readonly endRowIndex?: number; readonly startColumnIndex?: number; readonly endColumnIndex?: number }[];

/** What is frozen in a file, as far as no cells are merged across it: Google can show no such merge, and a file is not refused for it. What it gives up is not known. */
const frozenIn = ({ xSplit = 0, ySplit = 0 }: { readonly xSplit?: number; readonly ySplit?: number }, merges: Merges) => ({
  frozenRowCount: merges.some(({ startRowIndex = 0, endRowIndex = 0 }) => startRowIndex < ySplit && endRowIndex > ySplit) ? 0 : ySplit,
  frozenColumnCount: merges.some(({ startColumnIndex = 0, endColumnIndex = 0 }) => startColumnIndex < xSplit && endColumnIndex > xSplit) ? 0 : xSplit,
});

/** Names of the whole workbook for one range each. */
const namesIn = ({ definedNames, worksheets }: ExcelJS.Workbook): NonNullable<Spreadsheet['namedRanges']> =>
  (definedNames.model as readonly { readonly name: string; readonly ranges: readonly string[] }[]).flatMap(({ name, ranges: [text = ''] }) => {
    const [, quoted, plain, address = ''] = /^(?:'((?:[^']|'')+)'|([^!']+))!(.+)$/.exec(text) ?? [];
    const tab = quoted?.replaceAll("''", "'") ?? plain;
    const sheetIndex = worksheets.findIndex((sheet) => sheet.name === tab);
    const [area] = areasOf(address);
    return sheetIndex < 0 || !area ? [] : [{ name, range: rangeOf(sheetIndex + 1, area) }];
  });

/** Very hidden tabs become hidden ones; Excel's tables become plain ranges; charts are left out here. */
export const fromXlsx = async (bytes: Buffer, title: string, locale: string): Promise<Converted> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const spelling = spellingOf({ properties: { locale } }, { semicolonEverywhere: false });
  const inGoogle = (formula: string): string => `=${respell(formula.replace(/^=/, ''), excelSpelling, spelling)}`;
  const rules: Ruled[] = [];
  const sheets = workbook.worksheets.map((sheet, index): Given => {
    const rowCount = Math.max(1000, sheet.rowCount);
    const columnCount = Math.max(26, sheet.columnCount);
    const { model } = (sheet as unknown as { dataValidations: { model: Record<string, ExcelJS.DataValidation> } }).dataValidations;
    for (const [address, rule] of Object.entries(model)) {
      const converted = ruleOf(rule, inGoogle);
      if (converted) for (const area of areasOf(address)) rules.push({ range: rangeOf(index + 1, { ...area, bottom: Math.min(area.bottom, rowCount), right: Math.min(area.right, columnCount) }), rule: converted });
    }
    const [view] = (sheet.views ?? []) as readonly { readonly state?: string; readonly xSplit?: number; readonly ySplit?: number }[];
    const merges = ((sheet.model as unknown as { merges?: string[] }).merges ?? []).flatMap((address) => areasOf(address).map((area) => rangeOf(index + 1, area)));
    return {
      properties: {
        sheetId: index + 1, title: sheet.name, ...(sheet.state !== 'visible' && { hidden: true }),
        gridProperties: { rowCount, columnCount, ...(view?.state === 'frozen' && frozenIn(view, merges)) },
      },
      data: [cellsOf(sheet, inGoogle)], ...(merges.length && { merges }),
    };
  });
  return { body: { properties: { title, locale }, sheets, namedRanges: namesIn(workbook) }, rules };
};
