import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { examplePlans } from '../support/example-plans';
import { manyRegions } from '../support/hundred-regions';

/** So many regions set up, synced and rolled up on an emulated Google that keeps the documented quotas: requests and seconds of a clock that jumps over waiting. */
export const benchGoogleRegions = async (count: number, examplesFolder: string): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-regions-'));
  const world = await manyRegions(count, folder, examplePlans(examplesFolder));
  try {
    world.keepQuota();
    const setUp = await world.setUp();
    const sync = await world.sync();
    const first = await world.rollUp(false);
    const again = await world.rollUp(true);
    process.stdout.write(JSON.stringify({ setUp, sync, first, again }));
  } finally {
    await world.emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
