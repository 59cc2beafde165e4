import * as fs from 'node:fs';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { commitAfter, valueOf } from './store-fixtures';
import { observedFileSystem } from './store-observed-file-system';

/**
 * Makes a store and commits three revisions, and kills itself before file operation number STORE_KILL_AT, or with STORE_KILL_HALF in the
 * middle of it if it is a write. Prints the number of each revision once it is acknowledged, and at the end how many operations there were.
 */
const killAt = Number(process.env.STORE_KILL_AT);
const inTheMiddle = process.env.STORE_KILL_HALF === '1';
let operations = 0;

const fileSystem = observedFileSystem((operation, args) => {
  operations += 1;
  if (operations !== killAt) return;
  if (inTheMiddle && operation === 'write') {
    const [file, data] = args as [number, Uint8Array];
    fs.writeSync(file, data, 0, data.length >> 1);
  }
  process.kill(process.pid, 'SIGKILL');
});

async function run(folder: string): Promise<void> {
  valueOf(await initStore(folder, fileSystem));
  const store = createFileStore(folder, fileSystem);
  for (let parent = 0; parent < 3; parent++) {
    const made = valueOf(await store.commit(commitAfter('p', parent)));
    fs.writeSync(1, `${made.number}\n`);
  }
  fs.writeSync(1, `operations ${operations}\n`);
}

void run(process.argv[2]!);
