import type { FailureMessage } from '../../core';

/**
 * Why an answer did not come: the server is `away` (nobody answered, or something before it said so in its place), something before it
 * `stopped` what was asked, or it `refused` and says why in the language that was asked for.
 */
export type ClientFailure =
  | { readonly kind: 'away' }
  | { readonly kind: 'stopped'; readonly status: number }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly title: string; readonly detail: string; readonly errors: NonNullable<FailureMessage['errors']>; readonly retryAfter: number | null };

/** `etag` names the plan's newest revision, where the answer is about one plan. */
export type Answer<T> = { readonly ok: true; readonly value: T; readonly etag: string | null } | { readonly ok: false; readonly failure: ClientFailure };

const temporary = new Set([408, 429, 502, 503, 504]);

/** May the same request succeed a little later, without anybody doing anything? */
export const isTemporary = (failure: ClientFailure): boolean => failure.kind === 'away' || temporary.has(failure.status);

/** Is a token asked for, or another one than was sent? */
export const asksForToken = (failure: ClientFailure): boolean => failure.kind === 'refused' && failure.status === 401;

const firstDelays = [1000, 2000, 4000, 8000] as const;
const longestDelay = 15_000;

/** How long to wait before trying again for the nth time (0 the first), in milliseconds: a little longer each time, unless the server says. */
export const retryDelay = (attempt: number, failure: ClientFailure): number => {
  const asked = failure.kind === 'refused' ? failure.retryAfter : null;
  return asked === null ? (firstDelays[attempt] ?? longestDelay) : asked * 1000;
};
