import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Locale } from '../../plan/locale';
import { securityHeaders } from './guards/security-headers';
import { failureMessage, refuse } from './http-failure';
import { acceptedLocale } from './locale';
import type { RequestFault } from './request-texts';

const faults: Readonly<Record<string, RequestFault>> = { ERR_HTTP_REQUEST_TIMEOUT: 'too-slow', HPE_HEADER_OVERFLOW: 'headers-too-large' };

interface ClientError extends Error {
  readonly code?: string;
  /** What came last, where anything did. */
  readonly rawPacket?: Buffer;
}

/** The language asked for, as far as the headers came. */
const localeOf = ({ rawPacket }: ClientError): Locale => acceptedLocale(/^accept-language:(.{1,200})/im.exec(rawPacket?.toString('latin1') ?? '')?.[1]?.trim()) ?? 'nb';

/** What Node's HTTP parser and its clock complain of. The rest went wrong below HTTP, as in a handshake, where no answer would ever get out. */
const isOfHttp = (code: string): boolean => code.startsWith('HPE_') || code.startsWith('ERR_HTTP_');

/** Answers what is no HTTP, or came too slowly, and closes the connection. [A3] [A15] */
export const answerClientErrors = (isSecure: boolean) => (error: ClientError, socket: Socket): void => {
  if (!isOfHttp(error.code ?? '') || !socket.writable) return void socket.destroy();
  const fault = faults[error.code ?? ''] ?? 'bad-request';
  const message = failureMessage(refuse(fault, { what: 'HTTP' }).failure, localeOf(error), `urn:uuid:${randomUUID()}`);
  const body = JSON.stringify(message);
  const headers = { ...securityHeaders(isSecure), 'content-type': 'application/problem+json; charset=utf-8', 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${message.status} ${STATUS_CODES[message.status]}`, ...lines, '', body].join('\r\n'));
};
