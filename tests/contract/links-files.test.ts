import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createFileLinks } from '../../core/node/store-files/file-links';
import { nodeFileSystem } from '../../core/node/store-files/file-system';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { commitMany, failureOf, temporaryFolder, valueOf } from '../support/store-fixtures';
import { describeLinkContract, sheetLink } from './link-contract';

const id = '1AbCdEfGhIjKlMnOpQrStUvWxYz';
const newStore = async (): Promise<string> => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  return folder;
};

describeLinkContract('links in a folder of files', async () => {
  const folder = await newStore();
  return { links: createFileLinks(folder), other: createFileLinks(folder) };
});

describe('the folder of links', () => {
  test('[U1] holds a file a spreadsheet and nothing else', async () => {
    const folder = await newStore();
    const links = createFileLinks(folder);
    valueOf(await links.put(sheetLink('p', id)));
    valueOf(await links.put(sheetLink('p', id, { locale: 'sv' })));
    expect(readdirSync(path.join(folder, 'sheets'))).toEqual([`${id}.json`]);
  });

  test('[U1] what shows regions and was kept under its spreadsheet, as it once was, is the one that its plan has', async () => {
    const folder = await newStore();
    const links = createFileLinks(folder);
    valueOf(await links.put(sheetLink('q', `${id}q`)));
    const before = sheetLink('p', id, { kind: 'roll-up' });
    writeFileSync(path.join(folder, 'sheets', `${id}.json`), JSON.stringify(before));
    expect([valueOf(await links.find(id)), valueOf(await links.putFirst({ ...before, spreadsheetId: `${id}x` }))]).toEqual([before, before]);
    valueOf(await links.put({ ...before, locale: 'sv' }));
    expect(readdirSync(path.join(folder, 'sheets')).sort()).toEqual([`${id}q.json`, 'p.roll-up.json']);
    expect(valueOf(await links.find(id))).toEqual({ ...before, locale: 'sv' });
  });

  test('[U1] is nothing to the plans beside it', async () => {
    const folder = await newStore();
    const store = createFileStore(folder);
    await commitMany(store, 'p', 2);
    valueOf(await createFileLinks(folder).put(sheetLink('p', id)));
    expect(valueOf(await store.planIds())).toEqual(['p']);
    expect(await store.verify('p')).toEqual([]);
    expect(valueOf(await initStore(folder))).toEqual(valueOf(await initStore(await newStore())));
  });

  test('[U1] a file that is not as it was written is named', async () => {
    const folder = await newStore();
    const links = createFileLinks(folder);
    valueOf(await links.put(sheetLink('p', id)));
    for (const text of ['', '{', '{}', JSON.stringify(sheetLink('p', `${id}x`)), JSON.stringify({ ...sheetLink('p', id), url: 'javascript:alert(1)' }), JSON.stringify({ ...sheetLink('p', id), planId: '../x' })]) {
      writeFileSync(path.join(folder, 'sheets', `${id}.json`), text);
      for (const failure of [await links.find(id), await links.list(), await links.ofPlan('p'), await links.note(id, { lastFailure: null })].map((result) => failureOf<unknown>(result))) {
        expect(failure).toMatchObject({ kind: 'damaged', place: `sheets/${id}.json` });
      }
    }
    valueOf(await links.put(sheetLink('p', id)));
    expect(valueOf(await links.list())).toHaveLength(1);
  });

  test('[U1] what the disk refuses is a failure, and the old link stays whole', async () => {
    const folder = await newStore();
    valueOf(await createFileLinks(folder).put(sheetLink('p', id)));
    const failing = createFileLinks(folder, { ...nodeFileSystem, sync: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) });
    expect(failureOf(await failing.put(sheetLink('q', id)))).toMatchObject({ kind: 'unavailable' });
    expect(failureOf(await failing.note(id, { lastFailure: { time: '2026-11-21T10:00:00.000Z', kind: 'quota' } }))).toMatchObject({ kind: 'unavailable' });
    expect(valueOf(await createFileLinks(folder).find(id))).toEqual(sheetLink('p', id));
    expect(readdirSync(path.join(folder, 'sheets'))).toEqual([`${id}.json`]);
  });

  test('[U1] what somebody removes or puts while a note is being written is not undone', async () => {
    const folder = await newStore();
    const others = createFileLinks(folder);
    const lastFailure = { time: '2026-11-21T10:00:00.000Z', kind: 'quota' };
    const noteWhile = async (meanwhile: () => Promise<unknown>) => {
      let hasRun = false;
      const sync = async (file: number): Promise<void> => {
        await nodeFileSystem.sync(file);
        if (hasRun) return;
        hasRun = true;
        await meanwhile();
      };
      return valueOf(await createFileLinks(folder, { ...nodeFileSystem, sync }).note(id, { lastFailure }));
    };
    valueOf(await others.put(sheetLink('p', id)));
    expect(await noteWhile(() => others.put(sheetLink('p', id, { lockedTabs: ['superiorGoals'] })))).toBe(true);
    expect(valueOf(await others.find(id))).toEqual(sheetLink('p', id, { lockedTabs: ['superiorGoals'], lastFailure }));
    expect(await noteWhile(() => others.remove(id))).toBe(false);
    expect(valueOf(await others.find(id))).toBeNull();
    expect(readdirSync(path.join(folder, 'sheets'))).toEqual([]);
  });

  test('[U1] a folder that is no store is not made one', async () => {
    const folder = temporaryFolder();
    expect(failureOf(await createFileLinks(folder).put(sheetLink('p', id)))).toMatchObject({ kind: 'unavailable' });
    expect(existsSync(path.join(folder, 'sheets'))).toBe(false);
  });
});
