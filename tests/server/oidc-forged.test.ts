import { createHmac, sign, type KeyObject } from 'node:crypto';
import { keyTimes } from '../../core/node/server/oidc/issuer-keys';
import { startForgedIssuer, type ForgedIssuer } from '../support/forged-issuer';
import { AUDIENCE, oidcServer, type OidcServer } from '../support/oidc-server';
import { makeKey } from '../support/openid-provider';

const [known, rsa, stranger] = [makeKey('one'), makeKey('rsa', 'RS256'), makeKey('one')];
const publicOf = ({ jwk }: { readonly jwk: Readonly<Record<string, unknown>> }) => Object.fromEntries(Object.entries(jwk).filter(([name]) => !['d', 'p', 'q', 'dp', 'dq', 'qi'].includes(name)));
const keySet = { keys: [publicOf(known), publicOf(rsa)] };

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;
const signed = (header: object, claims: object, signature: (text: string) => Buffer): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${signature(text).toString('base64url')}`;
};
const byKey = (key: KeyObject) => (text: string): Buffer => (key.asymmetricKeyType === 'ec' ? sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }) : sign('sha256', Buffer.from(text), key));
const byKnown = byKey(known.privateKey);
const byHmac = (secret: string | Buffer) => (text: string): Buffer => createHmac('sha256', secret).update(text).digest();

let issuer: ForgedIssuer;
let server: OidcServer;
beforeAll(async () => {
  issuer = await startForgedIssuer(keySet);
  server = await oidcServer(issuer.issuer);
});
afterAll(() => issuer.stop());
afterEach(() => expect(server.bugs).toEqual([]));

const header = { alg: 'ES256', kid: 'one', typ: 'at+jwt' };
const claims = (more: object = {}): object => ({ iss: issuer.issuer, aud: AUDIENCE, sub: 'nina', exp: seconds(600), groups: ['styret'], ...more });

test('[T16] after too many wrong tokens no signature of that address is checked, while a token of Planark’s own is looked at', async () => {
  const few = await oidcServer(issuer.issuer, 2);
  const right = signed(header, claims(), byKnown);
  const statuses: number[] = [];
  for (const token of [right, 'a', 'b', right, 'planark_house']) statuses.push((await few.as(token)).status);
  expect(statuses).toEqual([200, 401, 401, 429, 200]);
});

describe('[A21] tokens', () => {
  test.each<[string, () => string]>([
    ['as they should be', () => signed(header, claims(), byKnown)],
    ['of RSA', () => signed({ alg: 'RS256', kid: 'rsa', typ: 'JWT' }, claims(), byKey(rsa.privateKey))],
    ['of no kind, for several', () => signed({ alg: 'ES256', kid: 'one' }, claims({ aud: ['https://other.example.org', AUDIENCE] }), byKnown)],
    ['that hold from a moment ahead, as clocks are apart', () => signed(header, claims({ nbf: seconds(20) }), byKnown)],
  ])('%s are taken', async (_, token) => expect((await server.as(token())).body).toMatchObject({ plans: [{ id: 'lillehammer-2026' }, { id: 'norrbotten-2021' }] }));

  test.each<[string, () => string]>([
    ['with no signature', () => signed({ alg: 'none' }, claims(), () => Buffer.alloc(0))],
    ['with no signature, in capitals', () => signed({ ...header, alg: 'NONE' }, claims(), byKnown)],
    ['with the signature taken off', () => `${signed(header, claims(), byKnown).split('.').slice(0, 2).join('.')}.`],
    ['with the public key as a secret in common, as PEM', () => signed({ ...header, alg: 'HS256' }, claims(), byHmac(known.publicKey.export({ type: 'spki', format: 'pem' })))],
    ['with the public key as a secret in common, as DER', () => signed({ ...header, alg: 'HS256' }, claims(), byHmac(known.publicKey.export({ type: 'spki', format: 'der' })))],
    ['with the public key as a secret in common, as JWK', () => signed({ ...header, alg: 'HS256' }, claims(), byHmac(JSON.stringify(publicOf(known))))],
    ['of another key by the same name', () => signed(header, claims(), byKey(stranger.privateKey))],
    ['that bring their key along', () => signed({ ...header, kid: undefined, jwk: publicOf(stranger) }, claims(), byKey(stranger.privateKey))],
    ['that say where their key is', () => signed({ ...header, jku: `${issuer.issuer}/own`, kid: 'own' }, claims(), byKey(stranger.privateKey))],
    ['of one algorithm for a key of another', () => signed({ ...header, alg: 'RS256' }, claims(), byKey(rsa.privateKey))],
    ['whose key’s name leads elsewhere', () => signed({ ...header, kid: '../../../../dev/null' }, claims(), byHmac(''))],
    ['whose claims were changed', () => signed(header, claims(), byKnown).replace(/\.[^.]*\./, `.${encode(claims({ groups: ['ledere'] }))}.`)],
    ['for another audience', () => signed(header, claims({ aud: 'https://other.example.org' }), byKnown)],
    ['for no audience', () => signed(header, claims({ aud: undefined }), byKnown)],
    ['for an audience that begins alike', () => signed(header, claims({ aud: `${AUDIENCE}.evil.example` }), byKnown)],
    ['of another issuer', () => signed(header, claims({ iss: 'https://evil.example' }), byKnown)],
    ['of no issuer', () => signed(header, claims({ iss: undefined }), byKnown)],
    ['that are over', () => signed(header, claims({ exp: seconds(-31) }), byKnown)],
    ['that never are over', () => signed(header, claims({ exp: undefined }), byKnown)],
    ['that are over at no number', () => signed(header, claims({ exp: '9999999999' }), byKnown)],
    ['that do not hold yet', () => signed(header, claims({ nbf: seconds(60) }), byKnown)],
    ['of nobody', () => signed(header, claims({ sub: undefined }), byKnown)],
    ['of an empty name', () => signed(header, claims({ sub: '' }), byKnown)],
    ['of somebody who is no text', () => signed(header, claims({ sub: { $ne: null } }), byKnown)],
    ['for logging out', () => signed({ ...header, typ: 'logout+jwt' }, claims(), byKnown)],
    ['that prove a key', () => signed({ ...header, typ: 'dpop+jwt' }, claims(), byKnown)],
    ['bound to a key of the client’s', () => signed(header, claims({ cnf: { jkt: 'x' } }), byKnown)],
    ['that ask for what nobody knows', () => signed({ ...header, crit: ['exp2'], exp2: 1 }, claims(), byKnown)],
    ['that are encrypted', () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`],
    ['that are junk', () => 'a.b.c'],
    ['that are long junk', () => `${'a'.repeat(5000)}.${'b'.repeat(5000)}.${'c'.repeat(4000)}`],
    ['whose claims are no object', () => signed(header, ['x'], byKnown)],
    ['that reach into prototypes', () => `${encode(header)}.${Buffer.from('{"__proto__":{"sub":"nina"}}').toString('base64url')}.AAAA`],
  ])('%s are refused', async (_, token) => {
    issuer.asked.splice(0);
    expect(await server.as(token())).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(issuer.asked.filter((path) => path === '/own')).toEqual([]);
  });

  test('longer than any header may be are refused before they are looked at', async () => {
    const answered = await fetch(`${server.address}/api/plans`, { headers: { authorization: `Bearer ${signed(header, claims({ groups: Array.from({ length: 2000 }, (_, i) => `group-${i}`) }), byKnown)}` } });
    expect(answered.status).toBe(431);
  });
});

test('[A21] whoever makes up names of keys does not make the server ask the issuer each time', async () => {
  const own = await startForgedIssuer(keySet);
  const one = await oidcServer(own.issuer);
  const good = signed(header, { ...claims(), iss: own.issuer }, byKnown);
  expect((await one.as(good)).status).toBe(200);
  one.oidcClock.ahead = keyTimes.cooldown;
  own.asked.splice(0);
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => one.as(signed({ ...header, kid: `made-up-${i}` }, { ...claims(), iss: own.issuer }, byKnown))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  expect(own.asked).toEqual(['/.well-known/openid-configuration', '/jwks']);
  expect((await one.as(good)).status).toBe(200);
  await own.stop();
});

describe('[A21] an issuer that answers', () => {
  const endless = (response: { write(text: string): boolean; on(event: string, listener: () => void): unknown; destroyed: boolean }): void => {
    const more = (): void => { while (!response.destroyed && response.write(' '.repeat(16_384))); };
    response.on('drain', more);
    more();
  };
  const weak = { kty: 'RSA', kid: 'one', alg: 'RS256', n: 'AQAB'.repeat(30), e: 'AQAB' };
  const configured = (more: object) => (own: ForgedIssuer): void => { own.configuration = { issuer: own.issuer, jwks_uri: `${own.issuer}/jwks`, ...more }; };
  const withKeys = (keys: unknown) => (own: ForgedIssuer): void => { own.keys = keys; };

  test.each<[string, (own: ForgedIssuer) => void, RegExp | null, number]>([
    ['as another', configured({ issuer: 'https://other.example.org' }), /says that it is "https:\/\/other\.example\.org"/, 503],
    ['that its keys are somewhere in clear', configured({ jwks_uri: 'http://192.0.2.1/jwks' }), /its jwks_uri is no https URL/, 503],
    ['that its keys are in a file', configured({ jwks_uri: 'file:///etc/passwd' }), /its jwks_uri is no https URL/, 503],
    ['that its keys are nowhere', configured({ jwks_uri: undefined }), /not what OpenID Connect has there/, 503],
    ['with no JSON', (own) => { own.configuration = (response: { end(text: string): void }) => response.end('<html>'); }, /JSON/, 503],
    ['with an error', (own) => { own.configuration = (response: { writeHead(status: number): { end(): void } }) => response.writeHead(500).end(); }, /status 500/, 503],
    ['that it has moved', (own) => { own.configuration = (response: { writeHead(status: number, headers: object): { end(): void } }) => response.writeHead(302, { location: `${own.issuer}/jwks` }).end(); }, /redirect/, 503],
    ['without end', withKeys(endless), /more than 262144 bytes/, 503],
    ['and then breaks off', withKeys((response: { write(text: string): void; destroy(): void }) => { response.write('{"keys":['); response.destroy(); }), /jwks: /, 503],
    ['with too many keys', withKeys({ keys: Array.from({ length: 101 }, () => publicOf(known)) }), /not what OpenID Connect has there/, 503],
    ['with secrets', withKeys({ keys: [{ kty: 'oct', kid: 'one', k: 'c2VjcmV0' }] }), null, 401],
    ['with no key', withKeys({ keys: [] }), null, 401],
    ['with a key that is none', withKeys({ keys: [{ kty: 'EC', kid: 'one', crv: 'P-256', x: 'AA', y: 'AA' }] }), /its keys cannot be used/, 503],
    ['with a key that anybody can work out', withKeys({ keys: [weak] }), null, 401],
    ['with a key for other things', withKeys({ keys: [{ ...publicOf(known), use: 'enc' }] }), null, 401],
  ])('%s lets nobody in and breaks nothing', async (_, prepare, trouble, status) => {
    const own = await startForgedIssuer(keySet);
    prepare(own);
    const one = await oidcServer(own.issuer);
    expect((await one.as(signed(header, { ...claims(), iss: own.issuer }, byKnown))).status).toBe(status);
    if (trouble) expect(one.told.join('\n')).toMatch(trouble);
    else expect(one.told).toEqual([]);
    expect((await one.as('planark_house')).status).toBe(200);
    expect(one.bugs).toEqual([]);
    await own.stop();
  });

  test('with a weak key and a token signed by it lets nobody in', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const own = await startForgedIssuer({ keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'one' }] });
    const one = await oidcServer(own.issuer);
    expect((await one.as(signed({ ...header, alg: 'RS256' }, { ...claims(), iss: own.issuer }, byKey(pair.privateKey)))).status).toBe(503);
    expect(one.told.join()).toMatch(/2048/);
    expect(one.bugs).toEqual([]);
    await own.stop();
  });

  test('never does not keep anybody waiting for more than a few seconds', async () => {
    const own = await startForgedIssuer(() => undefined);
    const one = await oidcServer(own.issuer);
    const token = signed(header, { ...claims(), iss: own.issuer }, byKnown);
    const asked = Promise.all([one.as(token), one.as(token)]);
    expect((await one.as('planark_house')).status).toBe(200);
    expect((await asked).map(({ status }) => status)).toEqual([503, 503]);
    await own.stop();
  });
});
