import type { Locale, WorkbookModel } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { frameRequests } from './frame';
import type { GuardOptions } from './open-spreadsheet';
import { sheetIdOf, titleOf } from './raw-spreadsheet';
import { rowsOf } from './cell-data';
import { lookRequests } from './looks';
import { makingOf, newSheetIds, newTab } from './tab-requests';

/** How people in a language write numbers and dates, and what day it is for them. Google has one Norwegian. */
const places: Readonly<Record<Locale, { readonly locale: string; readonly timeZone: string }>> = {
  nb: { locale: 'no_NO', timeZone: 'Europe/Oslo' },
  nn: { locale: 'no_NO', timeZone: 'Europe/Oslo' },
  sv: { locale: 'sv_SE', timeZone: 'Europe/Stockholm' },
  en: { locale: 'en_GB', timeZone: 'Europe/Oslo' },
};

/** A new spreadsheet with all cells of a plan: the body of the first request. [N24] */
export const createBody = (model: WorkbookModel): Spreadsheet => {
  const sheetIds = newSheetIds({}, model.worksheets.map(({ name }) => name));
  return {
    properties: { title: model.title, ...places[model.locale], autoRecalc: 'ON_CHANGE' },
    sheets: model.worksheets.map((worksheet, index) => ({ properties: newTab(worksheet, sheetIds.get(worksheet.name)!, index), data: [{ startRow: 0, startColumn: 0, rowData: rowsOf(worksheet) }] })),
  };
};

/** What lays out a spreadsheet that was just created, looks and all: the second request. `created` says with which ids. [N24] */
export const createdRequests = (model: WorkbookModel, created: Spreadsheet, options: GuardOptions): SheetsRequest[] => {
  const bare: Spreadsheet = { sheets: (created.sheets ?? []).map(({ properties }) => (properties ? { properties } : {})) };
  const sheetIds = new Map((created.sheets ?? []).map((sheet) => [titleOf(sheet), sheetIdOf(sheet)]));
  const making = makingOf({ model, sheetIds });
  return [
    ...model.worksheets.flatMap((worksheet) => (sheetIds.has(worksheet.name) ? lookRequests(worksheet, sheetIds.get(worksheet.name)!, making) : [])),
    ...frameRequests(bare, model.worksheets, options),
  ];
};
