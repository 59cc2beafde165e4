import type { SheetLinks } from '../links/sheet-links';
import { fromStore, succeed, type Result } from './failure';

/**
 * Copies which spreadsheets show plans, for the plans that were copied; gives how many were not there. A link that the target has already stays: it knows more of
 * its own syncs. [U13]
 */
export const copyLinks = async (from: SheetLinks, to: SheetLinks, isCopied: (planId: string) => boolean): Promise<Result<number>> => {
  const links = fromStore(await from.list());
  if (!links.ok) return links;
  let made = 0;
  for (const link of links.value.filter(({ planId }) => isCopied(planId))) {
    const there = fromStore(await to.find(link.spreadsheetId));
    if (!there.ok) return there;
    if (there.value) continue;
    const put = fromStore(await (link.kind === 'roll-up' ? to.putFirst(link) : to.put(link)));
    if (!put.ok) return put;
    if (put.value === null || put.value.spreadsheetId === link.spreadsheetId) made++;
  }
  return succeed(made);
};
