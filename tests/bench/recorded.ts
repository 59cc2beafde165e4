import { auditedStore, readHeads } from '../../core/node/audit/audited-store';
import { createAuditLog } from '../../core/node/audit/audit-log';
import type { Segments } from '../../core/node/audit/segments';
import type { Store } from '../../core/sync';

/** A store as the server uses it: every commit is in the log first. */
export const recorded = (store: Store, segments: Segments): Store =>
  auditedStore(store, createAuditLog(segments, { now: () => new Date(), readHeads: () => readHeads(store) }), { who: { name: 'bench', key: 'bench' }, from: { address: '192.0.2.1' }, via: 'bench' });
