import type { Google } from '../../../../gsheets/api/google';
import { randomUUID } from 'node:crypto';
import { rollUpTabNames, type WorkbookModel, type WorkbookPatch } from '../../../sheet';
import type { Locale } from '../../../plan/locale';
import type { SheetLink } from '../../links/sheet-links';
import { fromStore, succeed, type Failed, type Result } from '../failure';
import { mayBeMade } from '../google/create-sheet';
import { guardOf } from '../google/guard';
import { sheetFailureReason } from '../google/sheet-failure';
import { fromGoogle, readSheet, type SheetPorts } from '../google/sheet-ports';

/** Where a roll-up stands in Google. */
export interface WrittenRollUp {
  readonly link: SheetLink;
  readonly isNew: boolean;
  /** There was one, which is gone or in the bin. */
  readonly wasGone: boolean;
}

/** All tabs of a roll-up as they are now, since nobody else writes on them; those of the language that it had go. */
const wholePatch = (model: WorkbookModel, before: Locale): WorkbookPatch => {
  const order = model.worksheets.map(({ name }) => name);
  return { tabs: [], pages: [], looksTab: '', generated: model, order, removed: rollUpTabNames(before).filter((name) => !order.includes(name)), anew: [] };
};

const isGone = ({ failure }: Failed): boolean => failure.kind === 'sheet' && ['not-found', 'trashed'].includes(sheetFailureReason(failure.failure));

/** Writes a spreadsheet that stands, in one batch; somebody who looks at it meanwhile sees the old figures or the new ones. */
const rewrite = async (google: Google, link: SheetLink, model: WorkbookModel): Promise<Result<null>> => {
  const read = await readSheet(google, link);
  if (!read.ok) return read;
  const guard = await guardOf(google, []);
  const written = await fromGoogle(google, google.write(read.value, wholePatch(model, link.locale), { ...guard, operation: randomUUID() }), link);
  return written.ok ? succeed(null) : written;
};

const keep = async ({ links }: SheetPorts, link: SheetLink): Promise<Result<SheetLink>> => {
  const kept = fromStore(await links.put(link));
  return kept.ok ? succeed(link) : kept;
};

export interface RollUpPlace {
  readonly planId: string;
  /** The national plan's newest revision. */
  readonly revision: number;
  readonly locale: Locale;
  /** ISO instant. */
  readonly time: string;
}

/** What helps with a plan, to put it into a spreadsheet that a person made, does not help here. */
const noRoom = (failed: Failed): Failed => {
  const { failure } = failed;
  if (failure.kind !== 'sheet' || failure.failure.kind !== 'google' || failure.failure.failure.kind !== 'no-room') return failed;
  const { account } = failure.failure;
  return { ...failed, failure: { kind: 'sheet', failure: { kind: 'no-room-for-regions', ...(account !== undefined && { account }) } } };
};

const makeAnew = async (ports: SheetPorts, model: WorkbookModel, { planId, revision, locale, time }: RollUpPlace): Promise<Result<SheetLink>> => {
  const { google } = ports;
  const created = await fromGoogle(google, google.create(model, await guardOf(google, [])));
  if (!created.ok) return noRoom(mayBeMade(created));
  return keep(ports, { planId, ...created.value, locale, kind: 'roll-up', lockedTabs: [], made: time, lastSync: { time, revision, outcome: 'done' }, lastFailure: null });
};

/** Shows a roll-up in Google: in the spreadsheet that showed it before, or in a new one. Only the account that syncs can write in it. [B9] */
export const writeRollUp = async (ports: SheetPorts, model: WorkbookModel, place: RollUpPlace): Promise<Result<WrittenRollUp>> => {
  const links = fromStore(await ports.links.ofPlan(place.planId));
  if (!links.ok) return links;
  const before = links.value.find(({ kind }) => kind === 'roll-up');
  if (before !== undefined) {
    const written = await rewrite(ports.google, before, model);
    if (!written.ok && !isGone(written)) return written;
    if (written.ok) {
      const kept = await keep(ports, { ...before, locale: place.locale, lastSync: { time: place.time, revision: place.revision, outcome: 'done' }, lastFailure: null });
      return kept.ok ? succeed({ link: kept.value, isNew: false, wasGone: false }) : kept;
    }
    const forgotten = fromStore(await ports.links.remove(before.spreadsheetId));
    if (!forgotten.ok) return forgotten;
  }
  const made = await makeAnew(ports, model, place);
  return made.ok ? succeed({ link: made.value, isNew: true, wasGone: before !== undefined }) : made;
};
