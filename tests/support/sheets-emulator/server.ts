import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Answer } from './answers';
import type { Exchange } from './exchange';
import type { CallParams } from './parts';

const paramsOf = (query: URLSearchParams): CallParams => Object.fromEntries([...new Set(query.keys())].map((name) => {
  const all = query.getAll(name);
  return [name, all.length > 1 ? all : all[0]];
}));

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
};

const send = (request: IncomingMessage, response: ServerResponse, answer: Answer): void => {
  if (answer.status === 0) {
    request.socket.destroy();
    return;
  }
  const body = answer.bytes ?? Buffer.alloc(0);
  const type = answer.type ?? 'application/json; charset=UTF-8';
  const isZipped = body.length > 0 && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(answer.status, { 'content-type': type, ...(answer.location === undefined ? {} : { location: answer.location }), ...(isZipped ? { 'content-encoding': 'gzip' } : {}) });
  response.end(isZipped ? gzipSync(body, { level: 1 }) : body);
};

/** HTTP on loopback for an exchange. An error of the emulator's own is 500 with its stack, so that a test shows it. */
export const listen = async (exchange: Exchange): Promise<{ readonly rootUrl: string; stop(): Promise<void> }> => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { authorization, 'content-type': contentType } = request.headers;
    send(request, response, await exchange.answer({ method: request.method ?? 'GET', path: url.pathname, query: paramsOf(url.searchParams), authorization, contentType, body: await readBody(request) }));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(request, response, { status: 500, bytes: Buffer.from(JSON.stringify({ error: { code: 500, message: `EMULATOR BROKEN: ${error instanceof Error ? error.stack : String(error)}`, status: 'INTERNAL' } })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    rootUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
};
