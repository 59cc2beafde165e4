import { isUtf8 } from 'node:buffer';
import { findForbiddenKey, scanJson } from '../revision/json-guard';
import { refuse, type RequestFailure } from './http-failure';
import type { ServerLimits } from './limits';

/** A value and how many named members it has in all. */
export type Parsed = { readonly ok: true; readonly value: unknown; readonly members: number } | { readonly ok: false; readonly failure: RequestFailure };

const countIn = (values: readonly unknown[]): number => {
  let count = 0;
  for (const value of values) if (typeof value === 'object') count += countMembers(value);
  return count;
};

/** How many named members a value has in all. */
export const countMembers = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return countIn(value);
  let count = 0;
  for (const name in value) count += 1 + countMembers((value as Readonly<Record<string, unknown>>)[name]);
  return count;
};

const bad = (what: string): Parsed => refuse('bad-json', { what });

/** Parses what a client sent: bounded in depth and members, no key twice in one object, none that reaches into prototypes. [A13] */
export const parseJsonBody = (bytes: Uint8Array, { jsonDepth, jsonMembers }: Pick<ServerLimits, 'jsonDepth' | 'jsonMembers'>): Parsed => {
  if (!isUtf8(bytes)) return bad('UTF-8');
  const { isTooDeep, members } = scanJson(bytes, jsonDepth);
  if (isTooDeep) return bad(`> ${jsonDepth} [ {`);
  if (members > jsonMembers) return bad(`> ${jsonMembers} "…":`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch (error) {
    return bad((error as Error).message.replace(/,? ?".*$/s, '').slice(0, 100));
  }
  const forbidden = findForbiddenKey(value);
  if (forbidden !== null) return bad(`"${forbidden}":`);
  return countMembers(value) < members ? bad('"a": …, "a": …') : { ok: true, value, members };
};
