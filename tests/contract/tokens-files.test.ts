import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { makeToken } from '../../core/node/people/token';
import { createFileTokens } from '../../core/node/store-files/file-tokens';
import { nodeFileSystem } from '../../core/node/store-files/file-system';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { commitMany, failureOf, temporaryFolder, valueOf } from '../support/store-fixtures';
import { describeTokenContract } from './token-contract';

const newStore = async (): Promise<string> => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  return folder;
};
const made = () => makeToken({ name: 'Kari', grants: [{ role: 'reader', on: 'everything' }], expires: null, madeBy: 'ola' }, new Date());

describeTokenContract('tokens in a folder of files', async () => {
  const folder = await newStore();
  return { registry: createFileTokens(folder), other: createFileTokens(folder) };
});

describe('the folder of tokens', () => {
  test('[T9] is read by its owner alone, keeps no secret, leaves nothing else behind, and stays out of git', async () => {
    const folder = await newStore();
    const { token, text } = made();
    const registry = createFileTokens(folder);
    valueOf(await registry.add(token));
    valueOf(await registry.noteUse(token.id, '2026-11-22T09:00:00.000Z'));
    valueOf(await registry.revoke(token.id, { at: '2026-11-22T09:00:00.000Z', by: 'ola' }));
    const files = readdirSync(path.join(folder, 'tokens')).sort();
    expect(files).toEqual(['.gitignore', `${token.id}.json`, `${token.id}.revoked.json`, `${token.id}.used`]);
    for (const file of files.slice(1)) expect(statSync(path.join(folder, 'tokens', file)).mode & 0o777).toBe(0o600);
    for (const file of files) expect(readFileSync(path.join(folder, 'tokens', file), 'utf8')).not.toContain(text.slice(-20));
    expect(readFileSync(path.join(folder, 'tokens', '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('[T9] is nothing to the plans beside it', async () => {
    const folder = await newStore();
    const store = createFileStore(folder);
    await commitMany(store, 'p', 2);
    valueOf(await createFileTokens(folder).add(made().token));
    expect(valueOf(await store.planIds())).toEqual(['p']);
    expect(await store.verify('p')).toEqual([]);
    expect(valueOf(await store.list())).toHaveLength(1);
    expect(await store.head('tokens')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  });

  test('[T9] a file that is not as it was written is named, and lets nobody in', async () => {
    const folder = await newStore();
    const { token } = made();
    const registry = createFileTokens(folder);
    valueOf(await registry.add(token));
    const file = path.join(folder, 'tokens', `${token.id}.json`);
    for (const text of ['', '{', '{}', JSON.stringify({ ...token, id: '0123456789ab' }), JSON.stringify({ ...token, grants: [{ role: 'admin', on: { plan: 'p' } }] })]) {
      writeFileSync(file, text);
      expect(failureOf(await registry.find(token.id))).toMatchObject({ kind: 'damaged', place: `tokens/${token.id}.json` });
      expect(failureOf(await registry.list())).toMatchObject({ kind: 'damaged' });
    }
    expect(valueOf(await registry.hasAny())).toBe(true);
    writeFileSync(file, JSON.stringify(token));
    writeFileSync(path.join(folder, 'tokens', `${token.id}.revoked.json`), '');
    expect(failureOf(await registry.find(token.id))).toMatchObject({ kind: 'damaged', place: `tokens/${token.id}.revoked.json` });
  });

  test('[T9] what the disk refuses is a failure: nothing is said to be made or revoked', async () => {
    const folder = await newStore();
    const { token } = made();
    valueOf(await createFileTokens(folder).add(token));
    const failing = createFileTokens(folder, { ...nodeFileSystem, sync: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) });
    for (const outcome of [await failing.add(made().token), await failing.revoke(token.id, { at: '2026-11-22T09:00:00.000Z', by: 'ola' }), await failing.noteUse(token.id, '2026-11-22T09:00:00.000Z')]) {
      expect(failureOf(outcome)).toMatchObject({ kind: 'unavailable' });
    }
    expect(valueOf(await createFileTokens(folder).list())).toHaveLength(1);
  });

  test('[T9] a folder that is no store is not made one', async () => {
    const folder = temporaryFolder();
    expect(failureOf(await createFileTokens(folder).add(made().token))).toMatchObject({ kind: 'unavailable' });
    expect(existsSync(path.join(folder, 'tokens'))).toBe(false);
  });
});
