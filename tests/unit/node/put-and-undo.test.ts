import { goBack } from '../../../core/node/journey/go-back';
import { putDocument } from '../../../core/node/journey/put-plan';
import { undoRevision } from '../../../core/node/journey/undo-revision';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import type { Plan } from '../../../core/plan/plan';
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

/** A store in which somebody else commits one of these plans just before each of the first commits. */
const withRivals = (store: Store, plans: readonly Plan[]): Store => {
  const left = [...plans];
  return {
    ...store,
    commit: async (request) => {
      const rival = left.shift();
      if (rival) await putDocument(store, rival, commit);
      return store.commit(request);
    },
  };
};
const withRival = (store: Store, times: number): Store => withRivals(store, Array.from({ length: times }, (_, i) => titled(`Rival ${i + 1}`)));
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

describe('going back', () => {
  test('is busy where somebody writes meanwhile, for that edit would be undone unseen', async () => {
    const store = await storeOf('En', 'To');
    expect(await goBack(withRival(store, 1), 'liten', 1, () => commit)).toMatchObject({ ok: false, failure: { kind: 'busy' }, planLocale: 'nb' });
    expect(await titleAtHead(store)).toBe('Rival 1');
  });

  test('goes to any revision, also one of the same content', async () => {
    const store = await storeOf('En', 'To', 'Tre');
    expect(await goBack(store, 'liten', 1, () => commit)).toMatchObject({ ok: true, value: { revision: { number: 4 }, isCommitted: true } });
    expect(await goBack(store, 'liten', 1, () => commit)).toMatchObject({ ok: true, value: { revision: { number: 4 }, isCommitted: false } });
    expect(await goBack(store, 'liten', 7, () => commit)).toMatchObject({ ok: false, failure: { kind: 'no-revision', revision: 7 } });
    expect(await goBack(store, 'none', 1, () => commit)).toMatchObject({ ok: false, failure: { kind: 'unknown-plan' } });
  });
});

describe('undoing a revision', () => {
  const undo = (store: Store, number?: number) => undoRevision(store, 'liten', number, () => commit);

  test('[Y24] keeps what others wrote meanwhile: the newest revision is the one that was so when the undo began', async () => {
    const store = await storeOf('En');
    await putDocument(store, smallPlan({}, { title: 'En', status: 'closed' }), commit);
    const rival: Store = withRivals(store, ['Rival 1', 'Rival 2'].map((title) => smallPlan({}, { title, status: 'closed' })));
    expect(await undo(rival)).toMatchObject({ ok: true, value: { undone: { number: 2 }, revision: { number: 5, plan: { title: 'Rival 2', status: 'draft' } }, isCommitted: true, decision: { kept: [] } } });
  });

  test('[Y24] gives up as busy where somebody is always quicker', async () => {
    const store = await storeOf('En', 'To');
    await putDocument(store, smallPlan({}, { title: 'To', status: 'closed' }), commit);
    const rivals = Array.from({ length: 30 }, (_, i) => smallPlan({}, { title: `Rival ${i}`, status: 'closed' }));
    expect(await undo(withRivals(store, rivals))).toMatchObject({ ok: false, failure: { kind: 'busy' }, planLocale: 'nb' });
  });

  test('undoes any but the first, and writes nothing where nothing is left of it', async () => {
    const store = await storeOf('En', 'To', 'Tre');
    expect(await undo(store, 2)).toMatchObject({ ok: true, value: { revision: { number: 3 }, isCommitted: false, decision: { kept: [{ reason: 'changed-later', field: 'title', before: 'En', now: 'Tre' }] } } });
    expect(await undo(store, 3)).toMatchObject({ ok: true, value: { revision: { number: 4, plan: { title: 'To' } }, isCommitted: true } });
    expect(await undo(store)).toMatchObject({ ok: true, value: { undone: { number: 4 }, revision: { number: 5, plan: { title: 'Tre' } } } });
    expect(await undo(store, 1)).toMatchObject({ ok: false, failure: { kind: 'first-revision' }, planLocale: 'nb' });
    expect(await undo(store, 9)).toMatchObject({ ok: false, failure: { kind: 'no-revision', revision: 9 } });
    expect(await undo(await storeOf('En'))).toMatchObject({ ok: false, failure: { kind: 'nothing-to-undo' }, planLocale: 'nb' });
    expect(await undoRevision(store, 'none', undefined, () => commit)).toMatchObject({ ok: false, failure: { kind: 'unknown-plan' } });
  });
});
