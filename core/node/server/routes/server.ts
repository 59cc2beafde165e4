import { healthSchema } from '../../../sync';
import { openApiDocument } from '../openapi';
import { answer, route, type Route } from '../route';
import { auditRoutes } from './audit';
import { budgetRoutes } from './budget';
import { budgetFileRoutes } from './budget-files';
import { planRoutes } from './plans';
import { revisionRoutes } from './revisions';
import { syncRoutes } from './sync';
import { tokenRoutes } from './tokens';
import { workbookRoutes } from './workbook';

const events = route({
  method: 'GET', path: '/api/events', about: 'Server-sent events: `revision` where a plan has a new one (data: RevisionEvent), `reload` where nobody knows what came since Last-Event-ID, `ready` at the beginning.', right: null,
  answers: { 200: { about: 'Goes on until either side ends it.', type: 'text/event-stream' } },
  failures: [],
}, async ({ lastEventId }, { streams }) => answer({ stream: (response, client, caller) => streams.open(response, { client, caller }, lastEventId) }));

const health = route({
  method: 'GET', path: '/healthz', about: 'Is the server up, and can the store be read?', right: null,
  answers: { 200: { about: 'Yes.', schema: healthSchema } },
  failures: [],
}, async (_, { store }) => {
  const listed = await store.list({ limit: 1 });
  return listed.ok ? answer({ json: { status: 'ok' } }) : { ok: false, failure: { kind: 'store', failure: listed.failure } };
});

const openApi: Route = route({
  method: 'GET', path: '/api/openapi.json', about: 'This document.', right: null,
  answers: { 200: { about: 'OpenAPI 3.1.', type: 'application/json' } },
  failures: [],
}, async () => answer({ json: openApiDocument(routes) }));

/** All that the server answers to. */
export const routes: readonly Route[] = [...planRoutes, ...revisionRoutes, ...syncRoutes, ...workbookRoutes, ...budgetRoutes, ...budgetFileRoutes, ...auditRoutes, ...tokenRoutes, events, health, openApi];
