import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { grantSchema, type Grant } from '../../plan/grants';

/** A token as it was made. The secret itself is nowhere but with whoever was given it. [T8] */
export interface Token {
  readonly id: string;
  /** Whom it is for; the author of what is done with it. */
  readonly name: string;
  readonly grants: readonly Grant[];
  /** ISO instants. */
  readonly made: string;
  readonly expires: string | null;
  readonly madeBy: string;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly secretHash: string;
}

/** What came of it since. */
export interface TokenRecord extends Token {
  readonly revoked: { readonly at: string; readonly by: string } | null;
  /** To the minute or so. */
  readonly lastUsed: string | null;
}

export const tokenIdPattern = /^[0-9a-f]{12}$/;
const textPattern = /^planark_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

const instant = z.iso.datetime();
export const tokenSchema = z.strictObject({
  id: z.string().regex(tokenIdPattern), name: z.string(), grants: z.array(grantSchema).min(1), made: instant, expires: instant.nullable(), madeBy: z.string(),
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
}) as z.ZodType<Token>;
export const revocationSchema = z.strictObject({ at: instant, by: z.string() });

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** SHA-256, in hexadecimal, of a token as it was made: of whatever state, and however a store orders its members. */
export const fingerprintOf = ({ id, name, grants, made, expires, madeBy, secretHash }: Token): string => {
  const held = grants.map(({ role, on }) => [role, ...(on === 'everything' ? [on] : Object.entries(on).flat())]);
  return hashOf(JSON.stringify([id, name, held, made, expires, madeBy, secretHash])).toString('hex');
};

/** A new token, and its text, which nobody can be shown again. [T8] */
export const makeToken = (about: Pick<Token, 'name' | 'grants' | 'expires' | 'madeBy'>, now: Date): { readonly token: Token; readonly text: string } => {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { token: { ...about, id, made: now.toISOString(), secretHash: hashOf(secret).toString('hex') }, text: `planark_${id}_${secret}` };
};

/** The parts of a token's text; null where it is none. */
export const readTokenText = (text: string): { readonly id: string; readonly secret: string } | null => {
  const [, id, secret] = textPattern.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : null;
};

/** A text without any secret of a token in it: for logs, and for what is said of a request. [T8] */
export const withoutTokens = (text: string): string => text.replace(/(planark_[0-9a-f]{12}_)[A-Za-z0-9_-]+/g, '$1...').replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, 'eyJ...');

const nobodys = Buffer.alloc(32);

/** Whether the secret is this token's; it takes as long where there is no token. [T8] */
export const isSecretOf = (token: Token | null, secret: string): boolean => timingSafeEqual(hashOf(secret), token ? Buffer.from(token.secretHash, 'hex') : nobodys) && token !== null;

/** Whether it lets anybody in: neither revoked nor over. [T10] */
export const isValid = ({ revoked, expires }: TokenRecord, now: Date): boolean => revoked === null && (expires === null || Date.parse(expires) > now.getTime());
