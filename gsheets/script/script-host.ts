import { gridToWire, patchNewIds, planPart, readStamp, type Grid, type ReadStamp, type WorkbookPatch } from '../../core';
import { isOvertaken, read, runFlowAtOnce, write, type GoogleResult, type ReadSpreadsheet } from '../rest';
import { answerFromGoogle } from './google-service';
import { startClock, type RunClock } from './run-clock';
import { inTrouble, ofGoogle, type Outcome } from './trouble';

/** The spreadsheet that the script is bound to. */
export interface ScriptHost {
  read(): GoogleResult<ReadSpreadsheet>;
  /** `operation` names the write, so that a lost answer is found out. */
  write(read: ReadSpreadsheet, patch: WorkbookPatch, operation?: string): GoogleResult<void>;
}

export const openHost = (clock: RunClock = startClock()): ScriptHost => {
  const answer = answerFromGoogle(clock);
  return {
    read: () => runFlowAtOnce(read(SpreadsheetApp.getActiveSpreadsheet().getId()), answer),
    write: (plan, patch, operation) => runFlowAtOnce(write(plan, patch, { ...(operation !== undefined && { operation }) }), answer),
  };
};

/** A plan as it stands in the spreadsheet. */
export interface ReadPlan {
  readonly read: ReadSpreadsheet;
  readonly stamped: ReadStamp;
}

/** Reads the spreadsheet, and whose plan it holds. */
export const readPlan = (host: ScriptHost): Outcome<ReadPlan> => {
  const read = host.read();
  if (!read.ok) return { ok: false, trouble: ofGoogle(read.failure) };
  const stamped = readStamp(read.value.grid);
  if (stamped.ok) return { ok: true, value: { read: read.value, stamped: stamped.value } };
  return inTrouble(stamped.failure.kind === 'not-planark' ? 'no-plan' : stamped.failure.kind);
};

/** What is sent of the spreadsheet, as JSON: of other tabs than the plan's nothing but the names. */
export const cellsOf = (grid: Grid): string => JSON.stringify(gridToWire(planPart(grid)));

/** How often new rows are given ids before they are sent without. */
const mostNamings = 3;

/** Reads the plan once its new rows have ids, so that whatever becomes of the sync they stay the same rows. Rows that cannot be given any go as they are. */
export const readNamed = (host: ScriptHost): Outcome<ReadPlan> => {
  const named = (round: number): Outcome<ReadPlan> => {
    const got = readPlan(host);
    if (!got.ok || round === mostNamings) return got;
    const ids = patchNewIds(got.value.read.grid, () => Utilities.getUuid());
    if (ids === null) return got;
    const written = host.write(got.value.read, ids, Utilities.getUuid());
    return written.ok || isOvertaken(written.failure) ? named(round + 1) : got;
  };
  return named(0);
};
