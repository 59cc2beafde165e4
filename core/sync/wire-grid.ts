import * as z from 'zod';
import { schemaRules } from '../plan/schema-rules';

/** What a grid on its way may be, as schemas: what it is made of stands in `wire-cells.ts`, which hosts that send it need alone. */

export const longestText = 32767;
export const longestName = 255;
export const longestError = 64;
export const lastRow = 1_048_575;
export const mostRows = 100_001;
export const mostCells = 16_384;
export const mostTabs = 256;
export const lastColumn = mostCells - 1;
export const mostMerges = 10_000;
export const mostExtras = 64;
export const mostNames = 256;
/** Chosen by whoever asks, fresh for each thing that is to be done once: a UUID will do. */
export const clientOpIdPattern = /^[A-Za-z0-9._-]{8,64}$/;
/** As `rowsDigest` makes it. */
export const digestPattern = /^[0-9a-f]{16}$/;
export const tabStates = ['visible', 'hidden', 'veryHidden'] as const;

const value = z.union([z.string().max(longestText), z.number(), z.boolean(), z.strictObject({ error: z.string().max(longestError) })]);
const cell = z.strictObject({ value, isDate: z.boolean().optional(), isFormula: z.boolean().optional(), isUnreadable: z.boolean().optional() });
const wireCell = z.union([z.null(), z.string().max(longestText), z.number(), z.boolean(), cell]);

const rowIndex = z.int().min(0).max(lastRow);
const column = z.int().min(0).max(lastColumn);
const row = z.strictObject({ index: rowIndex, cells: z.array(wireCell).max(mostCells), hidden: z.boolean().optional() });
const range = z.strictObject({ top: rowIndex, left: column, bottom: rowIndex, right: column }).refine(({ top, left, bottom, right }) => top <= bottom && left <= right, schemaRules.range.en);
const merges = z.array(range).max(mostMerges);
const worksheet = z.strictObject({ name: z.string().min(1).max(longestName), state: z.enum(tabStates), rows: z.array(row).max(mostRows), merges: merges.optional() });
/** A name of a workbook, and the cells that it means. */
export const gridNameSchema = z.strictObject({ name: z.string().min(1).max(longestName), tab: z.string().min(1).max(longestName), range });
const besideTabs = {
  extras: z.array(z.string().max(longestError)).max(mostExtras).optional(), otherTabs: z.array(z.string().max(longestName)).max(mostTabs).optional(),
  names: z.array(gridNameSchema).max(mostNames).optional().describe('Names of the workbook that begin with Planark_, and the cells that they mean.'),
};

/** Tabs in their order, the hidden ones too: one of them holds the stamp. Rows without cells may be left out. */
export const wireGridSchema = z
  .strictObject({ worksheets: z.array(worksheet).max(mostTabs), ...besideTabs })
  .meta({ id: 'Workbook', description: 'The cells of a workbook as its host reads them; serial numbers of dates are in the 1900 system. Ranges of merged cells are zero-based, both ends within.' });

export const clientOpIdSchema = z.string().regex(clientOpIdPattern);

const changedWorksheet = worksheet.extend({
  merges: z.union([merges, z.literal('as-before')]).optional().describe('Left out where there are none; `as-before` where they are those of the tab of that name then.'),
  gone: z.array(rowIndex).max(mostRows).describe('Rows of the tab of that name that are there no more.'),
});
export const wireChangesSchema = z
  .strictObject({
    since: clientOpIdSchema.describe('The last sync of this workbook that was answered: the changes are from what it sent.'),
    written: z.string().regex(digestPattern).optional().describe('Set where they are from what stands there once that answer is written into it (`withWritten` in `core`): the digest of that (`rowsDigest`).'),
    worksheets: z.array(changedWorksheet).max(mostTabs).describe('All tabs in their order, of their rows those that are new or other than then; all rows of a tab whose name was not there.'), ...besideTabs,
  })
  .meta({ id: 'WorkbookChanges', description: 'A workbook as what has changed in it since it was sent last or, with `written`, since the answer to that was written into it. Where the server does not remember that (409 `sheet-forgotten`), send it whole.' });
