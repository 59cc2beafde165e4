import type { WorkbookModel, WorksheetModel } from '../../core';
import { HostStop } from './host-stop';
import { callBytes, job, nothingAsked, packJobs, sendJobs, type Job, type OpenBook } from './jobs';
import { whileWriting, type Progress } from './progress';
import { codeOf, type Requests } from './requests';
import { addTab, fillTab, looksOf, type Target } from './tab-jobs';

const keyOf = (name: string): string => name.toLowerCase();

/** What has to be known of a workbook that gets tabs; stops where it cannot get these. */
const checkTarget = (requests: Requests, { worksheets }: WorkbookModel): Promise<Target> =>
  requests.send(({ workbook }) => {
    workbook.load('readOnly');
    workbook.protection.load('protected');
    workbook.worksheets.load('name');
    workbook.tables.load('name');
    workbook.names.load('name');
    const probe = workbook.functions.date(1904, 1, 1);
    probe.load('value');
    return () => {
      if (workbook.readOnly) throw new HostStop({ kind: 'read-only', isPartial: false });
      if (workbook.protection.protected) throw new HostStop({ kind: 'protected', isPartial: false });
      const there = new Set(workbook.worksheets.items.map(({ name }) => keyOf(name)));
      const taken = worksheets.find(({ name }) => there.has(keyOf(name)));
      if (taken) throw new HostStop({ kind: 'changed', isPartial: false, tab: taken.name });
      return { is1904: probe.value < 1000, takenNames: new Set([...workbook.tables.items, ...workbook.names.items].map(({ name }) => keyOf(name))) };
    };
  });

/** The tab that makes a workbook a plan's is filled last, so that an end before it leaves tabs that nobody takes for a plan. */
const stampLast = ({ worksheets }: WorkbookModel) => [...worksheets.filter(({ key }) => key !== 'stamp'), ...worksheets.filter(({ key }) => key === 'stamp')];

const fillJobs = (model: WorkbookModel, target: Target): Job[] => {
  const looks = looksOf(model);
  return stampLast(model).flatMap((one) => fillTab(one, looks, model.title, target));
};

/** A tab of ours from its making on. Until it is named it has a name that nobody else comes upon. */
interface MadeTab {
  readonly model: WorksheetModel;
  readonly provisional: string;
}

const plannedTabs = ({ worksheets }: WorkbookModel): MadeTab[] => {
  const mark = crypto.randomUUID().slice(0, 18);
  return worksheets.map((model, i) => ({ model, provisional: `${mark} ${i + 1}` }));
};

/** Makes the tabs, empty. Gives their ids. */
const makeTabs = async (requests: Requests, tabs: readonly MadeTab[]): Promise<string[]> => {
  const jobs = tabs.map(({ model, provisional }) => addTab({ ...model, name: provisional }));
  const askIds = (book: OpenBook): (() => string[]) => {
    const sheets = tabs.map(({ provisional }) => book.sheet(provisional));
    for (const sheet of sheets) sheet.load('id');
    return () => sheets.map(({ id }) => id);
  };
  return (await sendJobs(requests, jobs, { ...nothingAsked, after: askIds })).after;
};

/** Gives the tabs their names, in their order: the first one whose name somebody else has taken stops it. */
const nameJobs = (tabs: readonly MadeTab[], ids: readonly string[]): Job[] =>
  tabs.map(({ model }, i) => job(callBytes, (book) => {
    book.sheet(ids[i]!).name = model.name;
  }));

/** Takes away the tabs that this run made, and none else, whatever they are called. Gives the first that was not named yet. */
const takeBack = async (requests: Requests, tabs: readonly MadeTab[], ids: readonly string[], progress: Progress): Promise<MadeTab | undefined> => {
  const provisional = new Set(tabs.map((tab) => tab.provisional));
  const there = await requests.send(({ workbook, runtime }) => {
    runtime.enableEvents = true;
    workbook.worksheets.load('id,name');
    return () => workbook.worksheets.items.map(({ id, name }) => ({ id, name })).filter(({ id, name }) => ids.includes(id) || provisional.has(name));
  });
  await requests.send(({ workbook }) => {
    for (const { id } of there) {
      const sheet = workbook.worksheets.getItem(id);
      // Excel deletes no tab that is hidden beyond a person's reach.
      sheet.visibility = 'Hidden';
      sheet.delete();
    }
    return () => undefined;
  });
  progress.hasWritten = false;
  progress.isWriting = false;
  return tabs.find((tab) => there.some(({ name }) => name === tab.provisional));
};

/** What Excel may say of a name that another tab has; one that it does not list, of a chart, has it too. */
const isNameTaken = (error: unknown): boolean => ['ItemAlreadyExists', 'InvalidArgument'].includes(codeOf(error) ?? '');

/** Makes all tabs of a model, or none: what was made before something went wrong is taken back, as far as the host is still there. */
export const insertModel = async (requests: Requests, model: WorkbookModel, progress: Progress): Promise<void> => {
  const target = await checkTarget(requests, model);
  const tabs = plannedTabs(model);
  let ids: readonly string[] = [];
  let isNaming = false;
  try {
    ids = await whileWriting(progress, () => makeTabs(requests, tabs));
    isNaming = true;
    await whileWriting(progress, () => sendJobs(requests, nameJobs(tabs, ids), nothingAsked));
    isNaming = false;
    // One after the other: together they would be too large for one request.
    for (const group of packJobs(fillJobs(model, target))) await whileWriting(progress, () => sendJobs(requests, group, nothingAsked));
  } catch (error) {
    const unnamed = await takeBack(requests, tabs, ids, progress).catch(() => undefined);
    if (isNaming && unnamed && isNameTaken(error)) throw new HostStop({ kind: 'changed', isPartial: false, tab: unnamed.model.name });
    throw error;
  }
};
