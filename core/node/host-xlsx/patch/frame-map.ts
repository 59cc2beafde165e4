import { refuse } from '../read/refusals';
import { openRoot } from '../read/xml-root';
import { XmlScanner } from '../read/xml-scanner';
import { placeOf } from './kept-markup';

/** A range of columns as a sheet part describes it: zero-based ends, and its attributes but for them. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a sheet part has beside its cells, and where. */
export interface SheetFrame {
  readonly prefix: string;
  readonly cols: Stretch | undefined;
  readonly columns: readonly ColumnRange[];
  /** Where the cells begin. */
  readonly sheetData: number;
  readonly validations: (Stretch & { readonly inner: string; readonly count: number }) | undefined;
  /** The greatest priority of a conditional format; 0 without any. */
  readonly lastPriority: number;
  /** All elements, by their place in the order of a worksheet. */
  readonly elements: readonly (Stretch & { readonly place: number })[];
  /** Where the part's root is closed. */
  readonly end: number;
}

const isRangeEnd = ([name]: readonly [string, string]): boolean => name === 'min' || name === 'max';

/** What the children of the element just opened say in their attributes. */
const childAttributes = (scanner: XmlScanner): (readonly [string, string])[][] => {
  const children: (readonly [string, string])[][] = [];
  while (scanner.nextChild()) {
    children.push([...scanner.attributePairs()]);
    scanner.skip();
  }
  return children;
};

const numberIn = (attributes: readonly (readonly [string, string])[], name: string): number => Number(attributes.find(([own]) => own === name)?.[1] ?? 0);

const toRange = (attributes: readonly (readonly [string, string])[]): ColumnRange =>
  ({ from: numberIn(attributes, 'min') - 1, to: numberIn(attributes, 'max') - 1, attributes: attributes.filter((one) => !isRangeEnd(one)) });

/** The markup between the tags of the element that ends here. */
const innerOf = ({ bytes }: XmlScanner, openEnd: number, end: number): string => (openEnd === end ? '' : bytes.toString('utf8', openEnd, bytes.lastIndexOf('<', end - 1)));

/** The elements whose children are looked at. */
const looked: ReadonlySet<string> = new Set(['cols', 'conditionalFormatting', 'dataValidations']);

interface FoundElement extends Stretch {
  readonly name: string;
  readonly prefix: string;
  readonly children: readonly (readonly (readonly [string, string])[])[];
  readonly inner: string;
}

const readElement = (scanner: XmlScanner): FoundElement => {
  const [name, prefix, start, openEnd] = [scanner.localName(), scanner.prefix(), scanner.tagStart(), scanner.position()];
  const isLooked = looked.has(name);
  const children = isLooked ? childAttributes(scanner) : [];
  if (!isLooked) scanner.skip();
  const end = scanner.position();
  return { name, prefix, start, end, children, inner: isLooked ? innerOf(scanner, openEnd, end) : '' };
};

/** Maps a sheet part but for its cells. */
export const mapFrame = (bytes: Buffer, part: string): SheetFrame => {
  const scanner = new XmlScanner(bytes, part);
  openRoot(scanner, 'worksheet', part);
  const elements: FoundElement[] = [];
  while (scanner.nextChild()) elements.push(readElement(scanner));
  const find = (wanted: string): FoundElement | undefined => elements.find(({ name }) => name === wanted);
  const [cells, cols, rules] = [find('sheetData'), find('cols'), find('dataValidations')];
  const formats = elements.filter(({ name }) => name === 'conditionalFormatting').flatMap(({ children }) => children);
  return {
    prefix: cells?.prefix ?? '',
    cols,
    columns: (cols?.children ?? []).map(toRange),
    sheetData: cells?.start ?? refuse('XML', `${part}: no sheetData`),
    validations: rules && { start: rules.start, end: rules.end, inner: rules.inner, count: rules.children.length },
    lastPriority: formats.reduce((last, rule) => Math.max(last, numberIn(rule, 'priority')), 0),
    elements: elements.map(({ name, start, end }) => ({ start, end, place: placeOf(name) })),
    end: bytes.lastIndexOf('</'),
  };
};
