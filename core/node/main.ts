#!/usr/bin/env node
/** The one place that composes: gives the command line the real process, clock and folders. */
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/run-cli';

const run = async (): Promise<void> => {
  const exitCode = await runCli({
    argv: process.argv.slice(2),
    env: process.env,
    now: new Date(),
    examplesFolder: path.join(path.dirname(fileURLToPath(import.meta.url)), 'examples'),
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
  });
  process.exitCode = exitCode;
};

run().catch((error: Error) => {
  // A bug: the person gets a sentence, and the stack only where they ask for it.
  process.stderr.write(`Planark: ${process.env['PLANARK_DEBUG'] ? error.stack : `${error.message} (PLANARK_DEBUG=1)`}\n`);
  process.exitCode = 1;
});
