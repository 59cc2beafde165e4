import type { Book, Cell, ConditionalFormatRule, DataValidationRule, Sheet } from './types';

/** One end of a reference: a column, a row or both, each fixed by "$" or not; zero-based. */
interface End {
  readonly column?: number;
  readonly row?: number;
  readonly isColumnFixed: boolean;
  readonly isRowFixed: boolean;
}
/** A reference as it stands in a formula; without a tab it is to the formula's own. */
export interface Reference {
  readonly tab?: string;
  readonly start: End;
  readonly end?: End;
}

const tabPart = "(?:'(?:[^']|'')+'!|[\\p{L}_][\\p{L}\\p{N}_.]*!)";
const endPart = '\\$?[A-Za-z]{1,3}\\$?\\d+|\\$?[A-Za-z]{1,3}(?=:)|\\$?\\d+(?=:)';
/** A text, a reference with or without its tab, or a name; functions named like cells and names are left alone. */
const token = new RegExp(`"(?:[^"]|"")*"|(${tabPart})?(${endPart})(?::(\\$?[A-Za-z]{1,3}\\$?\\d+|\\$?[A-Za-z]{1,3}|\\$?\\d+))?(?![\\p{L}\\p{N}_(.!])|[\\p{L}_][\\p{L}\\p{N}_.]*[(!]?|'(?:[^']|'')+'!`, 'gu');

export const lettersOf = (column: number): string => (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
export const columnOf = (letters: string): number => [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const endOf = (text: string): End => {
  const [, columnSign = '', letters = '', rowSign = '', digits = ''] = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(text) ?? [];
  const isRowOnly = letters === '';
  return {
    ...(letters !== '' && { column: columnOf(letters) }), ...(digits !== '' && { row: Number(digits) - 1 }),
    isColumnFixed: !isRowOnly && columnSign === '$', isRowFixed: rowSign === '$' || (isRowOnly && columnSign === '$'),
  };
};

const endText = ({ column, row, isColumnFixed, isRowFixed }: End): string =>
  `${column === undefined ? '' : `${isColumnFixed ? '$' : ''}${lettersOf(column)}`}${row === undefined ? '' : `${isRowFixed ? '$' : ''}${row + 1}`}`;

const plainTab = (tab: string): string => (tab.startsWith("'") ? tab.slice(1, -1).replaceAll("''", "'") : tab);
const isPlainName = (title: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(title) && !/^[A-Za-z]{1,3}\d+$|^R\d*C\d*$/i.test(title);
export const quotedTab = (title: string): string => (isPlainName(title) ? title : `'${title.replaceAll("'", "''")}'`);

/** A formula with each of its references changed; null makes it #REF!. */
export const mapReferences = (formula: string, change: (reference: Reference) => Reference | null): string =>
  formula.replace(token, (whole, tab?: string, start?: string, end?: string) => {
    if (start === undefined) return whole;
    const reference: Reference = { ...(tab !== undefined && { tab: plainTab(tab.slice(0, -1)) }), start: endOf(start), ...(end !== undefined && { end: endOf(end) }) };
    const changed = change(reference);
    if (changed === reference) return whole;
    if (!changed) return '#REF!';
    const prefix = changed.tab === undefined ? '' : changed.tab === reference.tab ? tab! : `${quotedTab(changed.tab)}!`;
    return `${prefix}${endText(changed.start)}${changed.end ? `:${endText(changed.end)}` : ''}`;
  });

/** Whether a formula refers to another sheet than its own. */
export const namesOtherSheet = (formula: string, title: string): boolean => {
  let isFound = false;
  mapReferences(formula, (reference) => {
    if (reference.tab !== undefined && reference.tab.toLowerCase() !== title.toLowerCase()) isFound = true;
    return reference;
  });
  return isFound;
};

type Span = (start: number, end: number) => readonly [number, number] | null;

/** A reference with its rows or columns put elsewhere. */
export const withSpan = (reference: Reference, isRows: boolean, span: Span): Reference | null => {
  const key = isRows ? 'row' : 'column';
  const { start, end } = reference;
  const first = start[key];
  if (first === undefined) return reference;
  const last = end ? end[key] : first;
  const moved = span(first, last === undefined ? Infinity : last + 1);
  if (!moved) return null;
  if (moved[0] === first && moved[1] === (last ?? Infinity) + 1) return reference;
  return { ...reference, start: { ...start, [key]: moved[0] }, ...(end && { end: last === undefined ? end : { ...end, [key]: moved[1] - 1 } }) };
};

const movedEnd = (end: End, rows: number, columns: number): End | null => {
  const row = end.row === undefined || end.isRowFixed ? end.row : end.row + rows;
  const column = end.column === undefined || end.isColumnFixed ? end.column : end.column + columns;
  return (row ?? 0) < 0 || (column ?? 0) < 0 ? null : { ...end, ...(row !== undefined && { row }), ...(column !== undefined && { column }) };
};

/** A formula as it reads so many rows and columns further on. */
export const offsetFormula = (formula: string, rows: number, columns: number): string =>
  rows === 0 && columns === 0 ? formula : mapReferences(formula, (reference) => {
    const start = movedEnd(reference.start, rows, columns);
    const end = reference.end && movedEnd(reference.end, rows, columns);
    return start && end !== null ? { ...reference, start, ...(end && { end }) } : null;
  });

/** A cell as it reads so many rows and columns further on. */
export const offsetCell = (cell: Cell | undefined, rows: number, columns: number): Cell | undefined => {
  const formula = cell?.value?.formulaValue;
  return formula === undefined ? cell : { ...cell, value: { formulaValue: offsetFormula(formula, rows, columns) } };
};

type Change = (formula: string, home: Sheet) => string;

/** The formulas among the values of a condition. */
const inCondition = <T extends { condition?: gapi.client.sheets.BooleanCondition }>(rule: T, change: (formula: string) => string): T => {
  const values = rule.condition?.values;
  if (!values?.some(({ userEnteredValue }) => userEnteredValue?.startsWith('='))) return rule;
  return { ...rule, condition: { ...rule.condition, values: values.map((value) => (value.userEnteredValue?.startsWith('=') ? { ...value, userEnteredValue: change(value.userEnteredValue) } : value)) } };
};
const inValidation = (rule: DataValidationRule, change: (formula: string) => string): DataValidationRule => inCondition(rule, change);
const inFormat = (rule: ConditionalFormatRule, change: (formula: string) => string): ConditionalFormatRule => (rule.booleanRule ? { ...rule, booleanRule: inCondition(rule.booleanRule, change) } : rule);

/** Changes all formulas of a book: of cells, of rules of entry and of conditional formats. */
export const changeFormulas = (book: Book, change: Change): void => {
  for (const home of book.sheets) {
    for (const row of home.rows) {
      row?.cells.forEach((cell, column) => {
        const formula = cell?.value?.formulaValue;
        if (formula === undefined) return;
        const changed = change(formula, home);
        if (changed !== formula) row.cells[column] = { ...cell, value: { formulaValue: changed } };
      });
    }
    home.validations = home.validations.map((one) => ({ ...one, rule: inValidation(one.rule, (formula) => change(formula, home)) }));
    home.conditionalFormats = home.conditionalFormats.map((one) => ({ ...one, facts: inFormat(one.facts, (formula) => change(formula, home)) }));
  }
};

const isTo = (reference: Reference, home: Sheet, sheet: Sheet): boolean => (reference.tab === undefined ? home === sheet : reference.tab.toLowerCase() === sheet.properties.title?.toLowerCase());

/** After lines of a sheet went elsewhere. */
export const shiftReferences = (book: Book, moved: Sheet, isRows: boolean, span: Span): void => {
  changeFormulas(book, (formula, home) => mapReferences(formula, (reference) => (isTo(reference, home, moved) ? withSpan(reference, isRows, span) : reference)));
};

/** After a tab got another name. */
export const renameReferences = (book: Book, from: string, to: string): void => {
  changeFormulas(book, (formula) => (formula.toLowerCase().includes(from.toLowerCase().replaceAll("'", "''"))
    ? mapReferences(formula, (reference) => (reference.tab?.toLowerCase() === from.toLowerCase() ? { ...reference, tab: to } : reference)) : formula));
};

/** After a sheet is gone; also for references to what never was there. */
export const breakReferences = (book: Book, title: string): void => {
  changeFormulas(book, (formula) => mapReferences(formula, (reference) => (reference.tab?.toLowerCase() === title.toLowerCase() ? null : reference)));
};

/** After cells were cut and pasted elsewhere: what looked at them looks at their new place. */
export const followCut = (book: Book, from: Sheet, to: Sheet, isMoved: (row: number, column: number) => boolean, rows: number, columns: number): void => {
  const inMoved = ({ row, column }: End): boolean => row !== undefined && column !== undefined && isMoved(row, column);
  changeFormulas(book, (formula, home) => mapReferences(formula, (reference) => {
    if (!isTo(reference, home, from) || !inMoved(reference.start) || (reference.end && !inMoved(reference.end))) return reference;
    const moved = (end: End): End => ({ ...end, row: end.row! + rows, column: end.column! + columns });
    const tab = from === to ? reference.tab : to.properties.title;
    return { ...(tab !== undefined && { tab }), start: moved(reference.start), ...(reference.end && { end: moved(reference.end) }) };
  }));
};
