import { patchWorkbook, renderWorkbook, type WorkbookInput, type WorkbookPatch } from '../../sheet';
import { patchXlsx } from '../host-xlsx/patch/patch-xlsx';
import { writeXlsx } from '../host-xlsx/write/write-xlsx';
import { sheetAfter, type SyncOutcome } from './sync-workbook';
import { fail, succeed, type Result } from './failure';
import { readable } from './files';
import type { Today } from './today';

export interface UpdatedWorkbook {
  readonly bytes: Uint8Array;
  /** What is not Planark's did not come along. */
  readonly isRenderedAnew: boolean;
}

/** The workbook with the patch in it; undefined where some of it could not be written, since a sheet that shows only half would tell lies. */
const patched = async (bytes: Uint8Array, { tabs, generated, removed }: WorkbookPatch, rename: ReadonlyMap<string, string>): Promise<Uint8Array | undefined> => {
  const rendered = await writeXlsx(generated);
  const transplants = generated.worksheets.map(({ name }, i, all) => ({ tab: name, as: name, ...(i > 0 && { after: all[i - 1]!.name }) }));
  const result = patchXlsx(bytes, { edits: tabs, rendered, transplants, removals: removed, rename });
  return result.ok && result.warnings.every(({ kind }) => kind === 'signed') ? result.bytes : undefined;
};

const renderedAnew = ({ stamp, ...input }: WorkbookInput): Promise<Uint8Array> => writeXlsx(renderWorkbook({ ...input, stamp: { ...stamp, placedBelow: [] } }));

/**
 * A workbook brought up to date after a sync: written into as it stands, so that all that is not Planark's stays byte for byte; rendered anew
 * only where a tab or a column of ours is gone or a cell could not be written. A failure where that would lose macros, or make a file too large to be read again.
 */
export const updateWorkbook = async (outcome: SyncOutcome, bytes: Uint8Array, today: Today, path: string): Promise<Result<UpdatedWorkbook>> => {
  const input = sheetAfter(outcome, today);
  const patch = patchWorkbook(input, outcome.decision.places, outcome.decision.tabs);
  const inPlace = patch && (await patched(bytes, patch, outcome.decision.tabs.renamed));
  if (!inPlace && outcome.workbook.grid.extras.includes('macros')) return fail({ kind: 'file', path, reason: 'has-macros', detail: 'would be rendered anew' });
  const updated = readable(inPlace ?? (await renderedAnew(input)), path);
  return updated.ok ? succeed({ bytes: updated.value, isRenderedAnew: !inPlace }) : updated;
};
