#!/usr/bin/env node
/** The one place that composes: gives the command line the real process, clock and folders. */
import * as path from 'node:path';
import type { BudgetWork } from './journey/budget/work/budget-work';
import { runCli } from './cli/run-cli';
import type { ReadXlsx } from './host-xlsx/isolate/isolated-reader';

/** Who reads may stop reading, as in `planark list | head -1`: nobody is left to tell. */
const ignoreClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};
process.stdout.on('error', ignoreClosedPipe);
process.stderr.on('error', ignoreClosedPipe);

/** Loaded when a workbook is read: most commands read none. */
const readXlsx: ReadXlsx = async (bytes) => {
  const { createIsolatedReader } = await import('./host-xlsx/isolate/isolated-reader');
  return createIsolatedReader(path.join(__dirname, 'lazy', 'reader-process.cjs'))(bytes);
};

/** What a server does with treasurers' files. */
const budgetWork: BudgetWork = async (task, job) => {
  const { createIsolatedWork } = await import('./journey/budget/work/isolated-work');
  return createIsolatedWork(path.join(__dirname, 'lazy', 'budget-process.cjs'))(task, job);
};

/** Once: who asks a second time does not want to wait. */
const untilStopped = (): Promise<void> => new Promise((resolve) => { for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve()); });

const environment = {
  argv: process.argv.slice(2),
  env: process.env,
  now: new Date(),
  readXlsx,
  budgetWork,
  pageFolder: path.join(__dirname, 'page'),
  untilStopped,
  examplesFolder: path.join(__dirname, 'examples'),
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) => void process.stderr.write(text),
};

const run = async (): Promise<void> => {
  try {
    process.exitCode = await runCli(environment);
  } catch (error) {
    const { printBug } = await import('./cli/print-bug');
    process.exitCode = printBug(error as Error, environment);
  }
};

void run();
