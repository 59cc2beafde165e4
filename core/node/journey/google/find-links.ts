import { isPlanId } from '../../revision/names';
import type { SheetLink, SheetLinks } from '../../links/sheet-links';
import { fail, fromStore, succeed, type Result } from '../failure';
import type { SheetFailure } from './sheet-failure';
import { readSpreadsheetId } from './spreadsheet-id';

/** Spreadsheets that show a plan itself. What shows its regions is written anew, and has nothing to be taken in. */
export const showsPlan = ({ kind }: SheetLink): boolean => kind !== 'roll-up';
const ofPlans = (links: Result<readonly SheetLink[]>): Result<readonly SheetLink[]> => (links.ok ? succeed(links.value.filter(showsPlan)) : links);

const refuse = (failure: SheetFailure) => fail({ kind: 'sheet', failure });

/** The links that are meant by a plan's id, or by the address or id of a spreadsheet; one at least. [U2] */
export const findLinks = async (links: SheetLinks, what: string): Promise<Result<readonly SheetLink[]>> => {
  if (isPlanId(what)) {
    const ofPlan = ofPlans(fromStore(await links.ofPlan(what)));
    if (!ofPlan.ok || ofPlan.value.length > 0) return ofPlan;
  }
  const id = readSpreadsheetId(what);
  if (!id.ok) return isPlanId(what) ? refuse({ kind: 'not-linked', what }) : id;
  const link = fromStore(await links.find(id.value));
  if (!link.ok) return link;
  return link.value ? succeed([link.value]) : refuse({ kind: 'not-linked', what });
};

/** Those that can be synced, of these: one that shows regions has nothing to take in, and is refused. */
const ofPlansAlone = (links: Result<readonly SheetLink[]>): Result<readonly SheetLink[]> => {
  const rollUp = links.ok ? links.value.find((link) => !showsPlan(link)) : undefined;
  return rollUp ? refuse({ kind: 'shows-regions', planId: rollUp.planId, url: rollUp.url }) : links;
};

/** All links; one at least. */
export const allLinks = async (links: SheetLinks): Promise<Result<readonly SheetLink[]>> => {
  const all = ofPlans(fromStore(await links.list()));
  return !all.ok || all.value.length > 0 ? all : refuse({ kind: 'nothing-linked' });
};

/** The links that a sync means: those of a plan, the one of a spreadsheet, or all. [U2] [B9] */
export const linksToSync = async (links: SheetLinks, what: string | undefined): Promise<Result<readonly SheetLink[]>> =>
  (what === undefined ? allLinks(links) : ofPlansAlone(await findLinks(links, what)));

/** The one link that is meant; a failure that names them where there are several, and whether the command takes them all. */
export const oneLink = (links: readonly SheetLink[], what: string, mayBeAll = false): Result<SheetLink> =>
  (links.length === 1 ? succeed(links[0]!) : refuse({ kind: 'several', what, urls: links.map(({ url }) => url), mayBeAll }));
