import type { Google } from '../../../../gsheets/api/google';
import type { SheetLink } from '../../links/sheet-links';
import { fromStore, succeed, type Result } from '../failure';
import { createSheet, type NewSheet } from '../google/create-sheet';
import { showsPlan } from '../google/find-links';
import type { SheetPorts } from '../google/sheet-ports';
import type { Revision } from '../../../sync/store';
import { followNationalPlan, type Followed } from './follow-national-plan';

/** Tabs of a region's spreadsheet that the region does not write on: they come from the national plan. */
export const regionLockedTabs = ['superiorGoals'] as const;

export interface SetUpRegion {
  readonly followed: Followed;
  /** null where the plan is no region's. */
  readonly sheet: RegionSheet | null;
}

export interface RegionSheet {
  readonly link: SheetLink;
  /** It had none before. */
  readonly isNew: boolean;
  /** What is the national plan's was not locked yet in one that it had: that is done at the next sync. */
  readonly isLockedLater: boolean;
  /** It had one, which is in the bin or deleted. */
  readonly isGone: boolean;
}

/** As Drive says, which tells of those alone that Planark made. */
const isGone = async (google: Google, { spreadsheetId, kind }: SheetLink): Promise<boolean> => {
  const file = await google.file(spreadsheetId);
  return file.ok ? file.value.isTrashed : kind === 'created' && file.failure.kind === 'not-found';
};

const isLocked = ({ lockedTabs }: SheetLink): boolean => regionLockedTabs.every((tab) => lockedTabs.includes(tab));

/** The first of the spreadsheets that a region has already, all of them from now on with the tabs that are not the region's locked. */
const lockedSheet = async ({ links, google }: SheetPorts, planId: string): Promise<Result<RegionSheet | null>> => {
  const all = fromStore(await links.ofPlan(planId));
  if (!all.ok) return all;
  const sheets = all.value.filter(showsPlan);
  const open = sheets.filter((link) => !isLocked(link));
  for (const link of open) {
    const kept = fromStore(await links.put({ ...link, lockedTabs: [...new Set([...link.lockedTabs, ...regionLockedTabs])] }));
    if (!kept.ok) return kept;
  }
  const [link] = sheets;
  return succeed(link ? { link, isNew: false, isLockedLater: open.length > 0, isGone: await isGone(google, link) } : null);
};

/**
 * Makes a region's spreadsheet from its plan, with the national plan's superior goals in it and locked. Those that it has stay and are only locked:
 * what is in them is for a sync. A plan that is no region's gets none. [B10]
 */
export const setUpRegion = async (ports: SheetPorts, planId: string, national: Revision, made: Omit<NewSheet, 'lockedTabs'>): Promise<Result<SetUpRegion>> => {
  const followed = await followNationalPlan(ports.store, planId, made.time, national);
  if (!followed.ok) return followed;
  if (!followed.value.isRegion) return succeed({ followed: followed.value, sheet: null });
  const before = await lockedSheet(ports, planId);
  if (!before.ok) return before;
  if (before.value !== null) return succeed({ followed: followed.value, sheet: before.value });
  const link = await createSheet(ports, planId, { ...made, lockedTabs: regionLockedTabs });
  return link.ok ? succeed({ followed: followed.value, sheet: { link: link.value, isNew: true, isLockedLater: false, isGone: false } }) : link;
};
