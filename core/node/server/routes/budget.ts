import { lastPulled } from '../../../plan/budget/changed-since-pull';
import { reconcile } from '../../../plan/budget/reconcile';
import { computePlan } from '../../../plan/computed-plan';
import { moneyOverview } from '../../../plan/money-overview';
import { findingText, findingToDo } from '../../../sheet';
import { budgetCheckSchema, budgetLinkRequestSchema, putAnswerSchema } from '../../../sync';
import { dropLink, keepLink } from '../../journey/budget/link-budget';
import { findRevision } from '../../journey/find-revision';
import { findingPlaces, findingsVerdict } from '../../texts/finding-words';
import { revisionMessage } from '../messages-of';
import { answer, route } from '../route';
import { planParams } from './plans';
import { commitOf } from './sync';

const linkBudget = route({
  method: 'POST', path: '/api/plans/:id/budget-link', hasTag: true, right: 'budget', params: planParams,
  about: 'Keeps where a treasurer’s workbook has what, so that everybody reads it in the same way; or forgets it.',
  body: { schema: budgetLinkRequestSchema },
  answers: { 200: { about: 'Kept, or like that already.', schema: putAnswerSchema } },
  failures: [400, 404, 409, 422],
}, async ({ params: { id }, body: { name, mapping, tab, tabs }, caller }, services) => {
  const commit = commitOf(caller, {}, services);
  const put = await services.turns.take(id, () => (mapping ? keepLink(services.store, id, { name, mappings: [mapping], tabs }, commit) : dropLink(services.store, id, name, commit, tab)));
  if (!put.ok) return put;
  const { revision, isCommitted } = put.value;
  return answer({ hash: revision.hash, json: { plan: id, revision: revisionMessage(revision), committed: isCommitted } });
});

/** More than anybody goes through on a page; the command line tells them all. */
const mostFindings = 200;
const mostPlaces = 20;

const checkBudget = route({
  method: 'GET', path: '/api/plans/:id/budget-check', hasTag: true, right: 'read', params: planParams,
  about: 'What the plan costs by focus area and year, with what the board has marked, who pays, and what does not fit with the plan’s own budget.',
  answers: { 200: { about: 'Of the newest revision; the 200 gravest of what does not fit.', schema: budgetCheckSchema } },
  failures: [404],
}, async ({ params: { id }, localeFor }, services) => {
  const head = await findRevision(services.store, id);
  if (!head.ok) return head;
  const { plan, number, hash } = head.value;
  const today = services.today().date;
  const locale = localeFor(plan);
  const found = reconcile({ plan, today, ...lastPulled(plan) });
  const findings = found.slice(0, mostFindings).map((one) => ({
    kind: one.kind, isToMend: one.isToMend, what: findingText(one, locale), where: findingPlaces(plan, one, locale).slice(0, mostPlaces), amount: one.amount, toDo: findingToDo(one, locale),
  }));
  const money = moneyOverview(computePlan(plan, today));
  return answer({ hash, isOfNow: true, json: { plan: id, revision: number, today, currency: plan.currency, money, verdict: findingsVerdict(plan, found, false, locale), findings } });
});

export const budgetRoutes = [linkBudget, checkBudget];
