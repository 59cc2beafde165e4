import { addressOf, columnOf, lettersOf, parseArea, splitAddress } from './area';
import type { Book } from './book';
import { areaAfter, type Move } from './moves';
import type { Sheet } from './sheet';

/** A text, a quoted or plain tab with its address, or an address alone; what is neither is left, a function named like a cell too. */
const pattern = /"(?:[^"]|"")*"|(?:'(?:[^']|'')+'!|[\p{L}_][\p{L}\p{N}_.]*!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\p{L}\p{N}_(.])|(?:'(?:[^']|'')+'!|[\p{L}_][\p{L}\p{N}_.]*!)?\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\p{L}\p{N}_(])|(?:'(?:[^']|'')+'!|[\p{L}_][\p{L}\p{N}_.]*!)?\$?\d+:\$?\d+|[\p{L}_][\p{L}\p{N}_.]*\(?/gu;

const withSigns = (shifted: string, before: string): string => {
  const signs = before.split(':').map((end) => ({ column: end.startsWith('$'), row: /[A-Z]\$/.test(end) || /^\$\d/.test(end) }));
  return shifted.split(':').map((end, i) => {
    const { column, row } = signs[i] ?? signs[0]!;
    const [, letters = '', digits = ''] = /^([A-Z]*)(\d*)$/.exec(end) ?? [];
    return `${letters && column ? '$' : ''}${letters}${digits && row ? '$' : ''}${digits}`;
  }).join(':');
};

/** [insert-shifts] A formula after cells of `moved` went elsewhere; `home` is the sheet that it stands on. */
export const shiftFormula = (formula: string, home: Sheet, moved: Sheet, move: Move): string =>
  formula.replace(pattern, (token) => {
    if (token.startsWith('"')) return token;
    const { tab, address } = splitAddress(token);
    const area = parseArea(address);
    if (!area || (tab ?? home.name).toLowerCase() !== moved.name.toLowerCase()) return token;
    const after = areaAfter(area, move);
    const prefix = token.slice(0, token.length - address.length);
    return after ? `${prefix}${withSigns(addressOf(after), address)}` : `${prefix}#REF!`;
  });

/** [insert-shifts] All formulas of the workbook after cells of a sheet moved. */
export const shiftReferences = (book: Book, moved: Sheet, move: Move): void => {
  for (const home of book.sheets) {
    for (const line of home.cells.values()) {
      for (const cell of line.values()) if (cell.formula !== undefined) cell.formula = shiftFormula(cell.formula, home, moved, move);
    }
  }
  for (const name of [...book.names, ...book.sheets.flatMap(({ names }) => names)]) name.formula = shiftFormula(name.formula, moved, moved, move);
};

/** Renames a tab in all formulas, as Excel does by itself. */
export const renameInFormulas = (book: Book, rename: (formula: string) => string): void => {
  for (const { cells, validations, conditionalFormats } of book.sheets) {
    for (const line of cells.values()) for (const cell of line.values()) if (cell.formula !== undefined) cell.formula = rename(cell.formula);
    for (const one of validations) one.rule = JSON.parse(rename(JSON.stringify(one.rule))) as typeof one.rule;
    for (const one of conditionalFormats) one.facts = JSON.parse(rename(JSON.stringify(one.facts))) as typeof one.facts;
  }
  for (const name of [...book.names, ...book.sheets.flatMap(({ names }) => names)]) name.formula = rename(name.formula);
};

const movedEnd = (end: string, rows: number, columns: number): string => {
  const [, columnSign = '', letters = '', rowSign = '', digits = ''] = /^(\$?)([A-Z]*)(\$?)(\d*)$/.exec(end) ?? [];
  // A row alone has its sign in front: "$1".
  const isRowOnly = letters === '';
  const column = letters === '' || columnSign === '$' ? letters : lettersOf(columnOf(letters) + columns);
  const row = digits === '' || rowSign === '$' || (isRowOnly && columnSign === '$') ? digits : String(Number(digits) + rows);
  return `${columnSign}${column}${rowSign}${row}`;
};

/** [copies-tile] A formula as it reads so many rows and columns further on. */
export const offsetFormula = (formula: string, rows: number, columns: number): string =>
  formula.replace(pattern, (token) => {
    if (token.startsWith('"')) return token;
    const { address } = splitAddress(token);
    if (!parseArea(address)) return token;
    return `${token.slice(0, token.length - address.length)}${address.split(':').map((end) => movedEnd(end, rows, columns)).join(':')}`;
  });
