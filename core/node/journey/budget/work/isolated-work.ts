import { serialize } from 'node:v8';
import { isolationLimits, readIsolated, type IsolationLimits } from '../../../host-xlsx/isolate/isolated-reader';
import { fail } from '../../failure';
import type { BudgetDone, BudgetJob, BudgetTask, BudgetWork } from './budget-work';

/** Longer than the readers' own limit on time, which says more of what is wrong. */
const workIsolation: IsolationLimits = { ...isolationLimits, milliseconds: 15_000, heapMegabytes: 512 };

/**
 * Does each task in a process of its own, so that nobody else who asks a server waits for it, however large a file is. It starts no LibreOffice, which would
 * open for anybody with a token whatever the file names. `program` is the bundle of work-process.ts. [C121] [C160]
 */
export const createIsolatedWork = (program: string, limits: IsolationLimits = workIsolation): BudgetWork => <T extends BudgetTask>(task: T, job: BudgetJob<T>) =>
  readIsolated<BudgetDone<T>>(program, serialize([task, job]), limits, (message) => message as BudgetDone<T>, ({ refusal }) => fail({ kind: 'xlsx', refusal }));
