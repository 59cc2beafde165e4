import { quoteTab } from './area';
import { checkSheetName, checkStructure, type Book } from './book';
import { renameInFormulas } from './references';
import type { Sheet } from './sheet';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** [rename-follows] A tab gets another name; formulas follow. */
export const renameTab = (book: Book, sheet: Sheet, name: string): void => {
  checkStructure(book);
  book.changes += 1;
  const before = sheet.name;
  sheet.name = checkSheetName(book, name, sheet);
  const pattern = new RegExp(`(?:'${escaped(before.replaceAll("'", "''"))}'|(?<![\\p{L}\\p{N}_.'])${escaped(before)})!`, 'giu');
  renameInFormulas(book, (formula) => formula.replace(pattern, () => `${quoteTab(name)}!`));
};
