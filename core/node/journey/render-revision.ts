import type { Locale } from '../../plan/locale';
import { liveShare, readStamp, renderBeside, renderWorkbook, showingBudget, type Grid, type LiveShare, type WorkbookInput, type WorkbookModel } from '../../sheet';
import type { Revision } from '../../sync/store';
import type { ReadXlsx } from '../host-xlsx/isolate/isolated-reader';
import { patchXlsx, type Transplant } from '../host-xlsx/patch/patch-xlsx';
import { passingName } from '../host-xlsx/passing-names';
import { writeXlsx } from '../host-xlsx/write/write-xlsx';
import { fail, succeed, type Result } from './failure';
import { readable } from './files';
import { isSigned, readGrid } from './read-workbook';
import type { Today } from './today';

/** What a revision is rendered from, in this language. */
export const inputOf = ({ planId, number, hash, plan }: Revision, locale: Locale, today: Today): WorkbookInput =>
  ({ plan, stamp: { planId, revision: number, hash, locale, openConflicts: [] }, today: today.date, isTodayFixed: today.isFixed });

/** A revision as an xlsx file in this language. */
export const renderRevision = async (revision: Revision, locale: Locale, today: Today): Promise<Uint8Array> => writeXlsx(renderWorkbook(inputOf(revision, locale, today)));

/** A workbook with a plan's tabs beside its own. */
export interface SharedWorkbook {
  readonly bytes: Uint8Array;
  /** Names of the plan's visible tabs that are not the usual ones, since the workbook has tabs of those. */
  readonly renamedTabs: readonly string[];
  /** It was signed, which holds no longer. */
  readonly wasSigned: boolean;
  /** What of the plan's budget follows the treasurer's own table there; null where none has names. */
  readonly share: LiveShare | null;
}

/** A workbook that may be given a plan: one that holds none yet, whatever state that is in. */
const checkFree = (grid: Grid, path: string): Result<Grid> => {
  const stamped = readStamp(grid);
  if (stamped.ok) return fail({ kind: 'has-plan', path });
  return stamped.failure.kind === 'not-planark' ? succeed(grid) : fail({ kind: 'stamp', failure: stamped.failure });
};

/** All tabs of a rendered workbook that is taken apart, under their names; one that is new stands behind the one before it, in the order of all tabs. */
export const transplantsOf = ({ worksheets }: WorkbookModel, order: readonly string[] = worksheets.map(({ name }) => name)): readonly Transplant[] =>
  worksheets.map(({ name }, i) => {
    const after = order[order.indexOf(name) - 1];
    return { tab: passingName(i), as: name, ...(after !== undefined && { after }) };
  });

/** What the tabs are rendered from beside others, among which the treasurer's own may be. */
export const inputBeside = (input: WorkbookInput, grid: Grid): WorkbookInput => ({ ...input, ...showingBudget(input.stamp, grid) });

const putTabs = async (readXlsx: ReadXlsx, bytes: Uint8Array, model: WorkbookModel, path: string): Promise<Result<Uint8Array>> => {
  const patched = patchXlsx(bytes, { edits: [], rendered: await writeXlsx(model, { isTakenApart: true }), transplants: transplantsOf(model) });
  if (!patched.ok) return fail({ kind: 'xlsx', refusal: patched.refusal });
  // A workbook that a sync could not read would be a dead end.
  const again = await readGrid(readXlsx, patched.bytes);
  return again.ok ? readable(patched.bytes, path) : again;
};

/**
 * A revision's tabs put into somebody's workbook, all of whose parts stay as they are. Tabs of ours whose names are taken get others, which the
 * stamp knows. Refuses a workbook that holds a plan already: that is synced.
 */
export const renderInto = async (readXlsx: ReadXlsx, revision: Revision, locale: Locale, today: Today, bytes: Uint8Array, path: string): Promise<Result<SharedWorkbook>> => {
  const grid = await readGrid(readXlsx, bytes);
  if (!grid.ok) return grid;
  const free = checkFree(grid.value, path);
  if (!free.ok) return free;
  const { worksheets, otherTabs = [] } = free.value;
  const input = inputBeside(inputOf(revision, locale, today), free.value);
  const { model, renamedTabs } = renderBeside(input, [...worksheets.map(({ name }) => name), ...otherTabs]);
  const put = await putTabs(readXlsx, bytes, model, path);
  return put.ok ? succeed({ bytes: put.value, renamedTabs, wasSigned: isSigned(free.value), share: input.linked ? liveShare(revision.plan, input.linked) : null }) : put;
};
