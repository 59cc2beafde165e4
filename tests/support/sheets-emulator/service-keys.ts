import { generateKeyPairSync, verify } from 'node:crypto';
import { jwtPart, refuse } from './oauth-form';
import { GoogleError } from './parts';
import type { Session } from './users';

/** A key file of a service account, as Google hands it out. */
export interface KeyFile {
  readonly type: 'service_account';
  readonly project_id: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly client_email: string;
  readonly client_id: string;
  readonly token_uri: string;
}

const HOUR = 3600;
/** Clocks that go wrong by this many seconds are borne with. */
const SKEW = 300;

const sessionOf = (claims: Readonly<Record<string, unknown>>): Session => ({ email: String(claims['iss']), scopes: String(claims['scope'] ?? '').split(' '), app: String(claims['iss']) });

/** Service accounts and what they sign. `now` is milliseconds; `rootUrl` is where tokens are asked for. */
export const createServiceKeys = (now: () => number, rootUrl: () => string) => {
  const keys = new Map<string, string>();

  /** The claims of what a key's owner signed, once the signature and the times are right. [service-account-jwt] */
  const claimsOf = (jwt: string): Readonly<Record<string, unknown>> => {
    const [head, claims, signature] = jwt.split('.');
    const { alg } = jwtPart(head);
    const said = jwtPart(claims);
    const key = keys.get(String(said['iss']));
    if (!key) throw refuse('invalid_grant', 'Invalid grant: account not found');
    if (alg !== 'RS256' || !verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature ?? '', 'base64url'))) throw refuse('invalid_grant', 'Invalid JWT Signature.');
    const [from, to, seconds] = [Number(said['iat']), Number(said['exp']), now() / 1000];
    const isShort = to > seconds && from <= seconds + SKEW && to - from <= HOUR;
    if (!isShort) throw refuse('invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.');
    return said;
  };

  return {
    /** Whose token an assertion asks for. */
    asserted(assertion: string): Session {
      const claims = claimsOf(assertion);
      const audiences: readonly unknown[] = ['https://oauth2.googleapis.com/token', 'https://www.googleapis.com/oauth2/v4/token', `${rootUrl()}token`];
      if (!audiences.includes(claims['aud'])) throw refuse('invalid_grant', 'Invalid JWT: the audience is not the token endpoint.');
      if (typeof claims['scope'] !== 'string' || claims['scope'] === '') throw refuse('invalid_scope', 'Empty or missing scope not allowed.');
      return sessionOf(claims);
    },
    /** Who a bearer token is that the account signed itself, without asking for one. [self-signed-jwt] */
    selfSigned(bearer: string): Session | undefined {
      try {
        return bearer.split('.').length === 3 ? sessionOf(claimsOf(bearer)) : undefined;
      } catch (error) {
        // To the API a token that was signed wrongly is one more that is worth nothing.
        if (error instanceof GoogleError) return undefined;
        throw error;
      }
    },
    serviceAccount(email: string): KeyFile {
      const pair = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
      keys.set(email, pair.publicKey);
      return { type: 'service_account', project_id: 'emulated', private_key_id: `key-${keys.size}`, private_key: pair.privateKey, client_email: email, client_id: '1', token_uri: `${rootUrl()}token` };
    },
    forget: (email: string): void => void keys.delete(email),
  };
};
