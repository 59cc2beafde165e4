import type { GridRange, GridRow } from '../../../sheet/grid';
import { readCellValue, type CellDraft, type CellType, type ValueContext } from './cell-values';
import { decodeXml } from './decode-xml';
import { GRID_COLUMNS, GRID_ROWS, LIMITS } from './limits';
import { parseRange } from './merges';
import { readIndex } from './read-number';
import { refuse } from './refusals';
import { readRichText, takeText } from './rich-text';
import { createRowCollector, type RowCollector } from './worksheet-rows';
import { closeRoot, openRoot } from './xml-root';
import { XmlScanner } from './xml-scanner';

/** What a worksheet holds for us. `hasSparklines` and `callsWeb` are noticed in passing. */
export interface WorksheetContent {
  readonly rows: readonly GridRow[];
  readonly merges: readonly GridRange[];
  readonly hasSparklines: boolean;
  readonly callsWeb: boolean;
}

interface Reading {
  readonly scanner: XmlScanner;
  readonly part: string;
  readonly context: ValueContext;
  readonly rows: RowCollector;
  readonly draft: CellDraft;
  readonly merges: GridRange[];
  /** The name of the function stands somewhere in the part, so formulas are worth a look. */
  readonly mayCallWeb: boolean;
  callsWeb: boolean;
}

const WEB_CALL = 'WEBSERVICE(';

const emptyDraft = (bytes: Buffer): CellDraft => ({
  column: -1, type: 'n', style: 0, hasFormula: false, hasValue: false, isAmbiguous: false, inline: '', bytes, start: 0, end: 0,
});

const TYPES: readonly CellType[] = ['s', 'n', 'str', 'b', 'inlineStr', 'e', 'd'];

const cellType = (scanner: XmlScanner): CellType => {
  const t = scanner.attribute('t');
  if (t < 0) return 'n';
  for (const type of TYPES) if (scanner.isValue(t, type)) return type;
  return 'other';
};

const styleOf = (scanner: XmlScanner): number => {
  const s = scanner.attribute('s');
  return s < 0 ? 0 : readIndex(scanner.bytes, scanner.valueStart(s), scanner.valueEnd(s));
};

const rowNumber = ({ scanner, rows, part }: Reading): number => {
  const r = scanner.attribute('r');
  const number = r < 0 ? rows.lastNumber() + 1 : readIndex(scanner.bytes, scanner.valueStart(r), scanner.valueEnd(r));
  if (number < 1 || number > GRID_ROWS) refuse('ROW_REF', `${part}: row ${r < 0 ? number : scanner.value(r)}`);
  return number;
};

const isHidden = (scanner: XmlScanner): boolean => {
  const hidden = scanner.attribute('hidden');
  return hidden >= 0 && (scanner.isValue(hidden, '1') || scanner.isValue(hidden, 'true'));
};

/** The column, 1 for A, of a reference like "AB12" or "ab12" that must name the row given; 0 for any other. */
export const columnIn = (bytes: Buffer, start: number, end: number, row: number): number => {
  let column = 0;
  let i = start;
  for (; i < end; i++) {
    const letter = ((bytes[i] as number) | 0x20) - 0x60;
    if ((bytes[i] as number) < 0x41 || letter < 1 || letter > 26 || column > GRID_COLUMNS) break;
    column = column * 26 + letter;
  }
  return column <= GRID_COLUMNS && bytes[i] !== 0x30 && readIndex(bytes, i, end) === row ? column : 0;
};

const readColumn = ({ scanner, draft, part }: Reading, row: number): number => {
  const r = scanner.attribute('r');
  const column = r < 0 ? draft.column + 1 : columnIn(scanner.bytes, scanner.valueStart(r), scanner.valueEnd(r), row) - 1;
  if (column < 0 || column >= GRID_COLUMNS) refuse('CELL_REF', `${part}: cell ${r < 0 ? 'without reference' : scanner.value(r)} in row ${row}`);
  return column;
};

const readValue = ({ scanner, draft }: Reading): void => {
  scanner.readText();
  draft.isAmbiguous ||= draft.hasValue;
  draft.hasValue = true;
  draft.bytes = scanner.textBytes;
  draft.start = scanner.textStart;
  draft.end = scanner.textEnd;
};

/** That a formula is there is all we want to know; its text is never kept. */
const readFormula = (reading: Reading): void => {
  reading.draft.hasFormula = true;
  if (!reading.mayCallWeb) return reading.scanner.skip();
  reading.scanner.readText();
  reading.callsWeb ||= reading.scanner.text().includes(WEB_CALL);
};

const readCellChildren = (reading: Reading): void => {
  const { scanner, draft, context } = reading;
  while (scanner.nextChild()) {
    if (scanner.isNamed('v')) readValue(reading);
    else if (scanner.isNamed('f')) readFormula(reading);
    else if (scanner.isNamed('is')) draft.inline += takeText(readRichText(scanner), context.budget);
    else scanner.skip();
  }
};

const readCell = (reading: Reading, row: number): void => {
  const { scanner, draft, context, rows, part } = reading;
  if (++context.budget.cells > LIMITS.cells) refuse('TOO_MANY_CELLS', part);
  draft.column = readColumn(reading, row);
  rows.claim(draft.column);
  draft.type = cellType(scanner);
  draft.style = styleOf(scanner);
  draft.hasFormula = false;
  draft.hasValue = false;
  draft.isAmbiguous = false;
  draft.inline = '';
  readCellChildren(reading);
  rows.put(draft.column, readCellValue(draft, context));
};

const readRow = (reading: Reading): void => {
  const { scanner, rows, draft, context, part } = reading;
  const number = rowNumber(reading);
  rows.open(number, isHidden(scanner));
  draft.column = -1;
  while (scanner.nextChild()) {
    if (scanner.isNamed('c')) readCell(reading, number);
    else scanner.skip();
  }
  context.budget.places += rows.close();
  if (context.budget.places > LIMITS.places) refuse('TOO_MANY_CELLS', `${part}: cells too far apart`);
};

const readSheetData = (reading: Reading): void => {
  while (reading.scanner.nextChild()) {
    if (reading.scanner.isNamed('row')) readRow(reading);
    else reading.scanner.skip();
  }
};

const isOfMany = ({ top, left, bottom, right }: GridRange): boolean => bottom > top || right > left;

const readMerges = ({ scanner, context: { budget }, merges, part }: Reading): void => {
  let count = 0;
  while (scanner.nextChild()) {
    const ref = scanner.isNamed('mergeCell') ? scanner.attribute('ref') : -1;
    const range = ref < 0 ? undefined : parseRange(scanner.value(ref));
    // A reference that is no range merges nothing.
    if (range !== undefined && ++count > LIMITS.merges) refuse('XML_TOO_MANY', `${part}: merges`);
    if (range !== undefined && isOfMany(range) && ++budget.merges <= LIMITS.knownMerges) merges.push(range);
    scanner.skip();
  }
};

/** Returns where the last rows end; what the user's own features add stands after them. */
const readBody = (reading: Reading): number => {
  const { scanner, part } = reading;
  let rowsEnd = 0;
  openRoot(scanner, 'worksheet', part);
  while (scanner.nextChild()) {
    if (scanner.isNamed('sheetData')) {
      readSheetData(reading);
      rowsEnd = scanner.position();
    } else if (scanner.isNamed('mergeCells')) readMerges(reading);
    else scanner.skip();
  }
  closeRoot(scanner, part);
  return rowsEnd;
};

/** Reads all cells of a worksheet. Refuses for the whole workbook what makes the place of any cell doubtful. */
export const readWorksheet = (content: Buffer, part: string, context: ValueContext): WorksheetContent => {
  const bytes = decodeXml(content, part);
  const rows = createRowCollector(part);
  const reading: Reading = {
    scanner: new XmlScanner(bytes, part), part, context, rows, draft: emptyDraft(bytes), merges: [],
    mayCallWeb: bytes.includes(WEB_CALL), callsWeb: false,
  };
  const rowsEnd = readBody(reading);
  const filled = rows.sorted().filter(({ cells }) => cells.some((cell) => cell !== undefined));
  return { rows: filled, merges: reading.merges, hasSparklines: bytes.includes('sparklineGroup', rowsEnd), callsWeb: reading.callsWeb };
};
