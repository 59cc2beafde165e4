import { tabColours, type TabFrame } from '../../core';
import type { SheetsRequest } from './calls';
import { columnPixels, fromColorStyle, pointPixels, toColorStyle } from './cell-format';
import { columnCountOf, rowCountOf, sheetIdOf, type Sheet } from './raw-spreadsheet';

type DimensionProperties = gapi.client.sheets.DimensionProperties;
type Dimension = 'ROWS' | 'COLUMNS';

/** Pixels of a row with one line of text. */
const usualRow = 21;

/** The rows or columns of a tab by their number, as they were read. */
const dimensionsOf = ({ data = [] }: Sheet, dimension: Dimension): DimensionProperties[] => {
  const found: DimensionProperties[] = [];
  for (const { startRow = 0, startColumn = 0, rowMetadata, columnMetadata } of data) {
    const [start, metadata = []] = dimension === 'ROWS' ? [startRow, rowMetadata] : [startColumn, columnMetadata];
    metadata.forEach((one, i) => (found[start + i] = one));
  }
  return found;
};
export const columnsOf = (sheet: Sheet): DimensionProperties[] => dimensionsOf(sheet, 'COLUMNS');

/** Is the tab made just now? Of one that stands the widths were read. */
export const isMadeNow = (sheet: Sheet): boolean => columnsOf(sheet).every((column) => column?.pixelSize === undefined);

/** Is all of the tab ours, and nothing a person's to choose? [N21] */
export const isGenerated = ({ tone }: TabFrame): boolean => tone !== 'data';

interface Run {
  readonly start: number;
  end: number;
  readonly pixels: number;
}

/** Numbers beside each other with the same size. */
const runsOf = (sizes: readonly (number | undefined)[]): Run[] => {
  const runs: Run[] = [];
  sizes.forEach((pixels, i) => {
    const last = runs.at(-1);
    if (pixels === undefined) return;
    if (last?.end === i && last.pixels === pixels) last.end++;
    else runs.push({ start: i, end: i + 1, pixels });
  });
  return runs;
};

const resize = (sheetId: number, dimension: Dimension, wanted: readonly (number | undefined)[], standing: readonly DimensionProperties[]): SheetsRequest[] =>
  runsOf(wanted.map((pixels, i) => (standing[i]?.pixelSize === pixels ? undefined : pixels))).map(({ start, end, pixels }): SheetsRequest => ({
    updateDimensionProperties: { range: { sheetId, dimension, startIndex: start, endIndex: end }, properties: { pixelSize: pixels }, fields: 'pixelSize' },
  }));

/** Widths of columns: on tabs that people write on their own affair once the tab is made. */
const widthRequests = (sheet: Sheet, frame: TabFrame): SheetsRequest[] =>
  (isGenerated(frame) || isMadeNow(sheet) ? resize(sheetIdOf(sheet), 'COLUMNS', frame.columns.map((column) => column?.width && columnPixels(column.width)).map((pixels) => pixels || undefined), columnsOf(sheet)) : []);

/** Heights of rows, on pages alone: elsewhere Google fits a row to its text by itself, which it does not where cells are joined. [N22] */
const heightRequests = (sheet: Sheet, { isProtected, heights }: TabFrame): SheetsRequest[] => {
  if (!isProtected) return [];
  const wanted = Array.from({ length: rowCountOf(sheet) }, (_, row) => (heights[row] === undefined ? usualRow : pointPixels(heights[row])));
  return resize(sheetIdOf(sheet), 'ROWS', wanted, dimensionsOf(sheet, 'ROWS'));
};

const hiddenRequests = (sheet: Sheet, { columns }: TabFrame): SheetsRequest[] => {
  const standing = columnsOf(sheet);
  return columns.flatMap((column, i): SheetsRequest[] => (!column?.hidden || standing[i]?.hiddenByUser ? [] : [{
    updateDimensionProperties: { range: { sheetId: sheetIdOf(sheet), dimension: 'COLUMNS', startIndex: i, endIndex: i + 1 }, properties: { hiddenByUser: true }, fields: 'hiddenByUser' },
  }]));
};

/** The columns to be frozen, of a tab with so many: Google wants one that is not. [N10] */
export const frozenColumns = ({ frozen }: Pick<TabFrame, 'frozen'>, columnCount: number): number => Math.min(frozen.columns, columnCount - 1);

/** The header of a tab that people write on stays in sight, and more of it where they want; of other tabs exactly what is declared. */
const frozenOf = (sheet: Sheet, frame: TabFrame): { frozenRowCount?: number; frozenColumnCount?: number } => {
  const { frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties?.gridProperties ?? {};
  const [{ rows }, columns] = [frame.frozen, frozenColumns(frame, columnCountOf(sheet))];
  if (isGenerated(frame) || isMadeNow(sheet)) return { ...(frozenRowCount !== rows && { frozenRowCount: rows }), ...(frozenColumnCount !== columns && { frozenColumnCount: columns }) };
  return frozenRowCount < rows ? { frozenRowCount: rows } : {};
};

/** Whether the tab is out of sight, its colour, and what is frozen. */
const propertyRequests = (sheet: Sheet, frame: TabFrame): SheetsRequest[] => {
  const { properties = {} } = sheet;
  const frozen = frozenOf(sheet, frame);
  const isToBeHidden = frame.state !== 'visible' && (frame.tone === 'hidden' || isMadeNow(sheet)) && !properties.hidden;
  const isToBeColoured = (isGenerated(frame) || isMadeNow(sheet)) && fromColorStyle(properties.tabColorStyle, properties.tabColor) !== tabColours[frame.tone];
  const fields = [...(isToBeHidden ? ['hidden'] : []), ...(isToBeColoured ? ['tabColorStyle'] : []), ...Object.keys(frozen).map((name) => `gridProperties.${name}`)];
  if (fields.length === 0) return [];
  const wanted: gapi.client.sheets.SheetProperties = {
    sheetId: sheetIdOf(sheet), ...(isToBeHidden && { hidden: true }), ...(isToBeColoured && { tabColorStyle: toColorStyle(tabColours[frame.tone]) }), ...(Object.keys(frozen).length > 0 && { gridProperties: frozen }),
  };
  return [{ updateSheetProperties: { properties: wanted, fields: fields.join(',') } }];
};

export const sizeRequests = (sheet: Sheet, frame: TabFrame): SheetsRequest[] =>
  [propertyRequests, widthRequests, heightRequests, hiddenRequests].flatMap((requests) => requests(sheet, frame));
