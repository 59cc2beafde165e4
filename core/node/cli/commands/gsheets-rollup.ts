import { renderRollUp } from '../../../sheet';
import { fromStore, spokenAs, succeed, type Result } from '../../journey/failure';
import { readSpreadsheetId } from '../../journey/google/spreadsheet-id';
import { readShares } from '../../journey/google/sheet-shares';
import { findRegions } from '../../journey/regions/find-regions';
import { readRollUp } from '../../journey/regions/read-roll-up';
import { writeRollUp, type WrittenRollUp } from '../../journey/regions/write-roll-up';
import type { Locale } from '../../../plan/locale';
import type { SheetLinks } from '../../links/sheet-links';
import { flag, givenTimes, option, type Arguments, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openGoogle, openLinkedStore, reachOf } from '../open-google';
import { namedRegions, rollUpExitCode, rollUpJson, rollUpLines, withoutRegions } from '../region-report';
import { shareMade, shareSheet } from '../share-sheet';
import { say } from '../texts';

/** How far Google has to let us see: whether a region's sheet is there is asked of those that people made, too. */
const reach = async (links: SheetLinks, planId: string, args: Arguments): Promise<Result<ReturnType<typeof reachOf>>> => {
  if (flag(args, 'check') || option(args, 'into') !== undefined) return succeed('every-spreadsheet');
  const own = fromStore(await links.ofPlan(planId));
  return own.ok ? succeed(reachOf(own.value.filter(({ kind }) => kind === 'roll-up'))) : own;
};

const writtenLines = ({ link, isNew, wasGone, left }: WrittenRollUp, locale: Locale): string[] => [
  ...(wasGone ? [say('rollUpSheetGone', locale)] : []),
  say(!isNew ? 'rollUpSheetWritten' : link.isGiven ? 'rollUpSheetGiven' : 'rollUpSheetMade', locale, { url: link.url }),
  ...(left ? [say('rollUpSheetLeft', locale, { url: left.url })] : []),
];

/** `planark gsheets rollup [NATIONAL-PLAN]`: all regions in one spreadsheet, made once, or by a person (`--into`), and then written anew. */
export const run: Command = async (args, context) => {
  const shares = readShares(givenTimes(args, 'share'));
  if (!shares.ok) return shares;
  const asked = option(args, 'into');
  const into = asked === undefined ? succeed(undefined) : readSpreadsheetId(asked);
  if (!into.ok) return into;
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const found = await findRegions(store.value.store, args.positionals[0], namedRegions(args));
  if (!found.ok) return found;
  const { national } = found.value;
  const far = spokenAs(await reach(store.value.links, national.planId, args), national.plan);
  if (!far.ok) return far;
  const opened = spokenAs(await openGoogle(args, context, far.value), national.plan);
  if (!opened.ok) return opened;
  const ports = { ...store.value, google: opened.value };
  const locale = localeOf(context, national.plan);
  const rolled = spokenAs(await readRollUp(ports.links, found.value, context.today.date, flag(args, 'check') ? ports.google : null), national.plan);
  if (!rolled.ok) return rolled;
  if (rolled.value.regions.length === 0) return succeed(withoutRegions(rolled.value, found.value, locale, { spreadsheet: null, made: false }));
  const written = spokenAs(await writeRollUp(ports, renderRollUp(rolled.value, locale), { planId: national.planId, revision: national.number, locale, time: context.now, into: into.value }), national.plan);
  if (!written.ok) return written;
  const { link, isNew, left } = written.value;
  const shared = await (isNew ? shareMade : shareSheet)(ports.google, link, shares.value, option(args, 'mail'), context);
  return succeed({
    exitCode: shared.exitCode || rollUpExitCode(rolled.value, found.value),
    lines: [...rollUpLines(rolled.value, found.value, locale), ...writtenLines(written.value, locale), ...shared.lines],
    json: { ...rollUpJson(rolled.value, found.value), locale, spreadsheet: link.spreadsheetId, url: link.url, made: isNew && !link.isGiven, left: left?.url ?? null, ...(shared.json as object) },
  });
};
