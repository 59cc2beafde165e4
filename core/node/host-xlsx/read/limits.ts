const MEGABYTE = 1024 * 1024;

/** What a workbook may hold. Chosen well above the largest of 2,345 public workbooks and well below what hurts. */
export const LIMITS = {
  fileBytes: 20 * MEGABYTE,
  parts: 2_000,
  partNameBytes: 255,
  partBytes: 64 * MEGABYTE,
  allPartsBytes: 160 * MEGABYTE,
  /** Inflated to compressed size; only parts above `ratioFromBytes` are judged, since small ones harm nobody. */
  ratio: 200,
  ratioFromBytes: MEGABYTE,
  xmlDepth: 64,
  xmlElements: 20_000_000,
  /** Elements and attributes of the styles; Excel's own most, 65,000 cell styles, take nearly as many. */
  styleNodes: 500_000,
  /** The same of every other part that is read whole, and of all tables together: 15 times the most that was seen. They are read several times. */
  listNodes: 100_000,
  xmlAttributes: 64,
  sheets: 200,
  sharedStrings: 1_000_000,
  /** Three times what Excel allows. */
  cellStyles: 200_000,
  /** In one worksheet. */
  rows: 100_000,
  /** In all worksheets together. */
  cells: 2_000_000,
  /** Places up to the last cell of each row, in all worksheets: lone cells far to the right cost memory too. */
  places: 20_000_000,
  /** In one worksheet. */
  merges: 1_000_000,
  /** In all worksheets together: what more are merged is read as if it were not. */
  knownMerges: 100_000,
  /** UTF-16 units, as Excel counts them. */
  cellText: 32_767,
  allText: 64 * MEGABYTE,
} as const;

/** The size of a worksheet's grid, fixed by the file format. */
export const GRID_ROWS = 1_048_576;
export const GRID_COLUMNS = 16_384;
