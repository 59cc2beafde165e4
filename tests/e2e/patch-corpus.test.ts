import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Grid, GridWorksheet } from '../../core/sheet/grid';
import { patchXlsx, type CellEdit } from '../../core/node/host-xlsx/patch/patch-xlsx';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { convertWithLibreOffice } from '../support/libreoffice';
import { changedParts, patched } from '../support/patch-support';
import { renderedPlan } from '../support/patch-rendered';
import { describeWith } from '../support/programs';

/** A folder of real workbooks beside the repository. Nothing here is needed to build or run. */
const CORPUS = path.join(__dirname, '../../../shared/corpus');
const PLAN = 'lillehammer-2026';

const listFiles = (): readonly string[] =>
  readFileSync(path.join(CORPUS, 'expected.tsv'), 'utf8').trim().split(/\r?\n/u).slice(1).map((line) => line.split('\t')[0] as string);

const read = (file: Uint8Array): Grid => {
  const result = readXlsx(file);
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return result.value.grid;
};

const tabOf = (grid: Grid, name: string): GridWorksheet | undefined => grid.worksheets.find((tab) => tab.name === name);
const valueAt = (tab: GridWorksheet | undefined, row: number, column: number) => tab?.rows.find(({ index }) => index === row)?.cells[column]?.value;

/** Names for the plan's tabs that the workbook has none of. */
const freeNames = (grid: Grid, wanted: readonly string[]): ReadonlyMap<string, string> => {
  const taken = new Set(grid.worksheets.map(({ name }) => name.toLowerCase()));
  return new Map(wanted.map((name) => [name, taken.has(name.toLowerCase()) ? `${name} (2)` : name]));
};

const EDITS: readonly CellEdit[] = [
  { row: 1, column: 2, value: '=1+1 & <ny>' }, { row: 5, column: 3, value: '@SUM(A1)' }, { row: 60, column: 2, value: 'den siste raden' },
];

interface Patched {
  readonly bytes: Buffer;
  readonly tiltak: string;
}

/** One tab of each kind: calculated, with a table, very hidden. */
const SOME_TABS = ['Oversikt', 'Tiltak', 'Lister', '_planark'];

/** The plan's tabs put into somebody's workbook, and then some of their cells edited. */
const patchFile = (file: Buffer, rendered: Uint8Array, tabs: readonly string[]): Patched => {
  const names = freeNames(read(file), tabs);
  const tiltak = names.get('Tiltak') as string;
  const withTabs = patched(file, { rendered, transplants: [...names].map(([tab, as]) => ({ tab, as })) });
  return { tiltak, bytes: patched(withTabs, { edits: [{ tab: tiltak, cells: EDITS, lastRow: 60, columns: 27 }] }) };
};

/** The parts that list tabs and styles, wherever a package keeps them, and the parts that are new. */
const OURS = /(^|[\\/])(workbook\.xml|workbook2?\.xml\.rels|styles\d*\.xml|\[Content_Types\]\.xml|calcChain\.xml)$/iu;

const withSomeTabs = new Map<string, Patched>();

/** A workbook of the corpus with some of the plan's tabs, made once for all programs that look at it. */
const patchSome = (name: string, file: Buffer, rendered: Uint8Array): Patched => {
  const done = withSomeTabs.get(name) ?? patchFile(file, rendered, SOME_TABS);
  withSomeTabs.set(name, done);
  return done;
};

const checkFile = (name: string, rendered: Uint8Array): void => {
  const file = readFileSync(path.join(CORPUS, name));
  const result = readXlsx(file);
  if (!result.ok) {
    const tried = patchXlsx(file, { edits: [], rendered, transplants: SOME_TABS.map((tab) => ({ tab, as: tab })) });
    // A fault in a part that nobody touches is found by whoever reads it; it is never patched away.
    expect(tried.ok ? readXlsx(tried.bytes).ok : false).toBe(false);
    expect(tried.ok ? '' : tried.refusal.detail).not.toMatch(/^unexpected/u);
    return;
  }
  const { bytes, tiltak } = patchSome(name, file, rendered);
  const olds = new Set(result.value.partNames.map((part) => part.toLowerCase()));
  expect(changedParts(file, bytes).filter((part) => olds.has(part.replaceAll('\\', '/').toLowerCase()) && !OURS.test(part))).toEqual([]);
  const after = read(bytes);
  for (const tab of result.value.grid.worksheets) expect(tabOf(after, tab.name)).toEqual(tab);
  for (const { row, column, value } of EDITS) expect(valueAt(tabOf(after, tiltak), row, column)).toBe(value);
};

/** Files of many kinds: charts, pivot tables, tables, macros, formats, filters, pictures, notes, links, by many programs. */
const SAMPLE = [
  'real/openxlsx-data/charts.xlsx', 'real/calamine/tests/pivots.xlsx', 'real/calamine/tests/table-multiple.xlsx', 'real/openxlsx-data/macro2.xlsm',
  'real/openxlsx-data/formula.xlsx', 'real/exceljs/spec/integration/data/gold.xlsx', 'real/calamine/tests/picture.xlsx',
  'real/exceljs/spec/integration/data/formulas.xlsx', 'real/calamine/tests/date_1904.xlsx', 'real/openxlsx-data/hyperlinks.xlsx', 'real/calamine/tests/issue446.xlsx',
  'real/calamine/tests/shared_formula_simple.xlsx', 'real/xlsx-populate/examples/ranges/template.xlsx', 'real/openxlsx-data/table_slicer.xlsx',
  'hostile/81_prefixed_ns.xlsx', 'real/exceljs/spec/integration/data/hidden-test/google-sheets.xlsx', 'real/exceljs/spec/integration/data/test-issue-1575.xlsx',
];

const isNear = (a: unknown, b: unknown): boolean =>
  (typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)) : JSON.stringify(a) === JSON.stringify(b));

/** Cells whose values are not the same in two workbooks, of the tabs of the first. */
const differences = (before: Grid, after: Grid, nameOf = (name: string): string => name): readonly string[] =>
  before.worksheets.flatMap((tab) => tab.rows.flatMap((row) => row.cells.flatMap((cell, column) => {
    const now = valueAt(tabOf(after, nameOf(tab.name)), row.index, column);
    return cell === undefined || isNear(cell.value, now) ? [] : [`${tab.name} ${row.index},${column}: ${JSON.stringify(cell.value)} → ${JSON.stringify(now)}`];
  })));

const inFolder = async (use: (folder: string) => void | Promise<void>): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-patch-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const fileName = (index: number): string => `f${index}.xlsx`;

/** Each file of a list, patched, as f0.xlsx, f1.xlsx …; and as it was, in the folder "before". */
const writePatched = (folder: string, names: readonly string[], patch: (name: string, file: Buffer) => Patched): void => {
  mkdirSync(path.join(folder, 'before'));
  names.forEach((name, i) => {
    const file = readFileSync(path.join(CORPUS, name));
    writeFileSync(path.join(folder, 'before', fileName(i)), file);
    writeFileSync(path.join(folder, fileName(i)), patch(name, file).bytes);
  });
};

const LOADS = `
import sys, warnings, openpyxl
warnings.simplefilter('ignore')
def loaded(name):
    try: return len(openpyxl.load_workbook(sys.argv[1] + '/before/' + name).worksheets) > 0
    except Exception: return False
for name in sys.argv[2:]:
    try: book = openpyxl.load_workbook(sys.argv[1] + '/' + name)
    except Exception as error: found = 'FAILS ' + name + ' ' + repr(error)
    else: found = 'ok' if any(sheet['C61'].value == 'den siste raden' for sheet in book.worksheets) else 'LACKS ' + name
    if found == 'ok' or loaded(name): print(found)
`;

/** openpyxl walks every cell under a merge, and these cover the sheet. */
const TOO_WIDE = /62_merge_full_sheet|62c_merge/u;

if (existsSync(path.join(CORPUS, 'expected.tsv'))) {
  describe('a plan put into each workbook of the corpus', () => {
    let rendered: Uint8Array;
    beforeAll(async () => { rendered = await renderedPlan(PLAN); });
    test.each(listFiles())('%s', (name) => checkFile(name, rendered));
  });

  describeWith('openpyxl', 'openpyxl and patched workbooks', () => {
    test('it loads what it loaded before', () => inFolder(async (folder) => {
      const names = listFiles().filter((name) => !TOO_WIDE.test(name) && readXlsx(readFileSync(path.join(CORPUS, name))).ok);
      const rendered = await renderedPlan(PLAN);
      writePatched(folder, names, (name, file) => patchSome(name, file, rendered));
      const loaded = execFileSync('/usr/bin/python3', ['-c', LOADS, folder, ...names.map((_, i) => fileName(i))], { encoding: 'utf8' });
      const lines = loaded.trim().split('\n');
      expect(lines.filter((line) => line !== 'ok').map((line) => line.replace(/f(\d+)\.xlsx/u, (_, i: string) => names[Number(i)] as string))).toEqual([]);
      expect(lines.length).toBeGreaterThan(250);
    }), 600_000);
  });

  describeWith('libreoffice', 'LibreOffice and patched workbooks', () => {
    test('it opens them, and calculates the same in their own tabs and in ours', () => inFolder(async (folder) => {
      const rendered = await renderedPlan(PLAN);
      const tabs = read(rendered).worksheets.map(({ name }) => name);
      writePatched(folder, SAMPLE, (_, file) => patchFile(file, rendered, tabs));
      const [before, after] = [path.join(folder, 'calculated-before'), path.join(folder, 'calculated')];
      convertWithLibreOffice(SAMPLE.map((_, i) => path.join(folder, 'before', fileName(i))), 'xlsx', before);
      convertWithLibreOffice(SAMPLE.map((_, i) => path.join(folder, fileName(i))), 'xlsx', after);
      const found = SAMPLE.flatMap((name, i) => {
        const [was, is] = [before, after].map((calculated) => read(readFileSync(path.join(calculated, fileName(i)))));
        return differences(was as Grid, is as Grid).map((difference) => `${name}: ${difference}`);
      });
      expect(found).toEqual([]);
    }), 600_000);

    test('a plan inside another workbook calculates as it does alone', () => inFolder(async (folder) => {
      const rendered = await renderedPlan(PLAN);
      const names = read(rendered).worksheets.map(({ name }) => name);
      const file = readFileSync(path.join(CORPUS, 'real/openxlsx-data/charts.xlsx'));
      writeFileSync(path.join(folder, 'in.xlsx'), patched(file, { rendered, transplants: names.map((tab) => ({ tab, as: `${tab} 's` })) }));
      convertWithLibreOffice([path.join(folder, 'in.xlsx')], 'xlsx', path.join(folder, 'calculated'));
      expect(differences(read(rendered), read(readFileSync(path.join(folder, 'calculated', 'in.xlsx'))), (name) => `${name} 's`)).toEqual([]);
    }), 240_000);
  });
} else {
  test('corpus not present: not run', () => {
    console.log('tests/e2e/patch-corpus.test.ts: ../shared/corpus is not there, no workbook of it was patched');
  });
}
