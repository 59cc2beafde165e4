import type { IncomingHttpHeaders } from 'node:http';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { fail, succeed } from '../../journey/failure';
import type { Caller, Person } from '../../people/caller';
import type { Access } from '../access';
import { bearerOf } from '../token-access';
import type { GroupGrants } from './group-grants';
import { createIssuerKeys, IssuerUnavailable, tellOfChanges, type TellOfIssuer } from './issuer-keys';

/** Signatures that nobody can make who only has what the issuer publishes: no secrets in common, and never none at all. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
/** How far clocks may be apart, in seconds. */
const clockTolerance = 30;
/** Tokens of other kinds, as for logging out, are no proof of who asks (RFC 8725, section 3.11). */
const tokenTypes: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/at+jwt', 'application/jwt']);
const longestName = 100;

export interface OidcOptions {
  /** As it stands in its tokens. */
  readonly issuer: string;
  /** Who tokens must be meant for. */
  readonly audience: string;
  readonly grantsOf: GroupGrants;
  readonly callerOf: (person: Person) => Caller;
  readonly now: () => Date;
  /** Told of changes alone. */
  readonly tell: TellOfIssuer;
}

/** A signed JWT; whatever else stands there is for others to know. */
const jwtIn = (headers: IncomingHttpHeaders): string | undefined => /^[\w-]+\.[\w-]+\.[\w-]*$/.exec(bearerOf(headers) ?? '')?.[0];

const clean = (value: unknown): string => (typeof value === 'string' ? value.replace(/[\p{C}\p{Z}]+/gu, ' ').trim().slice(0, longestName) : '');

/** What people are called, else what programs are known by. */
const nameOf = ({ name, preferred_username: username, email, sub }: JWTPayload): string => [name, username, email, sub].map(clean).find((one) => one !== '') ?? '?';

/**
 * Takes JWTs of an OpenID Connect issuer: signed by a key that it publishes, meant for this audience, neither expired nor too early, and
 * bound to no key of the client's own, for a bearer shows none. [A21]
 */
export const createOidcAccess = ({ issuer, audience, grantsOf, callerOf, now, ...options }: OidcOptions): Access => {
  const tell = tellOfChanges(options.tell);
  const keys = createIssuerKeys(issuer, now, tell);
  const verify = async (token: string): Promise<JWTPayload | null> => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer, audience, algorithms, clockTolerance, currentDate: now(), requiredClaims: ['exp', 'sub'] });
    const isOfKind = tokenTypes.has((protectedHeader.typ ?? 'jwt').toLowerCase());
    return isOfKind && typeof payload.sub === 'string' && payload.sub !== '' && payload['cnf'] === undefined ? payload : null;
  };
  const unavailable = fail({ kind: 'issuer-unavailable' });
  return {
    keepsStrangersOut: async () => succeed(true),
    identify: async (headers, _, isThrifty = false) => {
      const token = jwtIn(headers);
      if (token === undefined || isThrifty) return succeed(null);
      try {
        const claims = await verify(token);
        return succeed(claims && callerOf({ name: nameOf(claims), key: `oidc ${issuer} ${claims.sub}`, grants: grantsOf(claims) }));
      } catch (error) {
        if (error instanceof IssuerUnavailable) return unavailable;
        if (error instanceof errors.JOSEError) return succeed(null);
        tell(`its keys cannot be used: ${(error as Error).message}`);
        return unavailable;
      }
    },
  };
};
