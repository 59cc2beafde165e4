import { createExcelWorkbook } from '../../addin/host/excel-workbook';
import { valueOf, type OpenedExcel } from './hosted-excel';

/** The same open workbook to a page of the add-in that was opened just now, as after a click on the ribbon: it has read nothing yet. */
export const openedAnew = (excel: OpenedExcel): OpenedExcel => {
  const book = createExcelWorkbook({ pause: (milliseconds) => Promise.resolve(void excel.pauses.push(milliseconds)) });
  return {
    ...excel, book,
    insert: async (model) => valueOf(await book.insert(model)),
    read: async () => valueOf(await book.read()),
    write: async (patch, read) => valueOf(await book.write(patch, read)),
  };
};
