import * as z from 'zod';

/** What came of asking an issuer; `detail` is in English, for the log, and has nothing secret in it. */
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

/** What an issuer may answer with, in bytes and in milliseconds for all it is asked at a time. */
const longestAnswer = 256 * 1024;
const answerTime = 5_000;
const mostKeys = 100;

const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(mostKeys) });
export type KeySet = z.infer<typeof keySetSchema>;

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A URL that is asked only over TLS, but on this machine; null where it is none, or holds a password. */
export const issuerUrl = (text: string): URL | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname)));
  return isSafe && url.username === '' && url.password === '' && url.hash === '' ? url : null;
};

const refused = (url: URL, what: string): Asked<never> => ({ ok: false, detail: `${url.href}: ${what}` });

const readBounded = async (body: ReadableStream<Uint8Array>): Promise<Buffer | null> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > longestAnswer) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** Leaving the loop of `readBounded` early ends the connection, so that nobody goes on sending. */
const askJson = async <T>(url: URL, schema: z.ZodType<T>, signal: AbortSignal): Promise<Asked<T>> => {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error', signal });
    if (response.status !== 200 || response.body === null) {
      await response.body?.cancel();
      return refused(url, `status ${response.status}`);
    }
    const bytes = await readBounded(response.body);
    if (bytes === null) return refused(url, `more than ${longestAnswer} bytes`);
    const parsed = schema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? { ok: true, value: parsed.data } : refused(url, 'not what OpenID Connect has there');
  } catch (error) {
    const { message, cause } = error as Error & { readonly cause?: { readonly code?: string; readonly message?: string } };
    return refused(url, cause?.code ?? cause?.message ?? message);
  }
};

/**
 * The keys that an issuer signs with, as its discovery document names them (OpenID Connect Discovery 1.0, section 4). The document must be
 * of this very issuer. Redirections are not followed.
 */
export const askForKeys = async (issuer: string): Promise<Asked<KeySet>> => {
  const signal = AbortSignal.timeout(answerTime);
  const url = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const configuration = await askJson(url, configurationSchema, signal);
  if (!configuration.ok) return configuration;
  if (configuration.value.issuer !== issuer) return refused(url, `says that it is ${JSON.stringify(configuration.value.issuer.slice(0, 200))}, not ${JSON.stringify(issuer)}`);
  const keysUrl = issuerUrl(configuration.value.jwks_uri);
  return keysUrl === null ? refused(url, 'its jwks_uri is no https URL') : askJson(keysUrl, keySetSchema, signal);
};
