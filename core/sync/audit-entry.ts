import * as z from 'zod';

/** What one entry of the log says: who did what, from where, by what way. Nothing in it is a secret. Rules: core/node/audit/SPEC.md. */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
/** Of every text in an entry, in UTF-16 code units. */
export const longestAuditText = 500;
const text = z.string().max(longestAuditText);
const head = z.strictObject({ plan: z.string(), revision: count, hash: hash.nullable() });

/** Each kind of thing that is recorded. */
export const auditDeedSchema = z.discriminatedUnion('kind', [
  /** The first entry of a log: the newest revision of each plan there was then; `hash` is null where it was damaged. */
  z.strictObject({ kind: z.literal('log-begun'), heads: z.array(head) }),
  /**
   * Written before a commit: the revision after this parent is about to be made. `hash` is the one it will have, where its parent's is known;
   * `token` is the SHA-256 of the commit's token.
   */
  z.strictObject({ kind: z.literal('commit-begun'), parent: count, parentHash: hash.nullable(), hash: hash.optional(), token: hash }),
  /** What came of it. A commit that was made before is one whose answer got lost. */
  z.strictObject({ kind: z.literal('committed'), revision: count, hash, isRepeated: z.literal(true).optional() }),
  z.strictObject({ kind: z.literal('not-committed'), parent: count, reason: text }),
  z.strictObject({ kind: z.literal('workbook-taken-out') }),
  z.strictObject({ kind: z.literal('conflicts-answered'), answers: count }),
  /** Somebody unknown; `count` are those since the last such entry. */
  z.strictObject({ kind: z.literal('sign-in-refused'), count }),
  z.strictObject({ kind: z.literal('right-refused'), right: text, count }),
  /** `hash` is the SHA-256 of all that is kept of the token, its secret's hash and its expiry among it. */
  z.strictObject({ kind: z.literal('token-created'), token: text, name: text, grants: z.array(text), hash: hash.optional() }),
  z.strictObject({ kind: z.literal('token-revoked'), token: text }),
  z.strictObject({ kind: z.literal('store-migrated'), steps: count }),
  /** A store was copied into this one: the length and last hash of the log there. */
  z.strictObject({ kind: z.literal('store-copied'), entries: count, hash: hash.nullable() }),
  z.strictObject({ kind: z.literal('server-started'), address: text }),
  z.strictObject({ kind: z.literal('server-stopped') }),
  /** Entries that nobody waited for and that there was no room for while the log could not be written. */
  z.strictObject({ kind: z.literal('entries-lost'), count }),
]);
export type AuditDeed = z.infer<typeof auditDeedSchema>;

/** Who does something, from where, and by which route or command. */
export const auditActorSchema = z.strictObject({
  /** `key` is the id of a token or of a person with an identity provider; null where nobody is known. */
  who: z.strictObject({ name: text, key: text }).nullable(),
  /** A network address, or the user of this machine's command line. */
  from: z.union([z.strictObject({ address: text }), z.strictObject({ commandLine: text })]),
  via: text,
});
export type AuditActor = z.infer<typeof auditActorSchema>;

export const auditEntrySchema = z.strictObject({
  /** 1, 2, 3 … without a gap. */
  number: z.int().min(1),
  /** ISO 8601 instant, UTC. */
  time: z.string(),
  ...auditActorSchema.shape,
  plan: z.string().optional(),
  deed: auditDeedSchema,
  /** Hash of the entry before; null for the first. */
  previous: hash.nullable(),
  /** SHA-256, in hexadecimal, of the canonical JSON of everything else in the entry. */
  hash,
}).meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** An entry before it has its place in the chain. */
export type AuditDraft = Omit<AuditEntry, 'number' | 'previous' | 'hash'>;
