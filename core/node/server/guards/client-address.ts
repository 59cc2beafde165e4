import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Some proxies name the port, too: each connection would be a client of its own. */
const withoutPort = (address: string): string => address.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/**
 * The address of a client: of the connection, or, behind a proxy, the last that X-Forwarded-For names, which is the proxy's own word. What
 * stands before it anybody may have written, and what is no address counts for nothing. (The framework trusts no proxy that is told of by a
 * number of hops alone.) [A20]
 */
export const clientAddress = ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, isBehindProxy: boolean): string => {
  const forwarded = isBehindProxy ? withoutPort([headers['x-forwarded-for'] ?? ''].flat().join().split(',').at(-1)!.trim()) : '';
  return isIP(forwarded) > 0 ? forwarded : (socket.remoteAddress ?? '');
};
