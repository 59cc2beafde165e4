import { FORBIDDEN_KEYS } from './canonical-json';

export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
export const OPENING_BRACKET = 0x5b;
export const CLOSING_BRACKET = 0x5d;
export const OPENING_BRACE = 0x7b;
export const CLOSING_BRACE = 0x7d;

/** What a scan of a JSON text finds. */
export interface JsonScan {
  readonly isTooDeep: boolean;
  /** Named members, each of which has one colon outside strings. */
  readonly members: number;
}

/**
 * Whether brackets are nested deeper than `limit`, and how many named members there are, found by a scan of the bytes: `JSON.parse` itself
 * takes millions of levels, and what comes after it overflows. It ends where it is too deep. [F4]
 */
export function scanJson(json: Uint8Array, limit: number): JsonScan {
  let depth = 0;
  let members = 0;
  for (let index = 0; index < json.length; index++) {
    switch (json[index]) {
      case QUOTE:
        index = endOfString(json, index);
        break;
      case COLON:
        members++;
        break;
      case OPENING_BRACKET:
      case OPENING_BRACE:
        if (++depth > limit) return { isTooDeep: true, members };
        break;
      case CLOSING_BRACKET:
      case CLOSING_BRACE:
        depth--;
    }
  }
  return { isTooDeep: false, members };
}

export function isDeeperThan(json: Uint8Array, limit: number): boolean {
  return scanJson(json, limit).isTooDeep;
}

/** Where the string that begins here ends. */
export function endOfString(json: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < json.length && json[index] !== QUOTE) index += json[index] === BACKSLASH ? 2 : 1;
  return index;
}

/** The first key in a parsed document that could reach a prototype, or null. */
export function findForbiddenKey(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return firstForbidden(value);
  // What was parsed inherits no members: no list of them has to be made, and a request has many objects.
  for (const key in value) {
    const found = FORBIDDEN_KEYS.has(key) ? key : findForbiddenKey((value as Readonly<Record<string, unknown>>)[key]);
    if (found !== null) return found;
  }
  return null;
}

function firstForbidden(values: readonly unknown[]): string | null {
  for (const value of values) {
    const found = typeof value === 'object' ? findForbiddenKey(value) : null;
    if (found !== null) return found;
  }
  return null;
}
