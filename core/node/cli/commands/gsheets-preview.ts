import { succeed } from '../../journey/failure';
import { linksToSync } from '../../journey/google/find-links';
import { previewSheet } from '../../journey/google/sync-sheet';
import type { Command } from '../command';
import { localeOf } from '../locale-of';
import { openSheets } from '../open-google';
import { joinReports, sheetPreviewReport, type SheetReport } from '../sheet-sync-report';
import { syncOptions } from '../sync-arguments';

/** `planark gsheets preview [PLAN|SPREADSHEET]`: what a sync would do, in plain words; nothing is written. */
export const run: Command = async (args, context) => {
  const options = syncOptions(args, localeOf(context));
  if (!options.ok) return options;
  const opened = await openSheets(args, context, (links) => linksToSync(links, args.positionals[0]));
  if (!opened.ok) return opened;
  const reports: SheetReport[] = [];
  for (const link of opened.value.meant) {
    const preview = await previewSheet(opened.value, link, options.value);
    reports.push({ link, result: preview.ok ? succeed(sheetPreviewReport(link, preview.value, args, context)) : preview });
  }
  return joinReports(reports, context, null);
};
