import { succeed } from '../../journey/failure';
import { findLinks, oneLink } from '../../journey/google/find-links';
import { readShares } from '../../journey/google/sheet-shares';
import { option, type Command } from '../command';
import { openSheets } from '../open-google';
import { shareSheet } from '../share-sheet';
import { sheetJson } from '../sheet-sync-report';

/** `planark gsheets share PLAN|SPREADSHEET PERSON:ROLE`, several people with commas between. Google sends a mail where `--mail TEXT` says what. */
export const run: Command = async (args, context) => {
  const [what, people] = args.positionals as [string, string];
  const shares = readShares([people]);
  if (!shares.ok) return shares;
  const opened = await openSheets(args, context, (links) => findLinks(links, what));
  if (!opened.ok) return opened;
  const link = oneLink(opened.value.meant, what);
  if (!link.ok) return link;
  const { json, ...outcome } = await shareSheet(opened.value.google, link.value, shares.value, option(args, 'mail'), context);
  return succeed({ ...outcome, json: { plan: link.value.planId, ...sheetJson(link.value), ...(json as object) } });
};
