import { manyRegions } from '../../support/hundred-regions';
import { temporaryFolder } from '../../support/store-fixtures';

test('[B9][O1] a hundred regions are rolled up by one account without one refusal: two requests the first time, then three and one to Drive, and one more for each sheet that is asked for', async () => {
  const world = await manyRegions(100, temporaryFolder());
  try {
    await world.linkTiny();
    world.keepQuota();
    expect(await world.rollUp(false)).toEqual({ reads: 0, writes: 2, drive: 0, refused: 0, seconds: 0 });
    expect(await world.rollUp(false)).toEqual({ reads: 2, writes: 1, drive: 1, refused: 0, seconds: 0 });
    expect(await world.rollUp(true)).toEqual({ reads: 2, writes: 1, drive: 101, refused: 0, seconds: 0 });
  } finally {
    await world.emulator.stop();
  }
}, 120_000);
