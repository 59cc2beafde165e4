import type { Google, Share } from '../../../../gsheets/api/google';
import type { Locale } from '../../../plan/locale';
import type { Revision } from '../../../sync/store';
import { succeed, type Result } from '../../journey/failure';
import type { SheetPorts } from '../../journey/google/sheet-ports';
import { readShares } from '../../journey/google/sheet-shares';
import { findRegions } from '../../journey/regions/find-regions';
import { setUpRegion, type RegionSheet } from '../../journey/regions/set-up-region';
import { failureText } from '../../texts/failure-texts';
import { exitCodes, givenTimes, option, type Arguments, type Command, type CommandContext, type ExitCode, type Outcome } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openGoogle, openLinkedStore } from '../open-google';
import { goalLines, namedRegions } from '../region-report';
import { shareSheet } from '../share-sheet';
import { say } from '../texts';

/** Whom each region's spreadsheet is shared with, by plan. */
type SharesByPlan = ReadonlyMap<string, readonly Share[]>;

interface Asked {
  /** What Google writes to those it is shared with; no mail without. */
  readonly mail: string | undefined;
  readonly regions: readonly string[];
  readonly shares: SharesByPlan;
}

/** "PLAN:person@example.no" of --regions and "PLAN=person@example.no:writer" of --share. */
const readAsked = (args: Arguments, locale: Locale): Result<Asked> => {
  const named = namedRegions(args).map((text) => text.split(/:(.*)/s) as [string, string?]);
  const given = givenTimes(args, 'share').map((text) => text.split(/=(.*)/s) as [string, string?]);
  const shares = new Map<string, Share[]>();
  const all = [...named.filter(([, people]) => people !== undefined), ...given];
  for (const [planId, people] of all) {
    const read = readShares([people ?? '']);
    if (!read.ok) return read;
    if (read.value.length === 0) return usageFailure(say('badRegionShare', locale, { what: planId }));
    shares.set(planId, [...(shares.get(planId) ?? []), ...read.value]);
  }
  return succeed({ regions: named.map(([planId]) => planId), shares, mail: option(args, 'mail') });
};

/** What became of one region. */
interface Told {
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];
  readonly json: object;
}

const tellShared = async (google: Google, { link }: RegionSheet, shares: readonly Share[], mail: string | undefined, context: CommandContext, locale: Locale): Promise<Pick<Outcome, 'exitCode' | 'lines'> & { readonly json: object }> => {
  const shared = await shareSheet(google, link, shares, mail, context);
  const isAlone = shares.length === 0;
  return { exitCode: shared.exitCode === exitCodes.done ? exitCodes.done : exitCodes.problems, lines: isAlone ? [say('regionNotShared', locale, { plan: link.planId })] : shared.lines, json: shared.json as object };
};

const setUp = async (ports: SheetPorts, planId: string, national: Revision, { shares: byPlan, mail }: Asked, context: CommandContext): Promise<Told> => {
  const locale = localeOf(context, national.plan);
  const shares = byPlan.get(planId) ?? [];
  const { askedLocale, today, now: time } = context;
  const made = await setUpRegion(ports, planId, national, { ...(askedLocale && { locale: askedLocale }), today, time });
  if (!made.ok) {
    const why = failureText(made.failure, locale);
    return { exitCode: exitCodes.failed, lines: [say('regionFailed', locale, { plan: planId, why })], json: { plan: planId, error: { kind: made.failure.kind, message: why } } };
  }
  const { sheet, followed } = made.value;
  const revision = { plan: planId, revision: followed.revision.number, changes: followed.changes };
  if (sheet === null) return { exitCode: exitCodes.problems, lines: [say('notRegion', locale, { plan: planId, organisation: national.plan.organisation.name })], json: { ...revision, spreadsheet: null, made: false } };
  const { link, isNew, isLockedLater, isGone } = sheet;
  if (isGone) return { exitCode: exitCodes.problems, lines: [say('regionSheetGone', locale, { plan: planId, url: link.url })], json: { ...revision, spreadsheet: link.spreadsheetId, url: link.url, made: false, gone: true } };
  const shared = isNew || shares.length > 0 ? await tellShared(ports.google, sheet, shares, mail, context, locale) : { exitCode: exitCodes.done, lines: [], json: {} };
  const more = [...(isLockedLater ? [say('regionLockedLater', locale, { plan: planId })] : []), ...shared.lines];
  return {
    exitCode: shared.exitCode,
    lines: [say(isNew ? 'regionSheetMade' : 'regionSheetThere', locale, { plan: planId, url: link.url }), ...goalLines(followed.revision.plan, followed.changes, locale), ...more.map((line) => `  ${line}`)],
    json: { ...revision, spreadsheet: link.spreadsheetId, url: link.url, made: isNew, lockedLater: isLockedLater, ...shared.json },
  };
};

const exitCodeOf = (told: readonly Told[]): ExitCode => {
  if (told.every(({ exitCode }) => exitCode === exitCodes.done)) return exitCodes.done;
  return told.some(({ exitCode }) => exitCode !== exitCodes.failed) ? exitCodes.problems : exitCodes.failed;
};

/** `planark gsheets region-setup [NATIONAL-PLAN] --regions PLAN:PERSON,…`: a spreadsheet for each region, shared with it alone. */
export const run: Command = async (args, context) => {
  const asked = readAsked(args, localeOf(context));
  if (!asked.ok) return asked;
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const found = await findRegions(store.value.store, args.positionals[0], asked.value.regions);
  if (!found.ok) return found;
  const { national, regions, unknown } = found.value;
  const locale = localeOf(context, national.plan);
  const stray = [...asked.value.shares.keys()].find((planId) => !regions.some((region) => region.planId === planId));
  if (stray !== undefined) return usageFailure(say('badRegionShare', locale, { what: stray }));
  const google = await openGoogle(args, context, 'own-files');
  if (!google.ok) return google;
  const told: Told[] = [];
  for (const { planId } of regions) told.push(await setUp({ ...store.value, google: google.value }, planId, national, asked.value, context));
  return succeed({
    exitCode: told.length > 0 && unknown.length === 0 ? exitCodeOf(told) : exitCodes.problems,
    lines: [
      ...(told.length === 0 ? [say('noRegions', locale, { organisation: national.plan.organisation.name })] : told.flatMap(({ lines }) => lines)),
      ...(unknown.length > 0 ? [say('unknownOwners', locale, { plans: unknown.join(', ') })] : []),
    ],
    json: { national: national.planId, regions: told.map(({ json }) => json), unreadable: unknown },
  });
};
