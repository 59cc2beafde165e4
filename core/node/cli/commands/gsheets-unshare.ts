import { succeed } from '../../journey/failure';
import { findLinks, oneLink } from '../../journey/google/find-links';
import { readPeople } from '../../journey/google/sheet-shares';
import type { Command } from '../command';
import { openSheets } from '../open-google';
import { unshareSheet } from '../share-sheet';
import { sheetJson } from '../sheet-sync-report';

/** `planark gsheets unshare PLAN|SPREADSHEET PERSON`, several people with commas between: takes away what they were given. */
export const run: Command = async (args, context) => {
  const [what, given] = args.positionals as [string, string];
  const people = readPeople([given]);
  if (!people.ok) return people;
  const opened = await openSheets(args, context, (links) => findLinks(links, what));
  if (!opened.ok) return opened;
  const link = oneLink(opened.value.meant, what);
  if (!link.ok) return link;
  const { json, ...outcome } = await unshareSheet(opened.value.google, link.value, people.value, context);
  return succeed({ ...outcome, json: { plan: link.value.planId, ...sheetJson(link.value), ...(json as object) } });
};
