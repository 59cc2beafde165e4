import * as fs from 'node:fs';
import * as path from 'node:path';
import { readFile, replaceFile } from '../../../core/node/journey/files';
import { temporaryFolder } from '../../support/store-fixtures';

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder, 'plan.xlsx');
});
afterEach(() => { jest.restoreAllMocks(); });

const names = (): string[] => fs.readdirSync(folder).sort();
const textOf = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
const replace = (text: string, expected?: string) => replaceFile(file, Buffer.from(text), expected === undefined ? undefined : Buffer.from(expected));
const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe('a file put in place', () => {
  test('is new where there was none', async () => {
    expect(await replace('new')).toEqual({ ok: true, value: { aside: null } });
    expect([names(), textOf('plan.xlsx')]).toEqual([['plan.xlsx'], 'new']);
  });

  test('keeps the old one beside it under a name that is free, and one copy of the same bytes only', async () => {
    fs.writeFileSync(file, 'one');
    expect(await replace('two')).toEqual({ ok: true, value: { aside: path.join(folder, 'plan.old.xlsx') } });
    expect(await replace('three')).toEqual({ ok: true, value: { aside: path.join(folder, 'plan.old-2.xlsx') } });
    fs.writeFileSync(file, 'one');
    expect(await replace('four')).toEqual({ ok: true, value: { aside: path.join(folder, 'plan.old.xlsx') } });
    expect(names()).toEqual(['plan.old-2.xlsx', 'plan.old.xlsx', 'plan.xlsx']);
    expect(names().map(textOf)).toEqual(['two', 'one', 'four']);
  });

  test('is not written where somebody saved meanwhile, or removed it', async () => {
    fs.writeFileSync(file, 'theirs');
    expect(await replace('ours', 'as we read it')).toEqual({ ok: false, failure: { kind: 'busy' } });
    expect([names(), textOf('plan.xlsx')]).toEqual([['plan.xlsx'], 'theirs']);
    fs.unlinkSync(file);
    expect(await replace('ours', 'as we read it')).toEqual({ ok: false, failure: { kind: 'busy' } });
    expect(names()).toEqual([]);
  });

  test('is written where it is as it was read', async () => {
    fs.writeFileSync(file, 'as we read it');
    expect(await replace('ours', 'as we read it')).toMatchObject({ ok: true });
    expect(textOf('plan.xlsx')).toBe('ours');
  });

  test('keeps its permissions', async () => {
    fs.writeFileSync(file, 'one');
    fs.chmodSync(file, 0o640);
    await replace('two');
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
  });

  test('goes where a symbolic link leads', async () => {
    fs.symlinkSync('real.xlsx', file);
    fs.writeFileSync(path.join(folder, 'real.xlsx'), 'one');
    expect(await replace('two')).toEqual({ ok: true, value: { aside: path.join(folder, 'real.old.xlsx') } });
    expect([fs.readlinkSync(file), textOf('real.xlsx')]).toEqual(['real.xlsx', 'two']);
  });

  test('into a folder that is not there names the folder', async () => {
    expect(await replaceFile(path.join(folder, 'none', 'plan.xlsx'), Buffer.from('x'))).toMatchObject({ ok: false, failure: { kind: 'file', reason: 'no-folder', path: path.join(folder, 'none') } });
  });
});

/** Every file operation by which a file is put in place, in the order of use. */
const operations = ['open', 'copyFile', 'rename'] as const;

describe.each(operations)('when %s fails', (operation) => {
  test.each([['ENOSPC', 'no-room'], ['EACCES', 'no-access'], ['EROFS', 'no-access'], ['EBUSY', 'no-access'], ['EIO', 'other']])('with %s, the old file is whole and nothing half written stays', async (code, reason) => {
    fs.writeFileSync(file, 'old');
    jest.spyOn(fs.promises, operation as 'rename').mockRejectedValue(systemError(code));
    expect(await replace('new')).toMatchObject({ ok: false, failure: { kind: 'file', reason } });
    expect(textOf('plan.xlsx')).toBe('old');
    expect(names().filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('by a bug, it is thrown', async () => {
    fs.writeFileSync(file, 'old');
    jest.spyOn(fs.promises, operation as 'rename').mockRejectedValue(new TypeError('bug'));
    await expect(replace('new')).rejects.toThrow('bug');
    expect(names().filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a crash', () => {
  test('before the rename leaves the old file, after it the new one, each whole', async () => {
    fs.writeFileSync(file, 'old');
    const seen: string[] = [];
    const { rename } = fs.promises;
    jest.spyOn(fs.promises, 'rename').mockImplementation(async (from, to) => {
      seen.push(textOf('plan.xlsx'), fs.readFileSync(from, 'utf8'), textOf('plan.old.xlsx'));
      await rename(from, to);
      seen.push(textOf('plan.xlsx'));
    });
    await replace('new');
    expect(seen).toEqual(['old', 'new', 'old', 'new']);
  });
});

describe('a file that is read', () => {
  test('comes as its bytes, up to a size', async () => {
    fs.writeFileSync(file, 'abc');
    expect(await readFile(file, 3)).toEqual({ ok: true, value: Buffer.from('abc') });
    expect(await readFile(file, 2)).toMatchObject({ ok: false, failure: { reason: 'too-large' } });
  });

  test.each([['none', 'not-found'], ['plan.xlsx/below', 'not-found'], ['', 'is-folder']])('from %p fails as %s', async (name, reason) => {
    fs.writeFileSync(file, 'abc');
    expect(await readFile(path.join(folder, name), 10)).toMatchObject({ ok: false, failure: { kind: 'file', reason } });
  });
});
