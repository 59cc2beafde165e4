import type { WorkbookModel } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { frameRequests } from './frame';
import { nameRequests } from './names';
import type { InsertOptions } from './open-spreadsheet';
import { standingAfter } from './standing-after';
import { newSheetIds, tabRequests } from './tab-requests';

/** A plan's tabs behind those that stand, with all that is theirs. [N25] */
export const insertRequests = (model: WorkbookModel, standing: Spreadsheet, { names, ...options }: InsertOptions): SheetsRequest[] => {
  const sheetIds = newSheetIds(standing, model.worksheets.map(({ name }) => name));
  const first = (standing.sheets ?? []).length;
  return [
    ...nameRequests(standing, names),
    ...model.worksheets.flatMap((worksheet, i) => tabRequests(worksheet, { model, sheetIds }, { sheetId: sheetIds.get(worksheet.name)!, index: first + i })),
    ...frameRequests(standingAfter(standing, model.worksheets, sheetIds), model.worksheets, options),
  ];
};
