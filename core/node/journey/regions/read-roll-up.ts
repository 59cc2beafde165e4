import type { Google } from '../../../../gsheets/api/google';
import { localDate } from '../../../plan/dates';
import { rollUp, type RegionInput, type RegionSheet, type RollUp } from '../../../plan/roll-up';
import type { SheetLink, SheetLinks } from '../../links/sheet-links';
import { fromStore, succeed, type Result } from '../failure';
import { showsPlan } from '../google/find-links';
import type { FoundRegion, FoundRegions } from './find-regions';

const dayOf = (instant: string): string => localDate(new Date(instant));

/** Failures that say something of the spreadsheet, and not of the way there. */
const passing: ReadonlySet<string> = new Set(['quota', 'unavailable', 'no-answer', 'changed', 'mark-taken', 'consent-gone', 'busy', 'store']);

/** Whether a spreadsheet answers: Drive is asked where that is wanted, which does not tell of a person's own; else what the last sync found counts. */
const isReached = async ({ spreadsheetId, kind, lastFailure }: SheetLink, google: Google | null): Promise<boolean> => {
  if (google === null) return lastFailure === null || passing.has(lastFailure.kind);
  const file = await google.file(spreadsheetId);
  if (file.ok) return !file.value.isTrashed;
  const told = kind === 'adopted' && file.failure.kind === 'not-found' ? await google.read(spreadsheetId) : file;
  return told.ok || passing.has(told.failure.kind);
};

/** The sheet that people use: the one that was synced last. */
const newestOf = (links: readonly SheetLink[]): SheetLink | undefined =>
  links.filter(showsPlan).reduce<SheetLink | undefined>((newest, link) => ((link.lastSync?.time ?? '') >= (newest?.lastSync?.time ?? '') ? link : newest), undefined);

const sheetOf = async (links: SheetLinks, planId: string, google: Google | null): Promise<Result<RegionSheet | null>> => {
  const all = fromStore(await links.ofPlan(planId));
  if (!all.ok) return all;
  const link = newestOf(all.value);
  if (link === undefined) return succeed(null);
  const { url, lastSync } = link;
  return succeed({ url, synced: lastSync && dayOf(lastSync.time), revision: lastSync?.revision ?? null, isUnreachable: !(await isReached(link, google)) });
};

const inputOf = async (links: SheetLinks, { planId, name, head }: FoundRegion, google: Google | null): Promise<Result<RegionInput>> => {
  const sheet = await sheetOf(links, planId, google);
  if (!sheet.ok) return sheet;
  return succeed({ planId, name, plan: head?.plan ?? null, revision: head?.number ?? null, changed: head && dayOf(head.time), changedBy: head?.author ?? null, sheet: sheet.value });
};

/** Regions beside each other as the store has them on a day (ISO date); with Google, their spreadsheets are asked for whether they are there. [B6] [B7] */
export const readRollUp = async (links: SheetLinks, { national, regions }: FoundRegions, today: string, google: Google | null = null): Promise<Result<RollUp>> => {
  const inputs: RegionInput[] = [];
  for (const region of regions) {
    const input = await inputOf(links, region, google);
    if (!input.ok) return input;
    inputs.push(input.value);
  }
  return succeed(rollUp(national.plan, inputs, today));
};
