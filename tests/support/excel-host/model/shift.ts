import { gap } from '../rules';
import { columnCount, intersection, isEntireColumn, isEntireRow, lastColumn, lastRow, overlaps, rowCount, type Area } from './area';
import { areaAfter, moveOf, placeAfter, type Move } from './moves';
import { checkAllowed, emitChange, type Book } from './book';
import { shiftReferences } from './references';
import type { Cell, Looks, Sheet } from './sheet';

const moveCells = (sheet: Sheet, move: Move): void => {
  const moved = new Map<number, Map<number, Cell>>();
  for (const [row, line] of sheet.cells) {
    for (const [column, cell] of line) {
      const isInBand = move.isRows ? column >= move.from && column <= move.to : row >= move.from && row <= move.to;
      const place = isInBand ? placeAfter(move.isRows ? row : column, move) : move.isRows ? row : column;
      if (place === null) continue;
      const [toRow, toColumn] = move.isRows ? [place, column] : [row, place];
      if (!moved.has(toRow)) moved.set(toRow, new Map());
      moved.get(toRow)!.set(toColumn, cell);
    }
  }
  sheet.cells = moved;
};

const moveLines = (lines: Map<number, Looks>, move: Move): Map<number, Looks> =>
  new Map([...lines].flatMap(([line, looks]) => {
    const place = placeAfter(line, move);
    return place === null ? [] : [[place, looks] as const];
  }));

const moveAreas = (areas: readonly Area[], move: Move): Area[] => areas.flatMap((area) => areaAfter(area, move) ?? []);

const moveTables = (sheet: Sheet, move: Move): void => {
  sheet.tables = sheet.tables.filter((table) => {
    const { area } = table;
    if (!move.isRows && areaAfter(area, move) !== null) {
      const places = table.columns.map((column, i) => ({ column, place: placeAfter(area.left + i, move) }));
      const after = areaAfter(area, move)!;
      const byPlace = new Map(places.flatMap(({ column, place }) => (place === null ? [] : [[place, column] as const])));
      table.columns = Array.from({ length: columnCount(after) }, (_, i) => byPlace.get(after.left + i) ?? { id: Math.floor(1_000_000 + i + after.left) });
    }
    const after = areaAfter(area, move);
    if (after) table.area = after;
    return after !== null;
  });
};

/** [insert-shifts] Everything that knows of a place on the sheet follows it. */
const moveAll = (book: Book, sheet: Sheet, move: Move): void => {
  moveCells(sheet, move);
  const limit = move.isRows ? lastColumn : lastRow;
  if (move.from === 0 && move.to === limit) {
    if (move.isRows) sheet.rowLooks = moveLines(sheet.rowLooks, move);
    else sheet.columnLooks = moveLines(sheet.columnLooks, move);
  }
  sheet.merges = moveAreas(sheet.merges, move);
  for (const one of [...sheet.validations, ...sheet.conditionalFormats]) one.areas = moveAreas(one.areas, move);
  sheet.validations = sheet.validations.filter(({ areas }) => areas.length > 0);
  sheet.conditionalFormats = sheet.conditionalFormats.filter(({ areas }) => areas.length > 0);
  moveTables(sheet, move);
  for (const kept of book.kept.values()) if (kept.sheetId === sheet.id && kept.area) kept.area = areaAfter(kept.area, move);
  shiftReferences(book, sheet, move);
};

const checkTables = (sheet: Sheet, area: Area, move: Move): void => {
  const cut = sheet.tables.find((table) => {
    const isBehind = move.isRows ? table.area.bottom >= area.top : table.area.right >= area.left;
    const isInside = move.isRows ? table.area.left >= move.from && table.area.right <= move.to : table.area.top >= move.from && table.area.bottom <= move.to;
    const grazes = move.isRows ? table.area.left <= move.to && table.area.right >= move.from : table.area.top <= move.to && table.area.bottom >= move.from;
    return isBehind && grazes && !isInside;
  });
  if (cut) gap(`a shift that would tear the table ${cut.name}`);
};

/** Makes room for an area; what stood there moves. Gives the area that is now empty. */
export const insertArea = (book: Book, sheet: Sheet, area: Area, shift: 'Down' | 'Right'): Area => {
  checkAllowed(sheet, isEntireRow(area) ? 'allowInsertRows' : isEntireColumn(area) ? 'allowInsertColumns' : null);
  const move = moveOf(area, shift);
  checkTables(sheet, area, move);
  moveAll(book, sheet, move);
  emitChange(book, sheet, area, isEntireRow(area) ? 'RowInserted' : isEntireColumn(area) ? 'ColumnInserted' : 'CellInserted');
  return area;
};

export const deleteArea = (book: Book, sheet: Sheet, area: Area, shift: 'Up' | 'Left'): void => {
  checkAllowed(sheet, isEntireRow(area) ? 'allowDeleteRows' : isEntireColumn(area) ? 'allowDeleteColumns' : null);
  const move = moveOf(area, shift);
  checkTables(sheet, area, move);
  moveAll(book, sheet, move);
  emitChange(book, sheet, area, isEntireRow(area) ? 'RowDeleted' : isEntireColumn(area) ? 'ColumnDeleted' : 'CellDeleted');
};

/** [merge-keeps-first] [merge-in-table] */
export const mergeArea = (book: Book, sheet: Sheet, area: Area, across: boolean, refuseInTable: () => never): void => {
  checkAllowed(sheet, null);
  if (sheet.tables.some((table) => overlaps(table.area, area))) refuseInTable();
  const lines = across ? Array.from({ length: rowCount(area) }, (_, i) => ({ ...area, top: area.top + i, bottom: area.top + i })) : [area];
  sheet.merges = sheet.merges.filter((merge) => !overlaps(merge, area));
  for (const line of lines) {
    if (rowCount(line) * columnCount(line) === 1) continue;
    sheet.merges.push(line);
    for (const [row, cells] of sheet.cells) {
      for (const [column, cell] of cells) {
        const isInside = intersection(line, { top: row, bottom: row, left: column, right: column }) !== null;
        if (isInside && (row !== line.top || column !== line.left)) cells.set(column, { value: '', ...(cell.looks && { looks: cell.looks }) });
      }
    }
  }
  emitChange(book, sheet, area);
};
