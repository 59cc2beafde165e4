import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import type { Reach } from './account';

/** Somebody's leave to work in their name. Never printed. */
export type GoogleCredentials =
  | { readonly kind: 'service-account'; readonly email: string; readonly key: string; readonly keyId?: string }
  | {
    readonly kind: 'person';
    /** `login`: by Planark's own login; `file`: by another program, such as gcloud. */
    readonly source: 'login' | 'file';
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
    /** The project that pays and whose quota counts, where the consent names one. */
    readonly quotaProject?: string;
    /** E-mail address, where it is known. */
    readonly email?: string;
    /** What they let Planark see, where it is known. */
    readonly reach?: Reach;
  };

/** The client that a person made at Google for their Planark. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a login leaves. */
export interface StoredConsent extends OAuthClient {
  readonly refreshToken: string;
  readonly reach: Reach;
  readonly email: string | null;
}

const word = z.string().min(1).max(4096);
/** One line of printable characters: they end up in headers and addresses. */
const plainWord = word.regex(/^[\x21-\x7e]+$/);

const serviceAccountSchema = z.object({ type: z.literal('service_account'), client_email: plainWord, private_key: z.string().min(1).max(16_384), private_key_id: plainWord.optional() });
const personSchema = z.object({ type: z.literal('authorized_user'), client_id: plainWord, client_secret: plainWord, refresh_token: plainWord, quota_project_id: plainWord.optional() });
const clientSchema = z.object({ installed: z.object({ client_id: plainWord, client_secret: plainWord }) });
const consentSchema = z.object({
  format: z.literal('planark-consent/1'), clientId: plainWord, clientSecret: plainWord, refreshToken: plainWord, reach: z.enum(['own-files', 'every-spreadsheet']), email: word.nullable(),
});

/** The text as what it should be, or null; never what it holds. */
const parseAs = <T>(schema: z.ZodType<T>, text: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(text.replace(/^\ufeff/, ''))).data ?? null;
  } catch {
    return null;
  }
};

const isRsaKey = (key: string): boolean => {
  try {
    return createPrivateKey(key).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
};

/**
 * Credentials from a file that Google or gcloud made: a service account's key or a person's consent; null for all else. Addresses in such files are not
 * followed: whoever made the file would say where tokens go. [O10]
 */
export const readCredentials = (text: string): GoogleCredentials | null => {
  const service = parseAs(serviceAccountSchema, text);
  if (service) return isRsaKey(service.private_key) ? { kind: 'service-account', email: service.client_email, key: service.private_key, keyId: service.private_key_id } : null;
  const person = parseAs(personSchema, text);
  if (!person) return null;
  return { kind: 'person', source: 'file', clientId: person.client_id, clientSecret: person.client_secret, refreshToken: person.refresh_token, quotaProject: person.quota_project_id };
};

/** A client of the kind "Desktop app", as Google lets one download it. */
export const readClient = (text: string): OAuthClient | null => {
  const client = parseAs(clientSchema, text);
  return client && { clientId: client.installed.client_id, clientSecret: client.installed.client_secret };
};
export const printClient = ({ clientId, clientSecret }: OAuthClient): string => `${JSON.stringify({ installed: { client_id: clientId, client_secret: clientSecret } }, null, 2)}\n`;

export const readConsent = (text: string): StoredConsent | null => parseAs(consentSchema, text);
export const printConsent = (consent: StoredConsent): string => `${JSON.stringify({ format: 'planark-consent/1', ...consent }, null, 2)}\n`;
