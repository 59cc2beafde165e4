import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { fail, fromStore, succeed, type Result } from '../journey/failure';
import type { Access } from './access';
import { createRefusals } from './audited';
import { createServer, type ServerOptions } from './create-server';
import { openConnections } from './guards/connections';
import { createReadingTurns } from './guards/file-room';
import { serverLimits } from './limits';
import { createOperations } from './operations';
import { createSentSheets } from './sent-sheets';
import type { ServerWorld } from './route';
import { createStandings } from './standings';
import { createStreams } from './streams';
import { createTurns } from './turns';

export interface ServeOptions extends Omit<ServerOptions, 'isLoopback'> {
  readonly host: string;
  /** The first of these that is free is listened at; 0 is any. */
  readonly ports: readonly number[];
}

export interface Serving {
  /** "http://127.0.0.1:7070". */
  readonly address: string;
  /** Ends streams, finishes what was accepted, and closes. */
  stop(): Promise<void>;
}

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Beyond this machine nobody is served without encryption, nor without anything that keeps strangers out. [A2] */
const checkReach = async ({ host, tls, isBehindProxy }: ServeOptions, access: Access): Promise<Result<{ readonly isLoopback: boolean }>> => {
  const isLoopback = loopbackHosts.has(host) && !isBehindProxy;
  if (isLoopback) return succeed({ isLoopback });
  if (!tls && !isBehindProxy) return fail({ kind: 'open-to-strangers', lacks: 'tls' });
  const keepsOut = await access.keepsStrangersOut();
  if (!keepsOut.ok) return keepsOut;
  return keepsOut.value ? succeed({ isLoopback }) : fail({ kind: 'open-to-strangers', lacks: 'token' });
};

const reasons: Readonly<Record<string, 'taken' | 'no-access' | 'no-address'>> = { EADDRINUSE: 'taken', EACCES: 'no-access', EPERM: 'no-access', EADDRNOTAVAIL: 'no-address', ENOTFOUND: 'no-address', EAI_AGAIN: 'no-address' };

const addressOf = (host: string, port: number, isSecure: boolean): string => `${isSecure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;

const listen = async (app: FastifyInstance, host: string, port: number, isSecure: boolean): Promise<Result<string>> => {
  try {
    await app.listen({ host, port });
    return succeed(addressOf(host, (app.server.address() as AddressInfo).port, isSecure));
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (!reason) throw error;
    return fail({ kind: 'cannot-listen', address: addressOf(host, port, isSecure), reason });
  }
};

const servicesOf = (world: ServerWorld) => {
  const limits = world.limits ?? serverLimits;
  return {
    ...world, limits, readingTurns: createReadingTurns(limits.readings),
    operations: createOperations(world.now), sheets: createSentSheets(limits), standings: createStandings(world.store), streams: createStreams(limits.streamsOfClient), turns: createTurns(),
    refusals: createRefusals(world.audit, world.now),
  };
};

/** Starts a server; `stop` ends it. */
export const serve = async (world: ServerWorld, options: ServeOptions): Promise<Result<Serving>> => {
  const reach = await checkReach(options, world.access);
  if (!reach.ok) return reach;
  const services = servicesOf(world);
  const subscribed = fromStore(await world.events.subscribe((event) => {
    world.organisations.hear(event.planId);
    services.streams.tell(event);
  }));
  if (!subscribed.ok) return subscribed;
  let listening: Result<string> = fail({ kind: 'cannot-listen', address: options.host, reason: 'no-address' });
  for (const port of options.ports) {
    const app = await createServer(services, { ...options, ...reach.value });
    const connections = openConnections(app.server);
    listening = await listen(app, options.host, port, options.tls !== undefined);
    if (listening.ok) return succeed({ address: listening.value, stop: () => stop(app, connections, services, subscribed.value) });
    await app.close();
    if (listening.failure.kind !== 'cannot-listen' || listening.failure.reason !== 'taken') break;
  }
  services.streams.endAll();
  await subscribed.value();
  return listening;
};

const stop = async (app: FastifyInstance, connections: ReadonlySet<Socket>, { streams, limits }: ReturnType<typeof servicesOf>, unsubscribe: () => Promise<void>): Promise<void> => {
  streams.endAll();
  // Who does not read its answer, or never shook hands, must not keep the server for ever.
  const impatience = setTimeout(() => { for (const connection of connections) connection.destroy(); }, limits.stopTime);
  await app.close();
  clearTimeout(impatience);
  await unsubscribe();
};
