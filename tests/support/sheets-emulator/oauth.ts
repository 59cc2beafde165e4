import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { errorAnswer, type Answer } from './answers';
import type { Incoming } from './exchange';
import { GoogleError } from './parts';
import { OUR_APP, scopes, type Session, type Users } from './users';

/** The app that tests log in with, as its client file tells. */
export const CLIENT = { id: OUR_APP, secret: 'emulated-client-secret' } as const;

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

interface Consent extends Session {
  isRevoked: boolean;
  isExpired: boolean;
}

interface Code {
  readonly session: Session;
  readonly redirectUri: string;
  readonly challenge?: string;
  readonly isOffline: boolean;
}

/** What the person at the browser does with the page that asks for consent. */
export type AtConsent = { readonly email: string; readonly grants?: readonly string[] } | 'declines';

const refuse = (code: string, description: string, status = 400): GoogleError => new GoogleError(status, code, description);
const expiredGrant = (): GoogleError => refuse('invalid_grant', 'Token has been expired or revoked.');

const json = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw refuse('invalid_grant', 'Invalid JWT: it cannot be read.');
  }
};
const part = (text: string | undefined): Record<string, unknown> => json(Buffer.from(text ?? '', 'base64url').toString('utf8'));

const formOf = ({ body, contentType, query }: Incoming): URLSearchParams => {
  const text = body?.toString('utf8') ?? '';
  const given = contentType?.includes('json') ? new URLSearchParams(json(text) as Record<string, string>) : new URLSearchParams(text);
  for (const [name, value] of Object.entries(query)) if (typeof value === 'string') given.set(name, value);
  return given;
};

/** Google's tokens and consents. `now` is milliseconds; `rootUrl` is where tokens are asked for. */
export const createOauth = (users: Users, now: () => number, rootUrl: () => string) => {
  const consents = new Map<string, Consent>();
  const codes = new Map<string, Code>();
  const keys = new Map<string, string>();
  let atConsent: AtConsent = 'declines';

  /** What a key's owner signed: its claims, once the signature and the times are right. [service-account-jwt] */
  const claimsOf = (jwt: string): Record<string, unknown> => {
    const [head, claims, signature] = jwt.split('.');
    const { alg } = part(head);
    const said = part(claims);
    const key = keys.get(String(said['iss']));
    if (!key) throw refuse('invalid_grant', 'Invalid grant: account not found');
    const isSigned = alg === 'RS256' && verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature ?? '', 'base64url'));
    if (!isSigned) throw refuse('invalid_grant', 'Invalid JWT Signature.');
    const [from, to] = [Number(said['iat']), Number(said['exp'])];
    const seconds = now() / 1000;
    if (!(to > seconds && from <= seconds + 300 && to - from <= 3600)) throw refuse('invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.');
    return said;
  };

  const tokens = (session: Session, refreshToken?: string): Answer => ({
    status: 200,
    json: { access_token: users.give(session), expires_in: 3599, scope: session.scopes.join(' '), token_type: 'Bearer', ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }) },
  });

  const consentTo = (session: Session): string => {
    const token = `1//emulated-${consents.size + 1}`;
    consents.set(token, { ...session, isRevoked: false, isExpired: false });
    return token;
  };

  const checkClient = (form: URLSearchParams): void => {
    if (form.get('client_id') !== CLIENT.id) throw refuse('invalid_client', 'The OAuth client was not found.', 401);
    if (form.get('client_secret') !== CLIENT.secret) throw refuse('invalid_client', 'Unauthorized', 401);
  };

  const refreshed = (form: URLSearchParams): Answer => {
    checkClient(form);
    const consent = consents.get(form.get('refresh_token') ?? '');
    // [consent-gone]
    if (!consent || consent.isRevoked || consent.isExpired) throw expiredGrant();
    return tokens(consent);
  };

  const exchanged = (form: URLSearchParams): Answer => {
    checkClient(form);
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (!code) throw refuse('invalid_grant', 'Malformed auth code.');
    if (code.redirectUri !== form.get('redirect_uri')) throw refuse('redirect_uri_mismatch', 'Bad Request');
    // [pkce-verifier]
    const verifier = form.get('code_verifier');
    if (code.challenge !== undefined && verifier === null) throw refuse('invalid_grant', 'Missing code verifier.');
    if (code.challenge !== undefined && createHash('sha256').update(verifier ?? '').digest('base64url') !== code.challenge) throw refuse('invalid_grant', 'Invalid code verifier.');
    return tokens(code.session, code.isOffline ? consentTo(code.session) : undefined);
  };

  const asserted = (form: URLSearchParams): Answer => {
    const claims = claimsOf(form.get('assertion') ?? '');
    const audience = String(claims['aud']);
    if (audience !== 'https://oauth2.googleapis.com/token' && audience !== 'https://www.googleapis.com/oauth2/v4/token' && audience !== `${rootUrl()}token`) throw refuse('invalid_grant', 'Invalid JWT: the audience is not the token endpoint.');
    if (typeof claims['scope'] !== 'string' || claims['scope'] === '') throw refuse('invalid_scope', 'Empty or missing scope not allowed.');
    return tokens({ email: String(claims['iss']), scopes: claims['scope'].split(' '), app: String(claims['iss']) });
  };

  const grants: Readonly<Record<string, (form: URLSearchParams) => Answer>> = {
    refresh_token: refreshed,
    authorization_code: exchanged,
    'urn:ietf:params:oauth:grant-type:jwt-bearer': asserted,
  };
  const token = (request: Incoming): Answer => {
    const form = formOf(request);
    const grant = grants[form.get('grant_type') ?? ''];
    if (!grant) throw refuse('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
    return grant(form);
  };

  /** The page that asks for consent: whoever sits at the browser has made up their mind, and is sent back. [loopback-redirect] */
  const consent = (request: Incoming): Answer => {
    const form = formOf(request);
    const redirect = form.get('redirect_uri') ?? '';
    if (form.get('client_id') !== CLIENT.id) throw refuse('invalid_client', 'The OAuth client was not found.', 401);
    if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(redirect)) throw refuse('redirect_uri_mismatch', 'The redirect URI is not that of an installed app.');
    if (form.get('response_type') !== 'code' || !form.get('scope')) throw refuse('invalid_request', 'Missing required parameter: scope or response_type');
    if (form.get('code_challenge') && form.get('code_challenge_method') !== 'S256') throw refuse('invalid_request', 'Only S256 is understood here.');
    const back = new URL(redirect);
    if (form.get('state') !== null) back.searchParams.set('state', form.get('state')!);
    if (atConsent === 'declines') back.searchParams.set('error', 'access_denied');
    else {
      const granted = atConsent.grants ?? (form.get('scope') ?? '').split(' ');
      const code = `4/emulated-${codes.size}-${consents.size}`;
      codes.set(code, { session: { email: atConsent.email, scopes: granted, app: CLIENT.id }, redirectUri: redirect, challenge: form.get('code_challenge') ?? undefined, isOffline: form.get('access_type') === 'offline' });
      back.searchParams.set('code', code);
      back.searchParams.set('scope', granted.join(' '));
    }
    return { status: 302, location: back.href };
  };

  const revoke = (request: Incoming): Answer => {
    const given = formOf(request).get('token') ?? '';
    const known = consents.get(given);
    const session = known ?? users.sessionOf(given);
    if (!session || known?.isRevoked) throw refuse('invalid_token', 'Token expired or revoked');
    // With one of them all go that the app has of the account. [revoke-all]
    for (const consented of consents.values()) if (consented.email === session.email && consented.app === session.app) consented.isRevoked = true;
    users.endAllOf(session.email);
    return { status: 200, json: {} };
  };

  const userinfo = (request: Incoming): Answer => {
    const session = users.sessionOf((request.authorization ?? '').replace(/^Bearer /, ''));
    if (!session) throw refuse('invalid_request', 'Invalid Credentials', 401);
    // [userinfo-scope]
    const mayTell = session.scopes.includes(scopes.email) || session.scopes.includes('email');
    return { status: 200, json: { sub: '1', ...(mayTell ? { email: session.email, email_verified: true } : {}) } };
  };

  const endpoints: readonly (readonly [RegExp, (request: Incoming) => Answer])[] = [
    [/^\/(oauth2\/v4\/)?token$/, token],
    [/^\/o\/oauth2\/(v2\/)?auth$/, consent],
    [/^\/(o\/oauth2\/)?revoke$/, revoke],
    [/^\/(oauth2\/v[123]|v1)\/userinfo$/, userinfo],
  ];

  return {
    answer(request: Incoming): Answer | undefined {
      const endpoint = endpoints.find(([path]) => path.test(request.path));
      try {
        return endpoint?.[1](request);
      } catch (error) {
        return errorAnswer(error, 'oauth');
      }
    },
    /** Who sits at the browser when the page of consent is opened, and what they do; until it is said, they decline. */
    atConsent: (person: AtConsent): void => void (atConsent = person),
    /** A refresh token, as a login gave it once. */
    consentOf: (email: string, granted: readonly string[] = [scopes.driveFile]): string => consentTo({ email, scopes: granted, app: CLIENT.id }),
    /** The person takes consent back, or it is too old: an app in testing keeps it for 7 days. [testing-consent] */
    end(email: string, how: 'revoked' | 'expired'): void {
      for (const consented of consents.values()) if (consented.email === email) consented[how === 'revoked' ? 'isRevoked' : 'isExpired'] = true;
      users.endAllOf(email);
    },
    /** A service account and its key file. `isDeleted` later by `forget`. */
    serviceAccount(email: string): KeyFile {
      const pair = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
      keys.set(email, pair.publicKey);
      return { type: 'service_account', project_id: 'emulated', private_key_id: `key-${keys.size}`, private_key: pair.privateKey, client_email: email, client_id: '1', token_uri: `${rootUrl()}token` };
    },
    /** The account's key is deleted: what it signs is worth nothing any more. */
    forget: (email: string): void => void keys.delete(email),
    /** Who a bearer token is that the account signed itself, without asking for one. [self-signed-jwt] */
    selfSigned(bearer: string): Session | undefined {
      if (bearer.split('.').length !== 3 || bearer.startsWith('ya29.')) return undefined;
      const claims = claimsOf(bearer);
      return { email: String(claims['iss']), scopes: String(claims['scope'] ?? '').split(' '), app: String(claims['iss']) };
    },
  };
};
export type Oauth = ReturnType<typeof createOauth>;
