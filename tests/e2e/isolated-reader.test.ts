import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { locales } from '../../core/plan/locale';
import { createIsolatedReader, type IsolationLimits, type ReadXlsx } from '../../core/node/host-xlsx/isolate/isolated-reader';
import { packReading, unpackReading } from '../../core/node/host-xlsx/isolate/packed-reading';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { syncWorkbook } from '../../core/node/journey/sync-workbook';
import type { Store } from '../../core/sync/store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { cliFolder, finished } from '../support/cli';
import { editWithExcelJs } from '../support/edit-xlsx';
import { oddFiles } from '../support/hostile-files';
import { makeSheet, rowOf } from '../support/make-xlsx';

const real = path.join(process.env['PLANARK_DIST']!, 'lazy/reader-process.cjs');
const limits: IsolationLimits = { milliseconds: 1500, heapMegabytes: 48, answerBytes: 1024 * 1024 };
const patient: IsolationLimits = { ...limits, milliseconds: 20_000 };
const SMALL = makeSheet(rowOf('<c r="A1"><v>1</v></c>', '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'));

let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'planark-isolated-')); });
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that a test puts in the reader's place. It writes down its number, so that one can see that it is gone. */
const program = (name: string, source: string): string => {
  const file = path.join(folder, `${name}.cjs`);
  writeFileSync(file, `require('node:fs').writeFileSync(${JSON.stringify(`${file}.pid`)}, String(process.pid));\n${source}`);
  return file;
};
const isGone = (file: string): boolean => {
  try {
    return !process.kill(Number(readFileSync(`${file}.pid`, 'utf8')), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};

const faults = [
  ['loops for ever', 'for (;;);', 'TOO_SLOW'],
  ['is lost in a pattern', `/^(a+)+$/.test('a'.repeat(60) + 'b');`, 'TOO_SLOW'],
  ['waits for ever', 'setInterval(() => undefined, 1e6);', 'TOO_SLOW'],
  ['eats memory bit by bit', 'const all = []; for (let i = 0; ; i++) all.push({ i, text: `x${i}` });', 'TOO_MUCH_MEMORY'],
  ['eats memory in one bite', `let text = 'abc'; for (;;) { text += text; text.charCodeAt(1); }`, 'TOO_MUCH_MEMORY'],
  ['eats memory in a map', 'const all = new Map(); for (let i = 0; ; i++) all.set(i, i + .5);', 'TOO_MUCH_MEMORY'],
  ['talks without end', `for (;;) require('node:fs').writeSync(1, 'x'.repeat(1e5));`, 'TOO_MUCH_MEMORY'],
  ['throws', `throw new Error('a fault');`, 'READER_FAILED'],
  ['throws what is no error', 'throw null;', 'READER_FAILED'],
  ['rejects', 'Promise.reject(undefined);', 'READER_FAILED'],
  ['calls itself for ever', 'const call = () => call() + 1; call();', 'READER_FAILED'],
  ['is no program', 'const = ;', 'READER_FAILED'],
  ['says nothing', 'process.exit(0);', 'READER_FAILED'],
  ['says what makes no sense', `process.stdout.write('hello');`, 'READER_FAILED'],
  ['says half of it', `process.stdout.write(require('node:v8').serialize({ ok: true }));`, 'READER_FAILED'],
] as const;

test('[H7] a reader knows nothing of the environment, and no option there changes its limits', async () => {
  const file = program('env', `require('node:fs').writeFileSync(__filename + '.env', JSON.stringify([process.env, process.execArgv]));`);
  Object.assign(process.env, { PLANARK_TEST_SECRET: 'hemmelig', NODE_OPTIONS: '--max-old-space-size=4000' });
  try {
    await createIsolatedReader(file, limits)(SMALL);
  } finally {
    delete process.env['PLANARK_TEST_SECRET'];
    delete process.env['NODE_OPTIONS'];
  }
  const [env, options] = JSON.parse(readFileSync(`${file}.env`, 'utf8'));
  expect(Object.keys(env).filter((name) => /SECRET|NODE|PLANARK/iu.test(name) || (name === 'PATH' && process.platform !== 'win32'))).toEqual([]);
  expect(options).toEqual([`--max-old-space-size=${limits.heapMegabytes}`]);
});

describe('a reader with a fault', () => {
  test.each(faults)('[H7] one that %s ends in its code, and its process is gone', async (name, source, code) => {
    const file = program(name, source);
    // Where it is its memory that ends it, a machine with much else to do must not make it the time.
    const reading = await createIsolatedReader(file, code === 'TOO_SLOW' ? limits : patient)(SMALL);
    expect(reading).toEqual({ ok: false, refusal: { code, detail: expect.stringMatching(/^[^\n]{1,300}$/) } });
    if (name !== 'is no program') expect(isGone(file)).toBe(true);
  });

  test('[H7] one that never takes its input does not hold up a large file, and one that is not there is told too', async () => {
    const large = Buffer.alloc(10 * 1024 * 1024);
    expect(await createIsolatedReader(program('deaf', 'process.exit(3);'), limits)(large)).toMatchObject({ refusal: { code: 'READER_FAILED' } });
    expect(await createIsolatedReader(path.join(folder, 'none.cjs'), limits)(large)).toMatchObject({ refusal: { code: 'READER_FAILED' } });
  });

  test('[H7] the others of the same moment do not notice', async () => {
    const looping = createIsolatedReader(program('loop', 'for (;;);'), limits)(SMALL);
    const others = await Promise.all(Array.from({ length: 4 }, () => createIsolatedReader(real)(SMALL)));
    expect(others).toEqual(Array.from({ length: 4 }, () => readXlsx(SMALL)));
    expect(await looping).toMatchObject({ refusal: { code: 'TOO_SLOW' } });
  });
});

describe('what comes from the other process', () => {
  test('[H8] is what the reader read, cell for cell, or its refusal', async () => {
    for (const bytes of [SMALL, Buffer.alloc(0), ...oddFiles.map(({ make }) => make())]) expect(await createIsolatedReader(real)(bytes)).toEqual(readXlsx(bytes));
  });

  test('[H8] keeps every flag, hole, hidden row, merge and odd number of a cell', () => {
    const row = (index: number, cells: object[], hidden = {}) => ({ index, cells, ...hidden });
    const text = { value: 'Møte 😀 \ud800' };
    const cells = [text, { value: -0 }, { value: 1.5, isDate: true }, { value: '', isFormula: true, isUnreadable: true }, { value: { error: '#REF!' } }, { value: false }, text];
    const rows = [row(0, cells), row(7, [, , text] as object[], { hidden: true }), row(1_048_575, [])];
    const reading = { ok: true, value: { grid: { worksheets: [{ name: 'Plan', state: 'veryHidden', rows, merges: [{ top: 0, left: 2, bottom: 1_048_575, right: 16_383 }] }], extras: ['charts'] }, warnings: ['MACROS'], partNames: ['a'] } } as unknown as ReturnType<typeof readXlsx>;
    const back = unpackReading(structuredClone(packReading(reading)));
    expect(back).toEqual(reading);
    expect(back.ok && Object.is(back.value.grid.worksheets[0]!.rows[0]!.cells[1]!.value, -0)).toBe(true);
  });

  test('[H8] holds a text once, however many cells share it', () => {
    const shared = readXlsx(makeSheet(`<sheetData>${'<row><c t="s"><v>0</v></c></row>'.repeat(1000)}</sheetData>`, { strings: [`<t>${'a'.repeat(32_000)}</t>`] }));
    const packed = packReading(shared);
    expect(packed.ok && packed.value.grid.values).toHaveLength(1);
  });
});

test('[H7] a sync reads its workbook once, however often it merges', async () => {
  const cli = cliFolder();
  cli.run('render', 'lillehammer-2026', '-o', 'plan.xlsx');
  await editWithExcelJs(cli.path('plan.xlsx'), (tab) => tab('Tiltak').set('T21', 'Status', 'Fullført'));
  let [readings, commits] = [0, 0];
  const store: Store = { ...createFileStore(cli.path('planark-store')), commit: () => Promise.resolve({ ok: false, failure: { kind: 'stale', head: ++commits } }) };
  const readXlsxHere: ReadXlsx = (bytes) => Promise.resolve((readings++, readXlsx(bytes)));
  const outcome = await syncWorkbook({ store, readXlsx: readXlsxHere }, cli.read('plan.xlsx'), {}, { author: 'a', message: '', time: '2026-11-21T00:00:00.000Z' });
  expect(outcome).toEqual({ ok: false, failure: { kind: 'busy' } });
  expect([readings, commits]).toEqual([1, 20]);
});

describe('the command line with a reader at fault', () => {
  const dist = (source: string): string => {
    const copy = mkdtempSync(path.join(folder, 'dist-'));
    cpSync(process.env['PLANARK_DIST']!, copy, { recursive: true });
    copyFileSync(program(`at-${path.basename(copy)}`, source), path.join(copy, 'lazy/reader-process.cjs'));
    return path.join(copy, 'planark.cjs');
  };
  const words = { nb: 'minne', nn: 'minne', sv: 'minne', en: 'memory' } as const;

  test('[H7][H9] says in each language what to do, and leaves store and file alone', async () => {
    const cli = cliFolder();
    cli.run('render', 'lillehammer-2026', '-o', 'plan.xlsx');
    const digest = cli.storeDigest();
    const call = (planark: string, ...args: string[]) => finished(spawn(process.execPath, [planark, ...args], { cwd: cli.folder }));
    const [eater, thrower] = [dist('const all = []; for (;;) all.push(new Array(1e6).fill(0.5));'), dist(`throw new Error('a fault');`)];
    const begun = performance.now();
    const looping = call(dist('for (;;);'), 'sync', 'plan.xlsx', '--json').then(({ json }) => [json.error.reason, performance.now() - begun < 10_000]);
    for (const locale of locales) {
      const { exitCode, stdout, stderr } = await call(eater, 'sync', 'plan.xlsx', '--locale', locale);
      expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringMatching(new RegExp(`^[^\\n]*${words[locale]}[^\\n]*\\. [^\\n]+\\.\\n$`))]);
    }
    expect((await call(thrower, 'preview', 'plan.xlsx', '--json')).json).toEqual({ error: { kind: 'xlsx', reason: 'READER_FAILED', detail: '1: Error: a fault', message: expect.any(String) } });
    expect(await looping).toEqual(['TOO_SLOW', true]);
    expect(cli.storeDigest()).toBe(digest);
  });
});
