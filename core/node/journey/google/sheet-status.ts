import type { SheetLink } from '../../links/sheet-links';
import { findRevision } from '../find-revision';
import type { Failed, Result } from '../failure';
import { previewRead, type Preview } from '../sync-workbook';
import { readLinked, type SheetPorts } from './sheet-ports';

/** How a linked spreadsheet stands. */
export interface SheetStatus {
  readonly link: SheetLink;
  /** What it is called in Google; null where it could not be read. */
  readonly title: string | null;
  /** The revision that the store has; null where the plan is not there. */
  readonly here: number | null;
  /** The revision that the spreadsheet shows, or showed when it was synced last. */
  readonly there: number | null;
  /** What a sync would do; or why that cannot be said. */
  readonly next: Result<Preview>;
}

const readTitled = async ({ google, store }: SheetPorts, link: SheetLink): Promise<{ readonly title: string | null; readonly there: number | null; readonly next: Result<Preview> }> => {
  const sheet = await readLinked(google, link);
  if (!sheet.ok) return { title: null, there: link.lastSync?.revision ?? null, next: sheet };
  const { read, workbook } = sheet.value;
  return { title: read.title, there: workbook.stamped.stamp.revision, next: await previewRead(store, workbook) };
};

/** How a linked spreadsheet stands, told without writing anything; one that cannot be read is told of as such. [U10] */
export const sheetStatus = async (ports: SheetPorts, link: SheetLink): Promise<SheetStatus> => {
  const head = await findRevision(ports.store, link.planId);
  return { link, here: head.ok ? head.value.number : null, ...(await readTitled(ports, link)) };
};

/** A status where nobody may ask Google: what was found out before is told. */
export const statusWithout = async (ports: Pick<SheetPorts, 'store'>, link: SheetLink, why: Failed): Promise<SheetStatus> => {
  const head = await findRevision(ports.store, link.planId);
  return { link, title: null, here: head.ok ? head.value.number : null, there: link.lastSync?.revision ?? null, next: why };
};

/** The number of the sheet's edits that wait for a sync. */
export const waitingEdits = ({ decision: { diff } }: Preview): number => diff.added.length + diff.changed.length + diff.moved.length + diff.removed.length;

export const isBehind = ({ here, there }: SheetStatus): boolean => here !== null && there !== null && there < here;
