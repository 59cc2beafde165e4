import { connect } from 'node:net';
import type { LiveServer } from './live-server';

export const portOf = ({ address }: Pick<LiveServer, 'address'>): number => Number(new URL(address).port);

/** Sends bytes as they are; gives all that comes back until the server closes. */
export const raw = (server: Pick<LiveServer, 'address'>, ...lines: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    const socket = connect(portOf(server), '127.0.0.1', () => socket.write(lines.join('\r\n')));
    socket.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('error', () => undefined).on('close', () => resolve(text));
  });

/** The lines of a request without a body. */
export const request = (method: string, path: string, ...headers: readonly string[]): readonly string[] => [`${method} ${path} HTTP/1.1`, ...headers, 'Connection: close', '', ''];
