import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { peakMemory } from './peak-memory';

/** The program that reads a workbook for the command line, which at its end also writes down how many KB of memory it took at most. */
process.on('exit', () => appendFileSync(process.env['PLANARK_PEAKS']!, `${peakMemory()}\n`));
createRequire(__filename)(path.join(process.env['PLANARK_DIST']!, 'lazy', 'reader-process.cjs'));
