import * as path from 'node:path';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { recordDisk, restoreDisk } from '../../support/store-disk-model';
import { commitAfter, temporaryFolder, valueOf } from '../../support/store-fixtures';
import { expectPromisesKept } from '../../support/store-promises';

describe('power failure', () => {
  test('[F9] every state the disk may be in during init and four commits keeps the promises', async () => {
    const root = temporaryFolder();
    const recording = recordDisk(root);
    const folder = path.join(root, 'store');
    valueOf(await initStore(folder, recording.fileSystem));
    const store = createFileStore(folder, recording.fileSystem);
    for (let parent = 0; parent < 4; parent++) {
      recording.acknowledge(valueOf(await store.commit(commitAfter('p', parent))).number);
    }
    const states = recording.states();
    expect(states.length).toBeGreaterThan(140);
    for (const state of states) {
      const restored = temporaryFolder();
      restoreDisk(restored, state);
      if (state.acknowledged > 0) expect((await createFileStore(path.join(restored, 'store')).head('p')).ok).toBe(true);
      await expectPromisesKept(path.join(restored, 'store'), state.acknowledged);
    }
  });

  test('[F9] the model does find a protocol that is wrong: without syncing the folder a revision gets lost', async () => {
    const root = temporaryFolder();
    const recording = recordDisk(root);
    const careless = { ...recording.fileSystem, openFolder: () => null };
    const folder = path.join(root, 'store');
    valueOf(await initStore(folder, recording.fileSystem));
    const store = createFileStore(folder, careless);
    recording.acknowledge(valueOf(await store.commit(commitAfter('p', 0))).number);
    const afterwards = recording.states().filter(({ acknowledged }) => acknowledged === 1);
    expect(afterwards.some(({ entries }) => !entries.has('store/plans/p/000000001.json'))).toBe(true);
  });
});
