import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { cellAddress, type CellValue, type Grid, type WorkbookModel } from '../../core/sheet';

/** Values by place, "Tiltak!F12". */
export type Results = ReadonlyMap<string, CellValue>;

export const readGrid = (file: string): Grid => {
  const read = readXlsx(readFileSync(file));
  if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.refusal)}`);
  return read.value.grid;
};

const cellsOf = ({ worksheets }: Grid) =>
  worksheets.flatMap(({ name, rows }) => rows.flatMap(({ index, cells }) => cells.flatMap((cell, column) => (cell ? [[`${name}!${cellAddress(index, column)}`, cell] as const] : []))));

/** What stands in every cell of a file; an empty text is nothing. */
export const valuesOf = (file: string): Results => new Map(cellsOf(readGrid(file)).map(([place, { value }]) => [place, value]));

/** What every formula cell of a file holds as its result. */
export const storedResults = (file: string): Results => new Map(cellsOf(readGrid(file)).filter(([, cell]) => cell.isFormula).map(([place, { value }]) => [place, value]));

const formulaCells = ({ worksheets }: WorkbookModel) =>
  worksheets.flatMap(({ name, rows }) => rows.flatMap((cells, row) => cells.flatMap((cell, column) =>
    typeof cell === 'object' && cell?.formula !== undefined ? [[`${name}!${cellAddress(row, column)}`, cell] as const] : [])));

/** What core computed for every formula cell of a workbook. */
export const modelResults = (model: WorkbookModel): Results => new Map(formulaCells(model).map(([place, { value }]) => [place, value ?? '']));
export const modelFormulas = (model: WorkbookModel): ReadonlyMap<string, string> => new Map(formulaCells(model).map(([place, { formula }]) => [place, formula!]));

/** What stands in every cell of a workbook, formulas as what they come to. */
export const modelValues = ({ worksheets }: WorkbookModel): Results =>
  new Map(worksheets.flatMap(({ name, rows }) => rows.flatMap((cells, row) => cells.map((cell, column) => [`${name}!${cellAddress(row, column)}`, (typeof cell === 'object' ? cell?.value : cell) ?? ''] as const))));

const isSame = (a: CellValue, b: CellValue): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), 1e-6);
  return JSON.stringify(a) === JSON.stringify(b);
};

/** Formula cells whose recalculated value is another one, as "Tiltak!X4: 0.5, not 0.4". */
export const differences = (expected: Results, recalculated: Results): string[] =>
  [...expected].flatMap(([place, value]) => {
    const found = recalculated.get(place) ?? '';
    return isSame(value, found) ? [] : [`${place}: ${JSON.stringify(found)}, not ${JSON.stringify(value)}`];
  });

export const withFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-sheets-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
