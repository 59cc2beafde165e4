import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cliFolder, finished, type CliFolder } from '../support/cli';
import { makeXlsx, relationshipsXml } from '../support/make-xlsx';
import { partText, patched } from '../support/patch-support';
import { bitFlips, largeFiles, markupFiles, oddFiles, swelledFiles, truncations, zipFiles, type HostileFile, type HostileOutcome } from '../support/hostile-files';
import { bundleProgram } from '../support/store-bundle';

const LONGEST_MS = 10_000;
const MOST_KB = 512 * 1024;
const ISOLATION: readonly string[] = ['TOO_SLOW', 'TOO_MUCH_MEMORY', 'READER_FAILED'];

let cli: CliFolder;
let damaged: readonly HostileFile[];
let swelled: Readonly<Record<'tooLarge' | 'atLimit', Readonly<Record<'sync' | 'into', readonly HostileFile[]>>>>;
let storeDigests: readonly string[];
const outcomes = new Map<string, HostileOutcome>();
/** In KB: of the processes that read, and of those that asked. */
let peaks: readonly number[];
const askersPeaks: number[] = [];

const write = ({ name, make }: HostileFile): string => {
  const file = cli.path(`hostile/${name}`);
  writeFileSync(file, make());
  return file;
};

/** One process reads the files, each through the isolated reader, so many at a time; they are made while it reads. */
const readAll = async (program: string, files: readonly HostileFile[], atOnce: number, journey = 'preview'): Promise<void> => {
  const child = spawn(process.execPath, [program, cli.path('measured.cjs'), cli.path('planark-store'), `${atOnce}`, journey]);
  const ended = finished(child);
  for (const file of files) await new Promise((resolve) => child.stdin.write(`${write(file)}\n`, resolve));
  child.stdin.end();
  const { exitCode, stdout, stderr } = await ended;
  if (exitCode !== 0 || stderr !== '') throw new Error(`exit ${exitCode}: ${stderr}`);
  const printed = stdout.trim().split('\n').map((line) => JSON.parse(line));
  askersPeaks.push(printed.pop() as number);
  for (const outcome of printed as HostileOutcome[]) outcomes.set(outcome.name, outcome);
};

/** Somebody's workbook with a table, and one of a plan in which a cell was edited: each with parts just too large, and just not. */
const swell = (workbook: Buffer): void => {
  const own = makeXlsx({
    sheets: [{ name: 'Kasse', body: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' }], formats: ['0'],
    parts: {
      'xl/workbook.xml': partText(workbook, 'xl/workbook.xml').replace(/<sheets>.*<\/sheets>/u, '<sheets><sheet name="Kasse" sheetId="1" r:id="rId1"/></sheets>').replace(/<definedNames>.*<\/definedNames>/u, '<definedNames></definedNames>'),
      'xl/worksheets/_rels/sheet1.xml.rels': relationshipsXml(['rId1', 'table', '../tables/table1.xml']),
      'xl/tables/table1.xml': partText(workbook, 'xl/tables/table1.xml'),
    },
  });
  const edited = patched(workbook, { edits: [{ tab: 'Tiltak', cells: [{ row: 1, column: 15, value: 10 }] }] });
  swelled = {
    tooLarge: { sync: swelledFiles('a sync', edited, 1.2, ['XML_TOO_MANY']), into: swelledFiles('render --into', own, 1.2, ['XML_TOO_MANY']) },
    atLimit: { sync: swelledFiles('a sync', edited, 0.95, ['read']), into: swelledFiles('render --into', own, 0.95, ['read']) },
  };
};

const outcomeOf = (name: string): HostileOutcome => outcomes.get(name)!;

beforeAll(async () => {
  cli = cliFolder();
  cli.run('render', 'lillehammer-2026', '-o', 'plan.xlsx');
  mkdirSync(cli.path('hostile'));
  const workbook = cli.read('plan.xlsx');
  damaged = [...truncations(workbook), ...bitFlips(workbook, 40)];
  // A reader gets no environment, so what it must know for the test is said in a program of its own.
  const told = { PLANARK_PEAKS: cli.path('peaks'), PLANARK_DIST: process.env['PLANARK_DIST'] };
  cli.write('measured.cjs', `Object.assign(process.env, ${JSON.stringify(told)});\nrequire(${JSON.stringify(bundleProgram('measured-reader'))});\n`);
  const program = bundleProgram('hostile-child');
  await readAll(program, [...zipFiles, ...markupFiles, ...oddFiles], 2);
  await readAll(program, damaged, 3);
  for (const file of largeFiles) await readAll(program, [file], 1);
  swell(workbook);
  storeDigests = [cli.storeDigest()];
  for (const journey of ['sync', 'into'] as const) await readAll(program, swelled.tooLarge[journey], 2, journey);
  storeDigests = [...storeDigests, cli.storeDigest()];
  for (const journey of ['sync', 'into'] as const) for (const file of swelled.atLimit[journey]) await readAll(program, [file], 1, journey);
  peaks = readFileSync(cli.path('peaks'), 'utf8').trim().split('\n').map(Number);
}, 360_000);

const codesIn = (files: readonly { readonly name: string }[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { name } of files) counts[outcomeOf(name).outcome] = (counts[outcomeOf(name).outcome] ?? 0) + 1;
  return counts;
};

describe('files made to hurt', () => {
  const expectOutcome = ({ name, outcomes: expected }: HostileFile): void => expect(expected).toContain(outcomeOf(name).outcome);
  const named = (files: readonly HostileFile[]) => files.map((file) => [file.name, file] as const);

  test.each(named(zipFiles))('[H2][H3] %s', (_, file) => expectOutcome(file));
  test.each(named(markupFiles))('[H4] %s', (_, file) => expectOutcome(file));
  test.each(named(largeFiles))('[H5] %s', (_, file) => expectOutcome(file));
  test.each(named(oddFiles))('[H1][H6] %s', (_, file) => expectOutcome(file));

  test('[H10] what could not be written back is refused before anything is taken in', () => {
    for (const file of [...swelled.tooLarge.sync, ...swelled.tooLarge.into]) expectOutcome(file);
    expect(storeDigests[1]).toBe(storeDigests[0]);
  });

  test('[H10] and what is just not too large is written back', () => {
    for (const file of [...swelled.atLimit.sync, ...swelled.atLimit.into]) expectOutcome(file);
  });

  test('[H2] a workbook cut at every kilobyte is never read', () => {
    const { EMPTY_OR_TINY, TRUNCATED_ZIP, ...others } = codesIn(damaged.filter(({ name }) => name.startsWith('cut')));
    expect([EMPTY_OR_TINY, others]).toEqual([1, {}]);
    expect(TRUNCATED_ZIP).toBeGreaterThan(50);
  });

  test('[H1][H3] a workbook with a bit turned over is refused, or read where the bit means nothing', () => {
    const counts = codesIn(damaged.filter(({ name }) => name.startsWith('bit')));
    expect(Object.keys(counts).filter((code) => ISOLATION.includes(code))).toEqual([]);
    expect(counts['CRC_MISMATCH']! + counts['CORRUPT_PART']!).toBeGreaterThan(damaged.length / 12);
  });

  test('[H7] each ends within 10 s', () => {
    expect(outcomes.size).toBe([zipFiles, markupFiles, largeFiles, oddFiles, damaged, ...Object.values(swelled).flatMap(({ sync, into }) => [sync, into])].flat().length);
    expect([...outcomes.values()].filter(({ ms }) => ms > LONGEST_MS)).toEqual([]);
  });

  test('[H7] each ends within 512 MB, in the process that reads it and in the one that asked', () => {
    const killed = [...outcomes.values()].filter(({ outcome }) => ISOLATION.includes(outcome)).length;
    expect(peaks.length).toBeGreaterThanOrEqual(outcomes.size - killed);
    expect(Math.max(...peaks, ...askersPeaks)).toBeLessThan(MOST_KB);
  });

  test('[H9] each that comes to nothing ends in a sentence', () => {
    for (const { outcome, sentence } of outcomes.values()) expect([outcome, sentence]).toEqual([outcome, expect.stringMatching(outcome === 'read' ? /^(|[A-Z][^\n]+\.)$/ : /^[A-Z][^\n{}]+\.$/)]);
  });
});
