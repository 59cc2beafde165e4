import { randomBytes } from 'node:crypto';
import { createLru } from '../lru';
import { parseJsonBody, type Parsed } from './json-body';
import { CLOSING_BRACE, CLOSING_BRACKET, endOfString, OPENING_BRACE, OPENING_BRACKET, QUOTE } from '../revision/json-guard';
import type { ServerLimits } from './limits';

/** JSON texts of which nearly all stood in the one before. */
export interface JsonMemory {
  /**
   * What `parseJsonBody` gives. Objects at the level of a workbook's rows that stood in the last text under this key, byte for byte, are the
   * same objects again, so that what was found out of them is known; they are neither parsed nor checked once more.
   */
  parse(key: string, bytes: Buffer): Parsed;
}

/** An object of a text, and where it stands there. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly members: number;
  readonly value: object;
}
interface Remembered {
  readonly bytes: Buffer;
  readonly pieces: readonly Piece[];
}
type Span = Pick<Piece, 'start' | 'end'> & { readonly known?: Piece };

/** Brackets around a row and its own: the body, the workbook, its tabs, a tab, its rows, a row. */
const level = 6;
/** How many rows may be gone, or others, before the next one that is known. */
const lookAhead = 8;
const rememberedBytes = 16 * 1024 * 1024;

/** The next piece that was there before, with the same bytes here. */
const findKnown = (bytes: Buffer, at: number, { bytes: old, pieces }: Remembered, next: number): number | undefined => {
  for (let i = next; i < Math.min(pieces.length, next + lookAhead); i++) {
    const { start, end } = pieces[i]!;
    if (at + end - start <= bytes.length && old.compare(bytes, at, at + end - start, start, end) === 0) return i;
  }
  return undefined;
};

/** Where the objects of the level stand; those that are known are not looked into. */
const findSpans = (bytes: Buffer, before: Remembered): Span[] => {
  const spans: Span[] = [];
  let [depth, start, next] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === OPENING_BRACE && depth === level - 1) {
      const found = findKnown(bytes, at, before, next);
      if (found === undefined) [depth, start] = [level, at];
      else {
        const known = before.pieces[found]!;
        spans.push({ start: at, end: at + known.end - known.start, known });
        [next, at] = [found + 1, at + known.end - known.start - 1];
      }
    } else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) depth++;
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
      if (depth === level && byte === CLOSING_BRACE) spans.push({ start, end: at + 1 });
      depth--;
    }
  }
  return spans;
};

/** The text with a word in the place of each object; nobody can have written that word. */
const skeletonOf = (bytes: Buffer, spans: readonly Span[], word: string): Buffer => {
  const starts = [0, ...spans.map(({ end }) => end)];
  return Buffer.concat(starts.flatMap((start, i) => {
    const span = spans[i];
    return span ? [bytes.subarray(start, span.start), Buffer.from(`"${word}${i}"`)] : [bytes.subarray(start)];
  }));
};

/** Puts the objects where their words stand. */
const fill = (value: unknown, word: string, pieces: readonly Piece[]): unknown => {
  if (typeof value === 'string') return value.startsWith(word) ? pieces[Number(value.slice(word.length))]!.value : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => fill(one, word, pieces));
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) holder[key] = fill(holder[key], word, pieces);
  return holder;
};

/** A text by its parts; undefined where one of them would be refused: the whole then says why. */
const parseParts = (bytes: Buffer, before: Remembered, limits: ServerLimits): { readonly parsed: Parsed; readonly pieces: readonly Piece[] } | undefined => {
  const spans = findSpans(bytes, before);
  const word = randomBytes(12).toString('hex');
  const skeleton = parseJsonBody(skeletonOf(bytes, spans, word), limits);
  if (!skeleton.ok) return undefined;
  let { members } = skeleton;
  const pieces: Piece[] = [];
  for (const { start, end, known } of spans) {
    const parsed = known ? undefined : parseJsonBody(bytes.subarray(start, end), { ...limits, jsonDepth: limits.jsonDepth - level + 1 });
    if (parsed && !parsed.ok) return undefined;
    const piece = parsed ? { members: parsed.members, value: parsed.value as object } : known!;
    members += piece.members;
    pieces.push({ start, end, members: piece.members, value: piece.value });
  }
  return members > limits.jsonMembers ? undefined : { parsed: { ok: true, value: fill(skeleton.value, word, pieces), members }, pieces };
};

const nothing: Remembered = { bytes: Buffer.alloc(0), pieces: [] };

export const createJsonMemory = (limits: ServerLimits): JsonMemory => {
  const known = createLru<Remembered>(rememberedBytes);
  return {
    parse: (key, bytes) => {
      const parts = parseParts(bytes, known.get(key) ?? nothing, limits);
      if (!parts) return parseJsonBody(bytes, limits);
      if (parts.pieces.length > 0) known.set(key, { bytes, pieces: parts.pieces }, bytes.length);
      return parts.parsed;
    },
  };
};
