import { spawn } from 'node:child_process';
import { bundleProgram } from '../../support/store-bundle';
import { temporaryFolder } from '../../support/store-fixtures';
import { expectPromisesKept } from '../../support/store-promises';

interface Run {
  readonly killed: boolean;
  readonly acknowledged: number;
  readonly operations: number;
}

describe('killed at every file operation', () => {
  let program: string;
  beforeAll(() => {
    program = bundleProgram('store-crash-child');
  });

  test('[F9] before operation N, and in the middle of a write, until a run ends untouched', async () => {
    const { operations } = await runChild(program, temporaryFolder(), 0, false);
    expect(operations).toBeGreaterThan(80);
    const points = Array.from({ length: operations }, (_, index) => index + 1);
    // Two at a time: the machine has work for two.
    await Promise.all([0, 1].map((lane) => killAtEach(program, points.filter((point) => point % 2 === lane))));
  });

  async function killAtEach(bundle: string, points: readonly number[]): Promise<void> {
    for (const point of points) await killAndRecover(bundle, point);
  }
});

/** After operation N and before N + 1 the files are the same, so killing before each, and within the writes, is killing everywhere. */
async function killAndRecover(program: string, point: number): Promise<void> {
  const folder = temporaryFolder();
  const run = await runChild(program, folder, point, point % 3 !== 0);
  expect(run.killed).toBe(true);
  try {
    await expectPromisesKept(folder, run.acknowledged);
  } catch (error) {
    throw new Error(`killed at operation ${point}: ${(error as Error).message}`);
  }
}

function runChild(program: string, folder: string, killAt: number, inTheMiddle: boolean): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, STORE_KILL_AT: String(killAt), STORE_KILL_HALF: inTheMiddle ? '1' : '0' };
    const child = spawn(process.execPath, [program, folder], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('close', (_, signal) => {
      const acknowledged = output.match(/^\d+$/gm)?.length ?? 0;
      const operations = Number(/operations (\d+)/.exec(output)?.[1] ?? 0);
      resolve({ killed: signal === 'SIGKILL', acknowledged, operations });
    });
  });
}
