import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../revision/canonical-json';
import { isDeeperThan } from '../revision/json-guard';
import { auditEntrySchema, type AuditDraft, type AuditEntry } from '../../sync/audit-entry';

const format = 'planark-audit/1';
const deepest = 8;

const segmentSchema = z.strictObject({ format: z.literal(format), segment: z.int().min(1), entries: z.array(auditEntrySchema).min(1) });
export type Segment = z.infer<typeof segmentSchema>;

/** The last entry so far: what the next one follows. */
export interface Tip {
  readonly number: number;
  readonly hash: string | null;
}
export const noEntry: Tip = { number: 0, hash: null };

/** The hash that an entry has to state. */
export const hashEntry = ({ hash: _, ...rest }: AuditEntry | Omit<AuditEntry, 'hash'> & { readonly hash?: string }): string => createHash('sha256').update(canonicalJson(rest)).digest('hex');

/** Gives drafts their places after an entry. */
export const chain = (drafts: readonly AuditDraft[], after: Tip): AuditEntry[] => {
  let tip = after;
  return drafts.map((draft) => {
    const placed = { ...draft, number: tip.number + 1, previous: tip.hash };
    const entry = { ...placed, hash: hashEntry(placed) };
    tip = entry;
    return entry;
  });
};

/** A segment's bytes: canonical JSON. [L1] */
export const encodeSegment = (segment: number, entries: readonly AuditEntry[]): Buffer => canonicalJson({ format, segment, entries });

const parse = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes) || isDeeperThan(bytes, deepest)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** The segment in bytes; null where they are not those that were written, but for what only the chain tells. [L1] */
export const decodeSegment = (bytes: Buffer): Segment | null => {
  const parsed = segmentSchema.safeParse(parse(bytes));
  return parsed.success && canonicalJson(parsed.data).equals(bytes) ? parsed.data : null;
};

/** Whether entries follow each other, each true to its hash. */
export const isChained = (entries: readonly AuditEntry[]): boolean =>
  entries.every((entry, at) => entry.hash === hashEntry(entry) && (at === 0 || (entry.previous === entries[at - 1]!.hash && entry.number === entries[at - 1]!.number + 1)));
