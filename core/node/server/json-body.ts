import { isUtf8 } from 'node:buffer';
import { findForbiddenKey, isDeeperThan } from '../revision/json-guard';
import { refuse, type RequestFailure } from './http-failure';
import type { ServerLimits } from './limits';

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: RequestFailure };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Named members of a JSON text, each of which has one colon outside strings. */
const countColons = (json: Uint8Array): number => {
  let count = 0;
  for (let index = 0; index < json.length; index++) {
    if (json[index] === COLON) count++;
    else if (json[index] === QUOTE) for (index++; index < json.length && json[index] !== QUOTE; index++) if (json[index] === BACKSLASH) index++;
  }
  return count;
};

const countKeys = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  return (Array.isArray(value) ? 0 : members.length) + members.reduce((sum: number, member) => sum + countKeys(member), 0);
};

const bad = (what: string): Parsed => refuse('bad-json', { what });

/** Parses what a client sent: bounded in depth and members, no key twice in one object, none that reaches into prototypes. [A13] */
export const parseJsonBody = (bytes: Uint8Array, { jsonDepth, jsonMembers }: Pick<ServerLimits, 'jsonDepth' | 'jsonMembers'>): Parsed => {
  if (!isUtf8(bytes)) return bad('UTF-8');
  if (isDeeperThan(bytes, jsonDepth)) return bad(`> ${jsonDepth} [ {`);
  const members = countColons(bytes);
  if (members > jsonMembers) return bad(`> ${jsonMembers} "…":`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch (error) {
    return bad((error as Error).message.replace(/,? ?".*$/s, '').slice(0, 100));
  }
  const forbidden = findForbiddenKey(value);
  if (forbidden !== null) return bad(`"${forbidden}":`);
  return countKeys(value) < members ? bad('"a": …, "a": …') : { ok: true, value };
};
