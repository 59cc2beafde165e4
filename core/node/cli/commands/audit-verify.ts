import { fromStore, succeed } from '../../journey/failure';
import { verifyAudit } from '../../audit/verify-audit';
import { heldTokens } from '../../people/audited-tokens';
import { auditFaultText } from '../../texts/audit-texts';
import { exitCodes, option, type Command } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStoreAt } from '../open-store';
import { say } from '../texts';

/** `planark audit verify [--expect HASH]`: the log, and whether the store is what the log says. */
export const run: Command = async (args, context) => {
  const locale = localeOf(context);
  const expected = option(args, 'expect')?.toLowerCase();
  if (expected !== undefined && !/^[0-9a-f]{64}$/.test(expected)) return usageFailure(say('badOption', locale, { what: `--expect ${expected}` }));
  const store = await openStoreAt(context.storeAddress, context);
  if (!store.ok) return store;
  const verified = fromStore(await verifyAudit(store.value.audit, store.value, { ...(expected !== undefined && { expected }), tokens: heldTokens(await store.value.readTokens()) }));
  if (!verified.ok) return verified;
  const { entries, hash, plans, revisions, faults, more } = verified.value;
  const told = faults.map((fault) => ({ ...fault, message: auditFaultText(fault, locale) }));
  const read = say('auditRead', locale, { count: entries, plans, revisions });
  return succeed({
    exitCode: faults.length > 0 ? exitCodes.problems : exitCodes.done,
    lines: [
      read,
      ...(faults.length > 0 ? told.map(({ message }) => `  ${message}`) : [say('auditWhole', locale)]),
      ...(more > 0 ? [`  … (${more})`] : []),
      ...(hash === null ? [] : [say('auditHash', locale, { hash })]),
    ],
    json: { entries, hash, plans, revisions, faults: told, more },
  });
};
