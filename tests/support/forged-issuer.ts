import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = unknown | ((response: ServerResponse) => void);

/** What an issuer answers is what a test wants it to: a document, or whatever the function does. */
export interface ForgedIssuer {
  readonly issuer: string;
  configuration: Answer;
  keys: Answer;
  /** Paths that were asked for. */
  readonly asked: string[];
  stop(): Promise<void>;
}

export const startForgedIssuer = async (keys: Answer): Promise<ForgedIssuer> => {
  const server = createServer((request, response) => {
    forged.asked.push(request.url!);
    const answer = request.url === '/jwks' ? forged.keys : forged.configuration;
    if (typeof answer === 'function') answer(response);
    else response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const forged: ForgedIssuer = {
    issuer, configuration: { issuer, jwks_uri: `${issuer}/jwks` }, keys, asked: [],
    stop: () => {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return stopped;
    },
  };
  return forged;
};
