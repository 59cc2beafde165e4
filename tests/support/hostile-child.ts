import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { failureText } from '../../core/node/texts/failure-texts';
import { createIsolatedReader } from '../../core/node/host-xlsx/isolate/isolated-reader';
import type { Result } from '../../core/node/journey/failure';
import { renderInto } from '../../core/node/journey/render-revision';
import { previewWorkbook, syncWorkbook } from '../../core/node/journey/sync-workbook';
import { updateWorkbook } from '../../core/node/journey/update-workbook';
import { createFileStore } from '../../core/node/store-files/store-files';
import type { HostileOutcome } from './hostile-files';
import { peakMemory } from './peak-memory';

const [, , program = '', storeFolder = '', atOnce = '1', journey = 'preview'] = process.argv;
const ports = { store: createFileStore(storeFolder), readXlsx: createIsolatedReader(program) };

const today = { date: '2026-11-21', isFixed: true };

/** What a person may do with a file, as far as it gets, but for putting it in the file's place. */
const journeys: Readonly<Record<string, (file: Buffer, name: string) => Promise<Result<unknown>>>> = {
  preview: (file) => previewWorkbook(ports, file),
  sync: async (file, name) => {
    const synced = await syncWorkbook(ports, file, {}, { author: 'kasserer', message: name, time: '2026-11-21T12:00:00.000Z' });
    return synced.ok ? updateWorkbook(synced.value, file, today, name) : synced;
  },
  into: async (file, name) => {
    const head = await ports.store.head('lillehammer-2026');
    if (!head.ok) throw new Error('no plan');
    return renderInto(ports.readXlsx, head.value, 'nb', today, file, name);
  },
};

const outcomeOf = async (file: string): Promise<HostileOutcome> => {
  const begun = performance.now();
  const name = path.basename(file);
  const result = await journeys[journey]!(readFileSync(file), name);
  const ms = performance.now() - begun;
  if (result.ok) return { name, ms, outcome: 'read', sentence: '' };
  const { failure } = result;
  return { name, ms, outcome: failure.kind === 'xlsx' ? failure.refusal.code : 'read', sentence: failureText(failure, 'en') };
};

/** Takes the files named on stdin, so many at a time; prints a line of JSON for each, and at last how many KB it took itself. */
const run = async (): Promise<void> => {
  const files = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const work = async (): Promise<void> => {
    for (let file = await files.next(); !file.done; file = await files.next()) process.stdout.write(`${JSON.stringify(await outcomeOf(file.value))}\n`);
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, work));
  process.stdout.write(`${JSON.stringify(peakMemory())}\n`);
};

void run();
