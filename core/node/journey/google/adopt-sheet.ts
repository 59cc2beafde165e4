import type { ReadSpreadsheet } from '../../../../gsheets/rest';
import type { Locale } from '../../../plan/locale';
import { readStamp, renderBeside, withNames, type Stamp } from '../../../sheet';
import type { Revision } from '../../../sync/store';
import type { SheetLink } from '../../links/sheet-links';
import { lackingNames } from '../budget/lacking-names';
import { fail, fromStore, spokenAs, succeed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { inputBeside, inputOf } from '../render-revision';
import type { NewSheet } from './create-sheet';
import { showsPlan } from './find-links';
import { guardOf } from './guard';
import { isOvertaken } from './sheet-failure';
import { addressOf, fromGoogle, readSheet, type SheetPlace, type SheetPorts } from './sheet-ports';
import { sheetAttempts, syncSheet, type SheetSync, type SheetSyncOptions } from './sync-sheet';

export interface AdoptedSheet {
  readonly link: SheetLink;
  /** Names of the plan's visible tabs that are not the usual ones, since the spreadsheet has tabs of those. */
  readonly renamedTabs: readonly string[];
  /** Set where the plan stood there already, as in one made of an uploaded file: it was synced instead. */
  readonly synced?: SheetSync;
}

/** The stamp of the plan that stands there; null where none does. */
const findPlan = (read: ReadSpreadsheet, planId: string): Result<Stamp | null> => {
  const stamped = readStamp(read.grid);
  if (!stamped.ok) return stamped.failure.kind === 'not-planark' ? succeed(null) : fail({ kind: 'sheet', failure: { kind: 'stamp', failure: stamped.failure, url: read.url } });
  const found = stamped.value.stamp.planId;
  return found === planId ? succeed(stamped.value.stamp) : fail({ kind: 'sheet', failure: { kind: 'other-plan', planId, found, url: read.url } });
};

/** A spreadsheet that no plan, or this one, is linked to. */
const checkFree = async ({ links }: SheetPorts, planId: string, spreadsheetId: string): Promise<Result<SheetLink | null>> => {
  const link = fromStore(await links.find(spreadsheetId));
  if (!link.ok || link.value === null) return link;
  if (!showsPlan(link.value)) return fail({ kind: 'sheet', failure: { kind: 'shows-regions', planId: link.value.planId, url: link.value.url } });
  if (link.value.planId === planId) return link;
  return fail({ kind: 'sheet', failure: { kind: 'other-plan', planId, found: link.value.planId, url: link.value.url } });
};

const keep = async ({ links }: SheetPorts, link: SheetLink): Promise<Result<SheetLink>> => {
  const kept = await links.put(link);
  return kept.ok ? succeed(link) : fail({ kind: 'sheet', failure: { kind: 'unlinked', planId: link.planId, url: link.url } });
};

const newLink = (planId: string, { spreadsheetId, url }: ReadSpreadsheet, locale: Locale, { lockedTabs = [], time }: NewSheet): SheetLink =>
  ({ planId, spreadsheetId, url, locale, kind: 'adopted', lockedTabs, made: time, lastSync: null, lastFailure: null });

/** Puts the plan's tabs beside what stands there; a name that is taken meanwhile makes them be laid out anew. */
const insert = async ({ google }: SheetPorts, revision: Revision, read: ReadSpreadsheet, locale: Locale, { today, lockedTabs = [] }: NewSheet): Promise<Result<readonly string[]>> => {
  const { worksheets, otherTabs = [] } = read.grid;
  const names = lackingNames(read.grid, revision.plan, read.spreadsheetId);
  const { model, renamedTabs } = renderBeside(inputBeside(inputOf(revision, locale, today), withNames(read.grid, names)), [...worksheets.map(({ name }) => name), ...otherTabs]);
  const inserted = await fromGoogle(google, google.insert(read, model, { ...(await guardOf(google, lockedTabs)), names }), read);
  return inserted.ok ? succeed(renamedTabs) : inserted;
};

/** The plan stands there: it is linked, so that what came of the sync is remembered, and synced; where that fails, it is as if it had never been linked. */
const takeStanding = async (ports: SheetPorts, link: SheetLink, isNew: boolean, sync: SheetSyncOptions): Promise<Result<AdoptedSheet>> => {
  const kept = isNew ? await keep(ports, link) : succeed(link);
  if (!kept.ok) return kept;
  const synced = await syncSheet(ports, link, sync);
  if (synced.ok) return succeed({ link, renamedTabs: [], synced: synced.value });
  if (isNew) await ports.links.remove(link.spreadsheetId);
  return synced;
};

const adoptRead = async (ports: SheetPorts, head: Revision, read: ReadSpreadsheet, known: SheetLink | null, made: NewSheet, sync: SheetSyncOptions): Promise<Result<AdoptedSheet>> => {
  const stamp = findPlan(read, head.planId);
  if (!stamp.ok) return stamp;
  if (stamp.value) return takeStanding(ports, known ?? newLink(head.planId, read, stamp.value.locale, made), known === null, sync);
  const locale = made.locale ?? head.plan.locale;
  const renamedTabs = await insert(ports, head, read, locale, made);
  if (!renamedTabs.ok) return renamedTabs;
  const link = await keep(ports, { ...(known ?? newLink(head.planId, read, locale, made)), locale, lastSync: { time: made.time, revision: head.number, outcome: 'done' }, lastFailure: null });
  return link.ok ? succeed({ link: link.value, renamedTabs: renamedTabs.value }) : link;
};

/**
 * Puts a plan into a spreadsheet that a person made and shared with the account: its tabs beside what stands there, all of which stays; or, where this
 * very plan stands there already, as after an upload of its file, a sync. Refuses a spreadsheet that holds another plan. [U8]
 */
export const adoptSheet = async (ports: SheetPorts, planId: string, spreadsheetId: string, made: NewSheet, sync: SheetSyncOptions): Promise<Result<AdoptedSheet>> => {
  const head = await findRevision(ports.store, planId);
  if (!head.ok) return head;
  const known = await checkFree(ports, planId, spreadsheetId);
  if (!known.ok) return spokenAs(known, head.value.plan);
  const place: SheetPlace = { spreadsheetId, url: known.value?.url ?? addressOf(spreadsheetId) };
  for (let attempt = 1; ; attempt++) {
    const read = await readSheet(ports.google, place);
    const adopted = read.ok ? await adoptRead(ports, head.value, read.value, known.value, made, sync) : read;
    if (attempt === sheetAttempts || adopted.ok || adopted.failure.kind !== 'sheet' || !isOvertaken(adopted.failure.failure)) return spokenAs(adopted, head.value.plan);
    await sync.pause(attempt);
  }
};
