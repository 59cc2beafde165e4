import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Grid } from '../../core/sheet/grid';
import { createIsolatedReader } from '../../core/node/host-xlsx/isolate/isolated-reader';
import { readXlsx, type XlsxReading } from '../../core/node/host-xlsx/read/read-xlsx';

/** A folder of workbooks beside the repository, with what a strict reader must say of each. Nothing here is needed to build or run. */
const CORPUS = path.join(__dirname, '../../../shared/corpus');

interface Expected {
  readonly file: string;
  readonly outcomes: readonly string[];
  readonly sheets: string;
  readonly cells: string;
  readonly warnings: readonly string[];
}

const isGiven = (field: string): boolean => field !== '-';

const toExpected = (line: string): Expected => {
  const [file, outcome, , , sheets, cells, also, warnings] = line.split('\t') as [string, string, string, string, string, string, string, string];
  return { file, sheets, cells, outcomes: [outcome, also].filter(isGiven), warnings: warnings.split(',').filter(isGiven) };
};

const readExpected = (): readonly Expected[] =>
  readFileSync(path.join(CORPUS, 'expected.tsv'), 'utf8').trim().split(/\r?\n/u).slice(1).map(toExpected);

const countCells = (grid: Grid): number =>
  grid.worksheets.flatMap((sheet) => sheet.rows).reduce((sum, row) => sum + row.cells.filter((cell) => cell !== undefined).length, 0);

/**
 * Files with fewer cells than the trial reader counted: it counted cells with an empty shared string, which are none. All others must
 * agree to the cell.
 */
const FEWER_CELLS: ReadonlyMap<string, number> = new Map([
  ['hostile/b6_ws_text.xlsx', 1],
  ['real/ClosedXML/ClosedXML.Tests/Resource/Examples/ConditionalFormatting/CFIsBlank.xlsx', 2],
  ['real/ClosedXML/ClosedXML.Tests/Resource/Examples/ConditionalFormatting/CFNotBlank.xlsx', 2],
  ['real/ClosedXML/ClosedXML.Tests/Resource/Other/PivotTableReferenceFiles/BlankPivotTableField/BlankPivotTableField.xlsx', 83],
  ['real/calamine/tests/issue446.xlsx', 42],
  ['real/openxlsx-data/hyperlinks.xlsx', 20],
  ['real/openxlsx-data/read_failure_test.xlsx', 23],
]);

const readIsolated = createIsolatedReader(path.join(process.env['PLANARK_DIST']!, 'lazy/reader-process.cjs'));

/** The hostile ones as the command line reads them, each in a process of its own; the real ones here, since that is ten times as fast. */
const readCorpus = async (file: string): Promise<XlsxReading> => {
  const bytes = readFileSync(path.join(CORPUS, file));
  return file.startsWith('hostile/') ? readIsolated(bytes) : readXlsx(bytes);
};

const checkFile = async ({ file, outcomes, sheets, cells, warnings }: Expected): Promise<void> => {
  const begun = performance.now();
  const result = await readCorpus(file);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(outcomes).toContain(result.ok ? 'ok' : result.refusal.code);
  if (!result.ok || !isGiven(sheets)) return;
  expect(result.value.grid.worksheets.length).toBe(Number(sheets));
  expect(countCells(result.value.grid)).toBe(FEWER_CELLS.get(file) ?? Number(cells));
  expect(result.value.warnings).toEqual(expect.arrayContaining([...warnings]));
};

describe('corpus of real and hostile workbooks', () => {
  if (existsSync(path.join(CORPUS, 'expected.tsv'))) {
    test.each(readExpected().map((expected) => [expected.file, expected] as const))('%s', (_, expected) => checkFile(expected));
  } else {
    test('corpus not present: not run', () => {
      console.log('tests/e2e/corpus.test.ts: ../shared/corpus is not there, no file of it was checked');
    });
  }
});
