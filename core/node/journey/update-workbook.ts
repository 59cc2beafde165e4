import { layoutOver, patchWorkbook, renderWorkbook, unneededTabs, type WorkbookPatch } from '../../sheet';
import { patchXlsx, type PatchResult } from '../host-xlsx/patch/patch-xlsx';
import { writeXlsx } from '../host-xlsx/write/write-xlsx';
import { renderPatch } from './render-patch';
import { sheetAfter, type SyncOutcome } from './sync-workbook';
import { fail, succeed, type Result } from './failure';
import { readable } from './files';
import { transplantsOf } from './render-revision';
import type { Today } from './today';

export interface UpdatedWorkbook {
  readonly bytes: Uint8Array;
  /** The plan's tabs were written anew: what a person had made of them did not come along. */
  readonly isRenderedAnew: boolean;
}

/** The workbook with the patch in it; undefined where some of it could not be written, since a sheet that shows only half would tell lies. */
const patched = async (bytes: Uint8Array, patch: WorkbookPatch, rename: ReadonlyMap<string, string>): Promise<Uint8Array | undefined> => {
  const result = patchXlsx(bytes, { ...(await renderPatch(patch)), rename });
  return result.ok && result.warnings.every(({ kind }) => kind === 'signed') ? result.bytes : undefined;
};

/** The workbook with the plan's tabs written anew, those that were gone too; its other tabs as they are. */
const withTabsAnew = async ({ decision: { places, tabs } }: SyncOutcome, { stamp, ...input }: ReturnType<typeof sheetAfter>, bytes: Uint8Array): Promise<PatchResult> => {
  const model = renderWorkbook({ ...input, stamp: { ...stamp, placedBelow: [] } }, layoutOver(stamp.locale, places, tabs));
  return patchXlsx(bytes, { edits: [], rendered: await writeXlsx(model, { isStored: true }), transplants: transplantsOf(model), removals: unneededTabs(tabs, input.conflicts) });
};

/**
 * A workbook brought up to date after a sync: written into as it stands, so that all that is not Planark's stays byte for byte. Where a tab or a
 * column of ours is gone or a cell could not be written, our tabs are written anew, and no others. A failure where the file would be too large to be read again.
 */
export const updateWorkbook = async (outcome: SyncOutcome, bytes: Uint8Array, today: Today, path: string): Promise<Result<UpdatedWorkbook>> => {
  const input = sheetAfter(outcome, today);
  const { places, tabs } = outcome.decision;
  const patch = patchWorkbook(input, places, tabs);
  const inPlace = patch && (await patched(bytes, patch, tabs.renamed));
  const written: PatchResult = inPlace ? { ok: true, bytes: inPlace, warnings: [] } : await withTabsAnew(outcome, input, bytes);
  if (!written.ok) return fail({ kind: 'xlsx', refusal: written.refusal });
  const updated = readable(written.bytes, path);
  return updated.ok ? succeed({ bytes: updated.value, isRenderedAnew: !inPlace }) : updated;
};
