import type { Share } from '../../../../gsheets/api/google';
import type { SheetLink } from '../../links/sheet-links';
import { findRevision } from '../find-revision';
import { succeed, type Failed, type Result } from '../failure';
import { previewRead, type Preview } from '../sync-workbook';
import { showsPlan } from './find-links';
import { readLinked, readSheet, type SheetPorts } from './sheet-ports';

/** How a linked spreadsheet stands. */
export interface SheetStatus {
  readonly link: SheetLink;
  /** What it is called in Google; null where it could not be read. */
  readonly title: string | null;
  /** Whom it is shared with, beside its owner; null where Drive does not tell. */
  readonly shares: readonly Share[] | null;
  /** The revision that the store has; null where the plan is not there. */
  readonly here: number | null;
  /** The revision that the spreadsheet shows, or showed when it was synced last. */
  readonly there: number | null;
  /** What a sync would do, null where it shows regions and is never synced; or why that cannot be said. */
  readonly next: Result<Preview | null>;
}

type Found = Pick<SheetStatus, 'title' | 'there' | 'next'>;

const unread = ({ lastSync }: SheetLink, why: Failed): Found => ({ title: null, there: lastSync?.revision ?? null, next: why });

const readRollUp = async ({ google }: SheetPorts, link: SheetLink): Promise<Found> => {
  const sheet = await readSheet(google, link);
  return sheet.ok ? { title: sheet.value.title, there: link.lastSync?.revision ?? null, next: succeed(null) } : unread(link, sheet);
};

const readTitled = async ({ google, store }: SheetPorts, link: SheetLink): Promise<Found> => {
  const sheet = await readLinked(google, link);
  if (!sheet.ok) return unread(link, sheet);
  const { read, workbook } = sheet.value;
  return { title: read.title, there: workbook.stamped.stamp.revision, next: await previewRead(store, workbook) };
};

/** How a linked spreadsheet stands, told without writing anything; one that cannot be read is told of as such. [U10] */
export const sheetStatus = async (ports: SheetPorts, link: SheetLink): Promise<SheetStatus> => {
  const head = await findRevision(ports.store, link.planId);
  const file = await ports.google.file(link.spreadsheetId);
  const shares = file.ok ? file.value.shares.filter(({ isOwner }) => !isOwner).map(({ person, role }) => ({ person, role })) : null;
  return { link, shares, here: head.ok ? head.value.number : null, ...(await (showsPlan(link) ? readTitled : readRollUp)(ports, link)) };
};

/** A status where nobody may ask Google: what was found out before is told. */
export const statusWithout = async (ports: Pick<SheetPorts, 'store'>, link: SheetLink, why: Failed): Promise<SheetStatus> => {
  const head = await findRevision(ports.store, link.planId);
  return { link, shares: null, here: head.ok ? head.value.number : null, ...unread(link, why) };
};

/** The number of the sheet's edits that wait for a sync. */
export const waitingEdits = (next: Preview | null): number => {
  if (next === null) return 0;
  // The order of rows is taken where that is asked for alone.
  const { added, changed, removed } = next.decision.diff;
  return added.length + changed.length + removed.length;
};

export const isBehind = ({ here, there }: SheetStatus): boolean => here !== null && there !== null && there < here;
