import { resultOf } from '../../../gsheets/api/ask';
import { backOff, type Repeats } from '../../../gsheets/api/patience';
import { asker, refusal, reset, startOddGoogle, type OddAnswer, type OddGoogle } from '../../support/odd-google';

let google: OddGoogle;
beforeAll(async () => { google = await startOddGoogle(() => undefined); });
afterEach(() => google.stop());

const good = { status: 200, json: { spreadsheetId: 'a', replies: [{}] } };
/** A question that meets these answers, the last one for good. */
const askWith = async (repeats: Repeats, answers: readonly OddAnswer[]) => {
  google = await startOddGoogle(({ path }, number) => (path === '/token' ? undefined : answers[Math.min(number, answers.length) - 1]));
  const options = asker(google.rootUrl);
  const { sheets } = options.clients;
  const tried = await options.ask<object>({ service: 'sheets', repeats }, (auth) => (repeats === 'read'
    ? sheets.spreadsheets.get({ spreadsheetId: 'a', fields: 'spreadsheetId', auth })
    : sheets.spreadsheets.batchUpdate({ spreadsheetId: 'a', requestBody: { requests: [] }, auth })));
  return { result: resultOf(tried, repeats !== 'read'), sent: google.requests.filter(({ path }) => path !== '/token').length, ...options };
};
const kindOf = ({ result }: Awaited<ReturnType<typeof askWith>>): string => (result.ok ? 'ok' : result.failure.kind);

describe('patience', () => {
  test('[O3] pauses double, with up to a second more, and are never longer than 32 s', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 20].map((tried) => backOff(tried, () => 0.25))).toEqual([1250, 2250, 4250, 8250, 16_250, 32_000, 32_000, 32_000]);
  });

  test.each<[string, OddAnswer, Repeats]>([
    ['429', refusal(429, 'rateLimitExceeded'), 'read'],
    ['429 of a write', refusal(429, 'rateLimitExceeded'), 'write'],
    ['429 of what is done once', refusal(429, 'rateLimitExceeded'), 'once'],
    ['403 for a rate limit', refusal(403, 'userRateLimitExceeded'), 'write'],
    ['503 of a write', refusal(503, 'backendError'), 'write'],
    ['500 of a read', refusal(500, 'backendError'), 'read'],
    ['502 of a read, told in HTML', { status: 502, text: '<html>Bad gateway</html>' }, 'read'],
    ['504 of a read', refusal(504, 'backendError'), 'read'],
    ['a read without an answer', reset, 'read'],
  ])('[O3] %s is tried again until it goes', async (_, answer, repeats) => {
    const asked = await askWith(repeats, [answer, answer, good]);
    expect(kindOf(asked)).toBe('ok');
    expect(asked.sent).toBe(3);
    expect(asked.surroundings.pauses).toEqual([1500, 2500]);
  });

  test('[O3] the progress says why it waits, and how long', async () => {
    const { waits } = await askWith('read', [refusal(429, 'rateLimitExceeded'), refusal(503, 'backendError'), good]);
    expect(waits).toEqual([{ reason: 'busy', seconds: 2 }, { reason: 'down', seconds: 3 }]);
  });

  test('[O3] a refusal that stays is tried eight times, over a minute and a half, and the client tries nothing by itself', async () => {
    const asked = await askWith('read', [refusal(429, 'rateLimitExceeded')]);
    expect(kindOf(asked)).toBe('quota');
    expect(asked.sent).toBe(8);
    expect(asked.surroundings.pauses).toEqual([1500, 2500, 4500, 8500, 16_500, 32_000, 32_000]);
  });

  test('[O3] a read that never gets an answer is given up after three', async () => {
    const asked = await askWith('read', [reset]);
    expect(kindOf(asked)).toBe('unavailable');
    expect(asked.sent).toBe(3);
  });

  test.each<[string, OddAnswer, Repeats, string]>([
    ['storage that is full', refusal(403, 'storageQuotaExceeded'), 'once', 'no-room'],
    ['a limit of the day', refusal(403, 'dailyLimitExceeded'), 'read', 'quota'],
    ['no right', refusal(403, 'forbidden'), 'read', 'no-access'],
    ['what is not there', refusal(404, 'notFound'), 'read', 'not-found'],
    ['a wrong request', refusal(400, 'badRequest'), 'write', 'refused'],
    ['a write without an answer', reset, 'write', 'no-answer'],
    ['500 of a write', refusal(500, 'backendError'), 'write', 'no-answer'],
    ['503 of what is done once', refusal(503, 'backendError'), 'once', 'unavailable'],
  ])('[O4] %s is not tried again', async (_, answer, repeats, kind) => {
    const asked = await askWith(repeats, [answer, good]);
    expect(kindOf(asked)).toBe(kind);
    expect(asked.sent).toBe(1);
    expect(asked.surroundings.pauses).toEqual([]);
  });
});

describe('tokens', () => {
  test('[O8] a token that Google refuses is replaced once, and what was asked is asked again', async () => {
    let given = 0;
    google = await startOddGoogle(({ path, headers }) => {
      if (path === '/token') return { status: 200, json: { access_token: `token-${(given += 1)}`, expires_in: 3600, token_type: 'Bearer' } };
      return headers.authorization === 'Bearer token-2' ? good : refusal(401, 'authError');
    });
    const { ask, clients } = asker(google.rootUrl);
    const read = () => ask<object>({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId: 'a', auth }));
    expect((await read()).ok).toBe(true);
    expect((await read()).ok).toBe(true);
    expect(google.requests.map(({ path }) => path)).toEqual(['/token', '/v4/spreadsheets/a', '/token', '/v4/spreadsheets/a', '/v4/spreadsheets/a']);
  });

  test('[O8] refused again, the consent is gone', async () => {
    const asked = await askWith('write', [refusal(401, 'authError')]);
    expect(kindOf(asked)).toBe('consent-gone');
    expect(asked.sent).toBe(2);
  });

  test.each(['invalid_grant', 'invalid_client', 'deleted_client', 'admin_policy_enforced'])('[O8] a consent that is refused with %s is gone, and nothing is asked in its name', async (error) => {
    google = await startOddGoogle(({ path }) => (path === '/token' ? { status: 400, json: { error, error_description: 'Token has been expired or revoked.' } } : good));
    const { ask, clients } = asker(google.rootUrl);
    const tried = await ask<object>({ service: 'sheets', repeats: 'write' }, (auth) => clients.sheets.spreadsheets.batchUpdate({ spreadsheetId: 'a', auth }));
    expect(resultOf(tried, true)).toMatchObject({ ok: false, failure: { kind: 'consent-gone' } });
    expect(google.requests).toHaveLength(1);
  });

  test('[O8] where no token can be had for now, a write was not done', async () => {
    google = await startOddGoogle(({ path }) => (path === '/token' ? { status: 500, text: 'broken' } : good));
    const { ask, clients, surroundings } = asker(google.rootUrl);
    const tried = await ask<object>({ service: 'sheets', repeats: 'once' }, (auth) => clients.sheets.spreadsheets.create({ auth }));
    expect(resultOf(tried, true)).toEqual({ ok: false, failure: { kind: 'unavailable', detail: 'status 500' } });
    expect(google.requests).toHaveLength(3);
    expect(surroundings.pauses).toHaveLength(2);
  });
});
