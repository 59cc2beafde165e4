import type { ListRange, Store } from '../../core/sync/store';
import { commitAfter, commitMany, failureOf, storedPlan, valueOf } from '../support/store-fixtures';

/** Texts that are no plan ids, each of which some system takes for a way out of a folder, or for another name. */
export const HOSTILE_IDS: readonly string[] = [
  '',
  '.',
  '..',
  '../x',
  '..%2f',
  '%00',
  'a\u0000b',
  '/etc',
  'C:\\',
  '..\\x',
  'a/b',
  'CON',
  'con',
  'nul',
  'aux',
  'prn',
  'com1',
  'lpt9',
  'x'.repeat(64),
  'x'.repeat(300),
  'p.',
  'p ',
  ' p',
  'P',
  'Plan',
  '-p',
  'p_1',
  'p\n',
  'å',
  'ｐ',
  'р',
  'p\u200b',
  '__proto__',
  'constructor.',
  '~',
  '$HOME',
  '*',
];

/** What every store promises, whatever it is made of. Rules: core/node/store-files/SPEC.md. */
export function describeStoreContract(name: string, makeStore: () => Promise<Store>): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await makeStore();
    });

    test('[F6] an empty store lists nothing and finds nothing', async () => {
      expect(valueOf(await store.list())).toEqual([]);
      expect(failureOf(await store.head('p')).kind).toBe('not-found');
      expect(failureOf(await store.at('p', 1)).kind).toBe('not-found');
      expect(failureOf(await store.history('p')).kind).toBe('not-found');
      expect((await store.verify('p')).map((failure) => failure.kind)).toEqual(['not-found']);
    });

    test('[F6] the first commit makes revision 1, without a parent', async () => {
      const request = commitAfter('p', 0);
      const made = valueOf(await store.commit(request));
      expect(made.plan).toBe(request.plan);
      expect(made).toMatchObject({ planId: 'p', number: 1, parentHash: null, author: 'kari', message: 'Endring 1', token: 'token-1' });
      expect(made.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(valueOf(await store.head('p'))).toEqual(made);
    });

    test('[F6] a commit after another revision of that number than the one it names is stale, unless its token made one', async () => {
      await commitMany(store, 'p', 2);
      const { hash } = valueOf(await store.at('p', 1));
      expect(failureOf(await store.commit(commitAfter('p', 2, { parentHash: hash })))).toEqual({ kind: 'stale', head: 2 });
      expect(valueOf(await store.commit(commitAfter('p', 2, { parentHash: hash, token: 'token-2' }))).number).toBe(2);
      expect(valueOf(await store.commit(commitAfter('p', 2, { parentHash: valueOf(await store.head('p')).hash }))).number).toBe(3);
    });

    test('[F18] a head that may be outdated is a revision of the plan', async () => {
      const head = async () => store.head('p', { mayBeOutdated: true });
      expect(failureOf(await head()).kind).toBe('not-found');
      await commitMany(store, 'p', 3);
      const known = valueOf(await head());
      expect(known).toEqual(valueOf(await store.at('p', known.number)));
    });

    test('[F6] each revision names the hash of the one before', async () => {
      await commitMany(store, 'p', 4);
      const history = valueOf(await store.history('p'));
      expect(history.map((info) => info.number)).toEqual([4, 3, 2, 1]);
      expect(history.map((info) => info.parentHash)).toEqual([...history.slice(1).map((info) => info.hash), null]);
      expect(new Set(history.map((info) => info.hash)).size).toBe(4);
      expect(await store.verify('p')).toEqual([]);
    });

    test('[F6] a history says everything but the plan', async () => {
      const { plan, ...info } = valueOf(await store.commit(commitAfter('p', 0)));
      expect(plan).toBeDefined();
      expect(valueOf(await store.history('p'))).toEqual([info]);
    });

    test('[F6] a commit after anything but the head is stale and changes nothing', async () => {
      await commitMany(store, 'p', 2);
      for (const parent of [0, 1, 3, 99]) {
        const result = await store.commit(commitAfter('p', parent, { token: `other-${parent}` }));
        expect(failureOf(result)).toEqual({ kind: 'stale', head: 2 });
      }
      expect(valueOf(await store.history('p'))).toHaveLength(2);
    });

    test('[F6] a commit to a plan that is not there is not found, unless it is its first', async () => {
      expect(failureOf(await store.commit(commitAfter('p', 3))).kind).toBe('not-found');
      expect(valueOf(await store.list())).toEqual([]);
    });

    test('[F6] of commits at once to one parent exactly one is made', async () => {
      await commitMany(store, 'p', 1);
      const results = await Promise.all(Array.from({ length: 8 }, (_, at) => store.commit(commitAfter('p', 1, { token: `at-once-${at}` }))));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      const failures = results.filter((result) => !result.ok).map(failureOf);
      expect(failures).toEqual(Array(7).fill({ kind: 'stale', head: 2 }));
    });

    test('[F8] a token that was committed gives the revision it made, whatever the parent and the content', async () => {
      const first = valueOf(await store.commit(commitAfter('p', 0)));
      await commitMany(store, 'p', 3, 1);
      expect(valueOf(await store.commit(commitAfter('p', 0)))).toEqual(first);
      const late = commitAfter('p', 4, { token: 'token-1', plan: storedPlan('p', 77) });
      expect(valueOf(await store.commit(late))).toEqual(first);
      expect(valueOf(await store.history('p'))).toHaveLength(4);
    });

    test('[F8] one request sent several times at once makes one revision', async () => {
      await commitMany(store, 'p', 1);
      const results = await Promise.all(Array.from({ length: 5 }, () => store.commit(commitAfter('p', 1))));
      expect(new Set(results.map((result) => valueOf(result).hash)).size).toBe(1);
      expect(valueOf(await store.history('p'))).toHaveLength(2);
    });

    test('[F8] a token belongs to its plan', async () => {
      await store.commit(commitAfter('p', 0));
      expect(valueOf(await store.commit(commitAfter('q', 0)))).toMatchObject({ planId: 'q', number: 1 });
    });

    test('[F8] odd tokens and texts come back as they were given', async () => {
      const token = 'a "quoted"\n\\token\u2028 \u{1f600} ' + 'x'.repeat(3000);
      const made = valueOf(await store.commit(commitAfter('p', 0, { token, message: '', author: '"kari"\n  "hash": "x",' })));
      expect(valueOf(await store.commit(commitAfter('p', 0, { token })))).toEqual(made);
      expect(valueOf(await store.head('p'))).toEqual(made);
    });

    test('[F6] older revisions stay what they were', async () => {
      const made = [];
      for (let parent = 0; parent < 3; parent++) made.push(valueOf(await store.commit(commitAfter('p', parent))));
      for (const revision of made) expect(valueOf(await store.at('p', revision.number))).toEqual(revision);
    });

    test('[F6] the order is that of the numbers, whatever the clocks said', async () => {
      const times = ['2036-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '1999-12-31T00:00:00.000Z'];
      for (const [parent, time] of times.entries()) await store.commit(commitAfter('p', parent, { time }));
      expect(valueOf(await store.history('p')).map((info) => info.time)).toEqual([...times].reverse());
      expect(valueOf(await store.head('p')).number).toBe(4);
    });

    test('[F6] numbers that are no revisions are not found', async () => {
      await commitMany(store, 'p', 2);
      for (const number of [0, -1, 3, 1.5, NaN, Infinity, 1e9, 2 ** 53]) {
        expect(failureOf(await store.at('p', number)).kind).toBe('not-found');
      }
    });

    test('[F12] a plan of a newer format is not taken', async () => {
      const plan = { ...storedPlan('p', 1), format: 'planark/2' } as never;
      expect(failureOf(await store.commit(commitAfter('p', 0, { plan })))).toEqual({ kind: 'newer-format', format: 'planark/2' });
    });

    test('[F16] a list shows the newest revision of each plan, by id', async () => {
      await commitMany(store, 'q', 1);
      await commitMany(store, 'p', 2);
      const list = valueOf(await store.list());
      expect(list.map(({ planId, revision }) => [planId, revision])).toEqual([['p', 2], ['q', 1]]);
      expect(list[0]).toEqual({
        planId: 'p',
        title: 'Handlingsplan 2',
        organisation: 'Fagforeningen Øst',
        partOf: '',
        periodStart: '2026-01-01',
        periodEnd: '2027-12-31',
        status: 'adopted',
        revision: 2,
        time: '2026-03-01T10:00:01.000Z',
        author: 'kari',
      });
    });

    test('[F16] a list says what organisations are part of, as the newest revision does', async () => {
      await commitMany(store, 'p', 1);
      const { plan } = valueOf(await store.head('p'));
      await store.commit(commitAfter('p', 1, { plan: { ...plan, organisation: { ...plan.organisation, parent: 'Landet' } } }));
      expect(valueOf(await store.list())[0]!.partOf).toBe('Landet');
    });

    test('[F16] a part of the list begins after an id, and is as long as asked', async () => {
      for (const planId of ['c', 'a-1', 'b', 'a', 'a0']) await commitMany(store, planId, 1);
      const ids = async (range: ListRange): Promise<string[]> => valueOf(await store.list(range)).map(({ planId }) => planId);
      const order = ['a', 'a-1', 'a0', 'b', 'c'];
      expect(await ids({})).toEqual(order);
      expect(await ids({ limit: 2 })).toEqual(order.slice(0, 2));
      expect(await ids({ after: 'a-1', limit: 2 })).toEqual(order.slice(2, 4));
      expect(await ids({ after: 'a1' })).toEqual(['b', 'c']);
      expect(await ids({ after: 'c' })).toEqual([]);
      expect(await ids({ ids: ['c', 'no-plan', 'a0', 'a0', 'a'] })).toEqual(['a', 'a0', 'c']);
      expect(await ids({ ids: ['c', 'a0', 'a'], after: 'a', limit: 1 })).toEqual(['a0']);
      expect(await ids({ ids: [] })).toEqual([]);
      expect(valueOf(await store.planIds())).toEqual(order);
    });

    test('[F16] a part of the list is what a query finds in titles, organisations and ids, whatever the case', async () => {
      const plans = [['c', 'Årshjul for ØVRE Toten', 'Fagforeningen Øst'], ['a', 'Handlingsplan 2026', 'Åsnes 100% lag'], ['lillehammer-2026', 'Kompetanse', 'Øst']] as const;
      for (const [planId, title, name] of plans) valueOf(await store.commit(commitAfter(planId, 0, { plan: { ...storedPlan(planId, 1), title, organisation: { ...storedPlan(planId, 1).organisation, name } } })));
      const ids = async (range: ListRange): Promise<string[]> => valueOf(await store.list(range)).map(({ planId }) => planId);
      expect(await ids({ query: 'øst' })).toEqual(['c', 'lillehammer-2026']);
      expect(await ids({ query: '  øst   TOTEN ' })).toEqual(['c']);
      expect(await ids({ query: '2026' })).toEqual(['a', 'lillehammer-2026']);
      expect(await ids({ query: '2026', limit: 1 })).toEqual(['a']);
      expect(await ids({ query: '2026', ids: ['c', 'lillehammer-2026'] })).toEqual(['lillehammer-2026']);
      expect(await ids({ query: '2026', after: 'a', limit: 1 })).toEqual(['lillehammer-2026']);
      expect(await ids({ query: 'årshjul'.normalize('NFD') })).toEqual(['c']);
      for (const nothing of ['%', '_', "'", 'a\u0000']) expect([nothing, await ids({ query: nothing })]).toEqual([nothing, nothing === '%' ? ['a'] : []]);
      expect(await ids({ query: ' ' })).toEqual(['a', 'c', 'lillehammer-2026']);
    });

    test.each(HOSTILE_IDS.map((id) => [JSON.stringify(id), id]))('[F5] %s is no plan id', async (_, id) => {
      expect(failureOf(await store.head(id)).kind).toBe('not-found');
      expect(failureOf(await store.at(id, 1)).kind).toBe('not-found');
      expect(failureOf(await store.history(id)).kind).toBe('not-found');
      expect(failureOf(await store.commit(commitAfter(id, 0))).kind).toBe('not-found');
      expect((await store.verify(id)).map((failure) => failure.kind)).toEqual(['not-found']);
      expect(valueOf(await store.list())).toEqual([]);
    });

    test('[F5] ids at the limits are plan ids', async () => {
      for (const id of ['0', 'a-', 'x'.repeat(63), 'con1', 'constructor', '2026-2027']) {
        expect((await store.commit(commitAfter(id, 0))).ok).toBe(true);
      }
    });
  });
}
