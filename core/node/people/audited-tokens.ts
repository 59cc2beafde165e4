import type { AuditActor } from '../../sync';
import type { AuditLog } from '../audit/audit-log';
import type { HeldToken, HeldTokens } from '../audit/verify-tokens';
import { succeeded } from '../revision/store-result';
import type { TokenRegistry } from './token-registry';
import { fingerprintOf, type Token, type TokenRecord } from './token';

const grantText = ({ role, on }: Token['grants'][number]): string => `${role}: ${on === 'everything' ? on : 'plan' in on ? on.plan : on.organisation}`;

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

const heldToken = (record: TokenRecord): HeldToken => ({ id: record.id, name: record.name, grants: record.grants.map(grantText), hash: fingerprintOf(record), isRevoked: record.revoked !== null });

/** Tokens as `audit verify` compares them with the log. [L13] */
export const heldTokens = (registry: TokenRegistry): HeldTokens => ({
  list: async () => {
    const listed = await registry.list();
    return listed.ok ? succeeded(listed.value.map(heldToken)) : listed;
  },
  find: async (id) => {
    const found = await registry.find(id);
    return found.ok ? succeeded(found.value && heldToken(found.value)) : found;
  },
});
