import type { Book } from './book';
import { cellAt, type CellContent, type Sheet } from './sheet';

export interface Displayed {
  readonly value: CellContent;
  readonly isError: boolean;
}

/** What a cell shows. */
export const displayed = (_book: Book, sheet: Sheet, row: number, column: number): Displayed => {
  const cell = cellAt(sheet, row, column);
  return { value: cell?.value ?? '', isError: cell?.isError ?? false };
};
