import type { Book } from './book';
import { renameInFormulas } from './references';
import { cellFor, type Sheet, type Table } from './sheet';
import { fixHeaders, headerText } from './tables';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** [rename-follows] A table gets another name; formulas follow. */
export const renameTable = (book: Book, table: Table, name: string): void => {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])${escaped(table.name)}(?=\\[)`, 'giu');
  renameInFormulas(book, (formula) => formula.replace(pattern, () => name));
  table.name = name;
};

/** [rename-follows] A column gets another name; formulas follow where they name the column with its table. */
export const renameColumn = (book: Book, sheet: Sheet, table: Table, index: number, name: string): void => {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.])(${escaped(table.name)}\\[)${escaped(headerText(sheet, table, index))}(?=\\])`, 'giu');
  cellFor(sheet, table.area.top, table.area.left + index).value = name;
  fixHeaders(sheet, table);
  renameInFormulas(book, (formula) => formula.replace(pattern, (_, before: string) => `${before}${headerText(sheet, table, index)}`));
};
