import * as http from 'node:http';
import * as https from 'node:https';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { proxyFor } from './proxy';

/** What a request may take. */
export interface WireLimits {
  /** Milliseconds from the first byte sent to the last received: Google gives up after 180 s itself. */
  readonly time: number;
  /** Bytes of an answer, unpacked. */
  readonly bytes: number;
}

/** [O6] */
export const wireLimits: WireLimits = { time: 180_000, bytes: 64 * 1024 * 1024 };

/** A request that got no answer that can be used. */
export class WireError extends Error {
  constructor(
    /** A code of the system, such as ECONNRESET, or `time`, `bytes`, `stopped`. */
    readonly code: string,
    /** Whether anything reached the other side: where not, nothing can have been done. */
    readonly isSent: boolean,
  ) {
    super(`no usable answer (${code})`);
  }
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const readAll = async (stream: Readable, most: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw new WireError('bytes', true);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const hasNoBody = (status: number): boolean => status === 204 || status === 304;

const toResponse = async (message: http.IncomingMessage, most: number): Promise<Response> => {
  const isPacked = message.headers['content-encoding'] === 'gzip';
  // An error of the message does not travel through a pipe by itself.
  const unpacked = isPacked ? message.pipe(createGunzip()) : message;
  if (isPacked) message.on('error', (error) => unpacked.destroy(error));
  const body = await readAll(unpacked, most);
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) if (value !== undefined && name !== 'content-encoding') headers.set(name, String(value));
  return new Response(hasNoBody(status) ? null : body, { status, headers });
};

const codeOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : 'unknown';
};

/** Sends one request. It is on its way as soon as there is a connection: before that, nobody has seen it. */
const send = (request: Request, body: Buffer, limits: WireLimits): Promise<Response> =>
  new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const isSecure = url.protocol === 'https:';
    const sending = (isSecure ? https : http).request(url, {
      method: request.method, agent: proxyFor(url, process.env), headers: { ...Object.fromEntries(request.headers), 'content-length': String(body.length) }, signal: request.signal,
    });
    let isSent = false;
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      sending.destroy();
      reject(error instanceof WireError ? error : new WireError(request.signal.aborted ? 'stopped' : codeOf(error), isSent));
    };
    const timer = setTimeout(() => fail(new WireError('time', isSent)), limits.time);
    sending.on('socket', (socket) => {
      if (sending.reusedSocket) isSent = true;
      else socket.once(isSecure ? 'secureConnect' : 'connect', () => { isSent = true; });
    });
    sending.on('error', fail);
    sending.on('response', (message) => {
      // What a proxy says instead of letting us through comes as if it were the answer.
      if (isSecure && !('encrypted' in message.socket)) return fail(new WireError(`proxy ${message.statusCode}`, false));
      void toResponse(message, limits.bytes).then((response) => {
        clearTimeout(timer);
        resolve(response);
      }, fail);
    });
    sending.end(body);
  });

/**
 * A `fetch` for googleapis that limits time and size, follows no redirect, so that a token goes nowhere else, goes through the
 * environment's proxy, and tells whether a request that failed had been sent at all. Throws `WireError`. [O6]
 */
export const createWire = (limits: WireLimits): Fetch => async (input, init) => {
  // The standard's own class reads headers and bodies of every kind.
  const request = new Request(input, init);
  return send(request, Buffer.from(await request.arrayBuffer()), limits);
};
