import type { Incoming } from './exchange';
import { GoogleError } from './parts';

/** A refusal of the sign-in: `code` is OAuth's word for it. */
export const refuse = (code: string, description: string, status = 400): GoogleError => new GoogleError(status, code, description);

const json = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw refuse('invalid_grant', 'Invalid JWT: it cannot be read.');
  }
};

/** One part of a token that is signed. */
export const jwtPart = (text: string | undefined): Record<string, unknown> => json(Buffer.from(text ?? '', 'base64url').toString('utf8'));

/** What was sent, as a form, as JSON or in the address. */
export const formOf = ({ body, contentType, query }: Pick<Incoming, 'body' | 'contentType' | 'query'>): URLSearchParams => {
  const text = body?.toString('utf8') ?? '';
  const given = contentType?.includes('json') ? new URLSearchParams(json(text) as Record<string, string>) : new URLSearchParams(text);
  for (const [name, value] of Object.entries(query)) if (typeof value === 'string') given.set(name, value);
  return given;
};
