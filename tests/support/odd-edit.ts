import { copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runCli } from '../../core/node/cli/run-cli';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { serialToDate } from '../../core/plan/dates';
import type { Plan } from '../../core/plan/plan';
import type { TableName } from '../../core/plan/table-names';
import { columnLetters, type GridCell } from '../../core/sheet';
import { editManyWithOpenpyxl, type XlsxEdit } from './edit-xlsx';
import { gridOf } from './formula-like';
import { partOfTab } from './edit-package';
import { oddPlan } from './odd-plan';
import { partText } from './patch-support';
import { describeWith } from './programs';
import { shownTable } from './workbook-md';

/** One odd thing that a person does to a workbook, and the whole story of it as a reader should find it. */
export interface OddEdit {
  /** Begins with the rules that it shows. */
  readonly name: string;
  /** What is done with openpyxl, and then in the XML. */
  readonly edits?: readonly XlsxEdit[];
  readonly xml?: (file: Buffer) => Buffer;
  /** The tab of the excerpts, before and after; "Tiltak" where nothing is said. */
  readonly tab?: string;
  readonly tabAfter?: string;
  /** Columns of the excerpts, by letters. */
  readonly columns: string;
  readonly columnsAfter?: string;
  /** What is shown of the store. */
  readonly table?: TableName;
  readonly fields?: readonly string[];
  /** More words for the command line. */
  readonly options?: readonly string[];
  /** Markup of the tab that people's own work leaves, shown before and after. */
  readonly markup?: RegExp;
  /** The sheet as it comes in, what the sync says, the sheet as it goes out, and the store. */
  readonly story: string;
}

const cellText = (cell: GridCell | undefined): string => {
  if (cell === undefined) return '';
  const value = typeof cell.value === 'object' ? cell.value.error : cell.isDate && typeof cell.value === 'number' ? serialToDate(cell.value) : String(cell.value);
  const short = value.length > 60 ? `${value.slice(0, 12)}… (${value.length})` : value;
  return (cell.isFormula ? `ƒ ${short}` : short).replaceAll('\n', '\\n');
};

const markdown = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`).join('\n');
};

/** Some columns of a tab with the letters and row numbers that people see; numbers stand bare, texts that look like numbers in quotes. */
export const excerpt = (file: Buffer, tab: string, columns: string, markup?: RegExp): string => {
  const worksheet = gridOf(file).worksheets.find(({ name }) => name === tab);
  if (!worksheet) return `(no tab ${tab})`;
  const letters = columns.split(' ');
  const quoted = (cell: GridCell | undefined): string => (typeof cell?.value === 'string' && /^[\d\s.,]+$/.test(cell.value) ? `"${cell.value}"` : cellText(cell));
  const rows = worksheet.rows.map(({ index, cells }) => [String(index + 1), ...letters.map((letter) => quoted(Array.from(cells).find((_, column) => columnLetters(column) === letter)))]);
  const table = markdown([[tab, ...letters], ...rows.filter(([, ...cells]) => cells.some((cell) => cell !== ''))]);
  return markup ? `${table}\n${markupOf(file, tab, markup)}` : table;
};

const layoutOnly = / (?:spans|s|ht|customHeight|customFormat|\w+:dyDescent)="[^"]*"/g;
const markupOf = (file: Buffer, tab: string, markup: RegExp): string =>
  [...partText(file, partOfTab(file, tab)).matchAll(markup)].map(([found]) => found.replace(layoutOnly, '')).join(' ');

/** The real command line, run inside the test, on a store and files of its own. */
export interface OddWorld {
  readonly folder: string;
  run(...argv: string[]): Promise<{ readonly exitCode: number; readonly text: string }>;
  read(name: string): Buffer;
}

export const openWorld = (): OddWorld => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-odd-'));
  return {
    folder,
    read: (name) => readFileSync(path.join(folder, name)),
    run: async (...argv) => {
      const said: string[] = [];
      const say = (text: string): void => void said.push(text);
      const env = { LC_ALL: 'nb_NO.UTF-8', PLANARK_TODAY: '2026-07-02', PLANARK_AUTHOR: 'kasserer', PLANARK_STORE: path.join(folder, 'store') };
      const exitCode = await runCli({ argv: argv.map((word) => (/\.(xlsx|json)$/.test(word) ? path.join(folder, word) : word)), env, now: new Date('2026-07-02T12:00:00Z'), examplesFolder: folder, pageFolder: folder, untilStopped: () => Promise.resolve(), readXlsx: async (bytes) => readXlsx(bytes), budgetWork: () => Promise.reject(new Error('no server here')), stdout: say, stderr: say });
      return { exitCode, text: said.join('').replaceAll(`${folder}${path.sep}`, '').replaceAll('\u00a0', ' ').trimEnd() };
    },
  };
};

export const closeWorld = ({ folder }: OddWorld): void => rmSync(folder, { recursive: true, force: true });

/** A store with this plan, and the workbook "plan.xlsx" of it. */
export const renderedWorld = async (plan: Plan): Promise<OddWorld> => {
  const world = openWorld();
  writeFileSync(path.join(world.folder, 'plan.json'), JSON.stringify(plan));
  for (const argv of [['init', '--empty'], ['put', 'plan.json'], ['render', plan.id, '-o', 'plan.xlsx']]) {
    const { exitCode, text } = await world.run(...argv);
    if (exitCode !== 0) throw new Error(text);
  }
  return world;
};

/** A world with the edited workbook, one for each edit; openpyxl is started once for all. */
export const editedWorlds = async (plan: Plan, edits: readonly OddEdit[]): Promise<Map<OddEdit, OddWorld>> => {
  const worlds = new Map<OddEdit, OddWorld>();
  for (const edit of edits) worlds.set(edit, await renderedWorld(plan));
  editManyWithOpenpyxl([...worlds].filter(([{ edits: some }]) => some).map(([edit, { folder }]) => [path.join(folder, 'plan.xlsx'), edit.edits!]));
  for (const [{ xml }, { folder, read }] of worlds) if (xml) writeFileSync(path.join(folder, 'plan.xlsx'), xml(read('plan.xlsx')));
  return worlds;
};

/** Syncs the edited workbook, and tells what was seen: the sheet before, the report, the sheet after, and what the store has. */
export const tellOddEdit = async (plan: Plan, { tab = 'Tiltak', tabAfter = tab, columns, columnsAfter = columns, table = 'activities', fields, options = [], markup }: OddEdit, world: OddWorld): Promise<string> => {
  const before = excerpt(world.read('plan.xlsx'), tab, columns, markup);
  copyFileSync(path.join(world.folder, 'plan.xlsx'), path.join(world.folder, 'edited.xlsx'));
  const { exitCode, text } = await world.run('sync', 'plan.xlsx', ...options);
  const after = excerpt(world.read('plan.xlsx'), tabAfter, columnsAfter, markup);
  const stored = JSON.parse((await world.run('show', plan.id, '--json')).text) as Plan;
  const report = text.split('\n').filter((line) => line !== '' && !line.includes('plan.old')).join('\n');
  return [before, `→ ${exitCode}`, report, after === before ? '(the sheet is as it was)' : after, ...(fields ? [`store:\n${shownTable(stored, table, fields)}`] : [])].join('\n');
};

/** A suite of odd edits: each story is told as it stands with the edit. */
export const describeOddEdits = (about: string, edits: readonly OddEdit[]): void =>
  describeWith('openpyxl', `odd edits of ${about}`, () => {
    let worlds: Map<OddEdit, OddWorld>;
    beforeAll(async () => { worlds = await editedWorlds(oddPlan, edits); });
    afterAll(() => [...worlds.values()].forEach(closeWorld));
    test.each(edits.map((edit) => [edit.name, edit] as const))('%s', async (_, edit) => {
      expect(`\n${await tellOddEdit(oddPlan, edit, worlds.get(edit)!)}`).toBe(withoutMargin(edit.story));
    });
  });

/** A story without the margin that it stands with in the source. */
export const withoutMargin = (text: string): string => {
  const margin = /^\n( *)/.exec(text)![1]!;
  return text.replaceAll(`\n${margin}`, '\n');
};
