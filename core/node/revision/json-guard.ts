import { FORBIDDEN_KEYS } from './canonical-json';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Whether brackets are nested deeper than `limit`, found by a scan of the bytes: `JSON.parse` itself takes millions of levels, and
 * what comes after it overflows. [F4]
 */
export function isDeeperThan(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index]!;
    if (byte === QUOTE) index = endOfString(json, index);
    else if (byte < 0x5b) continue;
    else if (OPENING.has(byte) && ++depth > limit) return true;
    else if (CLOSING.has(byte)) depth--;
  }
  return false;
}

function endOfString(json: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < json.length && json[index] !== QUOTE) index += json[index] === BACKSLASH ? 2 : 1;
  return index;
}

/** The first key in a parsed document that could reach a prototype, or null. */
export function findForbiddenKey(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) return key;
    const below = findForbiddenKey((value as Record<string, unknown>)[key]);
    if (below !== null) return below;
  }
  return null;
}
