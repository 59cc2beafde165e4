import * as z from 'zod';
import { createNaming, checkAnswerSchema, diffPlans, diffSchema, planIdSchema, revisionAnswerSchema, revisionListSchema, undoAnswerSchema, undoRequestSchema, type UndoRequest } from '../../../sync';
import type { Revision, Store } from '../../../sync/store';
import { checkPlan } from '../../journey/check-plan';
import { fail, fromStore, succeed, type Result } from '../../journey/failure';
import { findRevision } from '../../journey/find-revision';
import { goBack } from '../../journey/go-back';
import { undoRevision } from '../../journey/undo-revision';
import { undoneMessage, wentBackMessage } from '../../texts/history-messages';
import { planProblemToProblem } from '../../texts/plan-problems';
import { problemJson } from '../../texts/sync-words';
import { isMoved } from '../../people/refused-changes';
import { detailOf, refuse } from '../http-failure';
import { editsMessage, keptMessages, revisionMessage } from '../messages-of';
import { answer, route, type Asked, type Handled, type Services } from '../route';
import { matches, planParams } from './plans';

const number = z.string().regex(/^[1-9]\d{0,8}$/).transform(Number);

const listRevisions = route({
  method: 'GET', path: '/api/plans/:id/revisions', hasTag: true, about: 'The history, newest first.', right: 'read', params: planParams,
  answers: { 200: { about: 'All revisions.', schema: revisionListSchema }, 304: { about: 'The newest is still the one in If-None-Match.' } },
  failures: [404],
}, async ({ params: { id } }, { store }) => {
  const history = fromStore(await store.history(id), id);
  return history.ok ? answer({ hash: history.value[0]!.hash, json: { plan: id, revisions: history.value.map(revisionMessage) } }) : history;
});

const readRevision = route({
  method: 'GET', path: '/api/plans/:id/revisions/:number', hasTag: true, about: 'The plan as it was.', right: 'read',
  params: z.strictObject({ id: planIdSchema, number }),
  answers: { 200: { about: 'A revision, which never changes.', schema: revisionAnswerSchema }, 304: { about: 'It is the one in If-None-Match.' } },
  failures: [404],
}, async ({ params }, { store }) => {
  const revision = await findRevision(store, params.id, params.number);
  return revision.ok ? answer({ hash: revision.value.hash, json: { plan: revision.value.plan, revision: revisionMessage(revision.value) } }) : revision;
});

const readTwo = async (store: Store, planId: string, from: number, to: number): Promise<Result<readonly [Revision, Revision]>> => {
  const first = await findRevision(store, planId, from);
  if (!first.ok) return first;
  const second = await findRevision(store, planId, to);
  return second.ok ? succeed([first.value, second.value]) : second;
};

const diffRevisions = route({
  method: 'GET', path: '/api/plans/:id/diff', about: 'What turns one revision into another.', right: 'read', params: planParams,
  query: z.strictObject({ from: number, to: number }),
  answers: { 200: { about: 'In plain words and as data.', schema: diffSchema } },
  failures: [400, 404],
}, async ({ params: { id }, query, localeFor }, { store }) => {
  const both = await readTwo(store, id, query.from, query.to);
  if (!both.ok) return both;
  const [from, to] = both.value;
  const locale = localeFor(to.plan);
  const naming = createNaming([to.plan, from.plan], locale);
  return answer({ json: { plan: id, from: revisionMessage(from), to: revisionMessage(to), ...editsMessage(diffPlans(from.plan, to.plan), naming, locale) } });
});

type UndoAsked = Asked<{ readonly id: string }, unknown, unknown>;

const undoOne = async ({ params: { id }, caller, localeFor }: UndoAsked, revision: number, { store, now }: Services): Promise<Handled> => {
  const undone = await undoRevision(store, id, revision, (info, plan) => ({ author: caller.name, message: undoneMessage(info, plan), time: now().toISOString() }));
  if (!undone.ok) return undone;
  const { revision: made, isCommitted, decided, decision } = undone.value;
  const locale = localeFor(made.plan);
  const naming = createNaming([decision.plan, decided.store, decided.before, decided.revision], locale);
  const json = { plan: id, revision: revisionMessage(made), committed: isCommitted, ...editsMessage(decision.diff, naming, locale), kept: keptMessages(decision.kept, naming, locale) };
  return answer({ hash: made.hash, json });
};

/** Whether an undo would take the plan to another organisation, and that is not theirs to do. [T6] */
const checkMove = async ({ params: { id }, body, rights }: UndoAsked & { readonly body: UndoRequest }, head: Revision, { store }: Services): Promise<Handled | null> => {
  if (rights.may('move')) return null;
  // The one that was named comes first: it is what may not be there.
  const [named, other] = 'to' in body ? [body.to, head.number] : [body.revision, body.revision - 1];
  // The first revision has none before it, which the undo says itself.
  const both = other < 1 ? null : await readTwo(store, id, named, other);
  if (!both?.ok) return both;
  return isMoved(both.value[0].plan, both.value[1].plan) ? { ...refuse('move-not-allowed'), planLocale: head.plan.locale } : null;
};

const goBackTo = async ({ params: { id }, caller, localeFor }: UndoAsked, to: number, head: Revision, { store, now }: Services): Promise<Handled> => {
  const back = await goBack(store, id, to, (plan) => ({ author: caller.name, message: wentBackMessage(to, plan), time: now().toISOString() }), head);
  if (!back.ok) return back.failure.kind === 'busy' ? fail({ kind: 'changed-since' }, head.plan.locale) : back;
  const { revision, isCommitted } = back.value;
  const locale = localeFor(revision.plan);
  const edits = editsMessage(diffPlans(head.plan, revision.plan), createNaming([revision.plan, head.plan], locale), locale);
  return answer({ hash: revision.hash, json: { plan: id, revision: revisionMessage(revision), committed: isCommitted, ...edits, kept: [] } });
};

const undo = route({
  method: 'POST', path: '/api/plans/:id/undo', hasTag: true, right: 'undo', params: planParams,
  about: 'Undoes what a revision did and keeps what came later; or goes back to a revision as a whole, which needs If-Match.',
  body: { schema: undoRequestSchema }, ifMatch: 'optional',
  answers: { 200: { about: 'As a new revision; nothing is erased.', schema: undoAnswerSchema } },
  failures: [400, 404, 409, 412, 428],
}, async (asked, services) => {
  const { params: { id }, body, ifMatch } = asked;
  if ('to' in body && ifMatch === undefined) return refuse('precondition-missing');
  const head = await findRevision(services.store, id);
  if (!head.ok) return head;
  if (ifMatch !== undefined && !matches(ifMatch, head.value.hash)) return fail({ kind: 'changed-since' }, head.value.plan.locale);
  const refused = await checkMove(asked, head.value, services);
  if (refused) return refused;
  return 'to' in body ? goBackTo(asked, body.to, head.value, services) : undoOne(asked, body.revision, services);
});

const check = route({
  method: 'GET', path: '/api/plans/:id/check', hasTag: true, about: 'Re-reads every revision, and looks for faults in the plan.', right: 'read', params: planParams,
  answers: { 200: { about: 'What was found.', schema: checkAnswerSchema } },
  failures: [404],
}, async ({ params: { id }, localeFor }, { store }) => {
  const checked = await checkPlan(store, id);
  if (!checked.ok && checked.failure.kind === 'store' && checked.failure.failure.kind === 'damaged') {
    return answer({ json: { plan: id, revision: null, damage: detailOf(checked.failure, localeFor()), problems: [] } });
  }
  if (!checked.ok) return checked;
  const { head: { plan, hash, number: revision }, problems } = checked.value;
  const locale = localeFor(plan);
  return answer({ hash, isOfNow: true, json: { plan: id, revision, damage: null, problems: problems.map((problem) => problemJson(planProblemToProblem(plan, problem, locale), locale)) } });
});

export const revisionRoutes = [listRevisions, readRevision, diffRevisions, undo, check];
