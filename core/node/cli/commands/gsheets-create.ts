import { succeed } from '../../journey/failure';
import { createSheet } from '../../journey/google/create-sheet';
import { readShares } from '../../journey/google/sheet-shares';
import { givenTimes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openGoogle, openLinkedStore } from '../open-google';
import { shareSheet } from '../share-sheet';
import { sheetJson } from '../sheet-sync-report';
import { say } from '../texts';

/** `planark gsheets create PLAN [--share PERSON:ROLE]`: a new spreadsheet that shows the plan. */
export const run: Command = async (args, context) => {
  const [planId] = args.positionals as [string];
  const shares = readShares(givenTimes(args, 'share'));
  if (!shares.ok) return shares;
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const google = await openGoogle(args, context, 'own-files');
  if (!google.ok) return google;
  const { askedLocale: locale, today, now: time } = context;
  const made = await createSheet({ ...store.value, google: google.value }, planId, { ...(locale && { locale }), today, time });
  if (!made.ok) return made;
  const link = made.value;
  const shared = await shareSheet(google.value, link, shares.value, undefined, context);
  const spoken = localeOf(context, link);
  const hint = shares.value.length === 0 ? [say('shareTo', spoken, { plan: planId })] : [];
  return succeed({
    exitCode: shared.exitCode,
    lines: [say('sheetMade', spoken, { url: link.url }), ...shared.lines, ...hint],
    json: { plan: planId, revision: link.lastSync?.revision, locale: link.locale, ...sheetJson(link), ...(shared.json as object) },
  });
};
