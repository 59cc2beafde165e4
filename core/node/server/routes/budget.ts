import { budgetLinkRequestSchema, putAnswerSchema } from '../../../sync';
import { dropLink, keepLink } from '../../journey/budget/link-budget';
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
}, async ({ params: { id }, body: { name, mapping }, caller }, services) => {
  const commit = commitOf(caller, {}, services);
  const put = await services.turns.take(id, () => (mapping ? keepLink(services.store, id, name, mapping, commit) : dropLink(services.store, id, name, commit)));
  if (!put.ok) return put;
  const { revision, isCommitted } = put.value;
  return answer({ hash: revision.hash, json: { plan: id, revision: revisionMessage(revision), committed: isCommitted } });
});

export const budgetRoutes = [linkBudget];
