import { styledCell, type ModelValue, type WorkbookPatch, type WorksheetModel } from '../../core';
import type { GoogleFailure } from './calls';

/** Characters that a cell of Google's takes; Excel takes fewer, but a plan may have been made elsewhere. */
export const longestText = 50_000;

const isTooLong = (value: ModelValue): boolean => typeof value === 'string' && value.length > longestText;

const holdsTooLong = ({ rows }: WorksheetModel): boolean => rows.some((row) => row.some((cell) => isTooLong(styledCell(cell).value)));

const failureOf = (tab: string | undefined): GoogleFailure | undefined => (tab === undefined ? undefined : { kind: 'too-large', tab });

/** The first of these tabs with a text that no cell takes. Google would cut nothing, but refuse all of it. [N49] */
export const tooLargeTab = (worksheets: readonly WorksheetModel[]): GoogleFailure | undefined => failureOf(worksheets.find(holdsTooLong)?.name);

/** The same of a patch. */
export const tooLargePatch = ({ tabs, pages, generated }: WorkbookPatch): GoogleFailure | undefined =>
  failureOf(tabs.find(({ cells }) => cells.some(({ value }) => isTooLong(value)))?.tab) ?? tooLargeTab([...pages, ...generated.worksheets]);
