import { END, OPEN, XmlScanner } from '../read/xml-scanner';
import { openRoot } from '../read/xml-root';

/** The order of a worksheet's elements (`CT_Worksheet`, ISO 29500-1, 18.3.1.99). */
const ORDER = [
  'sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection', 'protectedRanges', 'scenarios', 'autoFilter',
  'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells', 'phoneticPr', 'conditionalFormatting', 'dataValidations', 'hyperlinks', 'printOptions',
  'pageMargins', 'pageSetup', 'headerFooter', 'rowBreaks', 'colBreaks', 'customProperties', 'cellWatches', 'ignoredErrors', 'smartTags', 'drawing',
  'legacyDrawing', 'legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst',
];

export const placeOf = (element: string): number => ORDER.indexOf(element);

/** What people put on a tab that is no cell: it stays when the cells are replaced. */
const KEPT: ReadonlySet<string> = new Set(['drawing', 'legacyDrawing', 'legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems']);

/** Extensions that go with the cells: conditional formats and validations. Sparklines, slicers and timelines stay. */
const REPLACED_EXTENSIONS: ReadonlySet<string> = new Set(['{78C0D931-6437-407D-A8EE-F0AAD7539E65}', '{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}']);

/** Markup of an old sheet part that goes into the new one. */
export interface KeptMarkup {
  /** Elements of a worksheet by their place in its order, ascending. */
  readonly elements: readonly { readonly name: string; readonly place: number; readonly markup: string }[];
  /** `ext` elements. */
  readonly extensions: string;
  /** The tab was the one shown. */
  readonly isSelected: boolean;
}

export const NOTHING_KEPT: KeptMarkup = { elements: [], extensions: '', isSelected: false };

/** Prefixes and the namespaces they are bound to, as attributes. */
export type Bindings = readonly (readonly [string, string])[];

/** Declares on an element the prefixes that the old root declared and that it uses, also in the value of `Requires`. */
const declare = (markup: string, bindings: Bindings): string => {
  const tag = /^<[^\s/>]+/u.exec(markup)?.[0] ?? '';
  const head = markup.slice(0, markup.indexOf('>'));
  const declarations = bindings.filter(([name]) => {
    const prefix = name.slice('xmlns:'.length);
    return name.startsWith('xmlns:') && !head.includes(`${name}=`) && (markup.includes(`${prefix}:`) || markup.includes(`"${prefix}"`));
  });
  return tag + declarations.map(([name, uri]) => ` ${name}="${uri}"`).join('') + markup.slice(tag.length);
};

/** The element just opened, to its end, as markup. */
const takeMarkup = (scanner: XmlScanner): string => {
  const from = scanner.tagStart();
  scanner.skip();
  return scanner.bytes.toString('utf8', from, scanner.position());
};

const valueOf = (scanner: XmlScanner, name: string): string => {
  const i = scanner.attribute(name);
  return i < 0 ? '' : scanner.value(i);
};

const takeExtensions = (scanner: XmlScanner, bindings: Bindings): string => {
  let kept = '';
  while (scanner.nextChild()) {
    const isReplaced = REPLACED_EXTENSIONS.has(valueOf(scanner, 'uri').toUpperCase());
    const markup = takeMarkup(scanner);
    if (!isReplaced) kept += declare(markup, bindings);
  }
  return kept;
};

const findSelected = (scanner: XmlScanner): boolean => {
  let isSelected = false;
  while (scanner.nextChild()) {
    isSelected ||= ['1', 'true'].includes(valueOf(scanner, 'tabSelected'));
    scanner.skip();
  }
  return isSelected;
};

/** Controls and the like may be wrapped for newer programs; the wrapper goes where the first thing in it belongs. */
const wrappedName = (markup: string): string | undefined => {
  const scanner = new XmlScanner(Buffer.from(markup), '');
  for (let token = scanner.next(); token !== END; token = scanner.next()) {
    if (token === OPEN && KEPT.has(scanner.localName())) return scanner.localName();
  }
  return undefined;
};

/** The namespaces that the root element of a sheet part declares. */
export const rootBindings = (bytes: Buffer, part: string): Bindings => {
  const scanner = new XmlScanner(bytes, part);
  openRoot(scanner, 'worksheet', part);
  return scanner.attributePairs('xmlns');
};

/** Finds in an old sheet part what stays when its cells are replaced. `known` are the namespaces that the new part declares. */
export const readKept = (bytes: Buffer, part: string, known: Bindings): KeptMarkup => {
  const scanner = new XmlScanner(bytes, part);
  openRoot(scanner, 'worksheet', part);
  const bindings = scanner.attributePairs('xmlns').filter(([name, uri]) => !known.some((other) => other[0] === name && other[1] === uri));
  const elements: { name: string; place: number; markup: string }[] = [];
  let [extensions, isSelected] = ['', false];
  while (scanner.nextChild()) {
    const local = scanner.localName();
    if (local === 'sheetViews') isSelected = findSelected(scanner);
    else if (local === 'extLst') extensions += takeExtensions(scanner, bindings);
    else if (KEPT.has(local) || local === 'AlternateContent') {
      const markup = takeMarkup(scanner);
      const name = local === 'AlternateContent' ? wrappedName(declare(markup, bindings)) : local;
      if (name !== undefined) elements.push({ name, place: placeOf(name), markup: declare(markup, bindings) });
    } else scanner.skip();
  }
  return { elements: elements.sort((a, b) => a.place - b.place), extensions, isSelected };
};
