import { keyTimes } from '../../core/node/server/oidc/issuer-keys';
import { AUDIENCE, oidcServer, type OidcServer } from '../support/oidc-server';
import { freePort, makeKey, startProvider, type OpenIdProvider, type ProviderSettings } from '../support/openid-provider';

const people: ProviderSettings['people'] = {
  nina: { name: 'Nina Berg', groups: ['styret', 'noe annet'] },
  ola: { preferred_username: 'ola\n2026-01-01 forged', groups: ['ledere'] },
  per: { email: 'per@example.org', groups: ['ukjent gruppe', 'constructor', '__proto__'] },
  siv: { groups: 'kasserere' },
};
const [one, two, three] = [makeKey('one'), makeKey('two', 'RS256'), makeKey('three')];
const programs = [{ id: 'robot', secret: 'x'.repeat(40), claims: { groups: ['roboter'] } }];

const providers: OpenIdProvider[] = [];
const start = async (settings: Partial<ProviderSettings> = {}): Promise<OpenIdProvider> => {
  const provider = await startProvider({ port: await freePort(), keys: [one], audience: AUDIENCE, people, programs, ...settings });
  providers.push(provider);
  return provider;
};
afterAll(() => Promise.all(providers.map((provider) => provider.stop())));

const plansOf = (answered: { readonly body: { readonly plans?: readonly { readonly id: string }[] } }): string[] => (answered.body.plans ?? []).map(({ id }) => id);
const portOf = ({ issuer }: OpenIdProvider): number => Number(new URL(issuer).port);
const codeOf = ({ status, body }: { readonly status: number; readonly body: { readonly code?: string } }): string => `${status} ${body.code ?? ''}`;

describe('[A21] with a real OpenID provider', () => {
  let provider: OpenIdProvider;
  let server: OidcServer;
  beforeAll(async () => {
    provider = await start();
    server = await oidcServer(provider.issuer);
  });
  afterEach(() => expect(server.bugs).toEqual([]));

  test('people may what their groups were given', async () => {
    const [nina, ola, siv] = [await provider.signIn('nina'), await provider.signIn('ola'), await provider.signIn('siv')];
    expect(plansOf(await server.as(nina))).toEqual(['lillehammer-2026', 'norrbotten-2021']);
    expect(plansOf(await server.as(ola))).toEqual(['lillehammer-2026']);
    expect(plansOf(await server.as(siv))).toEqual(['lillehammer-2026']);
    expect(codeOf(await server.as(nina, '/api/plans/lillehammer-2026/undo', 'POST', { revision: 1 }))).toBe('403 not-allowed');
    expect(codeOf(await server.as(ola, '/api/plans/lillehammer-2026/undo', 'POST', { revision: 1 }))).toBe('409 first-revision');
    expect(codeOf(await server.as(ola, '/api/plans/norrbotten-2021'))).toBe('404 unknown-plan');
  });

  test('a program may what its groups were given', async () => {
    expect(plansOf(await server.as(await provider.tokenOfProgram('robot')))).toEqual(['norrbotten-2021']);
  });

  test('who is in no group that was given anything may nothing', async () => {
    const token = await provider.signIn('per');
    expect(await server.as(token)).toMatchObject({ status: 200, body: { plans: [] } });
    for (const path of ['', '/revisions', '/workbook.xlsx']) expect(codeOf(await server.as(token, `/api/plans/lillehammer-2026${path}`))).toBe('404 unknown-plan');
  });

  test('what they do is done in their name, on one line', async () => {
    const token = await provider.signIn('ola');
    const { body, headers } = await server.as(token, '/api/plans/lillehammer-2026');
    const answered = await fetch(`${server.address}/api/plans/lillehammer-2026`, {
      method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': headers.get('etag')! }, body: JSON.stringify({ ...body.plan, title: 'Ny tittel' }),
    });
    expect(await answered.json()).toMatchObject({ revision: { author: 'ola 2026-01-01 forged' } });
  });

  test('tokens for others, and of other issuers, even with the same keys, are refused', async () => {
    const [twin, other] = [await start(), await start({ keys: [makeKey('one')] })];
    expect(codeOf(await server.as(await provider.signIn('nina', 'https://other.example.org')))).toBe('401 not-signed-in');
    expect(codeOf(await server.as(await twin.signIn('nina')))).toBe('401 not-signed-in');
    expect(codeOf(await server.as(await other.signIn('nina')))).toBe('401 not-signed-in');
  });

  test('a token that is over is refused, after half a minute that clocks may be apart', async () => {
    const token = await provider.signIn('nina');
    const statuses = [];
    for (const seconds of [0, 590, 620, 635]) {
      server.oidcClock.ahead = seconds * 1000;
      statuses.push((await server.as(token)).status);
    }
    server.oidcClock.ahead = 0;
    expect(statuses).toEqual([200, 200, 200, 401]);
  });

  test('tokens of Planark’s own go beside it, and no token is nobody, also on this machine', async () => {
    expect(plansOf(await server.as('planark_house'))).toEqual(['lillehammer-2026', 'norrbotten-2021']);
    expect(codeOf(await server.as('planark_other'))).toBe('401 not-signed-in');
    const without = await server.get('/api/plans');
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  test('[A19] its log has no token', async () => {
    const token = await provider.signIn('nina');
    await server.as(token);
    await server.as(`${token}x`);
    await server.as(token, `/api/plans/${token}`);
    expect([...server.log, ...server.told].join('\n')).not.toContain(token.slice(-20));
  });
});

test('[A21] a provider goes over to another key while the server runs', async () => {
  const first = await start();
  const server = await oidcServer(first.issuer);
  const before = await first.signIn('nina');
  expect((await server.as(before)).status).toBe(200);
  await first.stop();
  const second = await start({ port: portOf(first), keys: [two, one] });
  server.oidcClock.ahead += keyTimes.cooldown;
  const after = await second.signIn('nina');
  expect([(await server.as(after)).status, (await server.as(before)).status]).toEqual([200, 200]);
});

test('[A21] a key that the provider no longer has is refused once its keys are asked for again', async () => {
  const first = await start({ keys: [two, one] });
  const server = await oidcServer(first.issuer);
  const token = await first.signIn('nina');
  expect((await server.as(token)).status).toBe(200);
  await first.stop();
  await start({ port: portOf(first), keys: [three] });
  server.oidcClock.ahead = keyTimes.fresh - 30_000;
  expect((await server.as(token)).status).toBe(200);
  // 20 seconds after the token is over, which clocks may be apart, and 20 seconds after the keys were to be asked for again.
  server.oidcClock.ahead = keyTimes.fresh + 20_000;
  expect((await server.as(token)).status).toBe(401);
  server.oidcClock.ahead = 0;
  expect((await server.as(token)).status).toBe(401);
});

describe('[A21] a provider that does not answer', () => {
  test('at the start keeps nobody else out, is said to be so, and lets its people in as soon as it is back', async () => {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const server = await oidcServer(issuer);
    const sent = await fetch(`${server.address}/api/plans`, { headers: { authorization: 'Bearer eyJhbGciOiJFUzI1NiJ9.e30.eA', 'accept-language': 'sv' } });
    expect([sent.status, sent.headers.get('retry-after'), sent.headers.get('content-type')]).toEqual([503, '15', 'application/problem+json; charset=utf-8']);
    expect(await sent.json()).toMatchObject({ code: 'issuer-unavailable', detail: expect.stringMatching(/^Inloggningstjänsten svarar inte/) });
    expect(server.told).toEqual([`${issuer}/.well-known/openid-configuration: ECONNREFUSED`]);
    expect([(await server.as('planark_house')).status, (await server.get('/healthz')).status, (await server.get('/api/plans')).status]).toEqual([200, 200, 401]);
    const provider = await start({ port });
    server.oidcClock.ahead = keyTimes.cooldown;
    expect((await server.as(await provider.signIn('nina'))).status).toBe(200);
    expect(server.told).toHaveLength(2);
    expect(server.told[1]).toBeNull();
  });

  test('later is missed by nobody whose key is known, for an hour', async () => {
    const provider = await start();
    const server = await oidcServer(provider.issuer);
    const token = await provider.signIn('nina');
    expect((await server.as(token)).status).toBe(200);
    await provider.stop();
    server.oidcClock.ahead = keyTimes.fresh + 20_000;
    expect((await server.as(token)).status).toBe(200);
    expect(server.told).toHaveLength(1);
    const unknownKey = await (await start({ keys: [three] })).signIn('nina');
    expect(codeOf(await server.as(unknownKey))).toBe('503 issuer-unavailable');
    server.oidcClock.ahead = keyTimes.usable + 1000;
    expect(codeOf(await server.as(token))).toBe('503 issuer-unavailable');
    expect((await server.as('planark_house')).status).toBe(200);
  });
});
