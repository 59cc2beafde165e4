/**
 * `npm run verify`: types, beside lint, the order of the layers and the README's commands, for the types take about as long as all the rest.
 * What each check printed is shown when it has ended; one that fails lets the others go on, and fails the whole.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const lines = [['npm run types'], ['npm run lint', 'npm run depcheck', 'node tests/support/verify-readme.mjs']];

/** Runs a command; whether it ended well. */
const run = (command) => new Promise((resolve) => {
  const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { printed += text; });
  child.on('close', (exitCode) => {
    process.stdout.write(printed);
    if (exitCode !== 0) process.stdout.write(`FAIL ${command}\n`);
    resolve(exitCode === 0);
  });
});

/** One command after the other, whether all ended well. */
const runLine = async (commands) => {
  let isRight = true;
  for (const command of commands) isRight = (await run(command)) && isRight;
  return isRight;
};

process.exitCode = (await Promise.all(lines.map(runLine))).every(Boolean) ? 0 : 1;
