import { escapeAttribute } from '../escape-xml';
import { findTabs, type Tab } from '../read/read-xlsx';
import { readWorkbookPart } from '../read/workbook-part';
import { refuse } from '../read/refusals';
import { mapFrame, type SheetFrame } from './frame-map';
import { placeOf } from './kept-markup';
import { readTree, type PackageDraft } from './package-draft';
import type { Rendered } from './rendered';
import { editRows } from './row-edits';
import { mapSheet } from './sheet-map';
import { applySplices, type Splice } from './splices';
import type { StyleTransfer } from './style-transfer';
import { widenTables } from './widen-tables';
import { openXml } from './xml-encoding';
import type { NewColumns } from './xlsx-patch';
import { attributeOf, childOf, childrenOf, innerOf, markupOf, type XmlNode } from './xml-tree';

/** A workbook that gets columns, and the rendered one that has them. */
interface Adding {
  readonly draft: PackageDraft;
  readonly rendered: Rendered;
  readonly styles: StyleTransfer;
}

const tabOf = (tabs: readonly Tab[], name: string): Tab =>
  tabs.find(({ sheet }) => sheet.name.toLowerCase() === name.toLowerCase()) ?? refuse('SHEET_PART_MISSING', `no tab ${JSON.stringify(name)}`);

/** How the columns are to look, from the examples in the rendered tab: a header in the first row, a cell below. */
interface ColumnLook {
  readonly place: number;
  readonly header: number;
  readonly cell: number;
  readonly width: number;
}

const looksOf = (source: XmlNode, styles: StyleTransfer, { places, widths }: NewColumns): ColumnLook[] => {
  const rows = childrenOf(childOf(source, 'sheetData'), 'row').map((row) => childrenOf(row, 'c'));
  const styleAt = (row: number, column: number): number => styles.cell(Number((rows[row]?.[column] && attributeOf(rows[row][column], 's')) ?? 0));
  return places.map((place, i) => ({ place, header: styleAt(0, i), cell: styleAt(1, i), width: widths[i]! }));
};

/** The sizes and looks of a tab's columns with those of the new ones: a range of old ones is split where a new one stands in it. */
const columnSplices = ({ cols, columns, sheetData, prefix }: SheetFrame, looks: readonly ColumnLook[]): Splice[] => {
  const places = new Set(looks.map(({ place }) => place));
  const old = columns.flatMap(({ from, to, attributes }) => {
    const cuts = [...places].filter((place) => place >= from && place <= to).sort((a, b) => a - b);
    const [starts, ends] = [[from, ...cuts.map((place) => place + 1)], [...cuts.map((place) => place - 1), to]];
    return starts.map((start, i) => ({ from: start, to: ends[i]!, attributes })).filter((range) => range.from <= range.to);
  });
  const added = looks.map(({ place, width, cell }) => ({ from: place, to: place, attributes: [['width', String(width)], ['style', String(cell)], ['customWidth', '1']] as const }));
  const texts = [...old, ...added].sort((a, b) => a.from - b.from)
    .map(({ from, to, attributes }) => `<${prefix}col min="${from + 1}" max="${to + 1}"${attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('')}/>`);
  return [{ from: cols?.start ?? sheetData, to: cols?.end ?? sheetData, text: `<${prefix}cols>${texts.join('')}</${prefix}cols>` }];
};

/** Of a bar's finer points an extension tells, which a rule that moves leaves behind. */
const withoutExtension = (markup: string): string => markup.replace(/<extLst>.*?<\/extLst>/gsu, '');
const prefixed = (markup: string, prefix: string): string => (prefix === '' ? markup : markup.replace(/<(\/?)(?=[A-Za-z])/gu, `<$1${prefix}`));

/** The conditional formats of the rendered tab, behind those that stand. */
const formatTexts = (source: XmlNode, { format }: StyleTransfer, { prefix, lastPriority }: SheetFrame): string => {
  let priority = lastPriority;
  return childrenOf(source, 'conditionalFormatting').map((node) => prefixed(withoutExtension(markupOf(node)), prefix)
    .replace(/ priority="\d+"/gu, () => ` priority="${++priority}"`)
    .replace(/ dxfId="(\d+)"/gu, (_, dxf: string) => ` dxfId="${format(Number(dxf))}"`)).join('');
};

const ruleSplices = (source: XmlNode, styles: StyleTransfer, frame: SheetFrame): Splice[] => {
  const { prefix, elements, validations, end } = frame;
  const before = (name: string): number => elements.find(({ place }) => place > placeOf(name))?.start ?? end;
  const rules = childOf(source, 'dataValidations');
  const formats: Splice = { from: before('conditionalFormatting'), to: before('conditionalFormatting'), text: formatTexts(source, styles, frame) };
  if (!rules) return [formats];
  const own = prefixed(innerOf(rules), prefix);
  const [inner, count] = [(validations?.inner ?? '') + own, (validations?.count ?? 0) + rules.children.length];
  const at = before('dataValidations');
  return [formats, { from: validations?.start ?? at, to: validations?.end ?? at, text: `<${prefix}dataValidations count="${count}">${inner}</${prefix}dataValidations>` }];
};

/** The cells of the headers, without what is written in them. */
const headerSplices = (bytes: Buffer, part: string, looks: readonly ColumnLook[]): Splice[] => {
  const styleAt = new Map(looks.map(({ place, header }) => [place, header]));
  const cells = looks.map(({ place }) => ({ column: place })).sort((a, b) => a.column - b.column);
  return editRows(mapSheet(bytes, part, [0]), [{ row: 0, cells }], { styleFor: (_, column) => styleAt.get(column)!, isNewRow: () => true, toStored: (value) => value });
};

/**
 * Puts columns on tabs that stand: their sizes, looks and rules as on a rendered tab, and the table drawn over them where all that is between has a header.
 * Nothing that stands moves. What is written in them is a matter of the edits.
 */
export const addColumns = ({ draft, rendered, styles }: Adding, added: readonly NewColumns[]): void => {
  const tabs = findTabs(draft, readWorkbookPart(draft));
  for (const one of added) {
    const source = readTree(rendered.pack, tabOf(rendered.tabs, one.from).part);
    const { part } = tabOf(tabs, one.tab);
    const opened = openXml(draft.read(part), part);
    const frame = mapFrame(opened.bytes, part);
    const looks = looksOf(source, styles, one);
    draft.write(part, opened.seal(applySplices(opened.bytes, [...columnSplices(frame, looks), ...headerSplices(opened.bytes, part, looks), ...ruleSplices(source, styles, frame)])));
    widenTables(draft, part, one);
  }
};
