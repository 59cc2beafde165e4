import * as fs from 'node:fs';
import * as path from 'node:path';
import { auditedStore } from '../../../core/node/audit/audited-store';
import { verifyAudit } from '../../../core/node/audit/verify-audit';
import { auditedTokens, heldTokens } from '../../../core/node/people/audited-tokens';
import { makeToken, type Token } from '../../../core/node/people/token';
import { createFileSegments } from '../../../core/node/store-files/audit-segments';
import { createFileTokens } from '../../../core/node/store-files/file-tokens';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { auditFaultText } from '../../../core/node/texts/audit-texts';
import { locales } from '../../../core/plan/locale';
import type { Store } from '../../../core/sync/store';
import { entriesOf, kari, logOn } from '../../support/audit-fixtures';
import { commitAfter, commitMany, failureOf, revisionPathIn, storedPlan, temporaryFolder, valueOf } from '../../support/store-fixtures';

/** A store with so many revisions of `p`, begun before the log, and what is needed to go on. */
const world = async (before = 0) => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  const [store, segments] = [createFileStore(folder), createFileSegments(folder)];
  await commitMany(store, 'p', before);
  const log = logOn(segments, { store });
  const audited = auditedStore(store, log, kari);
  const faults = async (expected?: string) => {
    await log.close();
    return valueOf(await verifyAudit(createFileSegments(folder), createFileStore(folder), { ...(expected !== undefined && { expected }), tokens: heldTokens(createFileTokens(folder)) })).faults;
  };
  return { folder, store, segments, log, audited, faults };
};

describe('[L3] a commit', () => {
  test('is announced before it is made, and what came of it is noted', async () => {
    const { audited, store, log, segments } = await world(1);
    const head = valueOf(await store.head('p'));
    const made = valueOf(await audited.commit(commitAfter('p', 1, { token: 'hemmelig' })));
    expect(failureOf(await audited.commit(commitAfter('p', 1, { token: 'annen' }))).kind).toBe('stale');
    expect(valueOf(await audited.commit(commitAfter('p', 5, { token: 'hemmelig' }))).number).toBe(2);
    await log.close();
    const entries = await entriesOf(segments);
    expect(entries.map(({ deed }) => deed)).toEqual([
      { kind: 'log-begun', heads: [{ plan: 'p', revision: 1, hash: head.hash }] },
      { kind: 'commit-begun', parent: 1, parentHash: head.hash, hash: made.hash, token: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { kind: 'committed', revision: 2, hash: made.hash },
      { kind: 'commit-begun', parent: 1, parentHash: head.hash, hash: expect.any(String), token: expect.any(String) },
      { kind: 'not-committed', parent: 1, reason: 'stale' },
      { kind: 'commit-begun', parent: 5, parentHash: null, token: expect.any(String) },
      { kind: 'committed', revision: 2, hash: made.hash, isRepeated: true },
    ]);
    expect(JSON.stringify(entries)).not.toContain('hemmelig');
  });

  test('that asks only what a token made is not announced', async () => {
    const { audited, log, segments } = await world(2);
    valueOf(await audited.head('p'));
    expect(valueOf(await audited.commit(commitAfter('p', 0))).number).toBe(1);
    expect(failureOf(await audited.commit(commitAfter('p', 0, { token: 'ny' }))).kind).toBe('stale');
    await log.close();
    expect(valueOf(await segments.last())).toBe(0);
  });
});

describe('[L7] the log and the store', () => {
  test('fit together, with a log as old as the store and a younger one', async () => {
    for (const before of [0, 3]) {
      const { audited, faults } = await world(before);
      await commitMany(audited, 'p', 3, before);
      await commitMany(audited, 'q', 2);
      expect(await faults()).toEqual([]);
    }
  });

  test('a store without a log, and without plans', async () => {
    expect(await (await world()).faults()).toEqual([]);
    expect(await (await world(1)).faults()).toEqual([{ kind: 'no-log' }]);
  });

  test('a revision that was made past the log is found, also of a plan that the log does not know', async () => {
    const { audited, store, faults } = await world(1);
    await commitMany(audited, 'p', 1, 1);
    await commitMany(store, 'p', 1, 2);
    await commitMany(store, 'q', 1);
    await commitMany(audited, 'p', 1, 3);
    expect(await faults()).toEqual([{ kind: 'revision-unrecorded', plan: 'p', revision: 3 }, { kind: 'revision-unrecorded', plan: 'q', revision: 1 }]);
  });

  test('a log that was cut off at its end is found by the revisions, and by a hash that was kept', async () => {
    const { audited, segments, faults, log, folder } = await world(1);
    await commitMany(audited, 'p', 2, 1);
    await log.close();
    const { hash } = (await entriesOf(segments)).at(-1)!;
    expect(await faults(hash)).toEqual([]);
    const last = valueOf(await segments.last());
    for (const number of [last, last - 1]) fs.rmSync(path.join(folder, `audit/000000/${String(number).padStart(9, '0')}.json`));
    expect(await faults(hash)).toEqual([{ kind: 'revision-unrecorded', plan: 'p', revision: 3 }, { kind: 'expected-missing', hash }]);
  });

  test('revisions that are gone, or others, or damaged, are found', async () => {
    const { audited, faults, folder } = await world(1);
    await commitMany(audited, 'p', 3, 1);
    const whole = fs.readFileSync(revisionPathIn(folder, 4));
    fs.rmSync(revisionPathIn(folder, 4));
    expect(await faults()).toMatchObject([{ kind: 'revision-gone', plan: 'p', revision: 4, entry: 7 }]);
    valueOf(await createFileStore(folder).commit(commitAfter('p', 3, { message: 'En annen', token: 'token-4' })));
    expect(await faults()).toMatchObject([{ kind: 'revision-replaced', plan: 'p', revision: 4, entry: 7 }]);
    fs.writeFileSync(revisionPathIn(folder, 4), whole);
    expect(await faults()).toEqual([]);
    fs.writeFileSync(revisionPathIn(folder, 2), 'x');
    expect(await faults()).toMatchObject([{ kind: 'revision-damaged', plan: 'p', failure: { kind: 'damaged', number: 2 } }]);
    for (const gone of ['plans/p', 'plans']) {
      fs.rmSync(path.join(folder, gone), { recursive: true });
      expect(await faults()).toMatchObject([1, 2, 3, 4].map((revision) => ({ kind: 'revision-gone', plan: 'p', revision })));
    }
  });

  test('a newest revision that was rewritten is found, though the log was cut off after its announcement', async () => {
    const { audited, faults, folder, segments, log } = await world();
    await commitMany(audited, 'p', 2);
    await log.close();
    const last = valueOf(await segments.last());
    expect((await entriesOf(segments)).slice(-2).map(({ deed }) => deed.kind)).toEqual(['commit-begun', 'committed']);
    fs.rmSync(path.join(folder, `audit/000000/${String(last).padStart(9, '0')}.json`));
    expect(await faults()).toEqual([]);
    for (const changes of [{ plan: storedPlan('p', 7) }, { author: 'ola' }]) {
      fs.rmSync(revisionPathIn(folder, 2));
      valueOf(await createFileStore(folder).commit(commitAfter('p', 1, changes)));
      expect(await faults()).toEqual([{ kind: 'revision-replaced', plan: 'p', revision: 2, entry: expect.any(Number) }]);
    }
  });

  test('damage hides nothing else that is wrong with the plan', async () => {
    const { audited, store, faults, folder, log } = await world();
    await commitMany(audited, 'p', 6);
    await log.close();
    await commitMany(store, 'p', 1, 6);
    fs.writeFileSync(revisionPathIn(folder, 2), 'x');
    fs.rmSync(revisionPathIn(folder, 4));
    fs.rmSync(revisionPathIn(folder, 6));
    const found = await faults();
    expect(found.filter(({ kind }) => kind === 'revision-damaged')).toMatchObject([{ failure: { number: 2 } }, { failure: { number: 4 } }, { failure: { number: 6 } }]);
    expect(found.filter(({ kind }) => kind !== 'revision-damaged')).toMatchObject([
      { kind: 'revision-gone', plan: 'p', revision: 4 }, { kind: 'revision-gone', plan: 'p', revision: 6 }, { kind: 'revision-unrecorded', plan: 'p', revision: 7 },
    ]);
  });

  test('a file that somebody left among the revisions is no fault of the log', async () => {
    const { audited, faults, folder } = await world();
    await commitMany(audited, 'p', 1);
    fs.writeFileSync(path.join(folder, 'plans/p/kopi.json'), 'x');
    expect(await faults()).toEqual([]);
  });

  test('the store may be written to meanwhile', async () => {
    const { audited, folder, store } = await world(1);
    await commitMany(audited, 'p', 2, 1);
    let parent = 3;
    /** A store that goes on just before it is read. */
    const busy: Store = { ...store, history: async (planId) => { await commitMany(audited, 'p', 1, parent++); return store.history(planId); } };
    expect(valueOf(await verifyAudit(createFileSegments(folder), busy)).faults).toEqual([]);
    expect(parent).toBe(4);
  });

  test('a store that cannot be read is a failure and no verdict', async () => {
    const { store, segments } = await world(1);
    const away = { ok: false, failure: { kind: 'unavailable', detail: 'borte' } } as const;
    expect(failureOf(await verifyAudit(segments, { ...store, planIds: async () => away })).kind).toBe('unavailable');
    expect(failureOf(await verifyAudit(segments, { ...store, verify: async () => [away.failure], history: async () => away })).kind).toBe('unavailable');
    expect(failureOf(await verifyAudit({ ...segments, last: async () => away }, store)).kind).toBe('unavailable');
  });
});

describe('[L13] the log and the tokens', () => {
  const readerOf = (name: string): Token => makeToken({ name, grants: [{ role: 'reader', on: { plan: 'p' } }], expires: '2027-01-01T00:00:00.000Z', madeBy: 'Kari' }, new Date('2026-11-21T09:00:00.000Z')).token;
  const tokenWorld = async () => {
    const base = await world();
    const token = readerOf('Per');
    const tokens = auditedTokens(createFileTokens(base.folder), base.log, kari);
    valueOf(await tokens.add(token));
    const file = (ending = '.json') => path.join(base.folder, 'tokens', token.id + ending);
    const change = (changes: Partial<Token>) => fs.writeFileSync(file(), JSON.stringify({ ...token, ...changes }));
    return { ...base, token, tokens, file, change };
  };
  const revocation = { at: '2026-11-21T10:00:00.000Z', by: 'Kari' };

  test('fit together, also where one was revoked or is gone', async () => {
    const { faults, tokens, token, file } = await tokenWorld();
    expect(await faults()).toEqual([]);
    valueOf(await tokens.revoke(token.id, revocation));
    expect(await faults()).toEqual([]);
    fs.rmSync(file());
    expect(await faults()).toEqual([]);
  });

  test('a token that was revoked and comes back to life is found, and what was changed in it', async () => {
    const { faults, tokens, token, file, change } = await tokenWorld();
    valueOf(await tokens.revoke(token.id, revocation));
    fs.rmSync(file('.revoked.json'));
    expect(await faults()).toEqual([{ kind: 'token-revived', token: token.id, entry: 3 }]);
    change({ grants: [{ role: 'owner', on: { plan: 'p' } }] });
    expect(await faults()).toMatchObject([{ kind: 'token-changed', token: token.id, entry: 2 }, { kind: 'token-revived' }]);
  });

  test.each<[string, Partial<Token>]>([['expiry', { expires: null }], ['secret', { secretHash: '0'.repeat(64) }], ['name', { name: 'Kari' }], ['scope', { grants: [{ role: 'reader', on: { organisation: 'p' } }] }]])('a token with another %s is found', async (_, changes) => {
    const { faults, change } = await tokenWorld();
    change(changes);
    expect(await faults()).toMatchObject([{ kind: 'token-changed', entry: 2 }]);
  });

  test('a token that was made past the log is found, beside one that is damaged', async () => {
    const { faults, folder, change } = await tokenWorld();
    const other = readerOf('Ola');
    valueOf(await createFileTokens(folder).add(other));
    expect(await faults()).toEqual([{ kind: 'token-unrecorded', token: other.id, name: 'Ola' }]);
    fs.writeFileSync(path.join(folder, 'tokens', `${other.id}.json`), 'x');
    change({ name: 'Kari' });
    expect(await faults()).toMatchObject([{ kind: 'token-damaged' }, { kind: 'token-changed' }]);
  });
});

test('[L5] every fault is a sentence in each language, with all that it names', () => {
  const where = { segment: 11, last: 16, found: 13, entry: 14, plan: 'p', revision: 15, hash: 'abc', token: 't1', name: 'Per' };
  const named = { 'segment-altered': ['11'], 'segments-removed': ['11', '16'], 'segment-misplaced': ['11', '13'], 'entry-altered': ['14', '11'], 'entries-removed': ['14', '16'], 'entry-misplaced': ['14'], 'entry-replaced': ['14'], 'revision-unrecorded': ['15', 'p'], 'revision-gone': ['15', 'p', '14'], 'revision-replaced': ['15', 'p'], 'expected-missing': ['abc'], 'no-log': [], 'token-unrecorded': ['t1', 'Per'], 'token-changed': ['t1', '14'], 'token-revived': ['t1', '14'] } as const;
  for (const locale of locales) {
    for (const [kind, words] of Object.entries(named)) {
      const text = auditFaultText({ kind, ...where } as never, locale);
      for (const word of words) expect(text).toContain(word);
      expect(text).not.toMatch(/[{}]/);
    }
  }
  const removed = (first: number, last: number) => [auditFaultText({ kind: 'segments-removed', segment: first, last }, 'en'), auditFaultText({ kind: 'entries-removed', segment: 9, entry: first, last }, 'en')];
  expect(removed(3, 3)).toEqual(['Part 3 of the log was removed.', 'Entry 3 of the log was removed (before part 9).']);
  expect(removed(3, 4)).toEqual(['Parts 3 to 4 of the log were removed.', 'Entries 3 to 4 of the log were removed (before part 9).']);
});
