import { readIndex } from '../read/read-number';
import { CLOSE, OPEN, type XmlScanner } from '../read/xml-scanner';

/** The `f` element of a cell. `ref` and `shared` are there for shared formulas and arrays. */
export interface FoundFormula {
  readonly type: string;
  readonly ref: string;
  readonly shared: string;
  readonly text: string;
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
}

/** A `c` element: where it stands, and what of it outlives a new value. */
export interface FoundCell {
  readonly column: number;
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
  /** 0 where it has none of its own. */
  readonly style: number;
  /** Where the value of its `s` stands, or where an `s` may be put. */
  readonly styleFrom: number;
  readonly styleTo: number;
  /** Its attributes as they are written, but for those that describe its value. */
  readonly attributes: string;
  readonly formula: FoundFormula | undefined;
  /** Markup of children that are no part of its value. */
  readonly rest: string;
}

/** `t` is the value's type; `cm` and `vm` lead to data about the value, such as a picture in the cell. */
const VALUE_ATTRIBUTES: readonly string[] = ['t', 'cm', 'vm'];

const keptAttributes = (scanner: XmlScanner): string => {
  let kept = '';
  for (let i = 0; i < scanner.attributeCount; i++) {
    if (VALUE_ATTRIBUTES.some((name) => scanner.attribute(name) === i)) continue;
    kept += ` ${scanner.bytes.toString('utf8', scanner.attributeStart(i), scanner.valueEnd(i) + 1)}`;
  }
  return kept;
};

const valueOf = (scanner: XmlScanner, name: string): string => {
  const i = scanner.attribute(name);
  return i < 0 ? '' : scanner.value(i);
};

/** Reads the `f` element just opened, to its end. */
export const readFormula = (scanner: XmlScanner): FoundFormula => {
  const head = { type: valueOf(scanner, 't'), ref: valueOf(scanner, 'ref'), shared: valueOf(scanner, 'si'), prefix: scanner.prefix(), start: scanner.tagStart() };
  scanner.readText();
  return { ...head, text: scanner.text(), end: scanner.position() };
};

const styleOf = (scanner: XmlScanner): Pick<FoundCell, 'style' | 'styleFrom' | 'styleTo'> => {
  const s = scanner.attribute('s');
  const nameEnd = scanner.tagStart() + scanner.prefix().length + '<c'.length;
  if (s < 0) return { style: 0, styleFrom: nameEnd, styleTo: nameEnd };
  const [styleFrom, styleTo] = [scanner.valueStart(s), scanner.valueEnd(s)];
  return { style: Math.max(0, readIndex(scanner.bytes, styleFrom, styleTo)), styleFrom, styleTo };
};

/** Reads the `c` element just opened, to its end. */
export const readCellShape = (scanner: XmlScanner, column: number): FoundCell => {
  const head = { column, prefix: scanner.prefix(), start: scanner.tagStart(), ...styleOf(scanner), attributes: keptAttributes(scanner) };
  let formula: FoundFormula | undefined;
  let rest = '';
  for (let token = scanner.next(); token !== CLOSE; token = scanner.next()) {
    if (token !== OPEN) continue;
    if (scanner.isNamed('f')) formula = readFormula(scanner);
    else {
      const isValue = scanner.isNamed('v') || scanner.isNamed('is');
      const from = scanner.tagStart();
      scanner.skip();
      if (!isValue) rest += scanner.bytes.toString('utf8', from, scanner.position());
    }
  }
  return { ...head, formula, rest, end: scanner.position() };
};
