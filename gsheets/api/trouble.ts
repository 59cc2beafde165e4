import { toGoogleFailure, type GoogleFailure } from '../rest';
import { WireError } from './wire';

/**
 * Why a call failed, without the error itself: that of the client carries the request's headers, and with them the account's token. [O7]
 * `answered`: Google said no; `lost`: no answer that could be used.
 */
export type Trouble =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown; readonly message: string }
  | { readonly kind: 'lost'; readonly code: string; readonly isSent: boolean };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The error itself, or what it was made of. */
const wireErrorIn = (error: unknown): WireError | undefined => {
  if (error instanceof WireError) return error;
  return isRecord(error) && error['cause'] instanceof WireError ? error['cause'] : undefined;
};

/** What the client threw, as a value. An error of any other kind is a bug, and is thrown on without its text, which may hold what was to be sent. */
export const troubleOf = (error: unknown): Trouble => {
  const wire = wireErrorIn(error);
  if (wire) return { kind: 'lost', code: wire.code, isSent: wire.isSent };
  const response = isRecord(error) ? error['response'] : undefined;
  if (isRecord(response) && typeof response['status'] === 'number') {
    const body = response['data'];
    return { kind: 'answered', status: response['status'], body, message: typeof body === 'string' ? '' : `status ${response['status']}` };
  }
  throw new Error(`a request to Google could not be made: ${error instanceof Error ? error.name : typeof error}`);
};

/** Tokens, assertions and client secrets, as Google makes them. */
const doorOpeners = /ya29\.[\w.-]+|1\/\/[\w-]{10,}|GOCSPX-[\w-]+|eyJ[\w-]{10,}[\w.-]*|Bearer [^\s"\\]+/g;

/** The same without what opens a door, also where the other side repeats what it was sent. [O7] */
export const withoutSecrets = (trouble: Trouble, known: readonly string[]): Trouble => {
  if (trouble.kind === 'lost' || trouble.body === undefined) return trouble;
  const text = known.reduce((told, secret) => told.replaceAll(JSON.stringify(secret).slice(1, -1), '…'), JSON.stringify(trouble.body));
  return { ...trouble, body: JSON.parse(text.replace(doorOpeners, '…')) as unknown };
};

/** What a failure that nothing more was tried for is to the caller. [O8] */
export const failureOf = (trouble: Trouble, isWrite: boolean): GoogleFailure => {
  if (trouble.kind === 'answered') return toGoogleFailure({ ...trouble, isWrite });
  if (trouble.code === 'bytes' && !isWrite) return { kind: 'too-much', detail: 'the answer is larger than is taken' };
  return { kind: isWrite && trouble.isSent ? 'no-answer' : 'unavailable', detail: trouble.code };
};
