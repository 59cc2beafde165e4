import type { Locale, WorkbookModel } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { frameRequests } from './frame';
import type { GuardOptions } from './open-spreadsheet';
import { sheetIdOf, sheetNamed } from './raw-spreadsheet';
import { columnLooks, makingOf, newSheetIds, newTab, rowsOf, type TabTarget } from './tab-requests';

/** How people in a language write numbers and dates, and what day it is for them. Google has one Norwegian. */
const places: Readonly<Record<Locale, { readonly locale: string; readonly timeZone: string }>> = {
  nb: { locale: 'no_NO', timeZone: 'Europe/Oslo' },
  nn: { locale: 'no_NO', timeZone: 'Europe/Oslo' },
  sv: { locale: 'sv_SE', timeZone: 'Europe/Stockholm' },
  en: { locale: 'en_GB', timeZone: 'Europe/Oslo' },
};

const newTarget = (model: WorkbookModel, standing: Spreadsheet): TabTarget => ({ model, sheetIds: newSheetIds(standing, model.worksheets.map(({ name }) => name)) });

/** A new spreadsheet with all cells of a plan: the body of the first request. [N24] */
export const createBody = (model: WorkbookModel): Spreadsheet => {
  const target = newTarget(model, {});
  const making = makingOf(target);
  return {
    properties: { title: model.title, ...places[model.locale], autoRecalc: 'ON_CHANGE' },
    sheets: model.worksheets.map((worksheet, index) => ({ properties: newTab(worksheet, target.sheetIds.get(worksheet.name)!, index), data: [{ startRow: 0, startColumn: 0, rowData: rowsOf(worksheet, making) }] })),
  };
};

/** What lays out a spreadsheet that was just created: the second request. `created` says with which ids. [N24] */
export const createdRequests = (model: WorkbookModel, created: Spreadsheet, options: GuardOptions): SheetsRequest[] => {
  const bare: Spreadsheet = { sheets: (created.sheets ?? []).map(({ properties }) => (properties ? { properties } : {})) };
  const making = makingOf({ model, sheetIds: new Map() });
  return [
    ...model.worksheets.flatMap((worksheet) => {
      const sheet = sheetNamed(created, worksheet.name);
      return sheet ? columnLooks(worksheet, sheetIdOf(sheet), making) : [];
    }),
    ...frameRequests(bare, model.worksheets, options),
  ];
};
