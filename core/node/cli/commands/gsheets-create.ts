import { fromStore, succeed } from '../../journey/failure';
import { createSheet } from '../../journey/google/create-sheet';
import { showsPlan } from '../../journey/google/find-links';
import { readShares } from '../../journey/google/sheet-shares';
import { exitCodes, flag, givenTimes, option, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openGoogle, openLinkedStore } from '../open-google';
import { shareMade } from '../share-sheet';
import { sheetJson } from '../sheet-sync-report';
import { say } from '../texts';

/** `planark gsheets create PLAN [--share PERSON:ROLE]`: a new spreadsheet that shows the plan; one more where it has one already only with `--another`. */
export const run: Command = async (args, context) => {
  const [planId] = args.positionals as [string];
  const shares = readShares(givenTimes(args, 'share'));
  if (!shares.ok) return shares;
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const before = fromStore(await store.value.links.ofPlan(planId));
  if (!before.ok) return before;
  const others = before.value.filter(showsPlan);
  if (others.length > 0 && !flag(args, 'another')) {
    const line = say('hasSheet', localeOf(context, others[0]), { plan: planId, urls: others.map(({ url }) => url).join(', ') });
    return succeed({ exitCode: exitCodes.problems, lines: [line], json: { plan: planId, made: false, ...sheetJson(others[0]!) } });
  }
  const google = await openGoogle(args, context, 'own-files');
  if (!google.ok) return google;
  const { askedLocale: locale, today, now: time } = context;
  const made = await createSheet({ ...store.value, google: google.value }, planId, { ...(locale && { locale }), today, time });
  if (!made.ok) return made;
  const link = made.value;
  const shared = await shareMade(google.value, link, shares.value, option(args, 'mail'), context);
  const spoken = localeOf(context, link);
  const hint = shares.value.length === 0 ? [say('shareTo', spoken, { plan: planId })] : [];
  return succeed({
    exitCode: shared.exitCode,
    lines: [say('sheetMade', spoken, { url: link.url }), ...shared.lines, ...hint],
    json: { plan: planId, made: true, revision: link.lastSync?.revision, locale: link.locale, ...sheetJson(link), ...(shared.json as object) },
  });
};
