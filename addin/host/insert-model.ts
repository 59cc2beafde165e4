import type { WorkbookModel } from '../../core';
import { HostStop } from './host-stop';
import { packJobs, sendJobs, type Job } from './jobs';
import { whileWriting, type Progress } from './progress';
import type { Requests } from './requests';
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

const insertJobs = (model: WorkbookModel, target: Target): Job[] => {
  const looks = looksOf(model);
  return [...model.worksheets.map((one) => addTab(one)), ...stampLast(model).flatMap((one) => fillTab(one, looks, model.title, target))];
};

/** Takes away the tabs that were made, which nobody else can have: their names were free before. */
const takeBack = async (requests: Requests, { worksheets }: WorkbookModel, progress: Progress): Promise<void> => {
  const wanted = new Set(worksheets.map(({ name }) => keyOf(name)));
  const there = await requests.send(({ workbook, runtime }) => {
    runtime.enableEvents = true;
    workbook.worksheets.load('name');
    return () => workbook.worksheets.items.map(({ name }) => name).filter((name) => wanted.has(keyOf(name)));
  });
  await requests.send(({ workbook }) => {
    for (const name of there) {
      const sheet = workbook.worksheets.getItem(name);
      // Excel deletes no tab that is hidden beyond a person's reach.
      sheet.visibility = 'Hidden';
      sheet.delete();
    }
    return () => undefined;
  });
  progress.hasWritten = false;
  progress.isWriting = false;
};

/** Makes all tabs of a model, or none: what was made before something went wrong is taken back, as far as the host is still there. */
export const insertModel = async (requests: Requests, model: WorkbookModel, progress: Progress): Promise<void> => {
  const target = await checkTarget(requests, model);
  try {
    // One after the other: together they would be too large for one request.
    for (const group of packJobs(insertJobs(model, target))) await whileWriting(progress, () => sendJobs(requests, group, () => () => undefined));
  } catch (error) {
    await takeBack(requests, model, progress).catch(() => undefined);
    throw error;
  }
};
