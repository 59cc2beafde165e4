import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import ExcelJS from 'exceljs';

/** One edit of a workbook: see edit-xlsx.py. */
export type XlsxEdit = readonly [string, ...(string | number | boolean | null | readonly (string | number | null)[])[]];

const script = path.join(__dirname, 'edit-xlsx.py');

/** Edits a workbook in place with openpyxl: a writer of xlsx that knows nothing of Planark. For suites in `describeWith('openpyxl', …)`. */
export const editWithOpenpyxl = (file: string, edits: readonly XlsxEdit[]): void => editManyWithOpenpyxl([[file, edits]]);

/** The same for several files, in one start of the program. */
export const editManyWithOpenpyxl = (files: readonly (readonly [string, readonly XlsxEdit[]])[]): void => {
  execFileSync('/usr/bin/python3', ['-W', 'ignore', script], { input: JSON.stringify(files) });
};

/** Finds cells by what people see: the header of the column, and the code of the row (in column B). */
export interface SheetEditor {
  readonly sheet: ExcelJS.Worksheet;
  set(code: string, header: string, value: ExcelJS.CellValue): void;
  get(code: string, header: string): ExcelJS.CellValue;
  /** A row below the last; gives its number. */
  add(values: Readonly<Record<string, ExcelJS.CellValue>>): number;
  remove(...codes: readonly string[]): void;
  rowOf(code: string): number;
  codes(): string[];
}

const codeColumn = 2;

const createEditor = (sheet: ExcelJS.Worksheet): SheetEditor => {
  const columnOf = (header: string): number => {
    const at = (sheet.getRow(1).values as ExcelJS.CellValue[]).indexOf(header);
    if (at < 0) throw new Error(`no column ${header} on ${sheet.name}`);
    return at;
  };
  const codes = (): string[] => Array.from({ length: sheet.rowCount - 1 }, (_, i) => sheet.getCell(i + 2, codeColumn).text).filter((code) => code !== '');
  const rowOf = (code: string): number => {
    for (let row = 2; row <= sheet.rowCount; row++) if (sheet.getCell(row, codeColumn).text === code) return row;
    throw new Error(`no row ${code} on ${sheet.name}`);
  };
  const cell = (code: string, header: string): ExcelJS.Cell => sheet.getCell(rowOf(code), columnOf(header));
  return {
    sheet,
    set: (code, header, value) => { cell(code, header).value = value; },
    get: (code, header) => cell(code, header).value,
    add: (values) => {
      const row = codes().length + 2;
      for (const [header, value] of Object.entries(values)) sheet.getCell(row, columnOf(header)).value = value;
      return row;
    },
    remove: (...gone) => { for (const code of gone) sheet.spliceRows(rowOf(code), 1); },
    rowOf,
    codes,
  };
};

export type TabEditor = (tab: string) => SheetEditor;

/** Edits a workbook in place with exceljs, for suites that run with npm alone. */
export const editWithExcelJs = async (file: string, edit: (tab: TabEditor, workbook: ExcelJS.Workbook) => void): Promise<void> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  edit((name) => createEditor(workbook.getWorksheet(name)!), workbook);
  await workbook.xlsx.writeFile(file);
};
