import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { cliFolder, finished, type CliFolder } from '../support/cli';
import { editWithExcelJs } from '../support/edit-xlsx';

const planId = 'lillehammer-2026';
const plans = (cli: CliFolder) => cli.run('show', planId, '--json').json;
const revisions = (cli: CliFolder): number => cli.run('history', planId, '--json').json.revisions.length;
const edited = async (file = 'plan.xlsx'): Promise<CliFolder> => {
  const cli = cliFolder();
  cli.run('render', planId, '-o', file);
  await editWithExcelJs(cli.path(file), (tab) => {
    tab('Tiltak').set('T1', 'Holdt', 10);
    tab('Tiltak').add({ Kode: 'T99', Tiltak: 'Nytt tiltak', Fokusområde: 'F1' });
  });
  return cli;
};

/** Waits for a file, blocking, so that whoever waits acts at once when it is there. */
const waitForFile = (name: string): void => {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; !existsSync(name); tries++) {
    if (tries > 20_000) throw new Error(`${name} did not come`);
    Atomics.wait(pause, 0, 0, 1);
  }
};
const planFolder = (cli: CliFolder): string => cli.path(`planark-store/plans/${planId}`);

describe('at the same time', () => {
  test('two syncs of one file take it in once; who comes second finds the file changed (5) or nothing to do (0)', async () => {
    const cli = await edited();
    const runs = await Promise.all([cli.runAsync('sync', 'plan.xlsx', '--json'), cli.runAsync('sync', 'plan.xlsx', '--json')]);
    expect(runs.some(({ exitCode }) => exitCode === 0)).toBe(true);
    for (const { exitCode, json } of runs) expect([[0, 5].includes(exitCode!), json.plan]).toEqual([true, planId]);
    expect([revisions(cli), plans(cli).tables.activities.length]).toEqual([2, 38]);
    expect(cli.run('sync', 'plan.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { base: 2, revision: 2, added: [], changed: [] } });
  });

  test('syncs of many workbooks of one plan all arrive', async () => {
    const cli = cliFolder();
    const names = ['a', 'b', 'c', 'd'];
    for (const [i, name] of names.entries()) {
      cli.run('render', planId, '-o', `${name}.xlsx`);
      await editWithExcelJs(cli.path(`${name}.xlsx`), (tab) => tab('Tiltak').set(`T${i + 1}`, 'Ansvarlig', `Ansvar ${name}`));
    }
    const runs = await Promise.all(names.map((name) => cli.runAsync('sync', `${name}.xlsx`, '--json')));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    expect(revisions(cli)).toBe(5);
    expect(plans(cli).tables.activities.slice(0, 4).map(({ responsible }: { responsible: string }) => responsible)).toEqual(names.map((name) => `Ansvar ${name}`));
    expect(cli.run('check', planId).exitCode).toBe(0);
  });

  test('a file that is saved while it is synced is left alone (5), and the edit is in the store', async () => {
    const cli = await edited();
    const child = cli.start('sync', 'plan.xlsx', '--json');
    waitForFile(`${planFolder(cli)}/000000002.json`);
    cli.write('plan.xlsx', 'saved by somebody else');
    const { exitCode, json, stderr } = await finished(child);
    expect([exitCode, stderr, cli.read('plan.xlsx').toString()]).toEqual([5, '', 'saved by somebody else']);
    expect(json.notices).toContainEqual(expect.objectContaining({ code: 'FILE_NOT_UPDATED', message: expect.stringContaining('ingenting blir tatt inn to ganger') }));
    expect(revisions(cli)).toBe(2);
    expect(readdirSync(cli.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a crash', () => {
  test('between the commit and the write-back: the same file synced again takes nothing in twice and catches up', async () => {
    const cli = await edited();
    const before = cli.read('plan.xlsx');
    const child = cli.start('sync', 'plan.xlsx');
    waitForFile(`${planFolder(cli)}/000000002.json`);
    child.kill('SIGKILL');
    expect((await finished(child)).exitCode).toBeNull();
    expect(cli.read('plan.xlsx')).toEqual(before);
    const again = cli.run('sync', 'plan.xlsx', '--json');
    expect(again).toMatchObject({ exitCode: 0, json: { base: 1, revision: 2, added: [], changed: [], removed: [], conflicts: [] } });
    expect([revisions(cli), plans(cli).tables.activities.length]).toEqual([2, 38]);
    expect(cli.run('sync', 'plan.xlsx', '--json')).toMatchObject({ exitCode: 0, json: { base: 2, revision: 2 } });
    expect(readdirSync(planFolder(cli)).filter((name) => name.endsWith('.json'))).toHaveLength(2);
  });
});

describe('the file brought up to date', () => {
  test('keeps its permissions, and a link to it stays a link', async () => {
    const cli = await edited('real.xlsx');
    chmodSync(cli.path('real.xlsx'), 0o600);
    symlinkSync('real.xlsx', cli.path('link.xlsx'));
    expect(cli.run('sync', 'link.xlsx').exitCode).toBe(0);
    expect(statSync(cli.path('real.xlsx')).mode & 0o777).toBe(0o600);
    expect(cli.run('sync', 'real.xlsx', '--json').json).toMatchObject({ base: 2 });
    expect(readdirSync(cli.folder).sort()).toEqual(['link.xlsx', 'planark-store', 'real.old.xlsx', 'real.xlsx']);
  });
});

describe('output', () => {
  const toShell = (cli: CliFolder, command: string) =>
    spawnSync('/bin/sh', ['-c', command.replaceAll('planark', `"${process.execPath}" "${process.env['PLANARK_DIST']}/planark.cjs"`)], { cwd: cli.folder, encoding: 'utf8' });

  test('into a pipe that is closed ends without a word', () => {
    const cli = cliFolder();
    for (const command of ['planark schema | head -1', 'planark show lillehammer-2026 --json | true', 'planark sync none.xlsx 2>&1 | true']) {
      expect(toShell(cli, command)).toMatchObject({ stderr: '' });
    }
  });

  test('shows no control characters that a plan\'s texts might hold', () => {
    const cli = cliFolder();
    const plan = { ...plans(cli), id: 'farlig', title: 'Rett\u202ebakvendt' };
    cli.write('p.json', JSON.stringify(plan));
    expect(cli.run('put', 'p.json', '--author', 'Ole\u001b]0;x\u0007', '--message', 'en\nto\u009b31m').exitCode).toBe(0);
    for (const args of [['list'], ['show', 'farlig'], ['history', 'farlig'], ['list', '--json'], ['history', 'farlig', '--json'], ['show', 'x\u001b[2J']]) {
      const { stdout, stderr } = cli.run(...args);
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
    expect(cli.run('history', 'farlig', '--json').json.revisions[0]).toMatchObject({ author: 'Ole\u001b]0;x\u0007', message: 'en\nto\u009b31m' });
    expect(cli.run('history', 'farlig').stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('of a bug is one sentence, and one document with --json', () => {
    const cli = cliFolder();
    cli.write('out', 'a file where a folder should be');
    expect(cli.run('render', 'lillehammer-2026', '-o', 'out/plan.xlsx')).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) });
    expect(cli.run('render', 'lillehammer-2026', '-o', 'out/plan.xlsx', '--json').json.error).toMatchObject({ kind: 'file' });
  });
});

describe('exceljs', () => {
  test('is loaded by no command before it makes a workbook or a whole tab', () => {
    const folder = path.join(process.env['PLANARK_DIST']!, 'lazy');
    const chunks = new Map(readdirSync(folder).filter((name) => name.endsWith('.mjs')).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
    const reached = (name: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(name)) return seen;
      seen.add(name);
      for (const [, next] of chunks.get(name)!.matchAll(/(?:from|import) "\.\/([^"]+)"/g)) reached(next!, seen);
      return seen;
    };
    const isExcelJs = (code: string): boolean => code.includes('node_modules/exceljs/');
    const hasExcelJs = (name: string): boolean => [...reached(`${name}.mjs`)].some((chunk) => isExcelJs(chunks.get(chunk)!));
    const names = ['show', 'put', 'preview', 'sync', 'history', 'undo', 'check', 'schema', 'init', 'serve', 'start', 'render'];
    expect(names.filter(hasExcelJs)).toEqual([]);
    expect([...chunks.values()].some(isExcelJs)).toBe(true);
    expect(isExcelJs(readFileSync(path.join(folder, '../planark.cjs'), 'utf8'))).toBe(false);
  });
});
