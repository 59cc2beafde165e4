import type { WorkbookPatch, WorksheetModel } from '../../core';
import { checkTabs, type CheckedTab } from './check-tabs';
import { HostStop } from './host-stop';
import { callBytes, job, packJobs, sendJobs, type Job, type OpenBook } from './jobs';
import { pageJobs, remakeJobs, tabJobs } from './patch-jobs';
import { tabNamed, type RawBook } from './raw-book';
import { whileWriting, type Progress } from './progress';
import type { Requests } from './requests';
import { addTab, fillTab, looksOf, protectPage, type Target } from './tab-jobs';
import { mendProtection } from './mend';

type Checked = ReadonlyMap<string, CheckedTab>;

const keyOf = (name: string): string => name.toLowerCase();

/** Names of the tabs from first to last, as they are when each new one stands behind the one that it follows, or before the one that follows it. */
const placesOf = (raw: RawBook, { order, generated, removed }: WorkbookPatch): (readonly [model: WorksheetModel, position: number])[] => {
  const names = raw.tabs.map(({ name }) => name);
  const isNew = ({ name }: WorksheetModel): boolean => !tabNamed(raw, name);
  const made = generated.worksheets.filter(isNew).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return made.filter(({ name }) => !removed.includes(name)).map((model) => {
    const place = order.indexOf(model.name);
    const before = order.slice(0, place).reverse().find((name) => names.includes(name));
    const after = order.slice(place + 1).find((name) => names.includes(name));
    const position = before !== undefined ? names.indexOf(before) + 1 : after !== undefined ? names.indexOf(after) : names.length;
    names.splice(position, 0, model.name);
    return [model, position] as const;
  });
};

interface Plan {
  readonly body: readonly Job[];
  /** Last of all, so that an end before it leaves a workbook that syncs again. */
  readonly stamp: readonly Job[];
}

const unprotect = (tab: CheckedTab): Job[] => (tab.protection ? [job(callBytes, (book) => book.sheet(tab.raw.name).protection.unprotect())] : []);

const protectAgain = ({ raw, protection }: CheckedTab, pages: ReadonlySet<string>): Job[] => {
  if (pages.has(keyOf(raw.name))) return [job(callBytes, (book) => protectPage(book.sheet(raw.name)))];
  return protection ? [job(callBytes, (book) => book.sheet(raw.name).protection.protect(protection))] : [];
};

const planJobs = (patch: WorkbookPatch, raw: RawBook, checked: Checked, target: Target): Plan => {
  const { tabs, pages, generated, removed, looksTab } = patch;
  const looks = looksOf(generated);
  const isStamp = (name: string): boolean => keyOf(name) === keyOf(looksTab);
  const find = (name: string): CheckedTab | undefined => checked.get(keyOf(name));
  const made = generated.worksheets.map((model) => {
    const standing = find(model.name);
    return { name: model.name, jobs: standing ? remakeJobs(standing, model, looks, generated.title, target) : fillTab(model, looks, generated.title, target) };
  });
  const written = [...made, ...pages.map((model) => ({ name: model.name, jobs: pageJobs(find(model.name)!.raw, model, looks, target) })), ...tabs.filter(({ cells }) => cells.length > 0).map((one) => ({ name: one.tab, jobs: tabJobs(find(one.tab)!, one, target) }))];
  const touched = [...checked.values()].filter(({ raw: { name } }) => written.some((one) => keyOf(one.name) === keyOf(name) && one.jobs.length > 0));
  const [stampTabs, bodyTabs] = [touched.filter((tab) => isStamp(tab.raw.name)), touched.filter((tab) => !isStamp(tab.raw.name))];
  const protectedPages = new Set([...pages, ...generated.worksheets].filter(({ isProtected }) => isProtected).map(({ name }) => keyOf(name)));
  const around = (own: readonly CheckedTab[], jobs: readonly Job[]): Job[] => [...own.flatMap(unprotect), ...jobs, ...own.flatMap((tab) => protectAgain(tab, protectedPages))];
  return {
    body: around(bodyTabs, [
      ...placesOf(raw, patch).map(([model, position]) => addTab(model, position)),
      ...written.filter(({ name }) => !isStamp(name)).flatMap(({ jobs }) => jobs),
      ...removed.map((name) => job(callBytes, (book) => book.sheet(name).delete())),
    ]),
    stamp: around(stampTabs, written.filter(({ name }) => isStamp(name)).flatMap(({ jobs }) => jobs)),
  };
};

/** Where the tables end now: some have broken on growing before. */
const askGrown = (grown: readonly CheckedTab[]) => (book: OpenBook): (() => string | undefined) => {
  const ranges = grown.map(({ raw, growth }) => {
    const range = book.sheet(raw.name).tables.getItem(growth!.table.name).getRange().untrack();
    range.load('rowIndex,rowCount');
    return range;
  });
  return () => grown.find(({ growth }, i) => ranges[i]!.rowIndex + ranges[i]!.rowCount - 1 !== growth!.lastRow)?.raw.name;
};

const nothingToAsk = () => () => undefined;

const sendAll = async (requests: Requests, jobs: readonly Job[], grown: readonly CheckedTab[], progress: Progress): Promise<void> => {
  const groups = packJobs(jobs);
  // One after the other: together they would be too large for one request.
  for (const [i, group] of groups.entries()) {
    const tab = await whileWriting(progress, () => sendJobs(requests, group, i === groups.length - 1 && grown.length > 0 ? askGrown(grown) : nothingToAsk));
    if (tab !== undefined) throw new HostStop({ kind: 'blocked', isPartial: true, tab });
  }
};

/** Of the tabs that are protected one that a person has protected; ours have no password. */
const guardedTab = ({ pages, generated }: WorkbookPatch, checked: Checked): string | undefined => {
  const ours = new Set([...pages, ...generated.worksheets].map(({ name }) => keyOf(name)));
  const guarded = [...checked.values()].filter(({ protection }) => protection).map(({ raw }) => raw.name);
  return guarded.find((name) => !ours.has(keyOf(name))) ?? guarded[0];
};

/**
 * Writes what a sync gives back, in three steps of a request each where they are small: that all still stands as it was read; the cells;
 * the stamp.
 */
export const writePatch = async (requests: Requests, patch: WorkbookPatch, raw: RawBook, progress: Progress): Promise<void> => {
  const checked = await requests.send(checkTabs(patch, raw));
  const target: Target = { is1904: raw.is1904, takenNames: takenNames(raw, patch) };
  const { body, stamp } = planJobs(patch, raw, checked, target);
  const grown = [...checked.values()].filter(({ growth }) => growth);
  progress.guarded = guardedTab(patch, checked);
  try {
    await sendAll(requests, body, grown, progress);
    await sendAll(requests, stamp, [], progress);
  } catch (error) {
    await mendProtection(requests, [...checked.values()]);
    throw error;
  }
};

/** Names of the tables that stay; those on tabs that are made as a whole are free again. */
const takenNames = ({ tabs }: RawBook, { generated }: WorkbookPatch): ReadonlySet<string> => {
  const made = new Set(generated.worksheets.map(({ name }) => keyOf(name)));
  return new Set(tabs.filter(({ name }) => !made.has(keyOf(name))).flatMap(({ tables }) => tables).map(keyOf));
};
