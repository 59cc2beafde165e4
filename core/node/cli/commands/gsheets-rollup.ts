import { renderRollUp } from '../../../sheet';
import { spokenAs, succeed } from '../../journey/failure';
import { readShares } from '../../journey/google/sheet-shares';
import { findRegions } from '../../journey/regions/find-regions';
import { readRollUp } from '../../journey/regions/read-roll-up';
import { writeRollUp } from '../../journey/regions/write-roll-up';
import { flag, givenTimes, option, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openGoogle, openLinkedStore } from '../open-google';
import { namedRegions, rollUpExitCode, rollUpJson, rollUpLines, withoutRegions } from '../region-report';
import { shareMade, shareSheet } from '../share-sheet';
import { say } from '../texts';

/** `planark gsheets rollup [NATIONAL-PLAN]`: all regions in one spreadsheet, made once and then written anew. */
export const run: Command = async (args, context) => {
  const shares = readShares(givenTimes(args, 'share'));
  if (!shares.ok) return shares;
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const found = await findRegions(store.value.store, args.positionals[0], namedRegions(args));
  if (!found.ok) return found;
  const { national } = found.value;
  // Whether a region's sheet is there is asked of those that people made, too.
  const opened = spokenAs(await openGoogle(args, context, flag(args, 'check') ? 'every-spreadsheet' : 'own-files'), national.plan);
  if (!opened.ok) return opened;
  const ports = { ...store.value, google: opened.value };
  const locale = localeOf(context, national.plan);
  const rolled = spokenAs(await readRollUp(ports.links, found.value, context.today.date, flag(args, 'check') ? ports.google : null), national.plan);
  if (!rolled.ok) return rolled;
  if (rolled.value.regions.length === 0) return succeed(withoutRegions(rolled.value, found.value, locale, { spreadsheet: null, made: false }));
  const written = spokenAs(await writeRollUp(ports, renderRollUp(rolled.value, locale), { planId: national.planId, revision: national.number, locale, time: context.now }), national.plan);
  if (!written.ok) return written;
  const { link, isNew, wasGone } = written.value;
  const shared = await (isNew ? shareMade : shareSheet)(ports.google, link, shares.value, option(args, 'mail'), context);
  return succeed({
    exitCode: shared.exitCode || rollUpExitCode(rolled.value, found.value),
    lines: [
      ...rollUpLines(rolled.value, found.value, locale), ...(wasGone ? [say('rollUpSheetGone', locale)] : []),
      say(isNew ? 'rollUpSheetMade' : 'rollUpSheetWritten', locale, { url: link.url }), ...shared.lines,
    ],
    json: { ...rollUpJson(rolled.value, found.value), locale, spreadsheet: link.spreadsheetId, url: link.url, made: isNew, ...(shared.json as object) },
  });
};
