import type { Store, StoreResult } from '../../../sync/store';
import { readTip } from '../../audit/audit-log';
import { auditedStore } from '../../audit/audited-store';
import { noEntry, type Tip } from '../../audit/segment';
import { fromStore, succeed, type Result } from '../../journey/failure';
import { copyLinks } from '../../journey/copy-links';
import { copyStore } from '../../journey/copy-store';
import { isDatabaseUrl, printableAddress } from '../../store-postgres/database-url';
import { exitCodes, type Command, type CommandContext } from '../command';
import { failureText } from '../../texts/failure-texts';
import { localeOf } from '../locale-of';
import { makeStore } from '../make-store';
import { actorOf, openAuditLog } from '../open-audit';
import { absoluteAddress, openStoreAt, type OpenedStore } from '../open-store';
import { say } from '../texts';

/** A folder is made a store; a database has to be made ready by `planark store migrate`, with the rights it takes. */
const openTarget = async (address: string, context: CommandContext): Promise<Result<OpenedStore>> => {
  const made = isDatabaseUrl(address) ? succeed({ warnings: [] as readonly string[] }) : await makeStore(address, context);
  if (!made.ok) return made;
  for (const warning of made.value.warnings) context.progress(warning);
  return openStoreAt(address, context);
};

/** A log that is damaged keeps nobody from copying the plans. */
const readSourceTip = async ({ audit }: OpenedStore): Promise<StoreResult<Tip>> => {
  const tip = await readTip(audit);
  return tip.ok || tip.failure.kind !== 'damaged' ? tip : { ok: true, value: noEntry };
};

/** The target as it is written to: what is copied is in its log, and so is where the source's log stood. */
const recordTarget = async (source: OpenedStore, target: OpenedStore, context: CommandContext): Promise<Result<Store>> => {
  const tip = fromStore(await readSourceTip(source));
  if (!tip.ok) return tip;
  const [log, actor] = [openAuditLog(target, context), actorOf(context)];
  const recorded = fromStore(await log.record(actor, { deed: { kind: 'store-copied', entries: tip.value.number, hash: tip.value.hash } }));
  return recorded.ok ? succeed(auditedStore(target, log, actor)) : recorded;
};

/** `planark store copy FROM TO`: every plan with its history and hashes, and which spreadsheets show it; run again, it goes on where it was. */
export const run: Command = async ({ positionals }, context) => {
  const [from, to] = positionals.map(absoluteAddress) as [string, string];
  const source = await openStoreAt(from, context);
  if (!source.ok) return source;
  const readable = fromStore(await source.value.planIds());
  if (!readable.ok) return readable;
  const target = await openTarget(to, context);
  if (!target.ok) return target;
  const recorded = await recordTarget(source.value, target.value, context);
  if (!recorded.ok) return recorded;
  const locale = localeOf(context);
  const copy = await copyStore(source.value, recorded.value, (plan, done, count) => context.progress(say('copying', locale, { plan, done, count })));
  if (!copy.ok) return copy;
  const { plans, revisions, made, failed } = copy.value;
  const notCopied = new Set(failed.map(({ planId }) => planId));
  const links = await copyLinks(await source.value.readLinks(), await target.value.readLinks(), (planId) => !notCopied.has(planId));
  if (!links.ok) return links;
  const told = failed.map(({ planId, failure }) => ({ plan: planId, message: failureText(failure, locale) }));
  return succeed({
    exitCode: failed.length > 0 ? exitCodes.problems : exitCodes.done,
    lines: [say('copied', locale, { plans, count: revisions, made, path: printableAddress(to) }), ...(links.value > 0 ? [say('linksCopied', locale, { count: links.value })] : []), ...told.map(({ plan, message }) => `  ${plan}: ${message}`)],
    json: { from: printableAddress(from), to: printableAddress(to), plans, revisions, made, spreadsheets: links.value, failed: told },
  });
};
