import { SPREADSHEET } from '../read/namespaces';
import type { XlsxPackage } from '../read/package-parts';
import { targetOf } from '../read/read-xlsx';
import type { WorkbookPart } from '../read/workbook-part';
import { readTree, type PackageDraft } from './package-draft';
import { addContentTypes, addRelationships } from './package-lists';
import { DEFAULTS, openStyles, type GrowingStyles, type StyleListName } from './style-sheet';
import type { Dialect } from './dialect';
import { attributeOf, childOf, childrenOf, innerOf, markupOf, type XmlNode } from './xml-tree';

/** Styles of rendered tabs, by their numbers there, as numbers of the workbook they come into. */
export interface StyleTransfer {
  readonly cell: (style: number) => number;
  /** Of conditional formats. */
  readonly format: (dxf: number) => number;
  readonly commit: () => void;
}

const STYLES_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';

/** What programs look for in every style sheet: the style "Normal", and what it is made of. */
const EMPTY_STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${[...SPREADSHEET][0]}"><fonts count="1">${DEFAULTS.fonts[0]}</fonts><fills count="2">${DEFAULTS.fills.join('')}</fills>`
  + `<borders count="1">${DEFAULTS.borders[0]}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`
  + '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** The style sheet of a workbook; one that has none gets an empty one. */
const stylesPart = (draft: PackageDraft, workbook: WorkbookPart, dialect: Dialect): string => {
  const found = targetOf(workbook, 'styles');
  if (found !== undefined && draft.has(found)) return found;
  // openpyxl looks for styles by this name alone.
  const usual = `${dialect.folder}styles.xml`;
  const part = found ?? (draft.has(usual) ? draft.freshName(`${dialect.folder}styles`, 'xml') : usual);
  draft.write(part, dialect.translate(Buffer.from(EMPTY_STYLES)));
  if (draft.contentType(part) !== STYLES_TYPE) addContentTypes(draft, [[part, STYLES_TYPE]]);
  if (found === undefined) addRelationships(draft, workbook.part, [{ type: dialect.relationship('styles'), target: `/${part}` }]);
  return part;
};

const numberOf = (node: XmlNode, name: string): number => Number(attributeOf(node, name) ?? 0);

/** Says outright that the style's own font, fill and so on count, whatever the style called "Normal" is like there. */
const APPLIES = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"';

const transferStyle = (root: XmlNode, xf: XmlNode, target: GrowingStyles): number => {
  const codes = new Map(childrenOf(childOf(root, 'numFmts'), 'numFmt').map((node) => [numberOf(node, 'numFmtId'), attributeOf(node, 'formatCode') ?? '']));
  const item = (list: StyleListName, attribute: string): number => {
    const found = childOf(root, list)?.children[numberOf(xf, attribute)];
    return found ? target.take(list, markupOf(found)) : 0;
  };
  const code = codes.get(numberOf(xf, 'numFmtId'));
  const format = code === undefined ? numberOf(xf, 'numFmtId') : target.takeFormat(code);
  const ids = `numFmtId="${format}" fontId="${item('fonts', 'fontId')}" fillId="${item('fills', 'fillId')}" borderId="${item('borders', 'borderId')}"`;
  return target.take('cellXfs', `<xf ${ids}${target.hasNamedStyles ? ' xfId="0"' : ''} ${APPLIES}>${innerOf(xf)}</xf>`);
};

const remembered = (make: (number: number) => number): ((number: number) => number) => {
  const known = new Map<number, number>();
  return (number) => {
    const found = known.get(number) ?? make(number);
    known.set(number, found);
    return found;
  };
};

/** Prepares to carry styles from rendered tabs into a workbook. The default style stays the default of that workbook. */
export const createStyleTransfer = (draft: PackageDraft, workbook: WorkbookPart, source: XlsxPackage, sourceStyles: string, dialect: Dialect): StyleTransfer => {
  const root = readTree(source, sourceStyles);
  const target = openStyles(draft, stylesPart(draft, workbook, dialect));
  const styles = childOf(root, 'cellXfs')?.children ?? [];
  const formats = childOf(root, 'dxfs')?.children ?? [];
  return {
    cell: remembered((style) => (style === 0 || !styles[style] ? 0 : transferStyle(root, styles[style], target))),
    format: remembered((dxf) => (formats[dxf] ? target.take('dxfs', markupOf(formats[dxf])) : 0)),
    commit: target.commit,
  };
};
