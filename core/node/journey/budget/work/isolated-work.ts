import { serialize } from 'node:v8';
import { isolationLimits, readIsolated, type IsolationLimits } from '../../../host-xlsx/isolate/isolated-reader';
import type { XlsxRefusal } from '../../../host-xlsx/read/refusals';
import { fail, type Failed } from '../../failure';
import type { BudgetDone, BudgetJob, BudgetTask, BudgetWork } from './budget-work';

/** Longer than the readers' own limit on time, which says more of what is wrong. */
const workIsolation: IsolationLimits = { ...isolationLimits, milliseconds: 15_000, heapMegabytes: 512 };

/** What a treasurer is told of a file that a limit stopped; it is no workbook of a plan. */
const stopped = (job: BudgetJob<BudgetTask>, refusal: XlsxRefusal): Failed => {
  const path = 'sent' in job ? job.sent.name : job.name;
  const code = refusal.code === 'TOO_SLOW' ? refusal.code : refusal.code === 'TOO_MUCH_MEMORY' ? 'TOO_LARGE' : null;
  return fail(code ? { kind: 'budget-file', path, code, detail: refusal.detail } : { kind: 'xlsx', refusal });
};

/**
 * Does each task in a process of its own, so that nobody else who asks a server waits for it, however large a file is. It starts no LibreOffice, which would
 * open for anybody with a token whatever the file names. `program` is the bundle of work-process.ts. [C121] [C160]
 */
export const createIsolatedWork = (program: string, limits: IsolationLimits = workIsolation): BudgetWork => <T extends BudgetTask>(task: T, job: BudgetJob<T>) =>
  readIsolated<BudgetDone<T>>(program, serialize([task, job]), limits, (message) => message as BudgetDone<T>, ({ refusal }) => stopped(job, refusal));
