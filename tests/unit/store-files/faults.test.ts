import * as fs from 'node:fs';
import * as path from 'node:path';
import { initStore } from '../../../core/node/store-files/init-store';
import { nodeFileSystem } from '../../../core/node/store-files/file-system';
import { createFileStore } from '../../../core/node/store-files/store-files';
import type { Store } from '../../../core/sync/store';
import { commitAfter, commitMany, failureOf, revisionBytes, revisionPathIn, storeWith, temporaryFolder, valueOf } from '../../support/store-fixtures';
import { observedFileSystem, systemError, type Operation } from '../../support/store-observed-file-system';
import { expectPromisesKept } from '../../support/store-promises';

const CODES = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EMFILE', 'EXDEV'];

/** A file system whose operation number `at` fails once; says which it was. */
function failingAt(at: number, code: string) {
  const seen: Operation[] = [];
  const fileSystem = observedFileSystem((operation) => {
    seen.push(operation);
    if (seen.length === at) throw systemError(code);
  });
  return { fileSystem, failedOperation: () => seen[at - 1] };
}

/** A file system on which the given operation fails while `broken.is` is true. */
function breakable(operation: Operation, code = 'EIO') {
  const broken = { is: false };
  const fileSystem = observedFileSystem((name) => {
    if (broken.is && name === operation) throw systemError(code);
  });
  return { broken, fileSystem };
}

/** Commits up to `count` revisions, each twice where the first try is refused; how many were acknowledged. */
async function commitStubbornly(store: Store, count: number): Promise<number> {
  let acknowledged = 0;
  for (let parent = 0; parent < count; parent++) {
    let result = await store.commit(commitAfter('p', parent));
    if (!result.ok && failureOf(result).kind === 'unavailable') {
      await store.verify('p');
      result = await store.commit(commitAfter('p', parent));
    }
    acknowledged += result.ok ? 1 : 0;
  }
  return acknowledged;
}

describe('a file operation that fails', () => {
  test.each(CODES)('[F13] %s at every operation of init: a typed failure or no harm, and init works afterwards', async (code) => {
    for (let at = 1; ; at++) {
      const folder = temporaryFolder();
      const { fileSystem, failedOperation } = failingAt(at, code);
      const result = await initStore(path.join(folder, 'store'), fileSystem);
      if (failedOperation() === undefined) break;
      if (!result.ok) expect(result.failure.kind).toBe('unavailable');
      await expectPromisesKept(path.join(folder, 'store'), 0);
    }
  });

  test.each(CODES)('[F13] %s at every operation of three commits: nothing acknowledged is lost, and the same request works', async (code) => {
    for (let at = 1; ; at++) {
      const folder = temporaryFolder();
      valueOf(await initStore(folder));
      const { fileSystem, failedOperation } = failingAt(at, code);
      const acknowledged = await commitStubbornly(createFileStore(folder, fileSystem), 3);
      expect([at, failedOperation(), acknowledged]).toEqual([at, failedOperation(), 3]);
      await expectPromisesKept(folder, 3);
      if (failedOperation() === undefined) break;
    }
  });

  test.each(CODES)('[F13] %s at every operation of a commit that nobody repeats: not acknowledged or there', async (code) => {
    for (let at = 1; ; at++) {
      const { folder } = await storeWith(1);
      const before = revisionBytes(folder);
      const { fileSystem, failedOperation } = failingAt(at, code);
      const store = createFileStore(folder, fileSystem);
      const result = await store.commit(commitAfter('p', 1));
      if (failedOperation() === undefined) break;
      if (!result.ok) expect(result.failure.kind).toBe('unavailable');
      expect(revisionBytes(folder).get('000000001.json')).toBe(before.get('000000001.json'));
      expect((await store.at('p', 1)).ok).toBe(true);
      await store.verify('p');
      await expectPromisesKept(folder, result.ok ? 2 : 1);
    }
  });

  test.each(CODES)('[F13] %s at every operation of the reads: a typed failure, and the next read works', async (code) => {
    const { folder } = await storeWith(2);
    const reads: ((store: Store) => Promise<{ ok: boolean }>)[] = [
      (store) => store.list(),
      (store) => store.head('p'),
      (store) => store.at('p', 1),
      (store) => store.history('p'),
      async (store) => ({ ok: (await store.verify('p')).length === 0 }),
    ];
    for (const read of reads) {
      for (let at = 1; ; at++) {
        const { fileSystem, failedOperation } = failingAt(at, code);
        const store = createFileStore(folder, fileSystem);
        await read(store);
        if (failedOperation() === undefined) break;
        expect((await read(store)).ok).toBe(true);
        await store.verify('p');
      }
    }
  });

  test('[F9] a disk that fills in the middle of a write leaves nothing behind', async () => {
    const { folder } = await storeWith(1);
    const fileSystem = observedFileSystem((operation, args) => {
      if (operation !== 'write') return;
      fs.writeSync(args[0] as number, (args[1] as Uint8Array).subarray(0, 100));
      throw systemError('ENOSPC');
    });
    expect(failureOf(await createFileStore(folder, fileSystem).commit(commitAfter('p', 1))).kind).toBe('unavailable');
    expect(fs.readdirSync(path.join(folder, 'plans/p'))).toEqual(['000000001.json']);
  });

  test.each([100, 200_000])('[F9] %d bytes are written whole, and what the system refuses of them is told', async (length) => {
    const { folder, store } = await storeWith(1);
    const title = 'å'.repeat(length);
    const revision = valueOf(await store.commit(commitAfter('p', 1, { plan: { ...commitAfter('p', 1).plan, title } })));
    expect(valueOf(await createFileStore(folder).head('p'))).toEqual(revision);
    const file = fs.openSync(revisionPathIn(folder, 2), 'r');
    await expect(nodeFileSystem.write(file, Buffer.alloc(length))).rejects.toMatchObject({ code: 'EBADF' });
    fs.closeSync(file);
    expect(await store.verify('p')).toEqual([]);
  });

  test.each(['EEXIST', 'EIO'])('[F9] a link that was made but reported as %s is taken for made', async (code) => {
    const { folder } = await storeWith(1);
    const fileSystem = observedFileSystem((operation, args) => {
      if (operation !== 'link') return;
      return () => {
        fs.linkSync(args[0] as string, args[1] as string);
        throw systemError(code);
      };
    });
    expect(valueOf(await createFileStore(folder, fileSystem).commit(commitAfter('p', 1))).number).toBe(2);
  });

  test('[F8] a commit whose outcome was unknown is found by its token', async () => {
    const { folder } = await storeWith(1);
    const { broken, fileSystem } = breakable('openFolder', 'EMFILE');
    const store = createFileStore(folder, fileSystem);
    broken.is = true;
    expect(failureOf(await store.commit(commitAfter('p', 1))).kind).toBe('unavailable');
    expect(failureOf(await store.commit(commitAfter('p', 1))).kind).toBe('unavailable');
    broken.is = false;
    expect(valueOf(await store.commit(commitAfter('p', 1))).number).toBe(2);
    expect(valueOf(await store.history('p'))).toHaveLength(2);
  });

  test('[F16] a list that the system does not let be read is no shorter list', async () => {
    const { folder } = await storeWith(1);
    const { broken, fileSystem } = breakable('readFile', 'EMFILE');
    const store = createFileStore(folder, fileSystem);
    expect(valueOf(await store.list())).toHaveLength(1);
    broken.is = true;
    expect(failureOf(await store.list()).kind).toBe('unavailable');
  });

  test('[F13] a bug is not a failure: it throws', async () => {
    const { folder } = await storeWith(1);
    const fileSystem = observedFileSystem((operation) => {
      if (operation === 'link') throw new RangeError('a bug');
    });
    const store = createFileStore(folder, fileSystem);
    await expect(store.commit(commitAfter('p', 1))).rejects.toThrow('a bug');
    await expect(store.commit(commitAfter('p', 1, { plan: { format: 'planark/1', x: NaN } as never }))).rejects.toThrow(TypeError);
  });
});

describe('a sync that fails', () => {
  test.each([1, 2])('[F10] sync %i of a commit: read-only in every process until verify has passed', async (which) => {
    const { folder } = await storeWith(1);
    await commitMany(createFileStore(folder), 'q', 1);
    let syncs = 0;
    const failingOnce = observedFileSystem((operation) => {
      if (operation === 'sync' && ++syncs === which) throw systemError('EIO');
    });
    const store = createFileStore(folder, failingOnce);
    expect(failureOf(await store.commit(commitAfter('p', 1)))).toEqual({ kind: 'unavailable', detail: 'EIO: injected' });
    const other = createFileStore(folder);
    for (const each of [store, other]) {
      for (const planId of ['p', 'q']) {
        expect(failureOf(await each.commit(commitAfter(planId, 1)))).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('read-only') });
      }
      expect((await each.head('p')).ok).toBe(true);
      expect((await each.history('p')).ok).toBe(true);
    }
    expect(await other.verify('q')).toEqual([]);
    expect((await other.commit(commitAfter('q', 1))).ok).toBe(false);
    expect(await other.verify('p')).toEqual([]);
    expect((await store.commit(commitAfter('p', 1))).ok).toBe(true);
    expect((await other.commit(commitAfter('q', 1))).ok).toBe(true);
  });

  test('[F10] while the disk goes on failing, verify says so and lifts nothing', async () => {
    const { folder } = await storeWith(1);
    const { broken, fileSystem } = breakable('sync');
    const store = createFileStore(folder, fileSystem);
    broken.is = true;
    await store.commit(commitAfter('p', 1));
    expect(await store.verify('p')).toEqual([{ kind: 'unavailable', detail: 'EIO: injected' }]);
    broken.is = false;
    expect((await createFileStore(folder).commit(commitAfter('p', 1))).ok).toBe(false);
    expect(await store.verify('p')).toEqual([]);
    expect((await store.commit(commitAfter('p', 1))).ok).toBe(true);
  });

  test('[F10] damage keeps the store read-only, stray files do not', async () => {
    const { folder } = await storeWith(2);
    const { broken, fileSystem } = breakable('sync');
    const store = createFileStore(folder, fileSystem);
    broken.is = true;
    await store.commit(commitAfter('p', 2));
    broken.is = false;
    const whole = fs.readFileSync(revisionPathIn(folder, 1));
    fs.writeFileSync(revisionPathIn(folder, 1), 'x');
    fs.writeFileSync(path.join(folder, 'plans/p/stray.txt'), 'x');
    expect(await store.verify('p')).toHaveLength(2);
    expect((await store.commit(commitAfter('p', 2))).ok).toBe(false);
    fs.writeFileSync(revisionPathIn(folder, 1), whole);
    expect(await store.verify('p')).toHaveLength(1);
    expect((await store.commit(commitAfter('p', 2))).ok).toBe(true);
  });

  test('[F10] where not even the mark can be written, the store itself remembers', async () => {
    const { folder } = await storeWith(1);
    const broken = { is: true };
    const fileSystem = observedFileSystem((operation, args) => {
      const isMark = operation === 'makeFolder' && String(args[0]).endsWith('suspects');
      if (broken.is && (operation === 'sync' || isMark)) throw systemError('EIO');
    });
    const store = createFileStore(folder, fileSystem);
    await store.commit(commitAfter('p', 1));
    broken.is = false;
    expect((await store.commit(commitAfter('p', 1))).ok).toBe(false);
    expect(await store.verify('p')).toEqual([]);
    expect((await store.commit(commitAfter('p', 1))).ok).toBe(true);
  });

  test('[F10] what lies in the folder of marks and names no plan marks nothing', async () => {
    const { folder, store } = await storeWith(1);
    fs.mkdirSync(path.join(folder, 'suspects'));
    fs.writeFileSync(path.join(folder, 'suspects/.DS_Store'), '');
    expect((await store.commit(commitAfter('p', 1))).ok).toBe(true);
  });

  test('[F10] a folder of marks that is taken away while somebody looks marks nothing', async () => {
    const { folder } = await storeWith(1);
    const marks = path.join(folder, 'suspects');
    fs.mkdirSync(marks);
    const fileSystem = observedFileSystem((operation, args) => {
      if (operation === 'readFolder' && args[0] === marks) fs.rmSync(marks, { recursive: true, force: true });
    });
    expect((await createFileStore(folder, fileSystem).commit(commitAfter('p', 1))).ok).toBe(true);
    expect(fs.existsSync(marks)).toBe(false);
  });

  test('[F10] the first commit of a plan: the doubt ends although the plan is not there', async () => {
    const { folder } = await storeWith(1);
    const { broken, fileSystem } = breakable('sync');
    const store = createFileStore(folder, fileSystem);
    broken.is = true;
    await store.commit(commitAfter('new', 0));
    broken.is = false;
    expect((await store.commit(commitAfter('p', 1))).ok).toBe(false);
    expect((await store.verify('new')).map((failure) => failure.kind)).toEqual(['not-found']);
    expect((await store.commit(commitAfter('p', 1))).ok).toBe(true);
  });

  test('[F10] a commit under way elsewhere in the store is not acknowledged either', async () => {
    const { folder } = await storeWith(1);
    await commitMany(createFileStore(folder), 'q', 1);
    let syncs = 0;
    const fileSystem = observedFileSystem((operation) => {
      if (operation === 'sync' && ++syncs === 2) throw systemError('EIO');
    });
    const store = createFileStore(folder, fileSystem);
    const results = await Promise.all([store.commit(commitAfter('p', 1)), store.commit(commitAfter('q', 1))]);
    expect(results.map((result) => result.ok)).toEqual([false, false]);
  });

  test('[F11] what another process wrote is synced before it is served, once', async () => {
    const { folder } = await storeWith(2);
    let syncs = 0;
    const fileSystem = observedFileSystem((operation) => void (operation === 'sync' && syncs++));
    const store = createFileStore(folder, fileSystem);
    await store.list();
    expect(syncs).toBe(0);
    await store.head('p');
    expect(syncs).toBe(1);
    await store.head('p');
    await store.history('p');
    await store.at('p', 1);
    expect(syncs).toBe(1);
    await commitMany(createFileStore(folder), 'p', 1, 2);
    await store.at('p', 3);
    expect(syncs).toBe(2);
  });

  test('[F11] a read whose sync fails serves nothing', async () => {
    const { folder } = await storeWith(1);
    const { broken, fileSystem } = breakable('sync');
    broken.is = true;
    const store = createFileStore(folder, fileSystem);
    expect(failureOf(await store.head('p')).kind).toBe('unavailable');
    expect((await createFileStore(folder).commit(commitAfter('p', 1))).ok).toBe(false);
  });
});
