import * as z from 'zod';
import { planRights, type Rights } from '../../../plan/grants';
import type { Locale } from '../../../plan/locale';
import type { Plan } from '../../../plan/plan';
import type { PlanSummary } from '../../../sync/store';
import { planOverview } from '../../../plan/plan-overview';
import { planAnswerSchema, planDocumentSchema, planIdSchema, planListSchema, messageSchema, putAnswerSchema, type PlanListItem } from '../../../sync';
import { fail, fromStore } from '../../journey/failure';
import { findRevision } from '../../journey/find-revision';
import { putAfter, readDocument } from '../../journey/put-plan';
import type { Revision, Store } from '../../../sync/store';
import type { Caller } from '../../people/caller';
import { refusedChanges } from '../../people/refused-changes';
import { refuse, type HttpFailure } from '../http-failure';
import { revisionMessage } from '../messages-of';
import { requestTexts } from '../request-texts';
import { answer, route, type Services } from '../route';

export const planParams = z.strictObject({ id: planIdSchema });

const defaultLimit = 50;
const mostPlans = 200;
const longestQuery = 200;
const wholeNumber = (least: number, most: number) => z.string().regex(/^\d{1,9}$/).transform(Number).pipe(z.int().min(least).max(most));

const listItem = async ({ standings, today }: Services, summary: PlanSummary): Promise<PlanListItem> => {
  const { planId, title, organisation, periodStart, periodEnd, status, revision, time, author } = summary;
  const figures = await standings.of(summary, today().date);
  return { id: planId, title, organisation, periodStart, periodEnd, status, revision, changedAt: time, changedBy: author, ...figures, signal: figures.signal as PlanListItem['signal'] };
};

const listPlans = route({
  method: 'GET', path: '/api/plans', about: 'A page of plans, by id; those with each word of `query` in title, organisation or id.', right: null,
  query: z.strictObject({ after: planIdSchema.optional(), limit: wholeNumber(1, mostPlans).optional(), query: z.string().max(longestQuery).optional() }),
  answers: { 200: { about: 'Plans that the caller may read.', schema: planListSchema } },
  failures: [400],
}, async ({ query: { after = '', limit = defaultLimit, query: text = '' }, caller }, services) => {
  // One more than asked for tells whether there is a next page.
  const readable = await caller.readable();
  if (!readable.ok) return readable;
  const found = fromStore(await services.store.list({ after, limit: limit + 1, query: text, ...(readable.value && { ids: readable.value }) }));
  if (!found.ok) return found;
  const page = found.value.slice(0, limit);
  const plans: PlanListItem[] = [];
  for (const summary of page) plans.push(await listItem(services, summary));
  return answer({ json: { plans, next: found.value.length > limit ? page.at(-1)!.planId : null } });
});

const readPlan = route({
  method: 'GET', path: '/api/plans/:id', hasTag: true, about: 'The plan and how it stands today.', right: 'read', params: planParams,
  answers: { 200: { about: 'The newest revision.', schema: planAnswerSchema } },
  failures: [404],
}, async ({ params, rights }, { store, today }) => {
  const head = await findRevision(store, params.id);
  if (!head.ok) return head;
  const { plan, hash } = head.value;
  return answer({ hash, isOfNow: true, json: { plan, revision: revisionMessage(head.value), overview: planOverview(plan, today().date), may: planRights.filter(rights.may) } });
});

type Before = { readonly ok: true; readonly value: Revision | null } | { readonly ok: false; readonly failure: HttpFailure; readonly planLocale?: Locale };

/** What was to be new, or as it was seen, is not so: the language is that of the plan. */
const otherThanSeen = (planId: string, isToBeNew: boolean, planLocale?: Locale) => (isToBeNew ? { ...refuse('plan-exists', { what: planId }), ...(planLocale && { planLocale }) } : fail({ kind: 'changed-since' }, planLocale));

/** The head that a write goes on from: the one whose ETag was given, or none where the plan is to be new. */
const headToFollow = async (store: Store, planId: string, ifMatch: string | undefined, ifNoneMatch: string | undefined): Promise<Before> => {
  if (ifMatch === undefined && ifNoneMatch !== '*') return refuse('precondition-missing');
  const head = await store.head(planId);
  if (!head.ok && head.failure.kind !== 'not-found') return fromStore(head, planId);
  const isExpected = ifMatch === undefined ? !head.ok : head.ok && matches(ifMatch, head.value.hash);
  return isExpected ? { ok: true, value: head.ok ? head.value : null } : otherThanSeen(planId, ifMatch === undefined, head.ok ? head.value.plan.locale : undefined);
};

/** Whether a list of ETags names this hash, or any ("*"). */
export const matches = (header: string, hash: string): boolean => header.trim() === '*' || header.split(',').some((tag) => tag.trim() === `"${hash}"`);

type Checked = { readonly ok: true } | { readonly ok: false; readonly failure: HttpFailure; readonly planLocale?: Locale };
const fine: Checked = { ok: true };

/** Whether a new plan may be where the document says that it belongs. [T7] */
const checkPlace = async (caller: Caller, { organisation: { name, parent }, locale }: Plan): Promise<Checked> => {
  const mayPlace = await caller.mayPlace({ organisation: name, partOf: parent });
  if (!mayPlace.ok || mayPlace.value) return mayPlace;
  return { ...refuse('place-not-allowed', { what: name }), planLocale: locale };
};

/** Whether a document changes nothing but what these rights allow; it goes in as a whole or not at all. [T5] [T6] */
const checkChanges = (before: Plan, after: Plan, rights: Rights): Checked => {
  const refused = refusedChanges(before, after, rights);
  if (refused.length === 0) return fine;
  const errors = refused.map(({ path, name }) => ({ path, message: requestTexts('change-not-allowed', name) }));
  return { ...refuse('changes-not-allowed', { what: refused.map(({ path }) => path).join(', '), errors }), planLocale: before.locale };
};

const putPlan = route({
  method: 'PUT', path: '/api/plans/:id', hasTag: true, about: 'Makes the document what the store has.', right: null, params: planParams,
  query: z.strictObject({ message: messageSchema.optional() }),
  body: { schema: planDocumentSchema, isOpen: true }, ifMatch: 'required',
  answers: { 200: { about: 'Stored, or like that already.', schema: putAnswerSchema }, 201: { about: 'A new plan.', schema: putAnswerSchema } },
  failures: [400, 404, 409, 412, 422, 428],
}, async ({ params: { id }, query, body, caller, rights, ifMatch, ifNoneMatch }, { store, now }) => {
  // Who may not read the plan is told the same whether it is there or not. [T15]
  if (!rights.may('edit') && (rights.may('read') || ifMatch !== undefined)) return rights.may('read') ? refuse('not-allowed') : fail({ kind: 'unknown-plan', planId: id });
  const known = rights.may('edit') ? await headToFollow(store, id, ifMatch, ifNoneMatch) : null;
  if (known && !known.ok) return known;
  const plan = readDocument(body);
  if (!plan.ok) return plan;
  if (plan.value.id !== id) return fail({ kind: 'other-plan', planId: id, found: plan.value.id });
  const allowed = known?.value ? checkChanges(known.value.plan, plan.value, rights) : await checkPlace(caller, plan.value);
  if (!allowed.ok) return allowed;
  const before = known ?? (await headToFollow(store, id, ifMatch, ifNoneMatch));
  if (!before.ok) return before;
  const put = await putAfter(store, before.value, plan.value, { author: caller.name, message: query.message ?? '', time: now().toISOString() });
  if (!put.ok) return put.failure.kind === 'busy' ? otherThanSeen(id, before.value === null, plan.value.locale) : put;
  const { revision, isCommitted } = put.value;
  return answer({ status: before.value === null ? 201 : 200, hash: revision.hash, json: { plan: id, revision: revisionMessage(revision), committed: isCommitted } });
});

export const planRoutes = [listPlans, readPlan, putPlan];
