import { readdirSync } from 'node:fs';
import { createFileSegments } from '../../core/node/store-files/audit-segments';
import { initStore } from '../../core/node/store-files/init-store';
import { temporaryFolder, valueOf } from '../support/store-fixtures';
import { describeSegmentsContract, expectNoStore } from './segments-contract';

let folder: string;
describeSegmentsContract('a folder of files', {
  make: async () => {
    folder = temporaryFolder();
    valueOf(await initStore(folder));
    return createFileSegments(folder);
  },
  again: () => createFileSegments(folder),
});

test('[L2] a folder that is no store gets no log', async () => {
  const empty = temporaryFolder();
  await expectNoStore(createFileSegments(empty));
  expect(readdirSync(empty)).toEqual([]);
});
