import { labelOf } from '../cell-value';
import { columnLetters } from '../grid';
import { columnOf, parameterReference, spareRows, type LayoutColumn, type TableLayout, type WorkbookLayout } from '../layout';
import type { ConditionalFormatModel, Tone } from '../model';
import { tableMark } from './mark-conflicts';

/** The tone of each value of the choices that are coloured. */
const tones: Readonly<Record<string, Readonly<Record<string, Tone>>>> = {
  activityStatus: { completed: 'good', 'under-way': 'calm', postponed: 'warning', cancelled: 'muted' },
  signal: { done: 'good', 'on-track': 'calm', behind: 'warning', late: 'bad' },
  budgetState: { ok: 'good', 'over-planned': 'warning', 'over-spent': 'bad' },
  decision: { chosen: 'good', merged: 'calm', declined: 'muted' },
  priority: { high: 'warning' },
  whatIf: { dropped: 'muted', postponed: 'warning' },
};

/** The colours of a choice, over a range. */
export const choiceFormats = (layout: WorkbookLayout, set: string, range: string): ConditionalFormatModel[] =>
  Object.entries(tones[set] ?? {}).map(([value, tone]) => ({ kind: 'equals', range, text: labelOf(set, value, layout.locale), tone }));

const columnFormats = (layout: WorkbookLayout, { declaration: { type } }: LayoutColumn, range: string): ConditionalFormatModel[] => {
  if (type.kind === 'choice') return choiceFormats(layout, type.set, range);
  if (type.kind === 'ratio') return [{ kind: 'dataBar', range }];
  if (type.kind !== 'derived') return [];
  return type.shows === 'ratio' ? [{ kind: 'dataBar', range }] : choiceFormats(layout, type.shows, range);
};

/** A deadline that has passed without the row being done. */
const overdueFormat = (layout: WorkbookLayout, own: TableLayout, last: number): ConditionalFormatModel[] => {
  const [due, status] = ['due', 'status'].map((field) => columnLetters(columnOf(own, field)));
  if (columnOf(own, 'due') === 0 || columnOf(own, 'status') === 0) return [];
  const isOpen = ['completed', 'cancelled'].map((value) => `$${status}2<>"${labelOf('activityStatus', value, layout.locale)}"`).join(',');
  return [{ kind: 'formula', range: `${due}2:${due}${last}`, formula: `AND(ISNUMBER($${due}2),$${due}2<${parameterReference(layout, 'today')},${isOpen})`, tone: 'bad' }];
};

/** The mark of conflicts, then the colours and bars of a table's columns, over its rows and the spare ones below. */
export const tableFormats = (layout: WorkbookLayout, own: TableLayout, rows: number): ConditionalFormatModel[] => {
  return [...columnsFormats(layout, own, rows), ...overdueFormat(layout, own, rows + spareRows + 1)];
};

/** The mark of conflicts, then the colours and bars of these columns alone. */
export const columnsFormats = (layout: WorkbookLayout, own: TableLayout, rows: number): ConditionalFormatModel[] => {
  const columns = own.columns.flatMap((column) => {
    const letters = columnLetters(columnOf(own, column.field));
    return columnFormats(layout, column, `${letters}2:${letters}${rows + spareRows + 1}`);
  });
  return [tableMark(layout, own, rows), ...columns];
};
