import { bounding, isWithin, overlaps, type Area } from './area';
import { freshNumber } from './book';
import { offsetFormula } from './references';
import { cellAt, cellFor, type Sheet, type Table } from './sheet';
import { fixHeaders } from './tables';

/** The formula of a computed column as it reads in a row. */
const formulaFor = (sheet: Sheet, { area }: Table, row: number, column: number): string | undefined => {
  for (let from = area.top + 1; from <= area.bottom; from += 1) {
    const formula = from === row ? undefined : cellAt(sheet, from, column)?.formula;
    if (formula !== undefined) return offsetFormula(formula, row - from, 0);
  }
  return undefined;
};

/** [table-growth] New rows get the computed columns and the looks of the row above. */
export const fillNewRows = (sheet: Sheet, table: Table, top: number, bottom: number): void => {
  for (let row = top; row <= bottom; row += 1) {
    for (let column = table.area.left; column <= table.area.right; column += 1) {
      const above = cellAt(sheet, row - 1, column);
      const formula = cellAt(sheet, row, column) && cellAt(sheet, row, column)!.value !== '' ? undefined : formulaFor(sheet, table, row, column);
      const isFirst = row - 1 === table.area.top;
      if (!isFirst && above?.looks && !cellAt(sheet, row, column)?.looks) cellFor(sheet, row, column).looks = { ...above.looks };
      if (formula !== undefined && cellAt(sheet, row, column)?.formula === undefined) cellFor(sheet, row, column).formula = formula;
    }
  }
};

const reached = (areas: readonly Area[], table: Area, bottom: number): Area[] =>
  areas.map((area) => (area.bottom === table.bottom && area.top > table.top && area.left >= table.left && area.right <= table.right ? { ...area, bottom } : area));

/** [table-growth] What a person puts just beside a table becomes a column of it. */
const growBeside = (sheet: Sheet, area: Area): Table | null => {
  const table = sheet.tables.find((one) => area.left === one.area.right + 1 && area.top >= one.area.top && area.bottom <= one.area.bottom);
  if (!table || sheet.protection) return null;
  const grown = bounding(table.area, area);
  if (sheet.tables.some((one) => one !== table && overlaps(one.area, grown))) return null;
  table.area = grown;
  while (table.columns.length <= grown.right - grown.left) table.columns.push({ id: freshNumber() });
  fixHeaders(sheet, table);
  return table;
};

/** [table-growth] What a person puts just below a table belongs to it; rules and conditional formats that reached its end still do. */
export const growAround = (sheet: Sheet, area: Area): Table | null => {
  const beside = growBeside(sheet, area);
  if (beside) return beside;
  const table = sheet.tables.find((one) => area.top > one.area.top && area.top <= one.area.bottom + 1 && area.bottom > one.area.bottom && area.left >= one.area.left && area.right <= one.area.right);
  if (!table || sheet.protection) return null;
  const grown = bounding(table.area, area);
  if (sheet.tables.some((one) => one !== table && overlaps(one.area, grown)) || isWithin(area, table.area)) return null;
  for (const one of [...sheet.validations, ...sheet.conditionalFormats]) one.areas = reached(one.areas, table.area, grown.bottom);
  const first = table.area.bottom + 1;
  table.area = grown;
  fillNewRows(sheet, table, first, grown.bottom);
  return table;
};
