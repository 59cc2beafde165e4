import * as fs from 'node:fs';
import * as path from 'node:path';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { encodeRevision } from '../../../core/node/revision/revision-file';
import { commitAfter, commitMany, failureOf, revisionPathIn, storedPlan, storeWith, temporaryFolder, valueOf } from '../../support/store-fixtures';

const PLACE_2 = 'plans/p/000000002.json';

function change(folder: string, number: number, edit: (bytes: Buffer) => Buffer): void {
  const file = revisionPathIn(folder, number);
  fs.writeFileSync(file, edit(fs.readFileSync(file)));
  setLater(file);
}

/** As if it had been written to a while after the store did: the system's clock for files goes by some milliseconds at a time. */
function setLater(file: string): void {
  const later = new Date(Date.now() + 60_000);
  fs.utimesSync(file, later, later);
}

/** Writes to a file and makes it say that nobody did. */
function changeUnseen(folder: string, number: number, edit: (bytes: Buffer) => Buffer): void {
  const file = revisionPathIn(folder, number);
  const { atime, mtime, ctimeMs } = fs.statSync(file);
  do {
    fs.writeFileSync(file, edit(fs.readFileSync(file)));
    fs.utimesSync(file, atime, mtime);
  } while (fs.statSync(file).ctimeMs === ctimeMs);
}

/** A revision with a right hash of its own, which nobody committed. */
function forge(folder: string, number: number, parentHash: string | null, plan: object = storedPlan('p', number)): void {
  const { planId, author, time, message, token } = commitAfter('p', number - 1);
  const { bytes } = encodeRevision({ planId, author, time, message, token, number, parentHash, plan: plan as never });
  fs.writeFileSync(revisionPathIn(folder, number), bytes);
}

describe('damage', () => {
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['with a tail of zeros', (bytes) => Buffer.concat([bytes.subarray(0, bytes.length - 100), Buffer.alloc(100)])],
    ['all zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['one bit other', (bytes) => Buffer.from(bytes.map((byte, at) => (at === 300 ? byte ^ 4 : byte)))],
    ['line ends changed', (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r\n'))],
    ['longer by a byte', (bytes) => Buffer.concat([bytes, Buffer.from(' ')])],
  ])('[F7] a revision %s is never served, and named', async (_, edit) => {
    const { folder, store } = await storeWith(3);
    change(folder, 2, edit);
    expect(failureOf(await store.at('p', 2))).toMatchObject({ kind: 'damaged', place: PLACE_2, number: 2 });
    expect(failureOf(await store.history('p'))).toMatchObject({ kind: 'damaged' });
    expect((await store.verify('p')).map((failure) => 'place' in failure && failure.place)).toEqual([PLACE_2]);
    expect(valueOf(await store.at('p', 1)).number).toBe(1);
    expect(valueOf(await store.at('p', 3)).number).toBe(3);
  });

  test('[F7] what a store has read or written is not served from memory when its file is damaged, replaced, or damaged under the time it had', async () => {
    const { folder, store } = await storeWith(4);
    for (const number of [1, 2, 3, 4]) expect(valueOf(await store.at('p', number))).toBe(valueOf(await store.at('p', number)));
    const whole = [1, 2, 3, 4].map((number) => fs.readFileSync(revisionPathIn(folder, number)));
    change(folder, 2, (bytes) => Buffer.from(bytes.map((byte, at) => (at === 300 ? byte ^ 4 : byte))));
    changeUnseen(folder, 3, () => Buffer.from(whole[2]!.map((byte, at) => (at === 300 ? byte ^ 4 : byte))));
    fs.unlinkSync(revisionPathIn(folder, 1));
    fs.writeFileSync(revisionPathIn(folder, 1), whole[1]!);
    for (const number of [1, 2, 3]) expect(failureOf(await store.at('p', number))).toMatchObject({ kind: 'damaged', number });
    expect(valueOf(await store.head('p')).number).toBe(4);
    // The revision before says another hash than the head follows.
    forge(folder, 3, null);
    setLater(revisionPathIn(folder, 3));
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'damaged', number: 4 });
    for (const number of [1, 2, 3]) change(folder, number, () => whole[number - 1]!);
    expect(valueOf(await store.head('p')).number).toBe(4);
    expect(await store.verify('p')).toEqual([]);
  });

  test('[F7] with the newest revision damaged there is no head, nothing is built on it, older ones are served', async () => {
    const { folder, store } = await storeWith(2);
    change(folder, 2, (bytes) => bytes.subarray(0, 200));
    const expected = { kind: 'damaged', place: PLACE_2, number: 2 };
    expect(failureOf(await store.head('p'))).toMatchObject(expected);
    expect(failureOf(await store.commit(commitAfter('p', 2)))).toMatchObject(expected);
    expect(valueOf(await store.at('p', 1)).plan.title).toBe('Handlingsplan 1');
    expect(valueOf(await store.list())).toEqual([]);
    expect(fs.existsSync(revisionPathIn(folder, 3))).toBe(false);
  });

  test('[F7] 200 flipped bits are each found by verify and by no read served', async () => {
    const { folder, store } = await storeWith(2);
    const whole = fs.readFileSync(revisionPathIn(folder, 2));
    for (let step = 0; step < 200; step++) {
      const bit = Math.floor((step * whole.length * 8) / 200);
      change(folder, 2, () => Buffer.from(whole.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))));
      expect((await store.verify('p'))[0]).toMatchObject({ kind: 'damaged', number: 2 });
      expect((await store.head('p')).ok).toBe(false);
    }
  });

  test('[F7] two revisions changed places', async () => {
    const { folder, store } = await storeWith(4);
    const second = fs.readFileSync(revisionPathIn(folder, 2));
    change(folder, 2, () => fs.readFileSync(revisionPathIn(folder, 3)));
    change(folder, 3, () => second);
    expect((await store.verify('p')).map((failure) => 'number' in failure && failure.number)).toEqual([2, 3, 4]);
    expect(failureOf(await store.at('p', 2))).toMatchObject({ kind: 'damaged', detail: 'it holds revision 3 of plan p' });
  });

  test('[F7] a revision of another plan', async () => {
    const { folder, store } = await storeWith(2);
    await commitMany(store, 'q', 1);
    fs.copyFileSync(revisionPathIn(folder, 1, 'q'), revisionPathIn(folder, 1));
    expect(failureOf(await store.at('p', 1))).toMatchObject({ kind: 'damaged', number: 1, detail: 'it holds revision 1 of plan q' });
  });

  test('[F7] revisions missing in the middle or at the beginning', async () => {
    const { folder, store } = await storeWith(6);
    for (const number of [1, 3, 4]) fs.unlinkSync(revisionPathIn(folder, number));
    expect((await store.verify('p')).map((failure) => 'detail' in failure && failure.detail)).toEqual([
      'revision 1 is missing',
      'revisions 3 to 4 are missing',
    ]);
    expect(failureOf(await store.history('p'))).toMatchObject({ kind: 'damaged', number: 5 });
    expect(valueOf(await store.head('p')).number).toBe(6);
    fs.unlinkSync(revisionPathIn(folder, 5));
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'damaged', number: 6 });
    expect((await store.commit(commitAfter('p', 6))).ok).toBe(false);
  });

  test('[F7] a revision made anew with a right hash breaks the chain after it', async () => {
    const { folder, store } = await storeWith(3);
    forge(folder, 2, valueOf(await store.at('p', 1)).hash, { ...storedPlan('p', 2), title: 'forged' });
    expect(await store.verify('p')).toMatchObject([{ number: 3, detail: 'it does not follow revision 2' }]);
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'damaged', number: 3 });
  });

  test('[F7] a number far away is a gap, told in one line', async () => {
    const { folder, store } = await storeWith(1);
    forge(folder, 999_999_999, 'a'.repeat(64));
    expect(await store.verify('p')).toMatchObject([{ number: 2, detail: 'revisions 2 to 999999998 are missing' }]);
    expect((await store.commit(commitAfter('p', 999_999_999))).ok).toBe(false);
  });

  test('[F7] a revision that is not canonical is named by verify', async () => {
    const { folder, store } = await storeWith(1);
    const { createHash } = await import('node:crypto');
    const text = fs.readFileSync(revisionPathIn(folder, 1), 'utf8').replace('"status": "adopted"', '"status":  "adopted"');
    const hash = createHash('sha256').update(text.replace(/ {2}"hash": .*\n/, '')).digest('hex');
    change(folder, 1, () => Buffer.from(text.replace(/"hash": ".*"/, `"hash": "${hash}"`)));
    expect(await store.verify('p')).toMatchObject([{ number: 1, detail: 'it is not in canonical form' }]);
  });

  test('[F7] what is no revision file is never read, and verify names it', async () => {
    const { folder, store } = await storeWith(1);
    const strays = ['000000002 (conflicted copy).json', '00000002.json', '000000002.json.bak', '000000000.json', 'notes.txt'];
    for (const name of strays) fs.copyFileSync(revisionPathIn(folder, 1), path.join(folder, 'plans/p', name));
    fs.writeFileSync(path.join(folder, 'plans/p/.x.1.1.aa.tmp'), 'half');
    fs.writeFileSync(path.join(folder, 'plans/readme'), 'x');
    expect(valueOf(await store.head('p')).number).toBe(1);
    expect((await store.verify('p')).map((failure) => 'place' in failure && failure.place).sort()).toEqual(
      strays.map((name) => `plans/p/${name}`).sort(),
    );
    expect(valueOf(await store.list())).toHaveLength(1);
    expect(valueOf(await store.commit(commitAfter('p', 1))).number).toBe(2);
  });

  test('[F4] a file that is too large, a link or a folder is damage, not read', async () => {
    const { folder, store } = await storeWith(2);
    fs.truncateSync(revisionPathIn(folder, 2), 64 * 1024 * 1024 + 1);
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'damaged', number: 2 });
    fs.unlinkSync(revisionPathIn(folder, 2));
    fs.symlinkSync(revisionPathIn(folder, 1), revisionPathIn(folder, 2));
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'damaged', number: 2 });
    fs.unlinkSync(revisionPathIn(folder, 2));
    fs.mkdirSync(revisionPathIn(folder, 2));
    expect(failureOf(await createFileStore(folder).commit(commitAfter('p', 2)))).toMatchObject({ kind: 'damaged', number: 2 });
  });

  test('[F5] a plan folder that leads elsewhere is not found, and nothing is written there', async () => {
    const { folder, store } = await storeWith(1);
    const outside = temporaryFolder();
    fs.symlinkSync(outside, path.join(folder, 'plans/out'));
    fs.symlinkSync(path.join(folder, 'plans/p'), path.join(folder, 'plans/alias'));
    fs.symlinkSync(path.join(outside, 'gone'), path.join(folder, 'plans/dangling'));
    for (const planId of ['out', 'alias', 'dangling']) {
      expect(failureOf(await store.head(planId)).kind).toBe('not-found');
      expect(failureOf(await store.commit(commitAfter(planId, 0))).kind).toBe('not-found');
    }
    expect(fs.readdirSync(outside)).toEqual([]);
    expect(valueOf(await store.list()).map((plan) => plan.planId)).toEqual(['p']);
  });

  test('[F12] a newer format is listed, but neither read nor built on; older revisions are served', async () => {
    const { folder, store } = await storeWith(1);
    forge(folder, 2, valueOf(await store.head('p')).hash, { ...storedPlan('p', 2), format: 'planark/2' });
    const expected = { kind: 'newer-format', format: 'planark/2' };
    expect(failureOf(await store.head('p'))).toEqual(expected);
    expect(failureOf(await store.at('p', 2))).toEqual(expected);
    expect(failureOf(await store.commit(commitAfter('p', 2)))).toEqual(expected);
    expect(valueOf(await store.list())).toMatchObject([{ planId: 'p', revision: 2, title: 'Handlingsplan 2' }]);
    expect(valueOf(await store.at('p', 1)).number).toBe(1);
    expect(await store.verify('p')).toEqual([]);
    const newer = createFileStore(folder, undefined, (format) => format === 'planark/2');
    expect(valueOf(await newer.head('p')).number).toBe(2);
  });
});
