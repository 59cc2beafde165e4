import { cellAddress } from '../../../sheet/grid';
import type { FoundCell } from './cell-shape';
import { cellMarkup } from './cell-xml';
import type { FoundRow, Place, SheetMap } from './sheet-map';
import type { Splice } from './splices';
import type { CellEdit } from './xlsx-patch';

/** What is to be done in one row, columns ascending. `content` is left out where an empty cell only gets its style. */
export interface CellTask {
  readonly column: number;
  readonly content?: Pick<CellEdit, 'value' | 'formula'>;
}

export interface RowTask {
  readonly row: number;
  readonly cells: readonly CellTask[];
}

/** What a cell's markup depends on besides its task. */
export interface Styling {
  /** Style of a cell that has none of its own; 0 for none. */
  readonly styleFor: (row: number, column: number, own: FoundRow | undefined) => number;
  /** Rows that have come to the table: their cells without a style get one. */
  readonly isNewRow: (row: number) => boolean;
  /** A number as the workbook stores it in a cell of that style: its dates may count from 1904. */
  readonly toStored: (value: number, style: number) => number;
}

const markup = (prefix: string, attributes: string, { content }: CellTask, style: number, toStored: Styling['toStored'], rest = ''): string => {
  const value = content?.value ?? null;
  const stored = typeof value === 'number' ? toStored(value, style) : value;
  const cell = cellMarkup(prefix, stored, content?.formula);
  const open = `${prefix}c${attributes}${cell.type === '' ? '' : ` t="${cell.type}"`}`;
  return cell.content + rest === '' ? `<${open}/>` : `<${open}>${cell.content}${rest}</${prefix}c>`;
};

const withStyle = (attributes: string, style: number): string => (style === 0 ? attributes : `${attributes} s="${style}"`);

const freshCell = (prefix: string, row: number, own: FoundRow | undefined, task: CellTask, styling: Styling): string => {
  const style = styling.styleFor(row, task.column, own);
  if (style === 0 && (task.content?.value ?? '') === '' && task.content?.formula === undefined) return '';
  return markup(prefix, withStyle(` r="${cellAddress(row, task.column)}"`, style), task, style, styling.toStored);
};

const styleOnly = ({ styleFrom, styleTo }: FoundCell, style: number): Splice =>
  ({ from: styleFrom, to: styleTo, text: styleFrom === styleTo ? ` s="${style}"` : String(style) });

/** An old cell keeps its style; in a new row, one that is written without a style gets one. */
const replaceCell = (found: FoundCell, row: number, own: FoundRow, task: CellTask, styling: Styling): Splice | undefined => {
  const given = found.style === 0 && styling.isNewRow(row) ? styling.styleFor(row, task.column, own) : 0;
  if (task.content === undefined) return given === 0 ? undefined : styleOnly(found, given);
  const attributes = given === 0 ? found.attributes : withStyle(found.attributes.replace(/ s=(["'])0\1/u, ''), given);
  return { from: found.start, to: found.end, text: markup(found.prefix, attributes, task, given === 0 ? found.style : given, styling.toStored, found.rest) };
};

/** "1:5" wide enough for the columns; spans of several parts become one. */
const widenSpans = ({ spans }: FoundRow, columns: readonly number[]): Splice[] => {
  if (spans === undefined || columns.length === 0) return [];
  const parts = spans.text.split(/\s+/u).map((part) => part.split(':').map(Number));
  const isInside = (column: number): boolean => parts.some(([from = 0, to = 0]) => column >= from - 1 && column < to);
  if (columns.every(isInside)) return [];
  const ends = [...parts.flat(), ...columns.map((column) => column + 1)].filter(Number.isFinite);
  return [{ from: spans.from, to: spans.to, text: `${Math.min(...ends)}:${Math.max(...ends)}` }];
};

const close = ({ prefix }: Place, name: string): string => `</${prefix}${name}>`;

/** Puts markup at the end of an element, which may be written as one tag. */
const appendTo = (place: Place, name: string, text: string): Splice[] => {
  if (text === '') return [];
  if (!place.isSelfClosed) return [{ from: place.closeStart, to: place.closeStart, text }];
  return [{ from: place.openEnd - 2, to: place.openEnd, text: `>${text}${close(place, name)}` }];
};

interface NewCell {
  readonly column: number;
  readonly text: string;
}

/** New cells stand before the first cell further right, the last ones at the end of the row. */
const insertCells = (own: FoundRow, cells: readonly NewCell[]): Splice[] => {
  const last: NewCell[] = [];
  const splices: Splice[] = [];
  for (const cell of cells) {
    const next = own.cells.find(({ column }) => column > cell.column);
    if (next === undefined) last.push(cell);
    else splices.push({ from: next.start, to: next.start, text: cell.text });
  }
  return [...splices, ...appendTo(own, 'row', last.map(({ text }) => text).join('')), ...widenSpans(own, cells.map(({ column }) => column))];
};

const editRow = (own: FoundRow, elements: readonly FoundRow[], { row, cells }: RowTask, styling: Styling): Splice[] => {
  const olds = new Map(elements.flatMap((element) => element.cells).map((cell) => [cell.column, cell]));
  const splices: (Splice | undefined)[] = [];
  const fresh: NewCell[] = [];
  for (const task of cells) {
    const old = olds.get(task.column);
    if (old) splices.push(replaceCell(old, row, own, task, styling));
    else fresh.push({ column: task.column, text: freshCell(own.prefix, row, own, task, styling) });
  }
  return [...splices.filter((splice) => splice !== undefined), ...insertCells(own, fresh.filter(({ text }) => text !== ''))];
};

/** Rows that are not there yet, each before the first row with a greater number. */
const insertRows = ({ sheetData, gaps }: SheetMap, tasks: readonly RowTask[], styling: Styling): Splice[] => {
  let last = '';
  const splices: Splice[] = [];
  for (const { row, cells } of tasks) {
    const content = cells.map((task) => freshCell(sheetData.prefix, row, undefined, task, styling)).join('');
    if (content === '') continue;
    const text = `<${sheetData.prefix}row r="${row + 1}">${content}${close(sheetData, 'row')}`;
    const gap = gaps.get(row);
    if (gap === undefined) last += text;
    else splices.push({ from: gap, to: gap, text });
  }
  return [...splices, ...appendTo(sheetData, 'sheetData', last)];
};

/** The splices that carry out the tasks, rows ascending. Cells and rows keep their order; everything else stays. */
export const editRows = (map: SheetMap, tasks: readonly RowTask[], styling: Styling): Splice[] => {
  const splices: Splice[] = [];
  for (const task of tasks) {
    const [own] = map.rows.get(task.row) ?? [];
    if (own) splices.push(...editRow(own, map.rows.get(task.row) ?? [], task, styling));
  }
  return [...splices, ...insertRows(map, tasks.filter(({ row }) => !map.rows.has(row)), styling)];
};
