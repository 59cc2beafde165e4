import type { WorkbookPatch, WorksheetModel } from '../../core';
import { begunTabs, type BegunTabs } from './begun-tabs';
import { writeCells } from './blocks';
import { checkGuards, checkTabs, type CheckedTab } from './check-tabs';
import { askCells, changed, createOwnCells, overwritten, stillStands, type AskedCells, type OwnCells } from './guards';
import { HostStop } from './host-stop';
import { callBytes, job, nothingAsked, packJobs, sendJobs, type Job, type OpenBook } from './jobs';
import { pageJobs, remakeJobs, stampJobs, tabJobs } from './patch-jobs';
import { tabNamed, type RawBook } from './raw-book';
import { whileChecking, whileWriting, type Progress } from './progress';
import { codeOf, type Build, type Requests } from './requests';
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

/** What is written, in its two steps. */
interface WriteSteps {
  readonly body: readonly Job[];
  /** Last of all, so that an end before it leaves a workbook that syncs again. */
  readonly stamp: readonly Job[];
}

const unprotect = (tab: CheckedTab): Job[] => (tab.protection ? [job(callBytes, (book) => book.sheet(tab.raw.name).protection.unprotect())] : []);

const protectAgain = ({ raw, protection }: CheckedTab, pages: ReadonlySet<string>): Job[] => {
  if (pages.has(keyOf(raw.name))) return [job(callBytes, (book) => protectPage(book.sheet(raw.name)))];
  return protection ? [job(callBytes, (book) => book.sheet(raw.name).protection.protect(protection))] : [];
};

/** The tabs among those written that nobody writes on. */
const protectedTabs = ({ tabs, pages, generated }: WorkbookPatch): string[] => [
  ...[...pages, ...generated.worksheets].filter(({ isProtected }) => isProtected).map(({ name }) => name), ...tabs.filter(({ isPage }) => isPage).map(({ tab }) => tab),
];

const writeSteps = ({ patch, jobs: marks }: BegunTabs, raw: RawBook, checked: Checked, target: Target): WriteSteps => {
  const { tabs, pages, generated, removed, looksTab } = patch;
  const looks = looksOf(generated);
  const isStamp = (name: string): boolean => keyOf(name) === keyOf(looksTab);
  const find = (name: string): CheckedTab | undefined => checked.get(keyOf(name));
  const made = generated.worksheets.map((model) => {
    const standing = find(model.name);
    if (!standing) return { name: model.name, jobs: fillTab(model, looks, generated.title, target) };
    return { name: model.name, jobs: isStamp(model.name) ? stampJobs(standing, model, looks, target) : remakeJobs(standing, model, looks, generated.title, target) };
  });
  const written = [...made, ...pages.map((model) => ({ name: model.name, jobs: pageJobs(find(model.name)!.raw, model, looks, target) })), ...tabs.filter(({ cells }) => cells.length > 0).map((one) => ({ name: one.tab, jobs: tabJobs(find(one.tab)!, one, looks, target) }))];
  const touched = [...checked.values()].filter(({ raw: { name } }) => written.some((one) => keyOf(one.name) === keyOf(name) && one.jobs.length > 0));
  const [stampTabs, bodyTabs] = [touched.filter((tab) => isStamp(tab.raw.name)), touched.filter((tab) => !isStamp(tab.raw.name))];
  const protectedPages = new Set(protectedTabs(patch).map(keyOf));
  const around = (own: readonly CheckedTab[], jobs: readonly Job[]): Job[] => [...own.flatMap(unprotect), ...jobs, ...own.flatMap((tab) => protectAgain(tab, protectedPages))];
  return {
    body: around(marks.length > 0 ? touched : bodyTabs, [
      ...marks,
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

/** What a write has to look after, from its first request to its last. */
interface Watch {
  readonly requests: Requests;
  readonly checked: Checked;
  /** Looks at all of it, while nothing is written yet. */
  readonly checkAll: () => Promise<void>;
  readonly own: OwnCells;
  readonly progress: Progress;
}

/** What stood on a tab right before a request that wrote there. */
interface StoodBefore {
  readonly tab: CheckedTab;
  readonly cells: readonly AskedCells[];
}

const askBefore = (tabs: readonly CheckedTab[]) => (book: OpenBook): (() => StoodBefore[]) => {
  const asked = tabs.map((tab) => ({ tab, cells: askCells(book.sheet(tab.raw.name), tab.guard!, 'formulas,values,numberFormat') }));
  return () => asked;
};

const askLocked = (tab: string): Build<boolean> => ({ workbook }) => {
  const { protection } = workbook.worksheets.getItem(tab);
  protection.load('protected');
  return () => protection.protected;
};

/** Puts back what somebody did between the look and the write, and stops: who reads again finds it. */
const putBack = async ({ requests, own }: Watch, group: readonly Job[], before: readonly StoodBefore[]): Promise<void> => {
  const met = before.filter(({ tab, cells }) => !stillStands(tab.raw, cells, own));
  if (met.length === 0) return;
  for (const { tab, cells } of met) {
    const { raw } = tab;
    const written = group.flatMap((one) => (one.cells && keyOf(one.cells.tab) === keyOf(raw.name) ? [one.cells] : []));
    const isLocked = tab.protection !== null && (await requests.send(askLocked(raw.name)));
    await sendJobs(requests, [...(isLocked ? unprotect(tab) : []), ...writeCells(raw.name, overwritten(cells, written))], nothingAsked);
  }
  throw changed(met[0]!.tab.raw.name, true);
};

const sendAll = async (watch: Watch, jobs: readonly Job[], grown: readonly CheckedTab[]): Promise<void> => {
  const { requests, checked, checkAll, own, progress } = watch;
  const groups = packJobs(jobs);
  // One after the other: together they would be too large for one request.
  for (const [i, group] of groups.entries()) {
    const written = group.flatMap(({ cells = [] }) => cells);
    const names = new Set(written.map(({ tab }) => keyOf(tab)));
    const tabs = [...checked.values()].filter(({ raw, guard }) => guard && names.has(keyOf(raw.name)));
    const look = (): Promise<void> => (progress.hasWritten ? requests.send(checkGuards(tabs.map(({ guard }) => guard!), own)) : checkAll());
    if (i > 0 && tabs.length > 0) await look();
    const check = (): Promise<void> => whileChecking(progress, look);
    const after = i === groups.length - 1 && grown.length > 0 ? askGrown(grown) : nothingAsked.after;
    const asked = await whileWriting(progress, () => sendJobs<StoodBefore[], string | undefined>(requests, group, { before: askBefore(tabs), after, check }));
    await putBack(watch, group, asked.before);
    written.forEach(own.add);
    if (asked.after !== undefined) throw new HostStop({ kind: 'blocked', isPartial: true, tab: asked.after });
  }
};

/** The first of some new tabs that could not be made: a chart of its own has its name, since every listed one was looked for before. */
const firstMissing = (requests: Requests, names: readonly string[]): Promise<string | undefined> =>
  requests.send(({ workbook }) => {
    const sheets = names.map((name) => workbook.worksheets.getItemOrNullObject(name));
    return () => names.find((_, i) => sheets[i]!.isNullObject);
  });

/** Of the tabs that are protected one that a person has protected; ours have no password. */
const guardedTab = (patch: WorkbookPatch, checked: Checked): string | undefined => {
  const ours = new Set(protectedTabs(patch).map(keyOf));
  const guarded = [...checked.values()].filter(({ protection }) => protection).map(({ raw }) => raw.name);
  return guarded.find((name) => !ours.has(keyOf(name))) ?? guarded[0];
};

/**
 * Writes what a sync gives back, in three steps of a request each where they are small: that all still stands as it was read; the cells;
 * the stamp.
 */
export const writePatch = async (requests: Requests, wanted: WorkbookPatch, raw: RawBook, progress: Progress): Promise<void> => {
  const begun = begunTabs(wanted, raw);
  const { patch } = begun;
  const checked = await requests.send(checkTabs(patch, raw));
  const target: Target = { is1904: raw.is1904, takenNames: takenNames(raw, patch) };
  const { body, stamp } = writeSteps(begun, raw, checked, target);
  const grown = [...checked.values()].filter(({ growth }) => growth);
  const checkAll = async (): Promise<void> => void (await requests.send(checkTabs(patch, raw)));
  const watch: Watch = { requests, checked, checkAll, own: createOwnCells(), progress };
  progress.guarded = guardedTab(patch, checked);
  try {
    await sendAll(watch, body, grown);
    await sendAll(watch, stamp, []);
  } catch (error) {
    await mendProtection(requests, [...checked.values()]);
    const refused = codeOf(error) === 'ItemAlreadyExists' ? await firstMissing(requests, placesOf(raw, patch).map(([{ name }]) => name)).catch(() => undefined) : undefined;
    throw refused === undefined ? error : changed(refused, true);
  }
};

/** Names of the tables that stay; those on tabs that are made as a whole are free again. */
const takenNames = ({ tabs }: RawBook, { generated }: WorkbookPatch): ReadonlySet<string> => {
  const made = new Set(generated.worksheets.map(({ name }) => keyOf(name)));
  return new Set(tabs.filter(({ name }) => !made.has(keyOf(name))).flatMap(({ tables }) => tables).map(keyOf));
};
