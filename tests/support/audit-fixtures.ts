import { createAuditLog, type AuditLog, type AuditLogOptions } from '../../core/node/audit/audit-log';
import { readHeads } from '../../core/node/audit/audited-store';
import { chain, decodeSegment, encodeSegment, noEntry } from '../../core/node/audit/segment';
import type { FoundSegment, Segments } from '../../core/node/audit/segments';
import { createChainWalk, type ChainFault } from '../../core/node/audit/verify-chain';
import type { AuditActor, AuditDeed, AuditEntry } from '../../core/sync';
import type { Store } from '../../core/sync/store';
import { valueOf } from './store-fixtures';

export const kari: AuditActor = { who: { name: 'Kari', key: 'k1' }, from: { address: '192.0.2.7' }, via: 'POST /api/plans/:id/sync' };
export const takenOut: AuditDeed = { kind: 'workbook-taken-out' };

/** Segments in memory, with a way to their bytes. */
export const memorySegments = (): Segments & { readonly pieces: Map<number, Buffer>; readonly puts: () => number } => {
  const pieces = new Map<number, Buffer>();
  let puts = 0;
  return {
    pieces,
    puts: () => puts,
    last: async () => ({ ok: true, value: Math.max(0, ...pieces.keys()) }),
    newest: async () => {
      const number = Math.max(0, ...pieces.keys());
      return { ok: true, value: number === 0 ? null : { number, bytes: pieces.get(number)! } };
    },
    put: async (number, bytes) => {
      puts += 1;
      await new Promise((resolve) => setImmediate(resolve));
      if (pieces.has(number)) return { ok: true, value: 'taken' };
      pieces.set(number, Buffer.from(bytes));
      return { ok: true, value: 'made' };
    },
    read: async (first, last) => ({ ok: true, value: [...pieces].filter(([number]) => number >= first && number <= last).sort(([a], [b]) => a - b).map(([number, bytes]) => ({ number, bytes })) }),
  };
};

export const logOn = (segments: Segments, more: Partial<AuditLogOptions> & { readonly store?: Store } = {}): AuditLog =>
  createAuditLog(segments, { now: () => new Date('2026-11-21T09:00:00.000Z'), readHeads: async () => (more.store ? readHeads(more.store) : { ok: true, value: [] }), noteDelay: 5, ...more });

/** A log of so many segments, each of so many entries. */
export const pieces = (sizes: readonly number[]): FoundSegment[] => {
  let tip = noEntry;
  return sizes.map((size, at) => {
    const entries = chain(Array.from({ length: size }, (_, n) => ({ ...kari, time: `2026-11-21T09:00:${String(n).padStart(2, '0')}.000Z`, plan: 'p', deed: { kind: 'committed' as const, revision: n + 1, hash: String(at % 10).repeat(64) } })), tip);
    tip = entries.at(-1)!;
    return { number: at + 1, bytes: encodeSegment(at + 1, entries) };
  });
};

/** What a walk over these finds. */
export const faultsIn = (found: readonly FoundSegment[], last = Math.max(0, ...found.map(({ number }) => number))): readonly ChainFault[] => {
  const walk = createChainWalk();
  for (const piece of found) walk.take(piece);
  walk.end(last);
  return walk.faults;
};

/** All entries of a log, in order; throws where one cannot be read. */
export const entriesOf = async (segments: Segments): Promise<AuditEntry[]> => {
  const found = valueOf(await segments.read(1, valueOf(await segments.last())));
  return found.flatMap(({ number, bytes }) => {
    const segment = decodeSegment(bytes);
    if (!segment) throw new Error(`segment ${number} cannot be read`);
    return segment.entries;
  });
};
