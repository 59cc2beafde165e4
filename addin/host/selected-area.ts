import type { GridRange } from '../../core';
import type { SelectedArea } from './open-workbook';
import { failureOf, type Requests } from './requests';

const areaOf = ({ rowIndex, columnIndex, rowCount, columnCount }: Excel.Range): GridRange =>
  ({ top: rowIndex, left: columnIndex, bottom: rowIndex + rowCount - 1, right: columnIndex + columnCount - 1 });

/** What the person has selected; null where that is no cells of one piece: a picture, a chart, cells here and there. */
export const selectedArea = async (requests: Requests): Promise<SelectedArea | null> => {
  try {
    return await requests.send(({ workbook }) => {
      const range = workbook.getSelectedRange();
      range.load('rowIndex,columnIndex,rowCount,columnCount');
      range.worksheet.load('name');
      return () => ({ tab: range.worksheet.name, range: areaOf(range) });
    });
  } catch (error) {
    if (!['refused', 'changed'].includes(failureOf(error) ?? '')) throw error;
    return null;
  }
};
