import { randomUUID } from 'node:crypto';
import { patchNewIds } from '../../../sheet';
import type { Google } from '../../../../gsheets/api/google';
import type { SheetLink } from '../../links/sheet-links';
import type { Result } from '../failure';
import { isOvertaken, isPassing } from './sheet-failure';
import { fromGoogle, readLinked, type ReadPlanSheet } from './sheet-ports';

/** How often new rows are given ids before they are taken in without. */
const mostNamings = 3;

/**
 * A linked spreadsheet once its new rows have ids: whatever somebody types in them while the sync is on its way, they are the same rows. Where nobody may write
 * ids, the rows go as they are; where Google is busy, nothing is taken in yet. Rows that have ids cost nothing. [U5]
 */
export const readNamed = async (google: Google, link: SheetLink): Promise<Result<ReadPlanSheet>> => {
  for (let round = 0; ; round++) {
    const sheet = await readLinked(google, link);
    if (!sheet.ok || round === mostNamings) return sheet;
    const ids = patchNewIds(sheet.value.read.grid, randomUUID);
    if (ids === null) return sheet;
    const written = await fromGoogle(google, google.write(sheet.value.read, ids), link);
    if (written.ok || written.failure.kind !== 'sheet') continue;
    if (!isPassing(written.failure.failure)) return sheet;
    if (!isOvertaken(written.failure.failure)) return written;
  }
};
