import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Plan } from '../../plan/plan';
import { createNotes } from '../../plan/remembered';
import type { Revision, RevisionInfo } from '../../sync/store';
import { createScratch } from './byte-writer';
import { MAX_DEPTH, printJson, type KeptTexts } from './canonical-json';
import { findForbiddenKey, isDeeperThan } from './json-guard';

/**
 * A revision as bytes: canonical JSON of the nine members of `Revision`. Indentation is what lets parts be found without parsing: a
 * line that begins with two spaces and a quote is a member of the revision, with four a member of the plan, and no text holds a
 * line break. `hash` is the SHA-256 of the same bytes without its own line. [F3]
 */

/** Largest file that is read or written, in bytes. */
export const MAX_REVISION_BYTES = 64 * 1024 * 1024;

/** What is known about bytes that ought to be a revision: the value, or in words why not. */
export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

/** A revision whose plan lacks its tables: enough for lists and format checks, read in a fraction of the time. */
export interface RevisionHead {
  readonly info: RevisionInfo;
  readonly plan: Readonly<Record<string, unknown>>;
}

const LINE_BREAK = 0x0a;
const HASH_LINE = /^ {2}"hash": "([0-9a-f]{64})",\n$/;
const HASH_LINE_LENGTH = '  "hash": "",\n'.length + 64;
const MEMBERS = ['author', 'hash', 'message', 'number', 'parentHash', 'plan', 'planId', 'time', 'token'];

type Unhashed = Omit<Revision, 'hash'>;

/** The bytes of a revision file and the hash in them. Throws a TypeError where the plan is not plain JSON. */
export interface EncodedRevision {
  readonly bytes: Buffer;
  readonly hash: string;
}

export function encodeRevision(revision: Unhashed): EncodedRevision {
  const body = printBody(revision);
  const hash = hashOf(body);
  const cut = hashLineStart(body);
  return { hash, bytes: Buffer.concat([body.subarray(0, cut), Buffer.from(`  "hash": "${hash}",\n`), body.subarray(cut)]) };
}

/** What is known of a revision's bytes without them. */
export interface HashedRevision {
  readonly hash: string;
  /** Of the whole file, its hash in it. */
  readonly byteLength: number;
}

/**
 * The hash that a revision has, or will have when it is committed next. Asked again of the same plan, it is remembered; the bytes are not: many
 * are announced before the first is committed, and what waits so long is given back to the machine late. Throws as `encodeRevision` does.
 */
export function hashRevision(revision: Unhashed): HashedRevision {
  const known = hashedAs.get(revision.plan);
  if (known && isSame(known.of, revision)) return known.hashed;
  const body = printBody(revision);
  const hashed = { hash: hashOf(body), byteLength: body.length + HASH_LINE_LENGTH };
  hashedAs.set(revision.plan, { of: revision, hashed });
  return hashed;
}

const hashedAs = createNotes<Plan, { readonly of: Unhashed; readonly hashed: HashedRevision }>();

/** Nobody changes a plan, so the same object is the same plan. */
function isSame(a: Unhashed, b: Unhashed): boolean {
  return a.plan === b.plan && a.author === b.author && a.message === b.message && a.number === b.number && a.parentHash === b.parentHash && a.planId === b.planId && a.time === b.time && a.token === b.token;
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Records of a plan: the revision, the plan, its tables, a table, a record. Most stand unchanged in one revision after the other. */
const recordTexts: KeptTexts = { depth: 5, texts: createNotes() };

const scratch = createScratch();

/** Everything but the hash, where the next one is printed, too. */
function printBody({ author, message, number, parentHash, plan, planId, time, token }: Unhashed): Buffer {
  return scratch((writer) => printJson(writer, { author, message, number, parentHash, plan, planId, time, token }, recordTexts));
}

/** The hash a file states in its third line, from its first bytes; null where there is none. Says nothing about its truth. */
export function statedHash(bytes: Buffer): string | null {
  const start = hashLineStart(bytes);
  return HASH_LINE.exec(bytes.toString('latin1', start, start + HASH_LINE_LENGTH))?.[1] ?? null;
}

/** Whether the bytes are those that were hashed; the hash itself, or what is wrong. */
export function checkHash(bytes: Buffer): Decoded<string> {
  const stated = statedHash(bytes);
  if (stated === null) return { ok: false, detail: 'not a revision: no hash in its third line' };
  const start = hashLineStart(bytes);
  const hash = createHash('sha256').update(bytes.subarray(0, start)).update(bytes.subarray(start + HASH_LINE_LENGTH)).digest('hex');
  return hash === stated ? { ok: true, value: hash } : { ok: false, detail: `its content has the hash ${hash}, it states ${stated}` };
}

/** The whole revision, from bytes whose hash was checked. The plan is taken as it is: validating it is the plan module's work. */
export function decodeRevision(bytes: Buffer): Decoded<Revision> {
  const parsed = parseGuarded(bytes);
  return parsed.ok ? asRevision(parsed.value) : parsed;
}

/** The revision without its plan's tables, from bytes whose hash was checked. */
export function decodeHead(bytes: Buffer): Decoded<RevisionHead> {
  const parsed = parseGuarded(withoutTables(bytes));
  const revision = parsed.ok ? asRevision(parsed.value) : parsed;
  if (!revision.ok) return revision;
  const { plan, ...info } = revision.value;
  return { ok: true, value: { info, plan: plan as unknown as Readonly<Record<string, unknown>> } };
}

/** The token a file ends with, from its last bytes; null where they do not hold the whole of it. */
export function statedToken(end: Buffer): string | null {
  const text = end.toString('utf8');
  const match = /\n {2}"token": ("(?:[^"\\\n]|\\.)*")\n\}\n$/.exec(text.slice(text.lastIndexOf('\n  "token": ')));
  return match === null ? null : (JSON.parse(match[1]!) as string);
}

/** The hash comes after the author, the first key in order, and so begins after the second line break. */
function hashLineStart(bytes: Buffer): number {
  return bytes.indexOf(LINE_BREAK, bytes.indexOf(LINE_BREAK) + 1) + 1;
}

function parseGuarded(bytes: Buffer): Decoded<unknown> {
  if (!isUtf8(bytes)) return { ok: false, detail: 'not UTF-8' };
  if (isDeeperThan(bytes, MAX_DEPTH)) return { ok: false, detail: `nested deeper than ${MAX_DEPTH}` };
  const value = parseOrUndefined(bytes.toString('utf8'));
  if (value === undefined) return { ok: false, detail: 'not JSON' };
  const key = findForbiddenKey(value);
  return key === null ? { ok: true, value } : { ok: false, detail: `"${key}" is not allowed as a key` };
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asRevision(value: unknown): Decoded<Revision> {
  return isRevision(value) ? { ok: true, value } : { ok: false, detail: 'its members are not those of a revision' };
}

function isRevision(value: unknown): value is Revision {
  if (!isObject(value) || Object.keys(value).sort().join() !== MEMBERS.join()) return false;
  const texts = [value.author, value.hash, value.message, value.planId, value.time, value.token];
  return texts.every((text) => typeof text === 'string') && isChained(value.number, value.parentHash) && isObject(value.plan);
}

function isChained(number: unknown, parentHash: unknown): boolean {
  return number === 1 ? parentHash === null : Number.isInteger(number) && typeof parentHash === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TABLES_START = '\n    "tables": {\n';
const TABLES_END = '\n    }';

/** Cuts the members of the plan's `tables` out; bytes in which there are none come back as they are. */
function withoutTables(bytes: Buffer): Buffer {
  const start = bytes.indexOf(TABLES_START);
  const end = start < 0 ? -1 : bytes.indexOf(TABLES_END, start + TABLES_START.length);
  return end < 0 ? bytes : Buffer.concat([bytes.subarray(0, start + TABLES_START.length), bytes.subarray(end)]);
}
