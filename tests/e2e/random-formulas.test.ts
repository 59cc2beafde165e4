import ExcelJS from 'exceljs';
import * as fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { add, atLeast, divide, equals, evaluate, excel, isFormulaError, less, literal, print, subtract, type FormulaNode, type FormulaValue } from '../../core/formula';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { isCellError, type CellValue, type GridCell } from '../../core/sheet';
import { contextOf, parameters, placeOf, type FormulaRow } from '../support/formula-table';
import { convertWithLibreOffice } from '../support/libreoffice';
import { describeWith } from '../support/programs';
import { arbitraryRows, fields, randomAggregates, randomNodes } from '../support/random-formulas';

const seed = 20261121;
const tableSize = 60;
const rows = fc.sample(arbitraryRows(tableSize), { numRuns: 1, seed })[0]!;
/** Sums and comparisons that binary fractions get nearly right. */
const tenths = (n: number): FormulaNode => divide(literal(n), literal(10));
const noisy = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [1, 2, 3].flatMap((m) => [
  subtract(tenths(n), add(tenths(n - m), tenths(m))), equals(add(tenths(n), tenths(m)), tenths(n + m)), atLeast(tenths(n), subtract(tenths(n + m), tenths(m))), less(subtract(tenths(n), tenths(m)), tenths(n - m)),
]));
const nodes = [
  ...noisy,
  ...fc.sample(randomNodes.any, { numRuns: 1000, seed }),
  ...fc.sample(randomNodes.condition, { numRuns: 400, seed }),
  ...fc.sample(randomAggregates, { numRuns: 700, seed }),
];
const positionOf = (i: number): number => i % tableSize;

/** A reference is shown by its code alone or with the title, as people's sheets have it. */
const shownReference = (id: string): string => {
  const position = Number(id.slice(3));
  const code = String(rows[position]!['code']);
  return position % 2 === 0 ? code : `${code} · tittel *`;
};

const toCell = (field: string, value: FormulaValue): ExcelJS.CellValue => {
  if (isFormulaError(value)) return { formula: value.error === '#N/A' ? 'NA()' : '1/0', date1904: false };
  return field === 'ref' && value !== null ? shownReference(String(value)) : value;
};

const writeData = (sheet: ExcelJS.Worksheet): void => {
  sheet.addRow([...fields]);
  rows.forEach((row: FormulaRow) => sheet.addRow(fields.map((field) => toCell(field, row[field] ?? null))));
};

const formulaOf = (node: FormulaNode, i: number): string => print(node, excel, placeOf(fields, positionOf(i) + 2));

const makeWorkbook = async (file: string): Promise<void> => {
  const workbook = new ExcelJS.Workbook();
  writeData(workbook.addWorksheet('Data'));
  const sheet = workbook.addWorksheet('P');
  for (const [name, value] of Object.entries(parameters)) sheet.addRow([name, value as number]);
  const formulas = workbook.addWorksheet('F');
  nodes.forEach((node, i) => { formulas.getCell(i + 1, 1).value = { formula: formulaOf(node, i), date1904: false }; });
  writeFileSync(file, new Uint8Array(await workbook.xlsx.writeBuffer()));
};

const readResults = (file: string): (GridCell | undefined)[] => {
  const read = readXlsx(readFileSync(file));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const sheet = read.value.grid.worksheets.find(({ name }) => name === 'F')!;
  return nodes.map((_, i) => sheet.rows.find(({ index }) => index === i)?.cells[0]);
};

/** Where a formula meets two errors, which of them it shows is the host's own. */
const isSame = (ours: FormulaValue, theirs: CellValue | undefined): boolean => {
  if (isFormulaError(ours)) return isCellError(theirs);
  if (typeof ours === 'number' && typeof theirs === 'number') return Math.abs(ours - theirs) <= 1e-9 * Math.max(Math.abs(ours), 1);
  return JSON.stringify(ours) === JSON.stringify(theirs);
};

describeWith('libreoffice', 'random formulas', () => {
  test('[E1] an independent engine computes 2,200 random formulas as core does', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'planark-formulas-'));
    try {
      await makeWorkbook(path.join(folder, 'random.xlsx'));
      convertWithLibreOffice([path.join(folder, 'random.xlsx')], 'xlsx', path.join(folder, 'out'));
      const results = readResults(path.join(folder, 'out', 'random.xlsx'));
      const context = contextOf(rows);
      const different = nodes.flatMap((node, i) => {
        const ours = evaluate(node, 'data', context)(positionOf(i));
        return isSame(ours, results[i]?.value) ? [] : [JSON.stringify({ formula: formulaOf(node, i), row: rows[positionOf(i)], ours, theirs: results[i]?.value })];
      });
      expect(different).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
