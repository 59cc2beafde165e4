import { readIndex } from '../read/read-number';
import { CLOSE, END, OPEN, XmlScanner } from '../read/xml-scanner';
import { escapeAttribute } from '../escape-xml';
import { changeInElement } from './follow-renames';
import { hasRenames, renameInFormula, type Renames } from './formula-refs';
import { placeOf, type KeptMarkup } from './kept-markup';
import { createSpliceWriter, type SpliceWriter } from './splices';

/** What a rendered sheet part becomes in its new workbook. */
export interface Rewriting {
  /** Markup of the rendered workbook's shared strings. */
  readonly strings: readonly string[];
  readonly cellStyle: (style: number) => number;
  readonly format: (dxf: number) => number;
  readonly renames: Renames;
  /** New relationship ids by old ones; elements that need another relationship are left out. */
  readonly relationships: ReadonlyMap<string, string>;
  readonly kept: KeptMarkup;
  /** A number as the workbook stores it in a cell of that rendered style. */
  readonly toStored: (value: number, style: number) => number;
}

interface Rewriter extends Rewriting {
  readonly scanner: XmlScanner;
  readonly out: SpliceWriter;
  /** How many of the kept elements are written. */
  keptSoFar: number;
  /** Of the cell passed last. */
  style: number;
  isShared: boolean;
}

const indexAt = ({ scanner }: Rewriter, attribute: number): number => readIndex(scanner.bytes, scanner.valueStart(attribute), scanner.valueEnd(attribute));

/** Cells and rows: there are so many that only their two attributes are looked for. */
const rewriteStyle = (rewriter: Rewriter): void => {
  const { scanner, out, cellStyle } = rewriter;
  const [s, t] = [scanner.attribute('s'), scanner.isNamed('c') ? scanner.attribute('t') : -1];
  rewriter.style = s < 0 ? 0 : indexAt(rewriter, s);
  rewriter.isShared = t >= 0 && scanner.isValue(t, 's');
  const edits: [number, string][] = [];
  if (s >= 0) edits.push([s, String(cellStyle(rewriter.style))]);
  if (rewriter.isShared) edits.push([t, 'inlineStr']);
  for (const [attribute, text] of edits.sort(([a], [b]) => a - b)) out.replace(scanner.valueStart(attribute), scanner.valueEnd(attribute), text);
};

const rewriteValue = (rewriter: Rewriter): void => {
  const { scanner, out, strings, style, isShared, toStored } = rewriter;
  const from = scanner.tagStart();
  scanner.readText();
  const text = scanner.text();
  const end = scanner.position();
  if (isShared) out.replace(from, end, `<is>${strings[Number(text)] ?? '<t/>'}</is>`);
  else if (text !== '' && Number.isFinite(Number(text)) && toStored(Number(text), style) !== Number(text)) out.replace(from, end, `<v>${toStored(Number(text), style)}</v>`);
};

/** The new value of an attribute of anything but cells and rows; undefined for one that stays. */
const newValue = (element: string, name: string, value: string, { cellStyle, format, renames, relationships, kept }: Rewriter): string | undefined => {
  if (name === 'r:id') return relationships.get(value);
  if (element === 'col' && name === 'style') return String(cellStyle(Number(value)));
  if (/dxfId$/iu.test(name)) return String(format(Number(value)));
  if (element === 'hyperlink' && name === 'location') return renameInFormula(value, renames);
  // Two tabs selected would take every edit together.
  return name === 'tabSelected' ? String(Number(kept.isSelected)) : undefined;
};

const rewriteAttributes = (rewriter: Rewriter): void => {
  const { scanner, out } = rewriter;
  const element = scanner.localName();
  scanner.attributePairs().forEach(([name, value], i) => {
    const text = newValue(element, name, value, rewriter);
    if (text !== undefined && text !== value) out.replace(scanner.valueStart(i), scanner.valueEnd(i), escapeAttribute(text));
  });
};

/** An element that speaks of a relationship nobody carries over, or that the old tab has one of its own of. */
const isLeftOut = ({ scanner, relationships, kept }: Rewriter): boolean => {
  const id = scanner.attribute('r:id');
  if (id >= 0 && !relationships.has(scanner.value(id))) return true;
  return scanner.depth === 2 && kept.elements.some(({ name }) => name === scanner.localName());
};

/** Writes the kept elements that belong before a place of the worksheet's order. */
const flushKept = (rewriter: Rewriter, place: number, at: number): void => {
  const { kept, out } = rewriter;
  for (let next = kept.elements[rewriter.keptSoFar]; next !== undefined && next.place < place; next = kept.elements[++rewriter.keptSoFar]) out.replace(at, at, next.markup);
};

const rewriteElement = (rewriter: Rewriter): void => {
  const { scanner, out } = rewriter;
  if (scanner.isNamed('c') || scanner.isNamed('row')) return rewriteStyle(rewriter);
  if (scanner.isNamed('v')) return rewriteValue(rewriter);
  if (isLeftOut(rewriter)) {
    const from = scanner.tagStart();
    scanner.skip();
    return out.replace(from, scanner.position(), '');
  }
  if (scanner.depth === 2) flushKept(rewriter, placeOf(scanner.localName()), scanner.tagStart());
  rewriteAttributes(rewriter);
  if (hasRenames(rewriter.renames)) changeInElement(scanner, out, (formula) => renameInFormula(formula, rewriter.renames));
};

/** At the end of the part: kept extensions go into its own list of them, or make one. */
const finish = (rewriter: Rewriter, extensionsAt: number): void => {
  const { scanner, out, kept } = rewriter;
  if (extensionsAt >= 0) return;
  const at = scanner.bytes.lastIndexOf('</');
  flushKept(rewriter, Infinity, at);
  if (kept.extensions !== '') out.replace(at, at, `<extLst>${kept.extensions}</extLst>`);
};

/** Rewrites a sheet part that our writer made, for another workbook: styles, texts, formulas, relationships, and what is kept of the old tab. */
export const rewriteSheet = (bytes: Buffer, part: string, rewriting: Rewriting): Buffer => {
  const scanner = new XmlScanner(bytes, part);
  const out = createSpliceWriter(bytes);
  const rewriter: Rewriter = { ...rewriting, scanner, out, keptSoFar: 0, style: 0, isShared: false };
  let extensionsAt = -1;
  let isInExtensions = false;
  for (let token = scanner.next(); token !== END; token = scanner.next()) {
    if (token === OPEN) {
      if (scanner.depth === 2) isInExtensions = scanner.isNamed('extLst');
      rewriteElement(rewriter);
    } else if (token === CLOSE && scanner.depth === 1 && isInExtensions) {
      extensionsAt = scanner.bytes.lastIndexOf('<', scanner.position() - 1);
      out.replace(extensionsAt, extensionsAt, rewriting.kept.extensions);
      isInExtensions = false;
    }
  }
  finish(rewriter, extensionsAt);
  return out.finish();
};
