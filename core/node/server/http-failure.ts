import type { Locale, Localized } from '../../plan/locale';
import type { FailureMessage, StoreFailure } from '../../sync';
import type { Failure } from '../journey/failure';
import { failureIssues, failureText } from '../texts/failure-texts';
import { plainText } from '../texts/plain-text';
import { requestText, requestTitle, type RequestFault, type ServedText } from './request-texts';

/** A fault of the request itself; what goes wrong behind it is a `Failure`. */
export interface RequestFailure {
  readonly kind: 'request';
  readonly fault: RequestFault;
  /** The sentence, where it is another than the fault's. */
  readonly text?: ServedText;
  /** What was wrong, for the sentence. */
  readonly what?: string;
  readonly errors?: readonly { readonly path: string; readonly message: Readonly<Record<Locale, string>> }[];
  /** Seconds after which trying again will help. */
  readonly retryAfter?: number;
}
export type HttpFailure = Failure | RequestFailure;

export const refuse = (fault: RequestFault, more: Omit<RequestFailure, 'kind' | 'fault'> = {}): { readonly ok: false; readonly failure: RequestFailure } => ({ ok: false, failure: { kind: 'request', fault, ...more } });

/** One thing that is wrong with a request, at its place. */
export const refuseField = (path: string, message: Localized) => refuse('bad-request', { what: path, errors: [{ path, message }] });

/** What each fault of a request is answered with. */
export const requestStatuses: Readonly<Record<RequestFault, number>> = {
  'bad-request': 400, 'bad-json': 400, 'not-signed-in': 401, 'not-allowed': 403, 'foreign-origin': 403, 'foreign-host': 403, 'no-such-address': 404, 'unknown-token': 404, 'changes-not-allowed': 403, 'place-not-allowed': 403, 'move-not-allowed': 403, 'no-such-method': 405,
  'too-slow': 408, 'too-large': 413, 'plan-exists': 412, 'sheet-forgotten': 409, 'grant-on-nothing': 422, 'no-budget-found': 422, 'budget-not-pushed': 422, 'wrong-type': 415, 'precondition-missing': 428, 'too-many': 429, 'headers-too-large': 431, 'overloaded': 503, 'stopping': 503, 'bug': 500,
};

/** Only what trying again can help is 503. */
const storeOutcomes: Readonly<Record<StoreFailure['kind'], readonly [status: number, code: string]>> = {
  stale: [409, 'busy'], 'not-found': [404, 'unknown-plan'], unavailable: [503, 'store-unavailable'], damaged: [500, 'store-damaged'], 'newer-format': [500, 'store-newer-format'],
};

/** Status and code of what went wrong behind a request. */
const outcomeOf = (failure: Failure): readonly [status: number, code: string] => {
  switch (failure.kind) {
    case 'unknown-plan': case 'no-revision': return [404, failure.kind];
    case 'busy': case 'unknown-revision': case 'other-history': case 'other-plan': case 'nothing-to-undo': case 'first-revision': return [409, failure.kind];
    case 'changed-since': return [412, failure.kind];
    case 'xlsx': return failure.refusal.code === 'FILE_TOO_LARGE' ? [413, 'too-large'] : [422, 'unreadable-workbook'];
    case 'stamp': return [422, failure.failure.kind];
    case 'link-limit': return [422, 'invalid-plan'];
    case 'plan': return [422, failure.failure.kind === 'newer-format' ? 'newer-format' : 'invalid-plan'];
    case 'token-reused': return [422, 'operation-reused'];
    case 'not-json': return [400, 'bad-json'];
    case 'store': return storeOutcomes[failure.failure.kind];
    case 'file': return failure.reason === 'too-large' ? [422, 'too-large-to-read-again'] : [503, 'store-unavailable'];
    case 'issuer-unavailable': return [503, failure.kind];
    case 'budget-file': return failure.code === 'TOO_LARGE' ? [413, 'too-large'] : [422, 'unreadable-budget'];
    case 'not-linked': case 'budget-unread': return [422, failure.kind];
    case 'target-history': case 'has-plan': case 'usage': case 'no-store': case 'cannot-listen': case 'open-to-strangers': case 'settings': case 'certificate': case 'sheet': case 'which-national':
      return [500, 'bug'];
  }
};


/** Seconds to wait before trying again, where that will help. */
export const retryAfterOf = (failure: HttpFailure): number | undefined => {
  if (failure.kind === 'request') return failure.retryAfter;
  if (failure.kind === 'issuer-unavailable') return 15;
  return failure.kind === 'busy' || (failure.kind === 'store' && failure.failure.kind === 'unavailable') ? 2 : undefined;
};

/** A failure as RFC 9457 has it; nothing in it names a path of this machine. */
export const failureMessage = (failure: HttpFailure, locale: Locale, instance: string): FailureMessage => {
  if (failure.kind === 'request') {
    const { fault, text = fault, what, errors } = failure;
    return {
      ...problemOf(requestStatuses[fault], fault, locale, instance), detail: requestText(text, locale, what),
      ...(errors && { errors: errors.map(({ path, message }) => ({ path, message: message[locale] })) }),
    };
  }
  const [status, code] = outcomeOf(failure);
  const errors = failureIssues(failure, locale);
  return { ...problemOf(status, code, locale, instance), detail: detailOf(failure, locale), ...(errors.length > 0 && { errors }) };
};

const unavailability = ({ suspects, lacksSchema, unrecorded }: StoreFailure & { kind: 'unavailable' }): ServedText =>
  (suspects ? 'store-in-doubt' : lacksSchema ? 'store-not-ready' : unrecorded ? `audit-${unrecorded}` : 'store-unavailable');

/** What is wrong inside the store is for the log and for who runs the server: it names files and hosts. */
const storeText = (failure: StoreFailure, locale: Locale): string => {
  switch (failure.kind) {
    case 'unavailable': return requestText(unavailability(failure), locale);
    case 'damaged': case 'newer-format': return requestText(`store-${failure.kind}`, locale);
    case 'stale': case 'not-found': return failureText({ kind: 'store', failure }, locale);
  }
};

/** What went wrong behind a request, to somebody who has the page or the API alone: no commands, and no files. [A3] */
export const detailOf = (failure: Failure, locale: Locale): string => {
  switch (failure.kind) {
    case 'unknown-plan': return requestText('unknown-plan', locale, failure.planId);
    case 'no-revision': case 'unknown-revision': case 'other-history': return requestText(failure.kind, locale, String(failure.revision));
    case 'first-revision': return requestText('first-revision', locale);
    case 'stamp': return failure.failure.kind === 'newer-format' ? failureText(failure, locale) : requestText(failure.failure.kind, locale);
    case 'not-json': return failure.reason === 'too-deep' ? requestText('too-deep', locale) : plainText(failureText(failure, locale));
    case 'store': return storeText(failure.failure, locale);
    case 'not-linked': return requestText('not-linked', locale, failure.path);
    case 'budget-file': return failure.code === 'NO_OFFICE' ? requestText('no-office', locale, failure.path) : plainText(failureText(failure, locale));
    case 'link-limit': return failure.fault === 'many-links' ? requestText('many-links', locale) : plainText(failureText(failure, locale));
    default: return plainText(failureText(failure, locale));
  }
};

const problemOf = (status: number, code: string, locale: Locale, instance: string) => ({ type: `urn:planark:problem:${code}`, title: requestTitle(status, code, locale), status, instance, code });
