import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse, type HttpFailure } from './http-failure';
import type { Route } from './route';

type Refuse = (request: FastifyRequest, reply: FastifyReply, failure: HttpFailure) => FastifyReply;

const toPattern = ({ path }: Route): RegExp => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`);

/** The files of the page at "/", where there is a folder of them; what is found nowhere is said to be so. */
export const servePage = async (app: FastifyInstance, folder: string | undefined, routes: readonly Route[], refuseWith: Refuse): Promise<void> => {
  const patterns = routes.map(toPattern);
  app.setNotFoundHandler((request, reply) => {
    const path = (request.raw.url ?? '').split('?')[0]!;
    const fault = patterns.some((pattern) => pattern.test(path)) ? refuse('no-such-method', { what: request.method }) : refuse('no-such-address', { what: path.slice(0, 200) });
    return refuseWith(request, reply, fault.failure);
  });
  if (folder !== undefined && existsSync(folder)) await app.register(fastifyStatic, { root: folder, dotfiles: 'deny', index: 'index.html', cacheControl: false, wildcard: true });
};
