import { existsSync } from 'node:fs';
import * as path from 'node:path';
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { createPaneHeaders } from './guards/pane-headers';
import { refuse, type HttpFailure } from './http-failure';
import type { Route } from './route';

type Refuse = (request: FastifyRequest, reply: FastifyReply, failure: HttpFailure) => FastifyReply;

const toPattern = ({ path }: Route): RegExp => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`);

/** The add-in's files, under headers of their own. */
const serveAddin = (folder: string, options: Omit<FastifyStaticOptions, 'root'>): FastifyPluginAsync => async (app) => {
  const setHeaders = createPaneHeaders(folder);
  app.addHook('onRequest', async (_, reply) => setHeaders(reply.raw));
  await app.register(fastifyStatic, { ...options, root: folder, prefix: '/addin/', decorateReply: false });
};

/** The files of the page at "/", and of the add-in at "/addin/", where there is a folder of them; what is found nowhere is said to be so. */
export const servePage = async (app: FastifyInstance, folder: string | undefined, routes: readonly Route[], refuseWith: Refuse): Promise<void> => {
  const patterns = routes.map(toPattern);
  app.setNotFoundHandler((request, reply) => {
    const path = (request.raw.url ?? '').split('?')[0]!;
    const fault = patterns.some((pattern) => pattern.test(path)) ? refuse('no-such-method', { what: request.method }) : refuse('no-such-address', { what: path.slice(0, 200) });
    return refuseWith(request, reply, fault.failure);
  });
  if (folder === undefined || !existsSync(folder)) return;
  const options = { dotfiles: 'deny', index: 'index.html', cacheControl: false, wildcard: true } as const;
  await app.register(fastifyStatic, { ...options, root: folder });
  const addin = path.join(folder, 'addin');
  if (existsSync(addin)) await app.register(serveAddin(addin, options));
};
