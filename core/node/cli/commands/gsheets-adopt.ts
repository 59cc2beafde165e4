import { succeed } from '../../journey/failure';
import { adoptSheet } from '../../journey/google/adopt-sheet';
import { readSpreadsheetId } from '../../journey/google/spreadsheet-id';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openGoogle, openLinkedStore } from '../open-google';
import { sheetSyncOptions } from '../sheet-sync-arguments';
import { sheetJson, sheetSyncReport } from '../sheet-sync-report';
import { say } from '../texts';

/** `planark gsheets adopt PLAN SPREADSHEET`: a plan into a spreadsheet that a person made and shared with the account; its own tabs stay as they are. */
export const run: Command = async (args, context) => {
  const [planId, given] = args.positionals as [string, string];
  const id = readSpreadsheetId(given);
  if (!id.ok) return id;
  const sync = sheetSyncOptions(args, context);
  if (!sync.ok) return sync;
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const google = await openGoogle(args, context, 'every-spreadsheet');
  if (!google.ok) return google;
  const { askedLocale: locale, today, now: time } = context;
  const adopted = await adoptSheet({ ...store.value, google: google.value }, planId, id.value, { ...(locale && { locale }), today, time }, sync.value);
  if (!adopted.ok) return adopted;
  const { link, renamedTabs, synced } = adopted.value;
  const spoken = localeOf(context, link);
  if (synced) {
    const { lines, ...outcome } = sheetSyncReport(link, synced, args, context);
    return succeed({ ...outcome, lines: [say('sheetLinked', spoken, { url: link.url }), ...lines] });
  }
  const renamed = renamedTabs.length > 0 ? [say('renamedTabs', spoken, { count: renamedTabs.length, tabs: renamedTabs.join(', ') })] : [];
  return succeed({
    exitCode: exitCodes.done,
    lines: [say('sheetAdopted', spoken, { url: link.url }), ...renamed],
    json: { plan: planId, revision: link.lastSync?.revision, locale: link.locale, ...sheetJson(link), renamedTabs },
  });
};
