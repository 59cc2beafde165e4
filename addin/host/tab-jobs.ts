import { createLooks, isDateFormat, serialToDate, spans, styledCell, tabColours, textFormat, type Look, type StyleName, type ValidationModel, type ValidationRule, type WorkbookModel, type WorksheetModel } from '../../core';
import { addressLists, areaAddress, columnsAddress } from './areas';
import { writeSheet, type EntryCell } from './blocks';
import { addConditionalFormats } from './conditional-formats';
import { toFormula, writtenAs } from './entries';
import { formulaRuns, type FormulaCell } from './formula-runs';
import { callBytes, job, type Job, type OpenBook } from './jobs';
import { setUpPrint } from './print';
import { modelArea, paintNew } from './sheet-looks';

/** Days between the two ways of a workbook to count them. */
export const daysBetweenSystems = 1462;

/** A workbook that is written to. */
export interface Target {
  /** Its serial numbers count from 1904. */
  readonly is1904: boolean;
  /** Names of tables and of ranges, in lower case. */
  readonly takenNames: ReadonlySet<string>;
}

export type Looks = Readonly<Record<StyleName, Look>>;
export const looksOf = ({ dateFormat }: WorkbookModel): Looks => createLooks(dateFormat);

/** Protection that keeps people from writing over what is computed, and lets them widen a column. */
export const protectPage = (sheet: Excel.Worksheet): void => sheet.protection.protect({ allowFormatColumns: true, allowFormatRows: true, selectionMode: 'Normal' });

const styleAt = (model: WorksheetModel, row: number, column: number): StyleName | undefined =>
  styledCell(model.rows[row]?.[column] ?? null).style ?? model.columns[column]?.style;

const constants = (model: WorksheetModel, looks: Looks, { is1904 }: Target): EntryCell[] =>
  model.rows.flatMap((cells, row) => cells.flatMap((cell, column): EntryCell[] => {
    const { value, formula } = styledCell(cell);
    if (formula !== undefined || value === null || value === '') return [];
    const style = styleAt(model, row, column);
    const format = style ? looks[style].format : undefined;
    const isDate = typeof value === 'number' && format !== undefined && isDateFormat(format);
    return [{ row, column, ...writtenAs(isDate && is1904 ? value - daysBetweenSystems : value, format === textFormat) }];
  }));

const formulasOf = ({ rows }: WorksheetModel): FormulaCell[] =>
  rows.flatMap((cells, row) => cells.flatMap((cell, column) => {
    const { formula } = styledCell(cell);
    return formula === undefined ? [] : [{ row, column, formula }];
  }));

const formulaJobs = (model: WorksheetModel): Job[] => {
  const { written, filled } = formulaRuns(formulasOf(model));
  return [
    ...writeSheet(model.name, written.map(({ row, column, formula }) => ({ row, column, entry: toFormula(formula) }))),
    ...filled.map((area) => job(callBytes, (book) => {
      const source = areaAddress({ ...area, top: area.top - 1, bottom: area.top - 1 });
      book.sheet(model.name).getRange(areaAddress(area)).untrack().copyFrom(source, 'Formulas');
    })),
  ];
};

/** The name of a table, or with a number the first that nobody has. */
const freeTableName = (wanted: string, taken: ReadonlySet<string>): string => {
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}_${i}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
};

const tableJobs = (model: WorksheetModel, { takenNames }: Target): Job[] => {
  const { table } = model;
  if (!table) return [];
  return [job(callBytes * 4, (book) => {
    const made = book.sheet(model.name).tables.add(areaAddress({ ...modelArea(model), right: model.rows[0]!.length - 1 }), true);
    made.set({ name: freeTableName(table.name, takenNames), style: 'TableStyleLight1', showBandedRows: false });
  })];
};

const linkJobs = (model: WorksheetModel): Job[] =>
  model.rows.flatMap((cells, row) => cells.flatMap((cell, column) => {
    const { link, value } = styledCell(cell);
    if (link === undefined) return [];
    return [job(callBytes * 2, (book) => {
      book.sheet(model.name).getRange(areaAddress({ top: row, left: column, bottom: row, right: column })).untrack().hyperlink = { documentReference: link, textToDisplay: String(value ?? '') };
    })];
  }));

/** Points that a column of so many characters is wide, as a file has them: seven pixels of three quarters of a point each. */
export const toPoints = (characters: number): number => Math.trunc(characters * 7 + 0.5) * 0.75;

const groupNumbers = (entries: readonly (readonly [place: number, size: number])[]): Map<number, number[]> => {
  const groups = new Map<number, number[]>();
  for (const [place, size] of entries) groups.set(size, [...(groups.get(size) ?? []), place]);
  return groups;
};

/** Widths of columns, and which are hidden. */
export const sizeColumns = (sheet: Excel.Worksheet, { columns }: WorksheetModel): void => {
  for (const [width, places] of groupNumbers(columns.map(({ width }, i) => [i, width]))) {
    for (const list of addressLists(spans(places).map(([from, to]) => columnsAddress(from, to)))) sheet.getRanges(list).untrack().format.columnWidth = toPoints(width);
  }
  for (const [from, to] of spans(columns.flatMap(({ hidden }, i) => (hidden ? [i] : [])))) sheet.getRange(columnsAddress(from, to)).untrack().columnHidden = true;
};

/** Heights of the rows that are not the usual. */
export const sizeRows = (sheet: Excel.Worksheet, { heights }: WorksheetModel): void => {
  for (const [height, rows] of groupNumbers(Object.entries(heights).map(([row, points]) => [Number(row), points]))) {
    for (const list of addressLists(spans(rows).map(([from, to]) => `${from + 1}:${to + 1}`))) sheet.getRanges(list).untrack().format.rowHeight = height;
  }
};

/** A day as a formula: it is the same in both ways to count days, and in every language. */
const toDay = (serial: number): string => `=DATE(${serialToDate(serial).split('-').map(Number).join(',')})`;

const toRule = (rule: ValidationRule): Excel.DataValidationRule => {
  switch (rule.kind) {
    case 'list': return { list: { inCellDropDown: true, source: toFormula(rule.source) } };
    case 'date': return { date: { formula1: toDay(rule.min), formula2: toDay(rule.max), operator: 'Between' } };
    case 'whole': return { wholeNumber: { formula1: rule.min, formula2: rule.max, operator: 'Between' } };
    case 'decimal': return { decimal: { formula1: rule.min, formula2: rule.max, operator: 'Between' } };
  }
};

const longestMessage = 255;

export const addValidation = (sheet: Excel.Worksheet, { range, rule, prompt, error }: ValidationModel): void => {
  const { dataValidation } = sheet.getRange(range).untrack();
  const style = rule.kind === 'list' && !rule.isStrict ? 'Warning' : 'Stop';
  dataValidation.rule = toRule(rule);
  dataValidation.errorAlert = { message: error.slice(0, longestMessage), showAlert: true, style, title: 'Planark' };
  if (prompt) dataValidation.prompt = { message: prompt.slice(0, longestMessage), showPrompt: true, title: 'Planark' };
};

const freeze = ({ freezePanes }: Excel.Worksheet, { rows, columns }: WorksheetModel['frozen']): void => {
  if (rows > 0 && columns > 0) freezePanes.freezeAt(areaAddress({ top: 0, left: 0, bottom: rows - 1, right: columns - 1 }));
  else if (rows > 0) freezePanes.freezeRows(rows);
  else if (columns > 0) freezePanes.freezeColumns(columns);
};

/** About what a tab's looks, sizes, rules and print take, whatever stands in it. */
const frameBytes = ({ validations, conditionalFormats, merges, rows }: WorksheetModel): number => 20_000 + rows.length * 60 + (validations.length * 3 + conditionalFormats.length * 3 + merges.length) * callBytes;

const frame = (book: OpenBook, model: WorksheetModel, title: string): void => {
  const sheet = book.sheet(model.name);
  for (const merge of model.merges) sheet.getRange(merge).untrack().merge(false);
  sizeColumns(sheet, model);
  sizeRows(sheet, model);
  for (const validation of model.validations) addValidation(sheet, validation);
  addConditionalFormats(sheet, model.conditionalFormats);
  freeze(sheet, model.frozen);
  setUpPrint(sheet, model, title);
  sheet.tabColor = `#${tabColours[model.tone]}`;
  sheet.showGridlines = model.tone !== 'generated';
  if (model.isProtected) protectPage(sheet);
};

/**
 * Fills a tab that is there and empty. Looks come before what is written: a cell of text format takes any text as it is. The table comes
 * before its formulas, which so become its computed columns; a link comes before the looks, since Excel gives it a look of its own.
 */
export const fillTab = (model: WorksheetModel, looks: Looks, title: string, target: Target): Job[] => [
  ...linkJobs(model),
  job(frameBytes(model), (book) => paintNew(book.sheet(model.name), model, looks)),
  ...writeSheet(model.name, constants(model, looks, target)),
  ...tableJobs(model, target),
  ...formulaJobs(model),
  job(frameBytes(model), (book) => frame(book, model, title)),
];

const visibilities = { visible: 'Visible', hidden: 'Hidden', veryHidden: 'VeryHidden' } as const;

/** Makes an empty tab behind all others, or at a place among them. */
export const addTab = ({ name, state }: WorksheetModel, position?: number): Job =>
  job(callBytes * 2, ({ context }) => {
    const sheet = context.workbook.worksheets.add(name);
    if (position !== undefined) sheet.position = position;
    if (state !== 'visible') sheet.visibility = visibilities[state];
  });
