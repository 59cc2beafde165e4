import { timingSafeEqual } from 'node:crypto';
import { isSecretOf, isValid, makeToken, readTokenText, type TokenRecord } from '../../../core/node/people/token';

jest.mock('node:crypto', () => {
  const actual = jest.requireActual<typeof import('node:crypto')>('node:crypto');
  return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) };
});

const about = { name: 'Kari', grants: [{ role: 'reader', on: 'everything' } as const], expires: null, madeBy: 'ola' };

test('[T8] a token is its id and 32 random bytes, and no two are alike', () => {
  const texts = Array.from({ length: 100 }, () => makeToken(about, new Date()).text);
  for (const text of texts) {
    expect(text).toMatch(/^planark_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    expect(Buffer.from(readTokenText(text)!.secret, 'base64url')).toHaveLength(32);
  }
  expect(new Set(texts.map((text) => readTokenText(text)!.secret)).size).toBe(100);
});

test.each(['', 'planark_', 'planark_0123456789ab_short', `planark_0123456789ab_${'a'.repeat(44)}`, `planark_0123456789ab_${'a'.repeat(42)} `, `Planark_0123456789ab_${'a'.repeat(43)}`, `planark_../../../../_${'a'.repeat(43)}`])('[T8] “%s” is no token', (text) => {
  expect(readTokenText(text)).toBeNull();
});

test('[T8] secrets are compared in constant time, whole hashes each time, also where there is no token', () => {
  const compare = jest.mocked(timingSafeEqual);
  const { token, text } = makeToken(about, new Date());
  const { secret } = readTokenText(text)!;
  const wrong = secret.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'));
  expect([isSecretOf(token, secret), isSecretOf(token, wrong), isSecretOf(null, secret)]).toEqual([true, false, false]);
  expect(compare.mock.calls.map((buffers) => buffers.map((buffer) => buffer.byteLength))).toEqual([[32, 32], [32, 32], [32, 32]]);
});


test.each<[string, Partial<TokenRecord>, boolean]>([
  ['without an end', {}, true],
  ['before its end', { expires: '2026-11-21T12:00:00.001Z' }, true],
  ['at its end', { expires: '2026-11-21T12:00:00.000Z' }, false],
  ['revoked', { revoked: { at: '2026-11-21T11:00:00.000Z', by: 'ola' } }, false],
  ['revoked by a clock that is ahead', { revoked: { at: '2027-11-21T11:00:00.000Z', by: 'ola' } }, false],
])('[T10] whether a token %s is valid', (_, more, expected) => {
  const { token } = makeToken(about, new Date());
  expect(isValid({ ...token, revoked: null, lastUsed: null, ...more }, new Date('2026-11-21T12:00:00.000Z'))).toBe(expected);
});
