/**
 * Runs every command in the README's `sh` blocks, in order, in a fresh folder with the built command line, and fails where one does. A line
 * "$ command" is run; the lines below it, up to the next command, are what it prints and must match ("…" stands for anything). What a
 * person does by hand stands in a comment: `<!-- verify: set plan.xlsx Tiltak!Q22 Fullført -->` writes that cell (a space in a tab's name is
 * "%20"); a workbook that is not there is made, with that tab.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** Commands that set the project up: they have run already when this runs, and would run it again. */
const setUp = new Set(['npm install && npm start', 'npm install && npm test', 'npm run verify', 'npm run bench']);

const readSteps = () => {
  const steps = [];
  for (const [, block, file, cell, value] of readme.matchAll(/^```sh\n([^]*?)^```|^<!-- verify: set (\S+) (\S+) (.*) -->$/gm)) {
    if (file) steps.push({ edit: { file, cell, value } });
    for (const line of (block ?? '').split('\n')) {
      if (line.startsWith('$ ')) steps.push({ command: line.slice(2).trim(), expected: [] });
      else if (line.trim() !== '') steps.at(-1)?.expected.push(line);
    }
  }
  return steps;
};

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const matches = (expected, line) => new RegExp(`^${expected.trimEnd().split('…').map(escape).join('.*')}$`).test(line.trimEnd());

/** The expected lines must stand in the output, in order; a line "…" alone stands for any number of lines. */
const findMissing = (expected, output) => {
  const lines = output.split('\n');
  let at = 0;
  for (const one of expected) {
    if (one.trim() === '…') continue;
    const found = lines.findIndex((line, i) => i >= at && matches(one, line));
    if (found < 0) return one;
    at = found + 1;
  }
  return undefined;
};

/** What a person does in Excel: writes a cell and saves. */
const editCell = async (folder, { file, cell, value }) => {
  const workbook = new ExcelJS.Workbook();
  const [tab, address] = decodeURIComponent(cell).split('!');
  if (existsSync(path.join(folder, file))) await workbook.xlsx.readFile(path.join(folder, file));
  else workbook.addWorksheet(tab);
  workbook.getWorksheet(tab).getCell(address).value = value;
  await workbook.xlsx.writeFile(path.join(folder, file));
};

/** What `npm start` promises: a server that says where it is, has the example plans, and ends when it is told to. */
const startsAndStops = async (folder, env) => {
  const server = spawn('planark', ['start', '--port', '0', '--json'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  let printed = '';
  for await (const text of server.stdout.setEncoding('utf8')) if ((printed += text).endsWith('}\n')) break;
  const { plans } = await (await fetch(`${JSON.parse(printed).address}/api/plans`)).json();
  server.kill('SIGTERM');
  const isRight = plans.length === 7 && (await ended) === 0;
  console.log(`${isRight ? 'ok  ' : 'FAIL'} npm start`);
  return isRight;
};

const steps = readSteps();
if (steps.length < 10) throw new Error(`README has only ${steps.length} commands`);
const folder = mkdtempSync(path.join(tmpdir(), 'planark-readme-'));
const bin = path.join(folder, '.bin');
const dist = path.join(folder, '.dist');
execFileSync(process.execPath, [path.join(root, 'build.mjs'), dist], { cwd: root, stdio: 'inherit' });
let failures = 0;
try {
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'planark'), `#!/bin/sh\nexec "${process.execPath}" "${path.join(dist, 'planark.cjs')}" "$@"\n`, { mode: 0o755 });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PLANARK_TODAY: '2026-11-21', PLANARK_AUTHOR: 'kari', LANG: 'C.UTF-8', LC_ALL: '' };
  if (!(await startsAndStops(folder, env))) failures++;
  for (const { command, expected, edit } of steps) {
    if (edit) await editCell(folder, edit);
    if (edit || setUp.has(command)) continue;
    const run = spawnSync('sh', ['-c', command.replace(/\bnpx planark\b/g, 'planark').replace(/\bnpm run\b/g, `npm --prefix "${root}" run`)], { cwd: folder, env, encoding: 'utf8' });
    const missing = findMissing(expected, run.stdout + run.stderr);
    const isRight = run.status !== null && run.status <= 3 && run.status !== 1 && missing === undefined;
    console.log(`${isRight ? 'ok  ' : 'FAIL'} ${command}`);
    if (isRight) continue;
    failures++;
    console.log(`     exit ${run.status}${missing === undefined ? '' : `, not printed: ${missing}`}\n${run.stdout}${run.stderr}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
