import { escapeAttribute } from '../escape-xml';
import { openTree, type PackageDraft } from './package-draft';
import type { Splice } from './splices';
import { appendTo, attributeOf, childOf, childrenOf, insertInOrder, markupOf, setAttribute, type XmlNode } from './xml-tree';

/** The order of a style sheet's elements (`CT_Stylesheet`, ISO 29500-1, 18.8.39). */
const ORDER = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs', 'tableStyles', 'colors', 'extLst'];

/** What a list must begin with: cells and styles that name nothing mean its first ones. */
export const DEFAULTS = {
  fonts: ['<font><sz val="11"/><name val="Calibri"/></font>'],
  fills: ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'],
  borders: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  cellXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
  dxfs: [],
} as const;

export type StyleListName = 'fonts' | 'fills' | 'borders' | 'cellXfs' | 'dxfs';

/** A list of a style sheet that only ever grows. */
interface StyleList {
  /** The number of an item; one that is there already is not added again. */
  readonly take: (markup: string) => number;
  readonly splices: () => readonly Splice[];
}

const withoutPrefix = (markup: string, prefix: string): string => (prefix === '' ? markup : markup.replaceAll(`</${prefix}`, '</').replaceAll(`<${prefix}`, '<'));

/** Our markup has no prefixes of its own. */
const withPrefix = (markup: string, prefix: string): string => (prefix === '' ? markup : markup.replace(/<(\/?)(?=[A-Za-z])/gu, `<$1${prefix}`));

const itemsOf = (list: XmlNode | undefined): readonly string[] => list?.children.map((node) => withoutPrefix(markupOf(node), node.prefix)) ?? [];

const listSplices = (root: XmlNode, name: string, count: number, added: readonly string[]): readonly Splice[] => {
  const list = childOf(root, name);
  const markup = withPrefix(added.join(''), root.prefix);
  if (markup === '') return [];
  if (list) return [setAttribute(list, 'count', String(count)), appendTo(list, markup)];
  return [insertInOrder(root, name, `<${root.prefix}${name} count="${count}">${markup}</${root.prefix}${name}>`, ORDER)];
};

const createList = (root: XmlNode, name: StyleListName): StyleList => {
  const olds = itemsOf(childOf(root, name));
  const numbers = new Map<string, number>();
  olds.forEach((markup, i) => { if (!numbers.has(markup)) numbers.set(markup, i); });
  const added: string[] = [];
  const add = (markup: string): number => {
    numbers.set(markup, olds.length + added.length);
    return olds.length + added.push(markup) - 1;
  };
  if (olds.length === 0) DEFAULTS[name].forEach(add);
  return { take: (markup) => numbers.get(markup) ?? add(markup), splices: () => listSplices(root, name, olds.length + added.length, added) };
};

/** Numbers below are built in. */
const FIRST_OWN_FORMAT = 164;

const createFormats = (root: XmlNode) => {
  const olds = childrenOf(childOf(root, 'numFmts'), 'numFmt');
  const ids = new Map(olds.map((node) => [attributeOf(node, 'formatCode') ?? '', Number(attributeOf(node, 'numFmtId'))]));
  let next = [...ids.values()].filter(Number.isFinite).reduce((most, id) => Math.max(most, id + 1), FIRST_OWN_FORMAT);
  const added: string[] = [];
  const add = (code: string): number => {
    ids.set(code, next);
    added.push(`<numFmt numFmtId="${next}" formatCode="${escapeAttribute(code)}"/>`);
    return next++;
  };
  return { take: (code: string): number => ids.get(code) ?? add(code), splices: () => listSplices(root, 'numFmts', olds.length + added.length, added) };
};

/** A style sheet that styles are added to: nothing in it is renumbered. */
export interface GrowingStyles {
  readonly take: (list: StyleListName, markup: string) => number;
  readonly takeFormat: (code: string) => number;
  readonly hasNamedStyles: boolean;
  /** Writes what was added, at the end of its lists. */
  readonly commit: () => void;
}

export const openStyles = (draft: PackageDraft, part: string): GrowingStyles => {
  const { root, edit } = openTree(draft, part);
  const lists = { fonts: createList(root, 'fonts'), fills: createList(root, 'fills'), borders: createList(root, 'borders'), cellXfs: createList(root, 'cellXfs'), dxfs: createList(root, 'dxfs') };
  const formats = createFormats(root);
  let isGrown = false;
  return {
    take: (list, markup) => {
      isGrown = true;
      return lists[list].take(markup);
    },
    takeFormat: formats.take,
    hasNamedStyles: (childOf(root, 'cellStyleXfs')?.children.length ?? 0) > 0,
    commit: () => { if (isGrown) edit([formats, ...Object.values(lists)].flatMap((list) => list.splices())); },
  };
};
