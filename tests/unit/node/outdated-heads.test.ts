import { fail, succeed, type Result } from '../../../core/node/journey/failure';
import { commitAfter, putDocument, type PutOutcome } from '../../../core/node/journey/put-plan';
import { syncRead } from '../../../core/node/journey/sync-workbook';
import { untilCommitted } from '../../../core/node/journey/until-committed';
import type { ReadWorkbook } from '../../../core/node/journey/read-workbook';
import { workbookOf } from '../../../core/node/server/routes/sync';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import { renderWorkbook } from '../../../core/sheet';
import type { CommitRequest, Revision, Store, StoreResult } from '../../../core/sync/store';
import { modelToGrid } from '../../support/model-to-grid';
import { smallPlan } from '../../support/small-plan';
import { temporaryFolder, valueOf } from '../../support/store-fixtures';

const commit = { author: 'kari', message: '', time: '2026-03-01T10:00:00.000Z' };

/** A store of three revisions that knows one of them as the newest until it looks, as where another process made those after it. */
const storeThatKnows = async (number: number) => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  const inner = createFileStore(folder);
  for (const title of ['En', 'To', 'Tre']) await putDocument(inner, smallPlan({}, { title }), commit);
  const looks: string[] = [];
  const store: Store = {
    ...inner,
    head: async (planId, options) => {
      if (options?.mayBeOutdated && planId === 'liten') return inner.at(planId, number);
      looks.push(planId);
      return inner.head(planId);
    },
  };
  return { store, looks };
};

const retitle = (store: Store) => (head: Revision): Promise<Result<PutOutcome>> => commitAfter(store, head, { ...head.plan, title: `${head.plan.title}!` }, commit);
const leave = async (_: Store, head: Revision): Promise<Result<PutOutcome>> => succeed({ revision: head, isCommitted: false });

/** A workbook of a revision in which somebody wrote the name of the organisation. */
const sheetOf = ({ plan, number, hash }: Revision, name: string): ReadWorkbook => {
  const edited = { ...plan, organisation: { ...plan.organisation, name } };
  const workbook = workbookOf(modelToGrid(renderWorkbook({ plan: edited, today: '2026-03-01', stamp: { planId: 'liten', revision: number, hash, locale: 'nb', openConflicts: [] } })), 'liten');
  if (!workbook.ok) throw new Error(JSON.stringify(workbook));
  return workbook.value;
};

const gone: StoreResult<never> = { ok: false, failure: { kind: 'not-found', what: 'plan liten' } };

describe('[F18] a store that knows an older revision as the newest', () => {
  test('[F18] what is committed follows the newest', async () => {
    const { store } = await storeThatKnows(1);
    expect(await untilCommitted(store, 'liten', retitle(store))).toMatchObject({ ok: true, value: { revision: { number: 4, plan: { title: 'Tre!' } } } });
  });

  test('[F18] so does what comes to no commit, and to a failure', async () => {
    const { store, looks } = await storeThatKnows(1);
    expect(await untilCommitted(store, 'liten', (head) => leave(store, head))).toMatchObject({ ok: true, value: { revision: { number: 3 } } });
    const failing = async (head: Revision): Promise<Result<PutOutcome>> => (head.number < 3 ? fail({ kind: 'nothing-to-undo' }) : leave(store, head));
    expect(await untilCommitted(store, 'liten', failing)).toMatchObject({ ok: true, value: { revision: { number: 3 } } });
    expect(looks).toEqual(['liten', 'liten']);
  });

  test('[F18] where it knows the newest, it looks only where nothing is committed', async () => {
    const { store, looks } = await storeThatKnows(3);
    expect(await untilCommitted(store, 'liten', (head) => leave(store, head))).toMatchObject({ ok: true, value: { revision: { number: 3 } } });
    expect(looks).toHaveLength(1);
    expect(await untilCommitted(store, 'liten', retitle(store))).toMatchObject({ ok: true, value: { revision: { number: 4 } } });
    expect(looks).toHaveLength(1);
    expect(await untilCommitted(store, 'none', retitle(store))).toMatchObject({ ok: false, failure: { kind: 'unknown-plan' } });
  });

  test('[F18] a plan that is gone is not made again from what it knows', async () => {
    const { store } = await storeThatKnows(3);
    const commits: CommitRequest[] = [];
    const emptied: Store = { ...store, head: async (planId, options) => (options?.mayBeOutdated ? store.head(planId, options) : gone), commit: async (request) => (commits.push(request), gone) };
    const three = valueOf(await store.at('liten', 3));
    expect(await syncRead(emptied, sheetOf(three, three.plan.organisation.name), {}, commit, 'token')).toMatchObject({ ok: false, failure: { kind: 'unknown-plan' } });
    expect(commits).toEqual([]);
    expect(await syncRead(emptied, sheetOf(three, 'Ny'), {}, commit, 'token')).toMatchObject({ ok: false, failure: { kind: 'unknown-plan' } });
    expect(commits).toMatchObject([{ parent: 3, parentHash: three.hash }]);
  });

  test('[F18] what could not be written is not decided again: it may have been', async () => {
    const { store, looks } = await storeThatKnows(3);
    const failure = { kind: 'unavailable' as const, detail: 'no answer' };
    const made: Store = { ...store, commit: async (request) => (await store.commit(request)).ok ? { ok: false, failure } : gone };
    expect(await untilCommitted(made, 'liten', retitle(made))).toEqual({ ok: false, failure: { kind: 'store', failure } });
    expect(looks).toEqual([]);
    expect(valueOf(await store.head('liten')).plan.title).toBe('Tre!');
  });

  test.each([[false], [true]])('[F18] a sheet of a newer revision is synced with the newest: with an edit %s', async (isEdited) => {
    const { store } = await storeThatKnows(1);
    const two = valueOf(await store.at('liten', 2));
    const synced = await syncRead(store, sheetOf(two, isEdited ? 'Ny' : two.plan.organisation.name), {}, commit, 'token');
    expect(synced).toMatchObject({ ok: true, value: { base: { number: 2 }, head: { number: 3 }, isCommitted: isEdited, revision: { number: isEdited ? 4 : 3, plan: { title: 'Tre', organisation: { name: isEdited ? 'Ny' : two.plan.organisation.name } } } } });
    expect(synced.ok && synced.value.decision.conflicts).toEqual([]);
  });

  test.each([[1], [2], [3]])('[F18][A7] what a token made after it is found, and told as it was then: it knows %s', async (number) => {
    const { store } = await storeThatKnows(number);
    const two = valueOf(await store.at('liten', 2));
    const elsewhere: Store = { ...store, head: (planId) => store.head(planId) };
    const first = await syncRead(elsewhere, sheetOf(two, 'Ny'), {}, commit, 'token');
    expect(first).toMatchObject({ ok: true, value: { isCommitted: true, head: { number: 3 }, revision: { number: 4 } } });
    await putDocument(elsewhere, smallPlan({}, { title: 'Fem' }), commit);
    expect(await syncRead(store, sheetOf(two, 'Ny'), {}, commit, 'token')).toEqual(first);
    expect(await syncRead(store, sheetOf(two, 'Annen'), {}, commit, 'token')).toMatchObject({ ok: false, failure: { kind: 'token-reused' } });
  });
});
