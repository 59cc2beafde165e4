import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { localeSchema } from '../../sync';
import type { Locale } from '../../plan/locale';
import { auditedStore } from '../audit/audited-store';
import { rightsOf } from '../../plan/grants';
import { auditedTokens } from '../people/audited-tokens';
import { createCaller, isAdmin, type Caller } from '../people/caller';
import { noOrganisations } from '../people/organisations';
import { withoutTokens } from '../people/token';
import { answersIn, noteHandled, requestActor } from './audited';
import { answerClientErrors } from './client-error';
import { clientAddress } from './guards/client-address';
import { limitConnections } from './guards/connections';
import { createFileRoom, type FileRoom } from './guards/file-room';
import { checkOrigin, setCorsHeaders, setPreflightHeaders, type OriginRules } from './guards/origins';
import { createRequestRate } from './guards/request-rate';
import { setSecurityHeaders } from './guards/security-headers';
import { failureMessage, refuse, retryAfterOf, type HttpFailure } from './http-failure';
import { parseJsonBody } from './json-body';
import { succeed, type Result } from '../journey/failure';
import { acceptedLocale } from './locale';
import { faultOf } from './framework-errors';
import { readAs, readBody, readParams, readQuery } from './read-request';
import type { Answer, Route, Services } from './route';
import { routes } from './routes/server';
import { servePage } from './static-page';

export interface ServerOptions extends OriginRules {
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  /** The address of clients is the last one in X-Forwarded-For. */
  readonly isBehindProxy: boolean;
  /** Folder of the page's files, where there is one. */
  readonly pageFolder?: string;
  /** Takes a line of the access log; none where it is left out. */
  readonly log?: (line: string) => void;
  /** Takes what is told of a bug. */
  readonly logBug: (instance: string, error: Error) => void;
}

/** What belongs to one request, beside what the framework keeps of it. */
interface Request {
  readonly instance: string;
  readonly asked: Locale | undefined;
  /** Where it came from. */
  readonly address: string;
  /** Who asks, found out anew. */
  readonly identify: (isThrifty?: boolean) => Promise<Result<Caller | null>>;
  caller?: Caller;
  /** Aborted when the client hangs up; where a file is sent. */
  client?: AbortSignal;
  /** The handler's, once it has begun. */
  work?: Promise<unknown>;
}
const askedLocaleSchema = localeSchema.optional();
const requests = new WeakMap<FastifyRequest, Request>();
const nobodysHangingUp = new AbortController().signal;
const own = (request: FastifyRequest): Request => requests.get(request) ?? { instance: `urn:uuid:${request.id}`, asked: undefined, address: '', identify: async () => succeed(null) };

/** Where strangers ask, too. */
const openPath = '/healthz';
const stranger = createCaller({ name: '', key: 'stranger', grants: [] }, noOrganisations);

/** Which addresses need a caller is told by the route that was found, however its address was spelled; where none was found, too. */
const apiPaths: ReadonlySet<string | undefined> = new Set([...routes.map(({ path }) => path).filter((path) => path !== openPath), undefined]);
const needsCaller = ({ routeOptions }: FastifyRequest): boolean => apiPaths.has(routeOptions.url);

/** `?locale=` of an address, before anything else of it is read. */
const localeIn = (url: string): Locale | undefined => {
  const parsed = localeSchema.safeParse(new URLSearchParams(url.split('?')[1] ?? '').get('locale'));
  return parsed.success ? parsed.data : undefined;
};

const sendFailure = (reply: FastifyReply, request: FastifyRequest, failure: HttpFailure, planLocale?: Locale): FastifyReply => {
  const { instance, asked } = own(request);
  const message = failureMessage(failure, asked ?? planLocale ?? 'nb', instance);
  const retryAfter = retryAfterOf(failure);
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  if (message.status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.code(message.status).type('application/problem+json; charset=utf-8').send(withoutTokens(JSON.stringify(message)));
};

const isUnchanged = (request: FastifyRequest, hash: string | undefined): boolean =>
  request.method === 'GET' && hash !== undefined && (request.headers['if-none-match'] ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${hash}"`);

const sendAnswer = (reply: FastifyReply, request: FastifyRequest, caller: Caller, { status = 200, json, printed, file, hash, isOfNow, stream, isSecret }: Answer): FastifyReply | Promise<never> | void => {
  if (stream) {
    if (!stream(reply.raw, caller.key, own(request).identify)) return sendFailure(reply, request, { kind: 'request', fault: 'too-many', what: '10', retryAfter: 10 });
    reply.hijack();
    return;
  }
  void reply.header('cache-control', isSecret ? 'no-store' : 'no-cache');
  if (hash !== undefined) void reply.header('etag', `"${hash}"`);
  if (!isOfNow && isUnchanged(request, hash)) return reply.code(304).send();
  if (file) {
    void reply.header('content-disposition', `attachment; filename="${file.name}"`);
    return reply.code(status).type(file.type).send(Buffer.from(file.bytes));
  }
  return reply.code(status).type('application/json; charset=utf-8').send(printed ?? JSON.stringify(json));
};

/** Reads a request as its route has it, does it, and answers. */
const handle = async (route: Route, services: Services, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const { asked, address, client = nobodysHangingUp } = own(request);
  const caller = own(request).caller ?? (route.path === openPath ? stranger : undefined);
  if (!caller) return sendFailure(reply, request, refuse('not-signed-in').failure);
  const params = readParams(route, request.params);
  if (!params.ok && params.failure.kind === 'unknown-plan') return sendFailure(reply, request, params.failure);
  const { id } = request.params as { id?: string };
  const actor = requestActor(caller, address, route.method, route.path);
  if (route.right === 'admin' && !isAdmin(caller)) {
    services.refusals.right(actor, route.right);
    return sendFailure(reply, request, refuse('not-allowed', { text: 'admin-alone' }).failure);
  }
  const rights = id === undefined ? succeed(rightsOf([])) : await caller.rightsIn(id);
  if (!rights.ok) return sendFailure(reply, request, rights.failure);
  if (route.right && route.right !== 'admin' && !rights.value.may(route.right)) {
    services.refusals.right(actor, route.right, id);
    return sendFailure(reply, request, rights.value.may('read') ? refuse('not-allowed').failure : { kind: 'unknown-plan', planId: id! });
  }
  if (!params.ok) return sendFailure(reply, request, params.failure);
  const { locale, ...rest } = request.query as Record<string, unknown>;
  const known = readAs(askedLocaleSchema, locale, 'locale');
  if (!known.ok) return sendFailure(reply, request, known.failure);
  const query = readQuery(route, rest);
  if (!query.ok) return sendFailure(reply, request, query.failure);
  const body = await readBody(route, request, services.limits);
  if (!body.ok) return sendFailure(reply, request, body.failure);
  const handled = await route.handle({
    params: params.value as never, query: query.value as never, body: body.value as never, caller, client, rights: rights.value, askedLocale: asked,
    localeFor: (plan) => asked ?? plan?.locale ?? 'nb',
    ifMatch: request.headers['if-match'], ifNoneMatch: request.headers['if-none-match'], lastEventId: request.headers['last-event-id'] as string | undefined,
  }, { ...services, store: auditedStore(services.store, services.audit.log, actor, answersIn(body.value)), tokens: auditedTokens(services.tokens, services.audit.log, actor) });
  noteHandled(services.audit, actor, route, id, handled);
  return handled.ok ? sendAnswer(reply, request, caller, handled.value) : sendFailure(reply, request, handled.failure, handled.planLocale);
};

const tooMany = (seconds: number): HttpFailure => refuse('too-many', { what: String(seconds), retryAfter: seconds }).failure;

/** What is looked at before a request's body is read. */
const guard = (app: FastifyInstance, services: Services, options: ServerOptions): void => {
  const { guesses: burst, guessesPerSecond: perSecond } = services.limits;
  const rates = { requests: createRequestRate(services.limits), guesses: createRequestRate({ burst, perSecond }) };
  let isStopping = false;
  app.addHook('preClose', async () => { isStopping = true; });
  app.addHook('onRequest', async (request, reply) => {
    const { raw } = request;
    const asked = localeIn(raw.url ?? '') ?? acceptedLocale(request.headers['accept-language']);
    const identify = (isThrifty = false): Promise<Result<Caller | null>> => services.access.identify(request.headers, options.isLoopback, isThrifty);
    const address = clientAddress(raw, options.isBehindProxy);
    const state: Request = { instance: `urn:uuid:${request.id}`, asked, address, identify };
    requests.set(request, state);
    setSecurityHeaders(reply.raw, options.tls !== undefined || options.isBehindProxy);
    if (isStopping) return sendFailure(reply, request, refuse('stopping', { retryAfter: 5 }).failure);
    const wait = rates.requests.take(`address ${address}`);
    if (wait > 0) return sendFailure(reply, request, tooMany(wait));
    const origin = checkOrigin(options, request.method, request.headers);
    if (!origin.ok) return sendFailure(reply, request, origin.failure);
    setCorsHeaders(options, reply.raw, request.headers);
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      setPreflightHeaders(reply.raw);
      return reply.code(204).send();
    }
    if (!needsCaller(request)) return undefined;
    const isGuess = request.headers.authorization !== undefined;
    const waitAsGuesser = isGuess ? rates.guesses.wait(address) : 0;
    // Others may share the address: a token of Planark's own is no more guessed for being looked at.
    const caller = await identify(waitAsGuesser > 0);
    if (!caller.ok) return sendFailure(reply, request, caller.failure);
    if (!caller.value && waitAsGuesser > 0) return sendFailure(reply, request, tooMany(waitAsGuesser));
    const waitAsKnown = caller.value ? rates.requests.take(caller.value.key) : isGuess ? rates.guesses.take(address) : 0;
    if (waitAsKnown > 0) return sendFailure(reply, request, tooMany(waitAsKnown));
    if (!caller.value) {
      services.refusals.signIn(requestActor(null, address, request.method, request.routeOptions.url ?? '/api/'));
      return sendFailure(reply, request, refuse('not-signed-in').failure);
    }
    state.caller = caller.value;
    return undefined;
  });
};

/** Calls when a request is answered or its client gone, also where it was gone before. */
const onceOver = ({ raw: { socket } }: FastifyRequest, { raw }: FastifyReply, then: () => void): void => {
  const over = (): void => {
    raw.off('close', over);
    socket.off('close', over);
    then();
  };
  raw.once('close', over);
  socket.once('close', over);
  if (socket.destroyed) over();
};

/** Room for a file is asked for before any of it is taken up. It is freed when the answer is out or the client gone, and nothing is done with the file any more. */
const enterRoom = (room: FileRoom) => async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const state = own(request);
  if (!state.caller) return sendFailure(reply, request, refuse('not-signed-in').failure);
  const entered = room.enter(state.caller.key);
  if (entered === 'full') return sendFailure(reply, request, refuse('overloaded', { retryAfter: 5 }).failure);
  if (entered === 'too-many-of-client') return sendFailure(reply, request, refuse('too-many', { what: '5', retryAfter: 5 }).failure);
  const client = new AbortController();
  state.client = client.signal;
  onceOver(request, reply, () => {
    client.abort();
    void Promise.allSettled([state.work]).then(entered);
  });
  return undefined;
};

const logRequests = (app: FastifyInstance, log: (line: string) => void): void => {
  // Addresses without what stands after "?": messages may stand there.
  app.addHook('onResponse', async (request, reply) => {
    const path = withoutTokens((request.raw.url ?? '').split('?')[0]!).replace(/[^\x21-\x7e]/g, '?').slice(0, 200);
    log([new Date().toISOString(), own(request).address, request.method, path, reply.statusCode, `${Math.round(reply.elapsedTime)}ms`, request.id].join(' '));
  });
};

/** A server that is not listening yet. */
export const createServer = async (services: Services, options: ServerOptions): Promise<FastifyInstance> => {
  const { limits } = services;
  const http = { headersTimeout: limits.headerTime, requestTimeout: limits.requestTime, connectionsCheckingInterval: Math.min(1_000, limits.headerTime) };
  const isSecure = options.tls !== undefined || options.isBehindProxy;
  const app = fastify({
    ...(options.tls ? { https: { ...http, ...options.tls, minVersion: 'TLSv1.2', handshakeTimeout: limits.headerTime } } : { http }),
    requestTimeout: limits.requestTime,
    connectionTimeout: limits.idleTime,
    keepAliveTimeout: 5_000,
    bodyLimit: limits.jsonBytes,
    exposeHeadRoutes: false, // they would begin streams and make workbooks, and send nothing of them
    forceCloseConnections: 'idle',
    return503OnClosing: false, // `guard` says it as all else is said
    genReqId: () => randomUUID(),
    clientErrorHandler: answerClientErrors(isSecure),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => void sendFailure(reply, request, faultOf(error) ?? refuse('bug').failure),
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  limitConnections(app.server as Server, limits, options.isBehindProxy);
  guard(app, services, options);
  if (options.log) logRequests(app, options.log);
  app.setErrorHandler((error: Error, request, reply) => {
    const fault = faultOf(error);
    if (!fault) options.logBug(own(request).instance, error);
    return sendFailure(reply, request, fault ?? refuse('bug').failure);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => {
    const parsed = parseJsonBody(body as Buffer, limits);
    if (parsed.ok) done(null, parsed.value);
    else done(Object.assign(new Error('bad JSON'), { httpFailure: parsed.failure }));
  });
  await app.register(multipart, { limits: { files: 2, fields: 1, parts: 2, fileSize: limits.fileBytes, fieldSize: limits.jsonBytes, fieldNameSize: 64, headerPairs: 20 }, throwFileSizeLimit: true });
  const room = createFileRoom(limits);
  for (const route of routes) {
    const isFile = route.body !== undefined && 'file' in route.body;
    const takesRoom = isFile || (route.body !== undefined && 'hasGrid' in route.body && route.body.hasGrid === 'read');
    app.route({
      method: route.method, url: route.path, exposeHeadRoute: route.path === openPath, handler: (request, reply) => (own(request).work = handle(route, services, request, reply)),
      ...(isFile && { bodyLimit: limits.fileBytes + limits.jsonBytes }),
      ...(takesRoom && { onRequest: enterRoom(room) }),
    });
  }
  await servePage(app, options.pageFolder, routes, (request, reply, failure) => sendFailure(reply, request, failure));
  return app;
};
