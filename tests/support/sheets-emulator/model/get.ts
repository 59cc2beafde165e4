import { invalid, type Caller } from '../parts';
import type { Switches } from '../switches';
import { areaOf, everywhere, overlaps, rangeOf, type Area } from './area';
import { rangeFromA1 } from './a1';
import { sheetById } from './book';
import { gridData, usualFormat } from './grid-data';
import { asksFor, everyField, type Mask } from './mask';
import { toldFilter, toldFormatRule, toldMetadata, toldNames, toldProperties, toldProtection, toldView } from './told';
import type { Book, EmbeddedChart, GridRange, Sheet, Spreadsheet } from './types';

export interface Reading {
  readonly book: Book;
  readonly caller: Caller;
  readonly switches: Switches;
  readonly today: number;
}

/** What is asked of a spreadsheet: ranges, where not all of it, and the fields, so that nothing is made in vain. */
export interface Asked {
  readonly ranges?: readonly GridRange[];
  readonly mask?: Mask;
  readonly withGrid: boolean;
}

/** Ranges in A1 notation; one that begins beyond the grid is refused. */
export const rangesFromA1 = (book: Book, texts: readonly string[]): GridRange[] => texts.map((text) => {
  const range = rangeFromA1(book, text);
  const { rowCount, columnCount } = sheetById(book, range.sheetId).properties.gridProperties;
  if ((range.startRowIndex ?? 0) >= rowCount || (range.startColumnIndex ?? 0) >= columnCount) throw invalid(`Range (${text}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`);
  return range;
});

const chartArea = ({ position }: EmbeddedChart): Area => {
  const { rowIndex = 0, columnIndex = 0 } = position?.overlayPosition?.anchorCell ?? {};
  return { top: rowIndex, left: columnIndex, bottom: rowIndex + 1, right: columnIndex + 1 };
};

const whenAny = <K extends string, T>(key: K, list: readonly T[]): { [P in K]?: T[] } => (list.length ? ({ [key]: [...list] } as { [P in K]?: T[] }) : {});

const toldSheet = (reading: Reading, sheet: Sheet, areas: readonly Area[] | null, { mask = everyField, withGrid }: Asked): gapi.client.sheets.Sheet => {
  const { book, caller, switches } = reading;
  // [ranges-limit-rules] What the ranges do not touch is left out.
  const isTouched = (own: readonly Area[]): boolean => !areas || !switches.rangesLimitRules || own.some((one) => areas.some((area) => overlaps(one, area)));
  const data = withGrid && asksFor(mask, 'sheets', 'data') ? (areas ?? [everywhere]).map((area) => gridData(book, reading, sheet, area, mask)) : [];
  return {
    properties: toldProperties(book, sheet),
    ...whenAny('data', data),
    ...whenAny('merges', sheet.merges.filter((merge) => isTouched([merge])).map((merge) => rangeOf(sheet.id, merge))),
    ...whenAny('conditionalFormats', sheet.conditionalFormats.filter((one) => isTouched(one.areas)).map((one) => toldFormatRule(sheet, one))),
    ...whenAny('protectedRanges', sheet.protections.filter((one) => isTouched(one.areas)).map((one) => toldProtection(book, sheet, one, caller, switches))),
    ...(sheet.filter && isTouched(sheet.filter.areas) && { basicFilter: toldFilter(sheet, sheet.filter) }),
    ...whenAny('filterViews', sheet.filterViews.map((one) => toldView(sheet, one))),
    ...whenAny('charts', sheet.charts.filter((chart) => isTouched([chartArea(chart)]))),
    ...whenAny('developerMetadata', sheet.metadata.map((one) => toldMetadata(one, { locationType: 'SHEET', sheetId: sheet.id }))),
  };
};

/** A spreadsheet, or those sheets of it that its ranges are on. */
export const toldSpreadsheet = (reading: Reading, asked: Asked): Spreadsheet => {
  const { book } = reading;
  const places = asked.ranges?.map((range) => ({ sheet: sheetById(book, range.sheetId), area: areaOf(range) }));
  const areasOn = (sheet: Sheet): Area[] | null => (places ? places.filter((place) => place.sheet === sheet).map(({ area }) => area) : null);
  const sheets = book.sheets.filter((sheet) => !places || places.some((place) => place.sheet === sheet));
  return {
    spreadsheetId: book.id,
    properties: { ...book.properties, defaultFormat: book.properties.defaultFormat ?? usualFormat },
    sheets: sheets.map((sheet) => toldSheet(reading, sheet, areasOn(sheet), asked)),
    ...whenAny('namedRanges', toldNames(book)),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
    ...whenAny('developerMetadata', book.metadata.map((one) => toldMetadata(one, { locationType: 'SPREADSHEET', spreadsheet: true }))),
  };
};
