import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccount, type Reach } from '../../gsheets/api/account';
import { createAsk } from '../../gsheets/api/ask';
import { createClients } from '../../gsheets/api/clients';
import type { OnceOptions } from '../../gsheets/api/create-once';
import type { GoogleCredentials } from '../../gsheets/api/key-file';
import { createQuota } from '../../gsheets/api/quota';
import type { Surroundings, Waiting } from '../../gsheets/api/surroundings';

/** What a request looks like to the test. */
export interface OddRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
/** An answer of JSON, or what no sound server does with the connection. */
export type OddAnswer = { readonly status: number; readonly json?: unknown; readonly text?: string; readonly headers?: Readonly<Record<string, string>> } | ((response: ServerResponse) => void);

export interface OddGoogle {
  readonly rootUrl: string;
  readonly requests: OddRequest[];
  stop(): Promise<void>;
}

/** What a token is in these tests: it must be seen nowhere. */
export const secrets = { access: 'ya29.SECRET-ACCESS-TOKEN', refresh: '1//SECRET-REFRESH-TOKEN', client: 'GOCSPX-SECRET-CLIENT' } as const;
const token: OddAnswer = { status: 200, json: { access_token: secrets.access, expires_in: 3600, token_type: 'Bearer', scope: 'https://www.googleapis.com/auth/drive.file' } };

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** A server in Google's place that answers as a test says, also as Google never should; tokens are given unless the test answers for /token too. */
export const startOddGoogle = async (answer: (request: OddRequest, number: number) => OddAnswer | undefined): Promise<OddGoogle> => {
  const requests: OddRequest[] = [];
  const asked = { count: 0 };
  const server = createServer((incoming, response) => void (async () => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const request = { method: incoming.method ?? '', path: url.pathname, query: url.searchParams, headers: incoming.headers, body: await readAll(incoming) };
    const isToken = url.pathname === '/token';
    requests.push(request);
    if (!isToken) asked.count += 1;
    const given: OddAnswer = answer(request, asked.count) ?? (isToken ? token : { status: 404, json: { error: { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' } } });
    if (typeof given === 'function') return given(response);
    response.writeHead(given.status, { 'content-type': given.text === undefined ? 'application/json' : 'text/html', ...given.headers });
    response.end(given.text ?? JSON.stringify(given.json ?? {}));
  })());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    rootUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
};

export const reset = (response: ServerResponse): void => void response.socket?.destroy();
/** Google's way of saying no. */
export const refusal = (status: number, reason: string, message = 'No.'): OddAnswer => ({ status, json: { error: { code: status, message, errors: [{ message, domain: 'usageLimits', reason }] } } });

/** A clock that jumps over each pause. */
export interface JumpingClock extends Surroundings {
  readonly pauses: number[];
}
export const jumpingClock = (start = Date.UTC(2026, 0, 1)): JumpingClock => {
  let at = start;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => at,
    random: () => 0.5,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      at += milliseconds;
    },
  };
};

export const person: GoogleCredentials = { kind: 'person', source: 'file', clientId: 'client.apps.example', clientSecret: secrets.client, refreshToken: secrets.refresh };

/** All that asks, put together as `createGoogle` does, without the flows. */
export const asker = (rootUrl: string, credentials: GoogleCredentials = person, reach: Reach = 'own-files'): OnceOptions & { readonly surroundings: JumpingClock; readonly waits: Waiting[] } => {
  const surroundings = jumpingClock();
  const waits: Waiting[] = [];
  const progress = (waiting: Waiting): void => void waits.push(waiting);
  const account = createAccount(credentials, reach, rootUrl);
  return { ask: createAsk({ account, quota: createQuota(surroundings), surroundings, progress }), clients: createClients(), surroundings, progress, waits };
};
