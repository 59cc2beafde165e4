import * as z from 'zod';
import { auditAnswerSchema } from '../../../sync';
import { readPlanEntries } from '../../audit/read-entries';
import { fromStore } from '../../journey/failure';
import { findRevision } from '../../journey/find-revision';
import { answer, route } from '../route';
import { planParams } from './plans';

const readAudit = route({
  method: 'GET', path: '/api/plans/:id/audit', about: 'Who did what with the plan, and from where, newest first. A page may be empty and yet not be the last.', right: 'undo', params: planParams,
  query: z.strictObject({ before: z.string().regex(/^[1-9]\d{0,8}$/).transform(Number).optional() }),
  answers: { 200: { about: 'Some hundred entries.', schema: auditAnswerSchema } },
  failures: [400, 404],
}, async ({ params: { id }, query: { before } }, { store, audit }) => {
  const head = await findRevision(store, id);
  if (!head.ok) return head;
  const page = fromStore(await readPlanEntries(audit.segments, id, before));
  return page.ok ? answer({ json: { plan: id, ...page.value } }) : page;
});

export const auditRoutes = [readAudit];
