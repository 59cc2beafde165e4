import type { AddedColumns } from '../../core';
import type { SheetsRequest } from './calls';
import type { CellFormats } from './cell-format';
import { sheetIdOf, type Sheet } from './raw-spreadsheet';

/** What gives the columns that come to a tab their looks, down to the last row that anybody adds, and takes them into its filter: what is sorted there is sorted with them. [N55] */
export const addedRequests = (sheet: Sheet, { columns, headers }: AddedColumns, formats: CellFormats): SheetsRequest[] => {
  const sheetId = sheetIdOf(sheet);
  const { basicFilter: filter } = sheet;
  const look = (column: number, rows: { startRowIndex: number; endRowIndex?: number }, style: keyof CellFormats): SheetsRequest =>
    ({ repeatCell: { range: { sheetId, ...rows, startColumnIndex: column, endColumnIndex: column + 1 }, cell: { userEnteredFormat: formats[style] }, fields: 'userEnteredFormat' } });
  const end = headers.length;
  return [
    ...columns.flatMap(({ column, style, headerStyle }) => [look(column, { startRowIndex: 0, endRowIndex: 1 }, headerStyle), look(column, { startRowIndex: 1 }, style)]),
    ...((filter?.range?.endColumnIndex ?? end) < end ? [{ setBasicFilter: { filter: { ...filter, range: { ...filter!.range, endColumnIndex: end } } } } as const] : []),
  ];
};
