import { putDocument } from '../../../core/node/journey/put-plan';
import { undoPlan } from '../../../core/node/journey/undo-plan';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import type { Store } from '../../../core/sync/store';
import { smallPlan } from '../../support/small-plan';
import { temporaryFolder, valueOf } from '../../support/store-fixtures';

const commit = { author: 'kari', message: '', time: '2026-03-01T10:00:00.000Z' };
const titled = (title: string) => smallPlan({}, { title });

const storeOf = async (...titles: string[]): Promise<Store> => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  const store = createFileStore(folder);
  for (const title of titles) await putDocument(store, titled(title), commit);
  return store;
};

/** A store in which somebody else commits just before each of the first so many commits. */
const withRival = (store: Store, times: number): Store => {
  let left = times;
  return {
    ...store,
    commit: async (request) => {
      if (left > 0) await putDocument(store, titled(`Rival ${left--}`), commit);
      return store.commit(request);
    },
  };
};
const titleAtHead = async (store: Store): Promise<string> => valueOf(await store.head('liten')).plan.title;

describe('putting a plan', () => {
  test('comes after whatever others put there meanwhile', async () => {
    const store = await storeOf('En');
    expect(await putDocument(withRival(store, 3), titled('Min'), commit)).toMatchObject({ ok: true, value: { isCommitted: true, revision: { number: 5 } } });
    expect(await titleAtHead(store)).toBe('Min');
  });

  test('gives up as busy where somebody is always quicker', async () => {
    const store = await storeOf('En');
    expect(await putDocument(withRival(store, 1000), titled('Min'), commit)).toMatchObject({ ok: false, failure: { kind: 'busy' } });
  });
});

describe('undoing', () => {
  test('is busy where somebody writes meanwhile, for that edit would be undone unseen', async () => {
    const store = await storeOf('En', 'To');
    expect(await undoPlan(withRival(store, 1), 'liten', undefined, () => commit)).toMatchObject({ ok: false, failure: { kind: 'busy' }, planLocale: 'nb' });
    expect(await titleAtHead(store)).toBe('Rival 1');
  });

  test('goes to any revision, also one of the same content', async () => {
    const store = await storeOf('En', 'To', 'Tre');
    expect(await undoPlan(store, 'liten', 1, () => commit)).toMatchObject({ ok: true, value: { to: 1, revision: { number: 4 }, isCommitted: true } });
    expect(await undoPlan(store, 'liten', 1, () => commit)).toMatchObject({ ok: true, value: { to: 1, revision: { number: 4 }, isCommitted: false } });
    expect(await undoPlan(store, 'liten', 7, () => commit)).toMatchObject({ ok: false, failure: { kind: 'no-revision', revision: 7 } });
    expect(await undoPlan(store, 'none', undefined, () => commit)).toMatchObject({ ok: false, failure: { kind: 'unknown-plan' } });
  });
});
