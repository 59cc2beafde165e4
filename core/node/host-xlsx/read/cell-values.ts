import type { GridCell } from '../../../sheet/grid';
import { readIndex, readNumber } from './read-number';
import { refuse } from './refusals';
import { refuseLongText, takeText, unescapeText, type ReadBudget } from './rich-text';
import { isoToSerial, toSerial1900 } from './serial-dates';
import type { SharedCells } from './shared-strings';

/** What a cell's value depends on besides its own markup. */
export interface ValueContext {
  /** Undefined when the workbook has no shared strings part. */
  readonly sharedCells: SharedCells | undefined;
  readonly dateStyles: readonly boolean[];
  readonly is1904: boolean;
  readonly budget: ReadBudget;
}

/** `t` of a cell; `other` for a word that means nothing. */
export type CellType = 'n' | 's' | 'str' | 'inlineStr' | 'b' | 'e' | 'd' | 'other';

/** A cell as found in the markup. One object serves all cells of a worksheet, since making millions costs more than reading them. */
export interface CellDraft {
  column: number;
  type: CellType;
  style: number;
  hasFormula: boolean;
  hasValue: boolean;
  /** Several `v` elements: which one holds is anybody's guess. */
  isAmbiguous: boolean;
  /** Text of the `is` element. */
  inline: string;
  /** Where the text of the `v` element stands. */
  bytes: Buffer;
  start: number;
  end: number;
}

const rawText = (draft: CellDraft, context: ValueContext): string => {
  refuseLongText(draft.end - draft.start);
  return takeText(unescapeText(draft.bytes.toString('utf8', draft.start, draft.end)), context.budget);
};

const unreadable = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  const value = rawText(draft, context);
  return value === '' ? undefined : { value, isUnreadable: true };
};

const textCell = (value: string): GridCell | undefined => (value === '' ? undefined : { value });

const numberCell = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  const value = readNumber(draft.bytes, draft.start, draft.end);
  if (Number.isNaN(value)) return unreadable(draft, context);
  if (context.dateStyles[draft.style] !== true) return { value };
  const serial = toSerial1900(value, context.is1904);
  return serial === undefined ? unreadable(draft, context) : { value: serial, isDate: true };
};

const sharedCell = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  const cells = context.sharedCells ?? refuse('NO_SHARED_STRINGS', 'a text cell, and no shared strings');
  const index = readIndex(draft.bytes, draft.start, draft.end);
  return index >= 0 && index < cells.length ? cells[index] : unreadable(draft, context);
};

const TRUE_CELL: GridCell = { value: true };
const FALSE_CELL: GridCell = { value: false };

const booleanCell = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  const text = draft.bytes.toString('latin1', draft.start, draft.end);
  if (text === '1' || text === 'true') return TRUE_CELL;
  return text === '0' || text === 'false' ? FALSE_CELL : unreadable(draft, context);
};

const errorCell = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  const error = rawText(draft, context);
  return error === '' ? undefined : { value: { error } };
};

const isoCell = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  const value = isoToSerial(draft.bytes.toString('latin1', draft.start, draft.end));
  return value === undefined ? unreadable(draft, context) : { value, isDate: true };
};

/** Text in an `is` element belongs to inline strings only; elsewhere it is kept, but not taken for a value. */
const inlineCell = (draft: CellDraft): GridCell | undefined => {
  if (draft.type === 'inlineStr') return textCell(draft.inline);
  return draft.inline === '' ? undefined : { value: draft.inline, isUnreadable: true };
};

const typedCell = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  switch (draft.type) {
    case 'n': return numberCell(draft, context);
    case 's': return sharedCell(draft, context);
    case 'str':
    case 'inlineStr': return textCell(rawText(draft, context));
    case 'b': return booleanCell(draft, context);
    case 'e': return errorCell(draft, context);
    case 'd': return isoCell(draft, context);
    case 'other': return unreadable(draft, context);
  }
};

const plainCell = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  if (!draft.hasValue) return inlineCell(draft);
  if (draft.type === 'inlineStr' && draft.inline !== '') return inlineCell(draft);
  if (draft.isAmbiguous || draft.inline !== '') return unreadable(draft, context);
  // An empty `v` is no value, above all not the number 0 or the first shared string.
  return draft.start === draft.end ? undefined : typedCell(draft, context);
};

/** Written out, since spreading costs as much here as reading the cell. */
const markFormula = ({ value, isDate, isUnreadable }: GridCell): GridCell => {
  if (isUnreadable === true) return { value, isFormula: true, isUnreadable };
  return isDate === true ? { value, isDate, isFormula: true } : { value, isFormula: true };
};

const formulaCell = (cell: GridCell | undefined, draft: CellDraft): GridCell => {
  if (cell !== undefined) return markFormula(cell);
  const isEmptyText = draft.hasValue && (draft.type === 'str' || draft.type === 's');
  return isEmptyText ? { value: '', isFormula: true } : { value: '', isFormula: true, isUnreadable: true };
};

/**
 * The value of a cell, undefined when it holds nothing. What is not what its type claims (BAD_NUMBER, BAD_BOOL, CELL_TYPE,
 * SST_INDEX, a date outside the calendar) comes out unreadable with its raw text. Refuses with NO_SHARED_STRINGS and for texts.
 */
export const readCellValue = (draft: CellDraft, context: ValueContext): GridCell | undefined => {
  const cell = plainCell(draft, context);
  return draft.hasFormula ? formulaCell(cell, draft) : cell;
};
