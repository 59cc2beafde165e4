import * as z from 'zod';
import { remembered } from '../plan/remembered';
import type { Grid, GridCell, GridRow, GridWorksheet } from '../sheet/grid';

/**
 * A grid on its way to a server, as its host read it. A cell that holds nothing but its value is that value, and an empty one null. The
 * server then reads it as it reads a file, so a host needs to know nothing of columns, ids or dates as people write them.
 */

export const longestText = 32767;
export const longestName = 255;
export const longestError = 64;
export const lastRow = 1_048_575;
export const mostRows = 100_001;
export const mostCells = 16_384;
export const mostTabs = 256;
export const mostExtras = 64;
export const tabStates = ['visible', 'hidden', 'veryHidden'] as const;

const value = z.union([z.string().max(longestText), z.number(), z.boolean(), z.strictObject({ error: z.string().max(longestError) })]);
const cell = z.strictObject({ value, isDate: z.boolean().optional(), isFormula: z.boolean().optional(), isUnreadable: z.boolean().optional() });
const wireCell = z.union([z.null(), z.string().max(longestText), z.number(), z.boolean(), cell]);

const row = z.strictObject({ index: z.int().min(0).max(lastRow), cells: z.array(wireCell).max(mostCells), hidden: z.boolean().optional() });
const worksheet = z.strictObject({ name: z.string().min(1).max(longestName), state: z.enum(tabStates), rows: z.array(row).max(mostRows) });

/** Tabs in their order, the hidden ones too: one of them holds the stamp. Rows without cells may be left out. */
export const wireGridSchema = z
  .strictObject({ worksheets: z.array(worksheet).max(mostTabs), extras: z.array(z.string().max(longestError)).max(mostExtras).optional(), otherTabs: z.array(z.string().max(longestName)).max(mostTabs).optional() })
  .meta({ id: 'Workbook', description: 'The cells of a workbook as its host reads them; serial numbers of dates are in the 1900 system.' });
type WireCell = Readonly<z.infer<typeof wireCell>>;
export interface WireGrid {
  readonly worksheets: readonly { readonly name: string; readonly state: GridWorksheet['state']; readonly rows: readonly { readonly index: number; readonly cells: readonly WireCell[]; readonly hidden?: boolean }[] }[];
  readonly extras?: readonly string[];
  readonly otherTabs?: readonly string[];
}

const isBare = ({ isDate, isFormula, isUnreadable }: GridCell): boolean => !isDate && !isFormula && !isUnreadable;

const toWireCell = (one: GridCell | undefined): WireCell => {
  if (one === undefined) return null;
  return isBare(one) && typeof one.value !== 'object' ? one.value : { ...one };
};
const fromWireCell = (one: WireCell): GridCell | undefined => {
  if (one === null) return undefined;
  return typeof one === 'object' ? one : { value: one };
};

/** A grid as it is sent. */
export const gridToWire = ({ worksheets, extras, otherTabs }: Grid): WireGrid => ({
  worksheets: worksheets.map(({ name, state, rows }) => ({
    name, state, rows: rows.map(({ index, cells, hidden }) => ({ index, cells: Array.from(cells, toWireCell), ...(hidden && { hidden }) })),
  })),
  extras: [...extras],
  ...(otherTabs && { otherTabs: [...otherTabs] }),
});

type WireRow = WireGrid['worksheets'][number]['rows'][number];

/** A row that was sent before is the same row: what was found out of it is known. */
const fromWireRow = remembered((one: WireRow): GridRow => ({ ...one, cells: one.cells.map(fromWireCell) }));

const byIndex = (a: GridRow, b: GridRow): number => a.index - b.index;

/** A grid that was sent. Its rows are put in order, and a repeated one is left out. */
export const gridFromWire = ({ worksheets, extras = [], otherTabs }: WireGrid): Grid => ({
  worksheets: worksheets.map(({ name, state, rows }) => ({
    name, state, rows: [...new Map(rows.map((one): [number, GridRow] => [one.index, fromWireRow(one)])).values()].sort(byIndex),
  })),
  extras,
  ...(otherTabs && { otherTabs }),
});
