import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { failureText } from '../../core/node/cli/failure-texts';
import { createIsolatedReader } from '../../core/node/host-xlsx/isolate/isolated-reader';
import { previewWorkbook } from '../../core/node/journey/sync-workbook';
import { createFileStore } from '../../core/node/store-files/store-files';
import type { HostileOutcome } from './hostile-files';

const [, , program = '', storeFolder = '', atOnce = '1'] = process.argv;
const ports = { store: createFileStore(storeFolder), readXlsx: createIsolatedReader(program) };

/** A sync of the file, as far as it gets; nothing is written. */
const outcomeOf = async (file: string): Promise<HostileOutcome> => {
  const begun = performance.now();
  const preview = await previewWorkbook(ports, readFileSync(file));
  const ms = performance.now() - begun;
  const name = path.basename(file);
  if (preview.ok) return { name, ms, outcome: 'read', sentence: '' };
  const { failure } = preview;
  return { name, ms, outcome: failure.kind === 'xlsx' ? failure.refusal.code : 'read', sentence: failureText(failure, 'en') };
};

/** Takes the files named on stdin, so many at a time; prints a line of JSON for each, and at last how many KB it took itself. */
const run = async (): Promise<void> => {
  const files = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const work = async (): Promise<void> => {
    for (let file = await files.next(); !file.done; file = await files.next()) process.stdout.write(`${JSON.stringify(await outcomeOf(file.value))}\n`);
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, work));
  process.stdout.write(`${JSON.stringify(process.resourceUsage().maxRSS)}\n`);
};

void run();
