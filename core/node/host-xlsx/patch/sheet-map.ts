import { GRID_ROWS, LIMITS } from '../read/limits';
import { readIndex } from '../read/read-number';
import { refuse } from '../read/refusals';
import { columnIn } from '../read/worksheet-reader';
import { closeRoot, openRoot } from '../read/xml-root';
import { END, OPEN, XmlScanner } from '../read/xml-scanner';
import { readCellShape, type FoundCell } from './cell-shape';
import { placeOf } from './kept-markup';

/** An element's place: its start tag from `start` to `openEnd`, its end tag from `closeStart` to `end`. */
export interface Place {
  readonly prefix: string;
  readonly start: number;
  readonly openEnd: number;
  readonly closeStart: number;
  readonly end: number;
  readonly isSelfClosed: boolean;
}

/** A `row` element that somebody asked for. */
export interface FoundRow extends Place {
  readonly cells: readonly FoundCell[];
  /** Style of its new cells; -1 when it has none of its own. */
  readonly style: number;
  readonly spans: { readonly text: string; readonly from: number; readonly to: number } | undefined;
}

export type RefKind = 'dimension' | 'autoFilter' | 'format';

/** A range written somewhere in the part. */
export interface FoundRef {
  readonly kind: RefKind;
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

export interface ColumnStyle {
  readonly from: number;
  readonly to: number;
  readonly style: number;
}

/** Where things stand in a sheet part. */
export interface SheetMap {
  readonly bytes: Buffer;
  readonly sheetData: Place;
  readonly mergeCells: Place | undefined;
  /** Where the element after the merges begins. */
  readonly afterMerges: number;
  /** The rows asked for, by zero-based number; a number may have more than one element. */
  readonly rows: ReadonlyMap<number, readonly FoundRow[]>;
  /** Where a row asked for belongs that is not there; those at the end are left out. */
  readonly gaps: ReadonlyMap<number, number>;
  readonly columnStyles: readonly ColumnStyle[];
  readonly refs: readonly FoundRef[];
}

interface Mapping {
  readonly scanner: XmlScanner;
  readonly part: string;
  readonly wanted: readonly number[];
  readonly isWanted: ReadonlySet<number>;
  readonly rows: Map<number, FoundRow[]>;
  readonly gaps: Map<number, number>;
  readonly columnStyles: ColumnStyle[];
  readonly refs: FoundRef[];
  sheetData: Place | undefined;
  mergeCells: Place | undefined;
  afterMerges: number | undefined;
}

const indexOf = (scanner: XmlScanner, name: string, absent: number): number => {
  const i = scanner.attribute(name);
  return i < 0 ? absent : readIndex(scanner.bytes, scanner.valueStart(i), scanner.valueEnd(i));
};

type Opened = Omit<Place, 'closeStart' | 'end'>;

/** Of the element just opened. */
export const openPlace = (scanner: XmlScanner): Opened => ({
  prefix: scanner.prefix(), start: scanner.tagStart(), openEnd: scanner.position(), isSelfClosed: scanner.isSelfClosed(),
});

/** Of the element whose end has just been passed. */
export const closePlace = (scanner: XmlScanner, opened: Opened): Place => {
  const end = scanner.position();
  return { ...opened, end, closeStart: opened.isSelfClosed ? end : scanner.bytes.lastIndexOf('<', end - 1) };
};

const addRef = ({ scanner, refs }: Mapping, kind: RefKind, attribute: string): void => {
  const i = scanner.attribute(attribute);
  if (i >= 0) refs.push({ kind, from: scanner.valueStart(i), to: scanner.valueEnd(i), value: scanner.value(i) });
};

const readSpans = (scanner: XmlScanner): FoundRow['spans'] => {
  const i = scanner.attribute('spans');
  return i < 0 ? undefined : { text: scanner.value(i), from: scanner.valueStart(i), to: scanner.valueEnd(i) };
};

const isTrue = (scanner: XmlScanner, name: string): boolean => {
  const i = scanner.attribute(name);
  return i >= 0 && (scanner.isValue(i, '1') || scanner.isValue(i, 'true'));
};

const readCells = ({ scanner, part }: Mapping, number: number): readonly FoundCell[] => {
  const cells: FoundCell[] = [];
  const columns = new Set<number>();
  let column = -1;
  while (scanner.nextChild()) {
    if (!scanner.isNamed('c')) {
      scanner.skip();
      continue;
    }
    const r = scanner.attribute('r');
    column = r < 0 ? column + 1 : columnIn(scanner.bytes, scanner.valueStart(r), scanner.valueEnd(r), number) - 1;
    if (column < 0) refuse('CELL_REF', `${part}: row ${number}`);
    if (columns.has(column)) refuse('DUPLICATE_CELL', `${part}: row ${number}, column ${column + 1}`);
    columns.add(column);
    cells.push(readCellShape(scanner, column));
  }
  return cells;
};

const readWantedRow = (mapping: Mapping, number: number): void => {
  const { scanner, rows } = mapping;
  const opened = openPlace(scanner);
  const style = isTrue(scanner, 'customFormat') ? indexOf(scanner, 's', -1) : -1;
  const spans = readSpans(scanner);
  const cells = readCells(mapping, number);
  const found = rows.get(number - 1) ?? [];
  rows.set(number - 1, [...found, { ...closePlace(scanner, opened), cells, style, spans }]);
};

const readRows = (mapping: Mapping): void => {
  const { scanner, part, wanted, isWanted, gaps } = mapping;
  let [number, count, ahead] = [0, 0, 0];
  while (scanner.nextChild()) {
    if (!scanner.isNamed('row')) {
      scanner.skip();
      continue;
    }
    number = indexOf(scanner, 'r', number + 1);
    if (number < 1 || number > GRID_ROWS) refuse('ROW_REF', `${part}: row ${number}`);
    if (++count > LIMITS.rows) refuse('TOO_MANY_ROWS', part);
    for (; (wanted[ahead] ?? Infinity) < number - 1; ahead++) gaps.set(wanted[ahead] as number, scanner.tagStart());
    if (isWanted.has(number - 1)) readWantedRow(mapping, number);
    else scanner.skip();
  }
};

const readColumnStyles = ({ scanner, columnStyles }: Mapping): void => {
  while (scanner.nextChild()) {
    const style = scanner.isNamed('col') ? indexOf(scanner, 'style', -1) : -1;
    if (style > 0) columnStyles.push({ from: indexOf(scanner, 'min', 0) - 1, to: indexOf(scanner, 'max', 0) - 1, style });
    scanner.skip();
  }
};

/** The `sqref` attributes of validations and formats, or of one extension the `sqref` elements. */
const readFormats = (mapping: Mapping): void => {
  const { scanner, refs } = mapping;
  if (scanner.isOfSheet()) addRef(mapping, 'format', 'sqref');
  const depth = scanner.depth;
  while (scanner.depth >= depth) {
    const token = scanner.next();
    if (token === END) return;
    if (token !== OPEN) continue;
    if (scanner.isNamed('dataValidation')) addRef(mapping, 'format', 'sqref');
    if (scanner.isOfSheet() || scanner.localName() !== 'sqref') continue;
    const from = scanner.position();
    scanner.readText();
    refs.push({ kind: 'format', from, to: scanner.bytes.lastIndexOf('<', scanner.position() - 1), value: scanner.text() });
  }
};

/** Of all that stands in extensions, only validations and conditional formats have ranges that grow with a table. */
const readExtensions = (mapping: Mapping): void => {
  const { scanner } = mapping;
  const depth = scanner.depth;
  while (scanner.depth >= depth) {
    if (scanner.next() !== OPEN) continue;
    const name = scanner.localName();
    if (name === 'conditionalFormatting' || name === 'dataValidation') readFormats(mapping);
  }
};

const readPart = (mapping: Mapping): void => {
  const { scanner } = mapping;
  if (scanner.isNamed('sheetData')) {
    const opened = openPlace(scanner);
    readRows(mapping);
    mapping.sheetData ??= closePlace(scanner, opened);
    return;
  }
  if (scanner.isNamed('mergeCells')) {
    const opened = openPlace(scanner);
    scanner.skip();
    mapping.mergeCells = closePlace(scanner, opened);
    return;
  }
  if (placeOf(scanner.localName()) > placeOf('mergeCells')) mapping.afterMerges ??= scanner.tagStart();
  if (scanner.isNamed('cols')) return readColumnStyles(mapping);
  if (scanner.isNamed('extLst')) return readExtensions(mapping);
  if (scanner.isNamed('conditionalFormatting') || scanner.isNamed('dataValidations')) return readFormats(mapping);
  if (scanner.isNamed('dimension')) addRef(mapping, 'dimension', 'ref');
  if (scanner.isNamed('autoFilter')) addRef(mapping, 'autoFilter', 'ref');
  scanner.skip();
};

/** Maps a sheet part once from end to end, with the reader's checks; of its rows only those `wanted`, in ascending order, in detail. */
export const mapSheet = (bytes: Buffer, part: string, wanted: readonly number[]): SheetMap => {
  const mapping: Mapping = {
    scanner: new XmlScanner(bytes, part), part, wanted, isWanted: new Set(wanted), rows: new Map(), gaps: new Map(), columnStyles: [], refs: [], sheetData: undefined, mergeCells: undefined, afterMerges: undefined,
  };
  openRoot(mapping.scanner, 'worksheet', part);
  while (mapping.scanner.nextChild()) readPart(mapping);
  closeRoot(mapping.scanner, part);
  const { rows, gaps, columnStyles, refs, mergeCells, afterMerges = bytes.lastIndexOf('</') } = mapping;
  return { bytes, sheetData: mapping.sheetData ?? refuse('XML', `${part}: no sheetData`), mergeCells, afterMerges, rows, gaps, columnStyles, refs };
};
