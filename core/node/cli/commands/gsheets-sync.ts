import { succeed, type Result } from '../../journey/failure';
import { linksToSync, oneLink } from '../../journey/google/find-links';
import { syncSheet, type SheetSyncOptions } from '../../journey/google/sync-sheet';
import { exitCodes, flag, option, type Arguments, type Command, type CommandContext, type Outcome } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openSheets } from '../open-google';
import { sheetSyncOptions } from '../sheet-sync-arguments';
import { joinReports, sheetSyncReport, type SheetReport } from '../sheet-sync-report';
import { say } from '../texts';
import { usualSeconds, watchLinked } from '../watch-linked';

const readSeconds = (args: Arguments, context: CommandContext): Result<number> => {
  const asked = option(args, 'every');
  if (asked === undefined) return succeed(usualSeconds);
  const seconds = /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
  return seconds >= 5 && seconds <= 3600 ? succeed(seconds) : usageFailure(say('badEvery', localeOf(context), { what: asked }));
};

type Opened = Extract<Awaited<ReturnType<typeof openSheets>>, { readonly ok: true }>['value'];

const watch = async (opened: Opened, what: string | undefined, seconds: number, sync: SheetSyncOptions, args: Arguments, context: CommandContext): Promise<Result<Outcome>> => {
  const locale = localeOf(context);
  context.announce([say('watching', locale, { count: opened.meant.length, every: seconds }), say('nextStop', locale)], { watching: opened.meant.map(({ spreadsheetId }) => spreadsheetId), every: seconds });
  const watched = await watchLinked(opened, { links: () => linksToSync(opened.links, what), seconds, sync, stopped: context.untilStopped() }, args, context);
  return watched.ok ? succeed({ exitCode: exitCodes.done, lines: [say('stopped', locale)], json: undefined }) : watched;
};

/** `planark gsheets sync [PLAN|SPREADSHEET] [--all] [--watch]`: takes what spreadsheets say into the store, then brings them up to date. */
export const run: Command = async (args, context) => {
  const [what] = args.positionals;
  const isAll = flag(args, 'all');
  if (isAll && what !== undefined) return usageFailure(say('oneOrAll', localeOf(context)));
  const sync = sheetSyncOptions(args, context);
  if (!sync.ok) return sync;
  const seconds = readSeconds(args, context);
  if (!seconds.ok) return seconds;
  const opened = await openSheets(args, context, (links) => linksToSync(links, what));
  if (!opened.ok) return opened;
  const { meant } = opened.value;
  if (flag(args, 'watch')) return watch(opened.value, what, seconds.value, sync.value, args, context);
  const one = isAll || what !== undefined ? null : oneLink(meant, 'gsheets sync', true);
  if (one && !one.ok) return one;
  const reports: SheetReport[] = [];
  for (const link of meant) {
    const synced = await syncSheet(opened.value, link, sync.value);
    reports.push({ link, result: synced.ok ? succeed(sheetSyncReport(link, synced.value, args, context)) : synced });
  }
  return joinReports(reports, context, 'sheetsSynced');
};
