import { areasOf, barColour, parseRange, serialToDate, toneLooks, type ConditionalFormatModel, type TabFrame, type Tone, type ValidationModel, type ValidationRule } from '../../core';
import type { SheetsRequest } from './calls';
import { fromColorStyle, toColorStyle } from './cell-format';
import { formulaKey, toGoogleNumber, toGoogleRuleFormula } from './formula-text';
import { cellsOf, sheetIdOf, toGoogleRange, type Sheet } from './raw-spreadsheet';

type BooleanCondition = gapi.client.sheets.BooleanCondition;
type ConditionalFormatRule = gapi.client.sheets.ConditionalFormatRule;
type RangeOfGoogle = gapi.client.sheets.GridRange;

/** A range of the model; on the tab of a table without an end, so that it holds for every row that anybody adds. [N14] */
export const frameRange = (sheetId: number, { table }: Pick<TabFrame, 'table'>, text: string): RangeOfGoogle => {
  const { top, left, bottom, right } = parseRange(text);
  return { sheetId, startRowIndex: top, ...(!table && { endRowIndex: bottom + 1 }), startColumnIndex: left, endColumnIndex: right + 1 };
};

export const rangeKey = ({ startRowIndex = 0, endRowIndex = 0, startColumnIndex = 0, endColumnIndex = 0 }: RangeOfGoogle): string => [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex].join();

const condition = (type: NonNullable<BooleanCondition['type']>, values: readonly string[]): BooleanCondition => ({ type, values: values.map((userEnteredValue) => ({ userEnteredValue })) });

/** A limit as Google reads it in any locale. */
const numberLimit = (limit: number): string => (Number.isInteger(limit) ? String(limit) : `=${toGoogleNumber(limit)}`);
const dateLimit = (serial: number): string => `=DATE(${serialToDate(serial).split('-').map(Number).join(';')})`;

const validationCondition = (rule: ValidationRule): BooleanCondition => {
  if (rule.kind === 'list') return condition('ONE_OF_RANGE', [`=${rule.source}`]);
  if (rule.kind === 'date') return condition('DATE_BETWEEN', [rule.min, rule.max].map(dateLimit));
  return condition('NUMBER_BETWEEN', [rule.min, rule.max].map(numberLimit));
};

const valueKey = (value: string): string => (value.startsWith('=') ? `=${formulaKey(value)}` : value);
const conditionKey = ({ type, values = [] }: BooleanCondition = {}): string => [type, ...values.map(({ userEnteredValue = '' }) => valueKey(userEnteredValue))].join('\n');

const toRule = ({ rule, prompt, error }: ValidationModel): gapi.client.sheets.DataValidationRule => ({
  condition: validationCondition(rule),
  inputMessage: prompt ?? error,
  strict: rule.kind !== 'list' || rule.isStrict,
  showCustomUi: true,
});

/** Has every cell of the range that Google answered this rule? At least one has to be there: of what was not read nobody knows. */
const hasRule = (sheet: Sheet, validation: ValidationModel, { startRowIndex = 0, endRowIndex, startColumnIndex = 0 }: RangeOfGoogle): boolean => {
  const wanted = conditionKey(validationCondition(validation.rule));
  const at = cellsOf(sheet);
  const end = Math.min(endRowIndex ?? Infinity, Math.max(0, ...(sheet.data ?? []).map(({ startRow = 0, rowData = [] }) => startRow + rowData.length)));
  if (end <= startRowIndex) return false;
  return Array.from({ length: end - startRowIndex }, (_, i) => startRowIndex + i).every((row) => conditionKey(at(row, startColumnIndex)?.dataValidation?.condition) === wanted);
};

/** Rules in cells of a page where none is declared any more. */
const surplusRules = (sheet: Sheet, { validations, tone }: TabFrame): SheetsRequest[] => {
  if (tone === 'data') return [];
  const declared = validations.map(({ range }) => parseRange(range));
  const isDeclared = (row: number, column: number): boolean => declared.some(({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right);
  const cells = (sheet.data ?? []).flatMap(({ startRow = 0, startColumn = 0, rowData = [] }) =>
    rowData.flatMap(({ values = [] }, i) => values.flatMap(({ dataValidation }, j) => (dataValidation?.condition && !isDeclared(startRow + i, startColumn + j) ? [{ row: startRow + i, column: startColumn + j }] : []))));
  return areasOf(cells).map((area): SheetsRequest => ({ setDataValidation: { range: toGoogleRange(sheetIdOf(sheet), area) } }));
};

/** Drop-downs and limits that are not there; on people's tabs their own rules stay, in columns that have none of ours. [N15] */
export const validationRequests = (sheet: Sheet, frame: TabFrame): SheetsRequest[] => [
  ...surplusRules(sheet, frame),
  ...frame.validations.flatMap((validation): SheetsRequest[] => {
    const range = frameRange(sheetIdOf(sheet), frame, validation.range);
    return hasRule(sheet, validation, range) ? [] : [{ setDataValidation: { range, rule: toRule(validation) } }];
  }),
];

const toneFormat = (tone: Tone): gapi.client.sheets.CellFormat => {
  const { fill, ink, isBold } = toneLooks[tone];
  return { backgroundColorStyle: toColorStyle(fill), textFormat: { foregroundColorStyle: toColorStyle(ink), ...(isBold && { bold: true }) } };
};

const white = 'FFFFFF';
/** Google's API has no bars: the fuller the darker, from nothing to all. [N17] */
const scale: gapi.client.sheets.GradientRule = {
  minpoint: { type: 'NUMBER', value: '0', colorStyle: toColorStyle(white) },
  maxpoint: { type: 'NUMBER', value: '1', colorStyle: toColorStyle(barColour) },
};

const ruleOf = (format: ConditionalFormatModel, range: RangeOfGoogle): ConditionalFormatRule => {
  const ranges = [range];
  if (format.kind === 'dataBar') return { ranges, gradientRule: scale };
  const when = format.kind === 'equals' ? condition('TEXT_EQ', [format.text]) : condition('CUSTOM_FORMULA', [`=${toGoogleRuleFormula(format.formula)}`]);
  return { ranges, booleanRule: { condition: when, format: toneFormat(format.tone) } };
};

const coloursOf = ({ booleanRule, gradientRule }: ConditionalFormatRule): string => {
  if (gradientRule) return [gradientRule.minpoint, gradientRule.maxpoint].map((point) => fromColorStyle(point?.colorStyle, point?.color)).join();
  const { backgroundColorStyle, backgroundColor, textFormat } = booleanRule?.format ?? {};
  return [fromColorStyle(backgroundColorStyle, backgroundColor), fromColorStyle(textFormat?.foregroundColorStyle, textFormat?.foregroundColor)].join();
};

const ownColours: ReadonlySet<string> = new Set([...Object.values(toneLooks).map(({ fill, ink }) => `${fill},${ink}`), `${white},${barColour}`]);
/** A rule is ours by its colours: whatever its ranges have become, and whichever version made it. A person's own has others. [N16] */
const isOurs = (rule: ConditionalFormatRule): boolean => ownColours.has(coloursOf(rule));

const ruleKey = (rule: ConditionalFormatRule): string => [...(rule.ranges ?? []).map(rangeKey), coloursOf(rule), conditionKey(rule.booleanRule?.condition)].join('\n');

/** Google says of an endless range where its tab ends, or nothing: both are endless. */
const endless = (rowCount: number | undefined) => (rule: ConditionalFormatRule): ConditionalFormatRule =>
  ({ ...rule, ranges: (rule.ranges ?? []).map(({ endRowIndex, ...range }) => (endRowIndex === undefined || endRowIndex === rowCount ? range : { ...range, endRowIndex })) });

/** Colours of a tab: all of ours anew where one is not as declared, since dragged rows tear their ranges apart. A person's own stay, behind ours. [N16] */
export const conditionalFormatRequests = (sheet: Sheet, frame: TabFrame): SheetsRequest[] => {
  const sheetId = sheetIdOf(sheet);
  const [standing, rowCount] = [sheet.conditionalFormats ?? [], sheet.properties?.gridProperties?.rowCount];
  const wanted = frame.conditionalFormats.map((format) => ruleOf(format, frameRange(sheetId, frame, format.range)));
  const ours = standing.flatMap((rule, index) => (isOurs(rule) ? [{ rule, index }] : []));
  const keysOf = (rules: readonly ConditionalFormatRule[]): string => rules.map(endless(rowCount)).map(ruleKey).join('\n\n');
  if (keysOf(ours.map(({ rule }) => rule)) === keysOf(wanted)) return [];
  return [
    ...ours.map(({ index }) => index).reverse().map((index): SheetsRequest => ({ deleteConditionalFormatRule: { sheetId, index } })),
    ...wanted.map((rule, index): SheetsRequest => ({ addConditionalFormatRule: { rule, index } })),
  ];
};
