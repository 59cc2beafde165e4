import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { failureMessage, refuse } from './http-failure';
import type { RequestFault } from './request-texts';

const faults: Readonly<Record<string, RequestFault>> = { ERR_HTTP_REQUEST_TIMEOUT: 'too-slow', HPE_HEADER_OVERFLOW: 'headers-too-large' };

/** What Node's HTTP parser and its clock complain of. The rest went wrong below HTTP, as in a handshake, where no answer would ever get out. */
const isOfHttp = (code: string): boolean => code.startsWith('HPE_') || code.startsWith('ERR_HTTP_');

/** Answers what is no HTTP, or came too slowly, and closes the connection. */
export const answerClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (!isOfHttp(error.code ?? '') || !socket.writable) return void socket.destroy();
  const fault = faults[error.code ?? ''] ?? 'bad-request';
  const message = failureMessage(refuse(fault, { what: 'HTTP' }).failure, 'en', `urn:uuid:${randomUUID()}`);
  const body = JSON.stringify(message);
  socket.end(`HTTP/1.1 ${message.status} ${message.title}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
};
