import { resolveText } from '../read/xml-bytes';
import { LIMITS } from '../read/limits';
import { refuse } from '../read/refusals';
import { closeRoot } from '../read/xml-root';
import { CLOSE, END, OPEN, XmlScanner } from '../read/xml-scanner';
import { escapeAttribute } from '../escape-xml';
import type { Splice } from './splices';

export interface XmlAttribute {
  /** With its prefix. */
  readonly name: string;
  readonly value: string;
  readonly from: number;
  /** Of the raw value, without the quotes. */
  readonly valueFrom: number;
  readonly valueTo: number;
}

/** An element of a small part, with its place in the bytes. */
export interface XmlNode {
  readonly prefix: string;
  readonly local: string;
  /** Of a spreadsheet namespace. */
  readonly isOfSheet: boolean;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly bytes: Buffer;
  readonly start: number;
  readonly openEnd: number;
  readonly closeStart: number;
  readonly end: number;
  readonly isSelfClosed: boolean;
}

const attributesOf = (scanner: XmlScanner): XmlAttribute[] =>
  scanner.attributePairs().map(([name, value], i) => ({
    name, value, from: scanner.attributeStart(i), valueFrom: scanner.valueStart(i), valueTo: scanner.valueEnd(i),
  }));

type Draft = { -readonly [K in keyof XmlNode]: XmlNode[K] } & { children: XmlNode[] };

const toDraft = (scanner: XmlScanner): Draft => {
  const at = scanner.position();
  return {
    prefix: scanner.prefix(), local: scanner.localName(), isOfSheet: scanner.isOfSheet(), attributes: attributesOf(scanner), children: [],
    bytes: scanner.bytes, start: scanner.tagStart(), openEnd: at, closeStart: at, end: at, isSelfClosed: scanner.isSelfClosed(),
  };
};

const close = (node: Draft, scanner: XmlScanner): void => {
  node.end = scanner.position();
  node.closeStart = node.isSelfClosed ? node.end : scanner.bytes.lastIndexOf('<', node.end - 1);
};

/** Reads a small part, decoded already, whole. Refuses what is not well-formed, or larger than any part that the reader lets pass. */
export const parseXml = (bytes: Buffer, part: string): XmlNode => {
  const scanner = new XmlScanner(bytes, part);
  scanner.nextChild();
  const root = toDraft(scanner);
  let nodes = 1 + root.attributes.length;
  const open = [root];
  while (open.length > 0) {
    const token = scanner.next();
    if (token === OPEN) {
      const node = toDraft(scanner);
      nodes += 1 + node.attributes.length;
      if (nodes > LIMITS.styleNodes) refuse('XML_TOO_MANY', `${part}: elements and attributes`);
      open.at(-1)?.children.push(node);
      open.push(node);
    } else if (token === CLOSE) close(open.pop() as Draft, scanner);
    else if (token === END) break;
  }
  closeRoot(scanner, part);
  return root;
};

export const childrenOf = (node: XmlNode | undefined, local: string): readonly XmlNode[] => node?.children.filter((child) => child.local === local) ?? [];
export const childOf = (node: XmlNode | undefined, local: string): XmlNode | undefined => node?.children.find((child) => child.local === local);

export const attributeOf = (node: XmlNode, name: string): string | undefined => node.attributes.find((attribute) => attribute.name === name)?.value;

/** The markup of an element, as it stands in the part. */
export const markupOf = (node: XmlNode): string => node.bytes.toString('utf8', node.start, node.end);
/** The markup between its tags. */
export const innerOf = (node: XmlNode): string => node.bytes.toString('utf8', node.openEnd, node.closeStart);
/** The text of an element that has no children. */
export const textOf = (node: XmlNode): string => {
  const inner = innerOf(node);
  if (!inner.includes('<')) return resolveText(inner);
  // Comments and character data that is not to be resolved.
  const scanner = new XmlScanner(Buffer.from(markupOf(node)), node.local);
  scanner.nextChild();
  scanner.readText();
  return scanner.text();
};

/** Sets an attribute, in its place where the element has it. */
export const setAttribute = (node: XmlNode, name: string, value: string): Splice => {
  const found = node.attributes.find((attribute) => attribute.name === name);
  // The raw value may stand in apostrophes.
  const text = escapeAttribute(value).replaceAll('\'', '&apos;');
  if (found) return { from: found.valueFrom, to: found.valueTo, text };
  const nameEnd = node.start + 1 + Buffer.byteLength(node.prefix + node.local);
  return { from: nameEnd, to: nameEnd, text: ` ${name}="${text}"` };
};

export const removeNode = ({ start, end }: XmlNode): Splice => ({ from: start, to: end, text: '' });

/** Puts markup at the end of an element. Of an empty one, only one such splice may be made. */
export const appendTo = (node: XmlNode, markup: string): Splice => {
  if (!node.isSelfClosed) return { from: node.closeStart, to: node.closeStart, text: markup };
  return { from: node.openEnd - 2, to: node.openEnd, text: `>${markup}</${node.prefix}${node.local}>` };
};

/** Puts markup of a child where a schema's order has it: before the first child that comes later in `order`. */
export const insertInOrder = (node: XmlNode, local: string, markup: string, order: readonly string[]): Splice => {
  const place = order.indexOf(local);
  const next = node.children.find((child) => order.indexOf(child.local) > place);
  return next ? { from: next.start, to: next.start, text: markup } : appendTo(node, markup);
};
