import * as assert from 'node:assert/strict';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { commitAfter, revisionBytes, storedPlan, valueOf } from './store-fixtures';

/**
 * What must hold of a store after anything happened to it: what was acknowledged is there (P1), everything there is whole and what was
 * asked for (P2), numbers and hashes chain without a gap (P3); the next write works and changes nothing that was there.
 */
export async function expectPromisesKept(folder: string, acknowledged: number): Promise<void> {
  valueOf(await initStore(folder));
  const store = createFileStore(folder);
  const history = await store.history('p');
  const infos = history.ok ? history.value : [];
  if (!history.ok) assert.equal(history.failure.kind, 'not-found');
  assert.ok(infos.length >= acknowledged, `${acknowledged} acknowledged, ${infos.length} there`);
  assert.deepEqual(infos.map((info) => info.number), infos.map((_, index) => infos.length - index));
  for (const { number } of infos) {
    const revision = valueOf(await store.at('p', number));
    assert.deepEqual(revision.plan, storedPlan('p', number));
    assert.equal(revision.token, `token-${number}`);
  }
  const before = revisionBytes(folder);
  valueOf(await store.commit(commitAfter('p', infos.length)));
  const after = revisionBytes(folder);
  for (const [name, bytes] of before) assert.equal(after.get(name), bytes, `${name} has changed`);
  assert.deepEqual(await store.verify('p'), []);
}
