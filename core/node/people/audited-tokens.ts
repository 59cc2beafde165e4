import type { AuditActor } from '../../sync';
import type { AuditLog } from '../audit/audit-log';
import type { TokenRegistry } from './token-registry';
import { fingerprintOf, type Token } from './token';

/** A grant as the log has it. */
export const grantText = ({ role, on }: Token['grants'][number]): string => `${role}: ${on === 'everything' ? on : 'plan' in on ? on.plan : on.organisation}`;

/**
 * Tokens as one actor sees to them: one is in the log before it is of use. A revocation is noted after it was made, since a log that cannot be
 * written must not keep a lost token alive. [L8]
 */
export const auditedTokens = (registry: TokenRegistry, log: AuditLog, actor: AuditActor): TokenRegistry => ({
  ...registry,
  add: async (token) => {
    const recorded = await log.record(actor, { deed: { kind: 'token-created', token: token.id, name: token.name, grants: token.grants.map(grantText), hash: fingerprintOf(token) } });
    return recorded.ok ? registry.add(token) : recorded;
  },
  revoke: async (id, revocation) => {
    const revoked = await registry.revoke(id, revocation);
    if (revoked.ok && revoked.value) log.note(actor, { deed: { kind: 'token-revoked', token: id } });
    return revoked;
  },
});
