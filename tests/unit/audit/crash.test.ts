import * as path from 'node:path';
import { auditedStore, readHeads } from '../../../core/node/audit/audited-store';
import { createAuditLog } from '../../../core/node/audit/audit-log';
import { verifyAudit } from '../../../core/node/audit/verify-audit';
import { createFileSegments } from '../../../core/node/store-files/audit-segments';
import { nodeFileSystem, type FileSystem } from '../../../core/node/store-files/file-system';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import type { Store } from '../../../core/sync/store';
import { kari } from '../../support/audit-fixtures';
import { recordDisk, restoreDisk } from '../../support/store-disk-model';
import { commitAfter, commitMany, failureOf, temporaryFolder, valueOf } from '../../support/store-fixtures';
import { observedFileSystem, systemError } from '../../support/store-observed-file-system';

/** Without waiting for the disk: what a process leaves behind when it ends is what it wrote. */
const quick: FileSystem = { ...nodeFileSystem, sync: async () => undefined };

/** A store in a folder as the command line has it, all of it on one file system. */
const recordedStore = (folder: string, fileSystem = quick) => {
  const store = createFileStore(folder, fileSystem);
  const log = createAuditLog(createFileSegments(folder, fileSystem), { now: () => new Date(), readHeads: () => readHeads(store), noteDelay: 1_000_000 });
  return { store: auditedStore(store, log, kari), log };
};

/** Nothing is wrong with what is there, and it can be gone on with. */
const expectWhole = async (folder: string): Promise<number> => {
  const report = async () => valueOf(await verifyAudit(createFileSegments(folder, quick), createFileStore(folder, quick)));
  const before = await report();
  expect(before.faults).toEqual([]);
  const { store, log } = recordedStore(folder);
  const history = await store.history('p');
  valueOf(await store.commit(commitAfter('p', history.ok ? history.value.length : 0)));
  await log.close();
  expect((await report()).faults).toEqual([]);
  return before.revisions;
};

const commitThree = async (store: Store): Promise<void> => {
  for (let parent = 0; parent < 3; parent++) await store.commit(commitAfter('p', parent));
};

describe('[L3] whatever ends the process, no revision is there that is not in the log', () => {
  test('a crash at every file operation of three commits', async () => {
    class Crash extends Error {}
    let operations = 0;
    for (let at = 1; operations === 0; at++) {
      const folder = temporaryFolder();
      valueOf(await initStore(folder, quick));
      let seen = 0;
      const crashing = observedFileSystem(() => {
        // From then on nothing happens any more, as with a process that is gone.
        if (++seen >= at) throw new Crash();
      }, quick);
      const { store, log } = recordedStore(folder, crashing);
      await commitThree(store).then(() => log.close()).catch((error) => expect(error).toBeInstanceOf(Crash));
      if (seen < at) operations = seen;
      await expectWhole(folder);
    }
    expect(operations).toBeGreaterThan(100);
  });

  test('a power failure: every state the disk may be in', async () => {
    const root = temporaryFolder();
    const recording = recordDisk(root);
    const folder = path.join(root, 'store');
    valueOf(await initStore(folder, recording.fileSystem));
    const { store, log } = recordedStore(folder, recording.fileSystem);
    for (let parent = 0; parent < 2; parent++) recording.acknowledge(valueOf(await store.commit(commitAfter('p', parent))).number);
    await log.close();
    const states = recording.states().filter(({ entries }) => entries.has('store/planark-store.json') && entries.has('store/plans'));
    expect(states.length).toBeGreaterThan(100);
    for (const state of states) {
      const restored = temporaryFolder();
      restoreDisk(restored, state);
      if (!(await createFileStore(path.join(restored, 'store')).list()).ok) continue;
      expect(await expectWhole(path.join(restored, 'store'))).toBeGreaterThanOrEqual(state.acknowledged);
    }
  });

  test('a power failure where the log begins its second folder', async () => {
    const root = temporaryFolder();
    const recording = recordDisk(root);
    const folder = path.join(root, 'store');
    valueOf(await initStore(folder, recording.fileSystem));
    const [first, second] = [createFileSegments(folder, { ...recording.fileSystem, openFolder: () => null }), createFileSegments(folder, recording.fileSystem)];
    valueOf(await second.put(999, Buffer.from('999')));
    // Another process puts the last one of the first folder, and is gone before it is synced.
    valueOf(await first.put(1000, Buffer.from('1000')));
    valueOf(await second.put(1001, Buffer.from('1001')));
    recording.acknowledge(1);
    for (const state of recording.states().filter(({ acknowledged }) => acknowledged === 1)) expect([...state.entries.keys()]).toEqual(expect.arrayContaining(['store/audit/000000/000001000.json', 'store/audit/000001/000001001.json']));
  });

  test('an error of the system at every file operation: a commit that is refused is not there or can be asked for again', async () => {
    const codes = ['ENOSPC', 'EIO', 'EACCES'];
    for (let at = 1, isOver = false; !isOver; at++) {
      const folder = temporaryFolder();
      valueOf(await initStore(folder, quick));
      let seen = 0;
      const failing = observedFileSystem(() => {
        if (++seen === at) throw systemError(codes[at % codes.length]!);
      }, quick);
      const { store, log } = recordedStore(folder, failing);
      for (let parent = 0; parent < 2; parent++) {
        const first = await store.commit(commitAfter('p', parent));
        if (!first.ok) {
          expect(first.failure.kind).toBe('unavailable');
          await store.verify('p');
          valueOf(await store.commit(commitAfter('p', parent)));
        }
      }
      await log.close();
      isOver = seen < at;
      expect(await expectWhole(folder)).toBe(2);
    }
  });

  test('a disk that does not take the log takes no revision', async () => {
    const folder = temporaryFolder();
    valueOf(await initStore(folder));
    await commitMany(createFileStore(folder), 'p', 1);
    const full = observedFileSystem((operation, args) => {
      if (operation === 'openNew' && String(args[0]).includes(`${path.sep}audit${path.sep}`)) throw systemError('ENOSPC');
    });
    const { store } = recordedStore(folder, full);
    expect(failureOf(await store.commit(commitAfter('p', 1)))).toEqual({ kind: 'unavailable', detail: 'ENOSPC: injected', unrecorded: 'unwritten' });
    expect(valueOf(await store.history('p'))).toHaveLength(1);
    expect((await store.head('p')).ok).toBe(true);
  });
});
