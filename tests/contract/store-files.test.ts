import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { temporaryFolder, valueOf } from '../support/store-fixtures';
import { describeStoreContract } from './store-contract';

describeStoreContract('a folder of files', async () => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  return createFileStore(folder);
});
