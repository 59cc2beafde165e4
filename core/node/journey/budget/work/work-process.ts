/** The program that `createIsolatedWork` starts for each task: what is to be done on stdin, what it comes to on stdout. */
import { deserialize, serialize } from 'node:v8';
import { readXlsx } from '../../../host-xlsx/read/read-xlsx';
import { createBudgetWork, type BudgetJob, type BudgetTask } from './budget-work';

const work = createBudgetWork(async (bytes) => readXlsx(Buffer.from(bytes)));

const chunks: Buffer[] = [];
process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk));
process.stdin.on('end', () => {
  const [task, job] = deserialize(Buffer.concat(chunks.splice(0))) as [BudgetTask, BudgetJob<BudgetTask>];
  void work(task, job).then((result) => process.stdout.write(serialize(result)));
});
