import type { SheetFailure } from '../../../core/node/journey/google/sheet-failure';
import { failureDetails, failureText } from '../../../core/node/texts/failure-texts';
import { locales } from '../../../core/plan/locale';
import type { GoogleFailure } from '../../../gsheets/rest';

const url = 'https://docs.google.com/spreadsheets/d/1abc/edit';
const googleKinds: readonly GoogleFailure['kind'][] = ['consent-gone', 'no-access', 'not-found', 'no-room', 'quota', 'unavailable', 'no-answer', 'mark-taken', 'protected', 'too-large', 'changed', 'refused'];
const loginReasons: readonly (SheetFailure & { kind: 'login' })['reason'][] = ['no-client', 'not-a-client', 'cannot-read', 'cannot-write', 'too-open', 'declined', 'timed-out', 'stopped', 'no-scope', 'no-refresh-token', 'no-port', 'unavailable', 'refused'];

const failures: readonly SheetFailure[] = [
  ...googleKinds.map((kind): SheetFailure => ({ kind: 'google', failure: { kind } })),
  ...googleKinds.map((kind): SheetFailure => ({ kind: 'google', failure: { kind, tab: 'Overordnede mål', detail: 'The caller does not have permission' }, url, account: 'planark@example.no' })),
  ...(['no-credentials', 'cannot-read', 'not-a-key', 'too-open'] as const).map((reason): SheetFailure => ({ kind: 'credentials', reason, file: 'nokkel.json' })),
  ...loginReasons.map((reason): SheetFailure => ({ kind: 'login', reason, file: 'klient.json', detail: 'invalid_client' })),
  { kind: 'trashed', url },
  ...(['not-planark', 'damaged-stamp'] as const).map((kind): SheetFailure => ({ kind: 'stamp', failure: { kind }, url })),
  { kind: 'stamp', failure: { kind: 'newer-format', format: 'planark/9' }, url },
  { kind: 'other-plan', planId: 'p', found: 'q', url },
  { kind: 'not-linked', what: 'p' }, { kind: 'nothing-linked' }, { kind: 'several', what: 'p', urls: [url, url], mayBeAll: false }, { kind: 'several', what: 'gsheets sync', urls: [url, url], mayBeAll: true },
  { kind: 'no-room-for-regions' }, { kind: 'no-room-for-regions', account: 'planark@example.no' },
  { kind: 'google', failure: { kind: 'not-found' }, url, isOwnOnly: true }, { kind: 'shows-regions', planId: 'p', url }, { kind: 'owner-shares', url },
  { kind: 'link-without-plan', planId: 'p', url }, { kind: 'maybe-made' }, { kind: 'unlinked', planId: 'p', url },
  { kind: 'bad-spreadsheet', what: '../x' }, { kind: 'bad-share', what: 'kari' },
];

describe.each(locales)('in %s', (locale) => {
  test.each(failures.map((failure) => [JSON.stringify(failure), failure] as const))('[U9] %s says what happened and what to do, on one line', (_, failure) => {
    const text = failureText({ kind: 'sheet', failure }, locale);
    expect(text).toMatch(/^[^\n{}|]+$/);
    expect(text).not.toMatch(/undefined|null|\[object| {2}(?!https)| \.|\s$/);
    expect(text.split(/[.:;] /).length).toBeGreaterThan(1);
  });

  test('[U9] what cannot be seen after a plain login, and a full disk of the owner’s, have advice of their own', () => {
    const textOf = (failure: SheetFailure): string => failureText({ kind: 'sheet', failure }, locale);
    expect(textOf({ kind: 'google', failure: { kind: 'not-found' }, url, isOwnOnly: true })).toContain('planark gsheets login --adopt');
    expect(textOf({ kind: 'google', failure: { kind: 'no-room' }, url, account: 'planark@example.no' })).not.toMatch(/adopt|planark@/);
    expect(textOf({ kind: 'google', failure: { kind: 'no-room' }, account: 'planark@example.no' })).toMatch(/adopt/);
    const several = { kind: 'several', what: 'p', urls: [url, url] } as const;
    expect([textOf({ ...several, mayBeAll: false }).includes('--all'), textOf({ ...several, mayBeAll: true }).includes('--all')]).toEqual([false, true]);
  });

  test('[U9] who has to be let in, and where, is named', () => {
    const text = failureText({ kind: 'sheet', failure: { kind: 'google', failure: { kind: 'protected', tab: 'Mål' }, url, account: 'planark@example.no' } }, locale);
    for (const part of ['planark@example.no', 'Mål', url]) expect(text).toContain(part);
  });
});

test('[U9] a sentence differs from language to language', () => {
  for (const failure of failures) expect(new Set(locales.map((locale) => failureText({ kind: 'sheet', failure }, locale))).size).toBeGreaterThan(2);
});

test('[U9] programs get Google’s own kind, and its words', () => {
  expect(failureDetails({ kind: 'sheet', failure: { kind: 'google', failure: { kind: 'quota', detail: 'RATE_LIMIT_EXCEEDED' } } }, 'en')).toEqual({ reason: 'quota', detail: 'RATE_LIMIT_EXCEEDED' });
  expect(failureDetails({ kind: 'sheet', failure: { kind: 'trashed', url } }, 'en')).toEqual({ reason: 'trashed' });
  expect(failureDetails({ kind: 'sheet', failure: { kind: 'login', reason: 'declined' } }, 'en')).toEqual({ reason: 'declined' });
});
