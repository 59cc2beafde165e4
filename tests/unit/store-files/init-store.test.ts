import * as fs from 'node:fs';
import * as path from 'node:path';
import { nodeFileSystem, type FileSystem } from '../../../core/node/store-files/file-system';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { commitAfter, commitMany, failureOf, storeWith, temporaryFolder, valueOf } from '../../support/store-fixtures';
import { observedFileSystem, systemError } from '../../support/store-observed-file-system';

describe('initStore', () => {
  test('[F14] makes a folder with its parents, and can be repeated', async () => {
    const folder = path.join(temporaryFolder(), 'a/b/store');
    expect(valueOf(await initStore(folder))).toEqual({ warnings: [] });
    expect(fs.readFileSync(path.join(folder, 'planark-store.json'), 'utf8')).toBe('{\n  "format": "planark-store/1"\n}\n');
    await commitMany(createFileStore(folder), 'p', 1);
    expect((await initStore(folder)).ok).toBe(true);
    expect(fs.readdirSync(folder).sort()).toEqual(['.gitattributes', '.gitignore', 'planark-store.json', 'plans']);
    expect(valueOf(await createFileStore(folder).head('p')).number).toBe(1);
  });

  test('[F14] does not touch files that are there', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, '.gitignore'), 'mine\n');
    expect((await initStore(folder)).ok).toBe(true);
    expect(fs.readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('mine\n');
  });

  test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])('[F14] without hard links (%s) it refuses and makes no store', async (code) => {
    const folder = temporaryFolder();
    const result = await initStore(folder, failing('link', code));
    expect(failureOf(result)).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('no hard links') });
    expect(fs.readdirSync(folder)).toEqual(['plans']);
    expect(failureOf(await createFileStore(folder).list()).kind).toBe('unavailable');
  });

  test.each(['rename', 'sync', 'openNew', 'makeFolder'] as const)('[F14] it refuses where %s fails', async (operation) => {
    const result = await initStore(temporaryFolder(), failing(operation, 'EIO'));
    expect(failureOf(result)).toMatchObject({ kind: 'unavailable', detail: 'EIO: injected' });
  });

  test('[F14] warns of synchronised folders and of network file systems', async () => {
    const folder = path.join(temporaryFolder(), 'OneDrive - Forbundet', 'planer');
    expect(valueOf(await initStore(folder)).warnings).toEqual([expect.stringContaining('OneDrive')]);
    const onNfs: FileSystem = { ...nodeFileSystem, fileSystemType: () => 0x6969 };
    expect(valueOf(await initStore(temporaryFolder(), onNfs)).warnings).toEqual([expect.stringContaining('NFS')]);
  });

  test('[F14] a folder that is no store is neither read nor written to', async () => {
    const folder = temporaryFolder();
    const store = createFileStore(folder);
    expect(failureOf(await store.list())).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('planark-store.json') });
    expect(failureOf(await store.commit(commitAfter('p', 0))).kind).toBe('unavailable');
    expect((await createFileStore(path.join(folder, 'none')).verify('p')).map(({ kind }) => kind)).toEqual(['unavailable']);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('[F14] a store of a newer Planark is left alone, a broken store file is damage', async () => {
    const { folder } = await storeWith(1);
    const file = path.join(folder, 'planark-store.json');
    fs.writeFileSync(file, '{\n  "format": "planark-store/2"\n}\n');
    const expected = { kind: 'newer-format', format: 'planark-store/2' };
    expect(failureOf(await createFileStore(folder).head('p'))).toEqual(expected);
    expect(failureOf(await createFileStore(folder).commit(commitAfter('p', 1)))).toEqual(expected);
    expect(failureOf(await initStore(folder))).toEqual(expected);
    fs.writeFileSync(file, '');
    expect(failureOf(await createFileStore(folder).head('p'))).toMatchObject({ kind: 'damaged', place: 'planark-store.json' });
  });
});

describe('temporaries', () => {
  test('[F15] those of an hour ago are swept up by a commit, younger ones stay', async () => {
    const { folder } = await storeWith(1);
    const plan = path.join(folder, 'plans/p');
    for (const name of ['.old.tmp', '.young.tmp', 'old.tmp']) fs.writeFileSync(path.join(plan, name), 'x');
    const past = Date.now() / 1000 - 3700;
    for (const name of ['.old.tmp', 'old.tmp']) fs.utimesSync(path.join(plan, name), past, past);
    await commitMany(createFileStore(folder), 'p', 1, 1);
    expect(fs.readdirSync(plan)).toEqual(['.young.tmp', '000000001.json', '000000002.json', 'old.tmp']);
  });
});

function failing(operation: keyof FileSystem, code: string): FileSystem {
  return observedFileSystem((name) => {
    if (name === operation) throw systemError(code);
  });
}
