import type { Sheet } from './excel-host/model/sheet';
import { openExcel, type OpenedExcel } from './hosted-excel';
import { modelFor, type OneStore } from './workbook-journey';

/** A workbook with a tab of the person's own, into which a plan was put. */
export const openPlanned = async (store: OneStore): Promise<OpenedExcel> => {
  const excel = openExcel({ Mitt: [['Konto', 'Sum'], ['6300', 12]] });
  await excel.insert(modelFor(store, 'nb'));
  return excel;
};

export const sheetOf = ({ host: { book } }: OpenedExcel, name: string): Sheet => book.sheets.find((one) => one.name === name)!;
