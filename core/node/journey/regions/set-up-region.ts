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
  readonly link: SheetLink;
  /** It had none before. */
  readonly isNew: boolean;
}

/** The spreadsheet that a region has already, from now on with the tabs that are not the region's locked. */
const lockedLink = async ({ links }: SheetPorts, planId: string): Promise<Result<SheetLink | null>> => {
  const all = fromStore(await links.ofPlan(planId));
  if (!all.ok) return all;
  const link = all.value.find(showsPlan);
  if (link === undefined || regionLockedTabs.every((tab) => link.lockedTabs.includes(tab))) return succeed(link ?? null);
  const locked = { ...link, lockedTabs: [...new Set([...link.lockedTabs, ...regionLockedTabs])] };
  const kept = fromStore(await links.put(locked));
  return kept.ok ? succeed(locked) : kept;
};

/**
 * Makes a region's spreadsheet from its plan, with the national plan's superior goals in it and locked. Where it has one, that stays and is only locked:
 * what is in it is for a sync. [B10]
 */
export const setUpRegion = async (ports: SheetPorts, planId: string, national: Revision, sheet: Omit<NewSheet, 'lockedTabs'>): Promise<Result<SetUpRegion>> => {
  const followed = await followNationalPlan(ports.store, planId, sheet.time, national);
  if (!followed.ok) return followed;
  const before = await lockedLink(ports, planId);
  if (!before.ok) return before;
  if (before.value !== null) return succeed({ followed: followed.value, link: before.value, isNew: false });
  const made = await createSheet(ports, planId, { ...sheet, lockedTabs: regionLockedTabs });
  return made.ok ? succeed({ followed: followed.value, link: made.value, isNew: true }) : made;
};
