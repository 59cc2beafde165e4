import { invalid } from '../parts';
import { isEmptyArea, type Area } from './area';
import { columnCountOf, resizeGrid, rowCountOf } from './book';
import { shiftReferences } from './references';
import type { Book, EmbeddedChart, GridRange, Placed, Sheet } from './types';

/** Lines that come, go or move; `span` tells where those from `start` to before `end` are afterwards, null where they are gone. */
interface Shift {
  readonly isRows: boolean;
  readonly span: (start: number, end: number) => readonly [number, number] | null;
  /** The same for what new lines inherit from their neighbour. */
  readonly inheriting: (start: number, end: number) => readonly [number, number] | null;
}

const moveArea = (area: Area, isRows: boolean, span: Shift['span']): Area | null => {
  const [start, end] = isRows ? [area.top, area.bottom] : [area.left, area.right];
  if (start === 0 && end === Infinity) return area;
  const moved = span(start, end);
  if (!moved) return null;
  const after = isRows ? { ...area, top: moved[0], bottom: moved[1] } : { ...area, left: moved[0], right: moved[1] };
  return isEmptyArea(after) ? null : after;
};

const moveAreas = (areas: readonly Area[], isRows: boolean, span: Shift['span']): Area[] => areas.flatMap((area) => moveArea(area, isRows, span) ?? []);

const movePlaced = <T>(placed: readonly Placed<T>[], isRows: boolean, span: Shift['span']): Placed<T>[] =>
  placed.map((one) => ({ ...one, areas: moveAreas(one.areas, isRows, span) })).filter(({ areas }) => areas.length > 0);

const isRange = (value: object): value is GridRange => 'startRowIndex' in value || 'endRowIndex' in value || 'startColumnIndex' in value || 'endColumnIndex' in value;

/** JSON with each range in it changed; one that is gone is left out. */
const mapRanges = (value: unknown, change: (range: GridRange) => GridRange | null): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapRanges(one, change)).filter((one) => one !== null);
  if (typeof value !== 'object' || value === null) return value;
  if (isRange(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapRanges(one, change)] as const).filter(([, one]) => one !== null));
};

const moveRange = (range: GridRange, sheet: Sheet, { isRows, span }: Shift): GridRange | null => {
  if ((range.sheetId ?? 0) !== sheet.id) return range;
  const [from, to] = isRows ? (['startRowIndex', 'endRowIndex'] as const) : (['startColumnIndex', 'endColumnIndex'] as const);
  const start = range[from] ?? 0;
  const end = range[to] ?? Infinity;
  if (start === 0 && end === Infinity) return range;
  const moved = span(start, end);
  return moved && { ...range, [from]: moved[0], ...(moved[1] !== Infinity && { [to]: moved[1] }) };
};

const moveAnchor = (chart: EmbeddedChart, sheet: Sheet, { isRows, span }: Shift): EmbeddedChart => {
  const overlay = chart.position?.overlayPosition;
  if (!overlay?.anchorCell || (overlay.anchorCell.sheetId ?? 0) !== sheet.id) return chart;
  const key = isRows ? 'rowIndex' : 'columnIndex';
  const at = overlay.anchorCell[key] ?? 0;
  return { ...chart, position: { ...chart.position, overlayPosition: { ...overlay, anchorCell: { ...overlay.anchorCell, [key]: span(at, at + 1)?.[0] ?? at } } } };
};

/** Criteria and orders of a filter name their columns. */
const moveFilterColumns = <T extends gapi.client.sheets.BasicFilter>(facts: T, span: Shift['span']): T => {
  const column = (index: number): number | undefined => span(index, index + 1)?.[0];
  const { criteria, filterSpecs, sortSpecs } = facts;
  return {
    ...facts,
    ...(criteria && { criteria: Object.fromEntries(Object.entries(criteria).flatMap(([index, one]) => (column(Number(index)) === undefined ? [] : [[column(Number(index)), one]]))) as typeof criteria }),
    ...(filterSpecs && { filterSpecs: filterSpecs.flatMap((one) => (column(one.columnIndex ?? 0) === undefined ? [] : [{ ...one, columnIndex: column(one.columnIndex ?? 0)! }])) }),
    ...(sortSpecs && { sortSpecs: sortSpecs.flatMap((one) => (column(one.dimensionIndex ?? 0) === undefined ? [] : [{ ...one, dimensionIndex: column(one.dimensionIndex ?? 0)! }])) }),
  };
};

/** Everything of a book that looks at lines of a sheet follows them. */
const follow = (book: Book, sheet: Sheet, shift: Shift): void => {
  const { isRows, span, inheriting } = shift;
  sheet.merges = moveAreas(sheet.merges, isRows, span);
  sheet.validations = sheet.validations.flatMap((one) => {
    const area = moveArea(one.area, isRows, inheriting);
    return area ? [{ ...one, area }] : [];
  });
  sheet.conditionalFormats = movePlaced(sheet.conditionalFormats, isRows, inheriting);
  sheet.protections = sheet.protections.flatMap((one) => {
    const areas = moveAreas(one.areas, isRows, span);
    return areas.length ? [{ ...one, areas, unprotected: moveAreas(one.unprotected, isRows, span) }] : [];
  });
  const [filter = null] = sheet.filter ? movePlaced([sheet.filter], isRows, span) : [];
  sheet.filter = filter && !isRows ? { ...filter, facts: moveFilterColumns(filter.facts, span) } : filter;
  sheet.filterViews = movePlaced(sheet.filterViews, isRows, span);
  for (const one of book.sheets) one.charts = one.charts.map((chart) => moveAnchor({ ...chart, spec: mapRanges(chart.spec, (range) => moveRange(range, sheet, shift)) as typeof chart.spec }, sheet, shift));
  book.names = book.names.map((name) => (name.sheetId === sheet.id && name.area ? { ...name, area: moveArea(name.area, isRows, span) } : name));
  shiftReferences(book, sheet, isRows, span);
};

const countOf = (sheet: Sheet, isRows: boolean): number => (isRows ? rowCountOf(sheet) : columnCountOf(sheet));
const resize = (book: Book, sheet: Sheet, isRows: boolean, count: number): void => (isRows ? resizeGrid(book, sheet, count, columnCountOf(sheet)) : resizeGrid(book, sheet, rowCountOf(sheet), count));

/** Puts lines into a list that has holes; it is made long enough first, so that places count. */
const splice = <T>(list: (T | undefined)[], at: number, gone: number, come: number): void => {
  if (list.length <= at) return;
  list.splice(at, gone, ...Array.from<undefined>({ length: come }));
};

const looksOnly = (format: Sheet['rows'][number], count: number): (Sheet['rows'][number])[] =>
  Array.from({ length: count }, () => format && { properties: {}, metadata: [], cells: format.cells.map((cell) => cell?.format && { format: cell.format }) });

const inherit = (sheet: Sheet, isRows: boolean, at: number, count: number, from: number): void => {
  if (from < 0) return;
  if (isRows) looksOnly(sheet.rows[from], count).forEach((row, i) => { if (row) sheet.rows[at + i] = row; });
  else {
    for (const row of sheet.rows) {
      const format = row?.cells[from]?.format;
      if (row && format) for (let i = 0; i < count; i += 1) row.cells[at + i] = { format };
    }
  }
};

/** Inserts lines before `at`; they look like those before or after them. */
export const insertLines = (book: Book, sheet: Sheet, isRows: boolean, at: number, count: number, isLikeBefore: boolean): void => {
  resize(book, sheet, isRows, countOf(sheet, isRows) + count);
  if (isRows) splice(sheet.rows, at, 0, count);
  else {
    splice(sheet.columns, at, 0, count);
    for (const row of sheet.rows) if (row) splice(row.cells, at, 0, count);
  }
  inherit(sheet, isRows, at, count, isLikeBefore ? at - 1 : at + count);
  const end = (last: number): number => (last > at ? last + count : last);
  follow(book, sheet, {
    isRows, span: (start, last) => [start >= at ? start + count : start, end(last)],
    inheriting: (start, last) => (isLikeBefore ? [start >= at ? start + count : start, last >= at ? last + count : last] : [start > at ? start + count : start, end(last)]),
  });
};

/** [metadata-stays] Metadata stands on its line, and goes with it. Deletes lines from `start` to before `end`. */
export const deleteLines = (book: Book, sheet: Sheet, isRows: boolean, start: number, end: number): void => {
  const kind = isRows ? 'row' : 'column';
  const count = countOf(sheet, isRows);
  if (end > count) throw invalid(`Cannot delete a ${kind} that doesn't exist. Tried to delete ${kind} index ${end - 1} but there are only ${count} ${kind}s.`);
  if (start >= end) throw invalid(`The end index of the ${kind}s to delete must be greater than their start index.`);
  if (end - start >= count) throw invalid(`You can't delete all the ${kind}s on the sheet.`);
  const frozen = sheet.properties.gridProperties[isRows ? 'frozenRowCount' : 'frozenColumnCount'] ?? 0;
  if (frozen > 0 && start <= frozen && end >= count) throw invalid(`Sorry, it is not possible to delete all non-frozen ${kind}s.`);
  if (isRows) splice(sheet.rows, start, end - start, 0);
  else {
    splice(sheet.columns, start, end - start, 0);
    for (const row of sheet.rows) if (row) splice(row.cells, start, end - start, 0);
  }
  const place = (at: number): number => (at <= start ? at : at < end ? start : at - (end - start));
  const span = (first: number, last: number): readonly [number, number] | null => (place(first) >= place(last) ? null : [place(first), place(last)]);
  follow(book, sheet, { isRows, span, inheriting: span });
  resize(book, sheet, isRows, count - (end - start));
};

const moved = <T>(list: readonly (T | undefined)[], start: number, end: number, to: number): (T | undefined)[] => {
  const full = Array.from({ length: Math.max(list.length, end, to) }, (_, i) => list[i]);
  const block = full.slice(start, end);
  return to < start ? [...full.slice(0, to), ...block, ...full.slice(to, start), ...full.slice(end)] : [...full.slice(0, start), ...full.slice(end, to), ...block, ...full.slice(to)];
};

/** Moves lines to before what stands at `to`. What looked at them follows; wider ranges shrink where they left and grow where they came between. */
export const moveLines = (book: Book, sheet: Sheet, isRows: boolean, start: number, end: number, to: number): void => {
  if (to > start && to < end) throw invalid('The destination index must not be within the range that is moved.');
  const count = countOf(sheet, isRows);
  if (to > count || end > count) throw invalid(`The destination index ${to} is beyond the last ${isRows ? 'row' : 'column'} of the sheet.`);
  if (isRows) sheet.rows = moved(sheet.rows, start, end, to);
  else {
    sheet.columns = moved(sheet.columns, start, end, to);
    for (const row of sheet.rows) if (row) row.cells = moved(row.cells, start, end, to);
  }
  const size = end - start;
  const by = to < start ? to - start : to - end;
  const gone = (at: number): number => (at <= start ? at : at < end ? start : at - size);
  const come = to < start ? to : to - size;
  const span = (first: number, last: number): readonly [number, number] | null => {
    if (first >= start && last <= end) return [first + by, last + by];
    const [a, b] = [gone(first), gone(last)];
    return a >= b ? [come, come + size] : [a >= come ? a + size : a, b > come ? b + size : b];
  };
  follow(book, sheet, { isRows, span, inheriting: span });
};

/** Adds empty lines at the end. [appended-rows] */
export const appendLines = (book: Book, sheet: Sheet, isRows: boolean, count: number, isInheriting: boolean): void => {
  const before = countOf(sheet, isRows);
  resize(book, sheet, isRows, before + count);
  if (!isInheriting) return;
  inherit(sheet, isRows, before, count, before - 1);
  // Rules that reach the last line go on over the new ones.
  const longer = (area: Area): Area => (isRows ? (area.bottom === before ? { ...area, bottom: before + count } : area) : area.right === before ? { ...area, right: before + count } : area);
  sheet.validations = sheet.validations.map((one) => ({ ...one, area: longer(one.area) }));
  sheet.conditionalFormats = sheet.conditionalFormats.map((one) => ({ ...one, areas: one.areas.map(longer) }));
};
