import { succeed, type Result } from '../../journey/failure';
import { findRegions } from '../../journey/regions/find-regions';
import { followAll, type Followed } from '../../journey/regions/follow-national-plan';
import { failureText } from '../../texts/failure-texts';
import type { Locale } from '../../../plan/locale';
import { exitCodes, type Command, type ExitCode } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { goalLines, namedRegions } from '../region-report';
import { say } from '../texts';

interface Told {
  readonly planId: string;
  readonly followed: Result<Followed>;
}

const linesOf = ({ planId, followed }: Told, organisation: string, locale: Locale): string[] => {
  if (!followed.ok) return [say('regionFailed', locale, { plan: planId, why: failureText(followed.failure, locale) })];
  const { revision, changes, isCommitted, isRegion } = followed.value;
  if (!isRegion) return [say('notRegion', locale, { plan: planId, organisation })];
  const line = isCommitted ? say('regionFollowed', locale, { plan: planId, number: revision.number }) : say(changes.length > 0 ? 'regionPartly' : 'regionCurrent', locale, { plan: planId });
  return [line, ...goalLines(revision.plan, changes, locale)];
};

const jsonOf = ({ planId: plan, followed }: Told, locale: Locale) =>
  (followed.ok ? { plan, revision: followed.value.revision.number, committed: followed.value.isCommitted, changes: followed.value.changes } : { plan, error: { kind: followed.failure.kind, message: failureText(followed.failure, locale) } });

const isWhole = ({ followed }: Told): boolean => followed.ok && followed.value.isRegion && !followed.value.changes.some(({ kind }) => kind === 'code-taken');

const exitCodeOf = (told: readonly Told[]): ExitCode => {
  if (told.every(isWhole)) return exitCodes.done;
  return told.some(({ followed }) => followed.ok) ? exitCodes.problems : exitCodes.failed;
};

/** `planark regions update [NATIONAL-PLAN]`: the national plan's superior goals become those of each region's plan. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const found = await findRegions(store.value, args.positionals[0], namedRegions(args));
  if (!found.ok) return found;
  const { national, regions, unknown } = found.value;
  const { organisation: { name: organisation } } = national.plan;
  const locale = localeOf(context, national.plan);
  const told = await followAll(store.value, regions.map(({ planId }) => planId), context.now, national);
  return succeed({
    exitCode: unknown.length > 0 || told.length === 0 ? exitCodes.problems : exitCodeOf(told),
    lines: [
      ...(told.length === 0 ? [say('noRegions', locale, { organisation })] : told.flatMap((one) => linesOf(one, organisation, locale))),
      ...(unknown.length > 0 ? [say('unknownOwners', locale, { plans: unknown.join(', ') })] : []),
    ],
    json: { national: national.planId, regions: told.map((one) => jsonOf(one, locale)), unreadable: unknown },
  });
};
