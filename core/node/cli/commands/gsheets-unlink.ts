import { fail, fromStore, succeed } from '../../journey/failure';
import { findLinks, oneLink } from '../../journey/google/find-links';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openLinkedStore } from '../open-google';
import { sheetJson } from '../sheet-sync-report';
import { say } from '../texts';

/** `planark gsheets unlink SPREADSHEET`: forgets a spreadsheet, which stays as it is. Asks nothing of Google. */
export const run: Command = async ({ positionals }, context) => {
  const [what] = positionals as [string];
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const links = await findLinks(store.value.links, what);
  if (!links.ok) return links;
  const link = oneLink(links.value, what);
  if (!link.ok) return link;
  const removed = fromStore(await store.value.links.remove(link.value.spreadsheetId));
  if (!removed.ok) return removed;
  if (!removed.value) return fail({ kind: 'sheet', failure: { kind: 'not-linked', what } });
  return succeed({ exitCode: exitCodes.done, lines: [say('sheetForgotten', localeOf(context, link.value), { url: link.value.url })], json: { plan: link.value.planId, ...sheetJson(link.value) } });
};
