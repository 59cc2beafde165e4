import { isolationLimits, readIsolated, type IsolationLimits } from '../../host-xlsx/isolate/isolated-reader';
import type { BudgetFileReading } from '../budget-file';

/** Reads a treasurer's file that was handed in: a value or a refusal, whatever the bytes. */
export type ReadBudget = (bytes: Uint8Array) => Promise<BudgetFileReading>;

/** Longer than the readers' own limit on time, which says more of what is wrong. */
const budgetIsolation: IsolationLimits = { ...isolationLimits, milliseconds: 15_000, heapMegabytes: 512 };

/**
 * A reader that reads each file in a process of its own, so that nobody else who asks a server waits for it. It starts no LibreOffice, which would open
 * for anybody with a token whatever the file names. `program` is the bundle of budget-reader-process.ts. [C121]
 */
export const createBudgetReader = (program: string, limits: IsolationLimits = budgetIsolation): ReadBudget => (bytes) =>
  readIsolated<BudgetFileReading>(program, bytes, limits, (message) => message as BudgetFileReading, ({ refusal }) => ({ ok: false, refusal: { code: 'XLSX', refusal } }));
