import type { Google } from '../../../../gsheets/api/google';
import { othersPart, rangeOfName, type Push, type WorkbookPatch } from '../../../sheet';
import type { Store } from '../../../sync/store';
import { spokenAs, succeed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { isOvertaken } from '../google/sheet-failure';
import { addressOf, fromGoogle, readSheet } from '../google/sheet-ports';
import { readSpreadsheetId } from '../google/spreadsheet-id';
import { sheetAttempts } from '../google/sync-sheet';
import { decidePush, mappingsToPush, refusePush, type DecidedPush, type PushOptions, type RefusedPush } from './push-budget';

export interface GooglePushPorts {
  readonly store: Store;
  readonly openGoogle: () => Promise<Result<Google>>;
  /** Waits a little before the spreadsheet is read again, longer each time. */
  readonly pause: (attempt: number) => Promise<void>;
}

export interface GooglePushOptions extends PushOptions {
  /** Write nothing. */
  readonly preview?: boolean | undefined;
}

export type PushedInGoogle = RefusedPush | (DecidedPush & {
  readonly isWritten: boolean;
  /** Somebody moved rows or columns while it was written: all is where it belongs, and the cells that are told are those before that. */
  readonly wasMoved: boolean;
});

const isNothing = ({ cells, names }: Push): boolean => cells.length === 0 && names.length === 0;

/** Cells and names of a treasurer's table, and nothing of ours. */
const patchOf = ({ tab, cells, anchor, names }: Push): WorkbookPatch => ({
  tabs: cells.length > 0 ? [{ tab, cells, anchor }] : [], pages: [], looksTab: '', generated: { title: '', author: '', locale: 'nb', dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [],
  names: names.map(({ name, text }) => ({ name, ...rangeOfName(text)! })),
});

/** Reads, decides and writes until nobody writes meanwhile, a few times. */
const pushUntilWritten = async (google: Google, spreadsheetId: string, pause: GooglePushPorts['pause'], isPreview: boolean, decide: (grid: Parameters<typeof othersPart>[0]) => RefusedPush | DecidedPush): Promise<Result<PushedInGoogle>> => {
  const place = { spreadsheetId, url: addressOf(spreadsheetId) };
  let earlier: DecidedPush | undefined;
  for (let attempt = 1; ; attempt++) {
    const read = await readSheet(google, place);
    if (!read.ok) return read;
    const decided = decide(othersPart(read.value.grid));
    if (decided.kind === 'refused') return succeed(decided);
    // What was moved while it was written was put where it belongs, so that nothing is left to do.
    if (isNothing(decided.push)) return succeed({ ...(earlier ?? decided), isWritten: earlier !== undefined, wasMoved: earlier !== undefined });
    if (isPreview) return succeed({ ...decided, isWritten: false, wasMoved: false });
    const written = await fromGoogle(google, google.write(read.value, patchOf(decided.push)), place);
    if (written.ok) return succeed({ ...decided, isWritten: true, wasMoved: false });
    if (attempt === sheetAttempts || written.failure.kind !== 'sheet' || !isOvertaken(written.failure.failure)) return written;
    earlier = written.failure.failure.kind === 'google' && written.failure.failure.failure.kind === 'changed' ? decided : undefined;
    await pause(attempt);
  }
};

/** The plan's sums of a year by account, into the column that the treasurer named in a spreadsheet in Google, by its address. [C79] [C140]-[C143] */
export const pushInGoogle = async ({ store, openGoogle, pause }: GooglePushPorts, planId: string, address: string, { preview = false, ...options }: GooglePushOptions): Promise<Result<PushedInGoogle>> => {
  const id = readSpreadsheetId(address);
  if (!id.ok) return id;
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const mappings = mappingsToPush(head.value, options.as ?? id.value);
  if (typeof mappings === 'string') return succeed(refusePush(head.value, mappings));
  const google = await openGoogle();
  if (!google.ok) return spokenAs(google, head.value.plan);
  return spokenAs(await pushUntilWritten(google.value, id.value, pause, preview, (grid) => decidePush(head.value, grid, mappings, options)), head.value.plan);
};
