import type { AuditActor } from '../../sync/audit-entry';
import type { Store } from '../../sync/store';
import { createAuditLog, type AuditLog } from '../audit/audit-log';
import { auditedStore, readHeads } from '../audit/audited-store';
import { auditedTokens } from '../people/audited-tokens';
import type { TokenRegistry } from '../people/token-registry';
import type { CommandContext } from './command';
import type { OpenedStore } from './open-store';

/** Who runs this command, and with which. */
export const actorOf = ({ author, user, command }: CommandContext): AuditActor => ({ who: { name: author, key: user }, from: { commandLine: user }, via: `planark ${command}` });

/** The log of a store. What was noted is written when the command ends. */
export const openAuditLog = (store: OpenedStore, context: CommandContext): AuditLog => {
  const log = createAuditLog(store.audit, { now: () => new Date(), readHeads: () => readHeads(store) });
  context.atEnd(() => log.close());
  return log;
};

/** A store whose commits are in the log of the store that was opened. */
export const openRecorded = (store: Store, opened: OpenedStore, context: CommandContext): Store => auditedStore(store, openAuditLog(opened, context), actorOf(context));

/** The tokens of a store; what is done with them is in the log. */
export const openTokens = async (store: OpenedStore, context: CommandContext): Promise<TokenRegistry> =>
  auditedTokens(await store.readTokens(), openAuditLog(store, context), actorOf(context));
