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

/** All links; one at least. */
export const allLinks = async (links: SheetLinks): Promise<Result<readonly SheetLink[]>> => {
  const all = ofPlans(fromStore(await links.list()));
  return !all.ok || all.value.length > 0 ? all : refuse({ kind: 'nothing-linked' });
};

/** The one link that is meant; a failure that names them where there are several. */
export const oneLink = (links: readonly SheetLink[], what: string): Result<SheetLink> =>
  (links.length === 1 ? succeed(links[0]!) : refuse({ kind: 'several', what, urls: links.map(({ url }) => url) }));
