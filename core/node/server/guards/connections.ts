import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ServerLimits } from '../limits';

/** The open connections of a server; also those on which nothing was asked yet, which the server itself does not close. */
export const openConnections = (server: Server): ReadonlySet<Socket> => {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
};

/** Closes connections beyond what one address may have at a time, before a byte of them is read. [A16] */
export const limitConnections = (server: Server, { connections, connectionsOfClient }: Pick<ServerLimits, 'connections' | 'connectionsOfClient'>, isBehindProxy: boolean): void => {
  server.maxConnections = connections;
  if (isBehindProxy) return; // all come from the proxy
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const client = socket.remoteAddress ?? '';
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    socket.once('close', () => {
      const left = counts.get(client)! - 1;
      if (left > 0) counts.set(client, left);
      else counts.delete(client);
    });
    if (count > connectionsOfClient) socket.destroy();
  });
};
