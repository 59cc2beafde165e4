import type { Google } from '../../../../gsheets/api/google';
import { randomUUID } from 'node:crypto';
import { tabKeyOf, type ReadSpreadsheet } from '../../../../gsheets/rest';
import { readStamp, rollUpTabNames, type WorkbookModel, type WorkbookPatch } from '../../../sheet';
import type { Locale } from '../../../plan/locale';
import { isOfPerson, type SheetLink } from '../../links/sheet-links';
import { fail, fromStore, succeed, type Failed, type Result } from '../failure';
import { mayBeMade } from '../google/create-sheet';
import { showsPlan } from '../google/find-links';
import { guardOf } from '../google/guard';
import { sheetFailureReason } from '../google/sheet-failure';
import { addressOf, fromGoogle, readSheet, type SheetPorts } from '../google/sheet-ports';

/** Where a roll-up stands in Google. */
export interface WrittenRollUp {
  readonly link: SheetLink;
  readonly isNew: boolean;
  /** There was one, which is gone or in the bin. */
  readonly wasGone: boolean;
  /** There was another, which is written no more and stays as it is. */
  readonly left: SheetLink | null;
}

/** All tabs of a roll-up as they are now, since nobody else writes on them; those of the language that it had go. */
const wholePatch = (model: WorkbookModel, before: Locale): WorkbookPatch => {
  const order = model.worksheets.map(({ name }) => name);
  return { tabs: [], pages: [], looksTab: '', generated: model, order, removed: rollUpTabNames(before).filter((name) => !order.includes(name)), anew: [] };
};

const isGone = ({ failure }: Failed): boolean => failure.kind === 'sheet' && ['not-found', 'trashed'].includes(sheetFailureReason(failure.failure));

/** Writes a spreadsheet as it was read, in one batch; somebody who looks at it meanwhile sees the old figures or the new ones. */
const writeInto = async (google: Google, read: ReadSpreadsheet, model: WorkbookModel, before: Locale): Promise<Result<void>> =>
  fromGoogle(google, google.write(read, wholePatch(model, before), { ...(await guardOf(google, [])), operation: randomUUID() }), read);

const rewrite = async (google: Google, link: SheetLink, model: WorkbookModel): Promise<Result<void>> => {
  const read = await readSheet(google, link);
  return read.ok ? writeInto(google, read.value, model, link.locale) : read;
};

export interface RollUpPlace {
  readonly planId: string;
  /** The national plan's newest revision. */
  readonly revision: number;
  readonly locale: Locale;
  /** ISO instant. */
  readonly time: string;
  /** The id of a spreadsheet that a person made for it and shared with the account. */
  readonly into?: string | undefined;
}

const linkTo = ({ planId, revision, locale, time }: RollUpPlace, where: Pick<SheetLink, 'spreadsheetId' | 'url' | 'isGiven'>): SheetLink =>
  ({ planId, ...where, locale, kind: 'roll-up', lockedTabs: [], made: time, lastSync: { time, revision, outcome: 'done' }, lastFailure: null });

/** What helps with a plan, to put it into a spreadsheet that a person made, is said otherwise here. */
const noRoom = (failed: Failed): Failed => {
  const { failure } = failed;
  if (failure.kind !== 'sheet' || failure.failure.kind !== 'google' || failure.failure.failure.kind !== 'no-room') return failed;
  const { account } = failure.failure;
  return { ...failed, failure: { kind: 'sheet', failure: { kind: 'no-room-for-regions', ...(account !== undefined && { account }) } } };
};

/** What stands there now says when it was written, and in which language. */
const remember = async ({ links }: SheetPorts, link: SheetLink, place: RollUpPlace): Promise<Result<SheetLink>> => {
  const { locale, lastSync, lastFailure } = linkTo(place, link);
  const written = { ...link, locale, lastSync, lastFailure };
  const kept = fromStore<unknown>(await (link.locale === locale ? links.note(link.spreadsheetId, { lastSync, lastFailure }) : links.put(written)));
  return kept.ok ? succeed(written) : kept;
};

/** A new spreadsheet. Where somebody else's was first, it is of no use and goes into the bin, and theirs is written. [B11] */
const makeAnew = async (ports: SheetPorts, model: WorkbookModel, place: RollUpPlace): Promise<Result<Omit<WrittenRollUp, 'wasGone' | 'left'>>> => {
  const { google, links } = ports;
  const created = await fromGoogle(google, google.create(model, await guardOf(google, [])));
  if (!created.ok) return noRoom(mayBeMade(created));
  const first = fromStore(await links.putFirst(linkTo(place, created.value)));
  if (!first.ok) return first;
  if (first.value.spreadsheetId === created.value.spreadsheetId) return succeed({ link: first.value, isNew: true });
  await google.discard(created.value.spreadsheetId);
  const written = await rewrite(google, first.value, model);
  if (!written.ok) return written;
  const link = await remember(ports, first.value, place);
  return link.ok ? succeed({ link: link.value, isNew: false }) : link;
};

/** A person's spreadsheet that shows no plan and no other's regions, and whose own tabs have other names. */
const readFree = async ({ google, links }: SheetPorts, spreadsheetId: string, planId: string, model: WorkbookModel): Promise<Result<ReadSpreadsheet>> => {
  const known = fromStore(await links.find(spreadsheetId));
  if (!known.ok) return known;
  const url = known.value?.url ?? addressOf(spreadsheetId);
  if (known.value && showsPlan(known.value)) return fail({ kind: 'sheet', failure: { kind: 'other-plan', planId, found: known.value.planId, url } });
  if (known.value && known.value.planId !== planId) return fail({ kind: 'sheet', failure: { kind: 'shows-regions', planId: known.value.planId, url } });
  const read = await readSheet(google, { spreadsheetId, url });
  if (!read.ok) return read;
  const stamped = readStamp(read.value.grid);
  if (stamped.ok) return fail({ kind: 'sheet', failure: { kind: 'other-plan', planId, found: stamped.value.stamp.planId, url } });
  const wanted = new Set(model.worksheets.map(({ name }) => name.toLowerCase()));
  const tabs = (read.value.raw.sheets ?? []).filter((sheet) => tabKeyOf(sheet) === undefined).map(({ properties }) => properties?.title ?? '').filter((title) => wanted.has(title.toLowerCase()));
  return tabs.length === 0 ? read : fail({ kind: 'sheet', failure: { kind: 'tabs-taken', tabs, url } });
};

/** Into a spreadsheet that a person made: its own tabs stay as they are. What showed the regions before is forgotten once this one does. [B12] */
const writeGiven = async (ports: SheetPorts, model: WorkbookModel, place: RollUpPlace, spreadsheetId: string, before: SheetLink | undefined): Promise<Result<WrittenRollUp>> => {
  const read = await readFree(ports, spreadsheetId, place.planId, model);
  if (!read.ok) return read;
  const written = await writeInto(ports.google, read.value, model, place.locale);
  if (!written.ok) return written;
  const link = linkTo(place, { spreadsheetId, url: read.value.url, isGiven: true });
  const kept = fromStore(await ports.links.put(link));
  return kept.ok ? succeed({ link, isNew: true, wasGone: false, left: before ?? null }) : kept;
};

/** Shows a roll-up in Google: in the spreadsheet that is named, in the one that showed it before, or in a new one. Only the account that syncs can write in it. [B9] */
export const writeRollUp = async (ports: SheetPorts, model: WorkbookModel, place: RollUpPlace): Promise<Result<WrittenRollUp>> => {
  const links = fromStore(await ports.links.ofPlan(place.planId));
  if (!links.ok) return links;
  const before = links.value.find(({ kind }) => kind === 'roll-up');
  if (place.into !== undefined && place.into !== before?.spreadsheetId) return writeGiven(ports, model, place, place.into, before);
  if (before !== undefined) {
    const written = await rewrite(ports.google, before, model);
    if (!written.ok && (!isGone(written) || isOfPerson(before))) return written;
    if (written.ok) {
      const kept = await remember(ports, before, place);
      return kept.ok ? succeed({ link: kept.value, isNew: false, wasGone: false, left: null }) : kept;
    }
    const forgotten = fromStore(await ports.links.remove(before.spreadsheetId));
    if (!forgotten.ok) return forgotten;
  }
  const made = await makeAnew(ports, model, place);
  return made.ok ? succeed({ ...made.value, wasGone: before !== undefined, left: null }) : made;
};
