import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { decodeXml } from './decode-xml';
import { LIMITS } from './limits';
import { RefusedError, refuse } from './refusals';

/** An element as its start tag gives it. The parts read this way say everything in attributes, so text is left out. */
export interface XmlElement {
  readonly local: string;
  /** '' where the prefix is not bound. */
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: XmlElement | undefined;
  /** The prefixes this very element binds; '' is the default namespace. */
  readonly bound: ReadonlyMap<string, string>;
}

const NONE: ReadonlyMap<string, string> = new Map();

const bindingsOf = (attributes: Record<string, string>): ReadonlyMap<string, string> => {
  const own = Object.keys(attributes).filter((name) => name === 'xmlns' || name.startsWith('xmlns:'));
  return own.length === 0 ? NONE : new Map(own.map((name) => [name.slice(6), attributes[name] ?? '']));
};

const uriOf = (prefix: string, element: XmlElement | undefined): string => {
  for (let at = element; at !== undefined; at = at.parent) {
    const uri = at.bound.get(prefix);
    if (uri !== undefined) return uri;
  }
  return '';
};

const splitName = (name: string): readonly [string, string] => {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
};

const toElement = (tag: SaxesTagPlain, parent: XmlElement | undefined): XmlElement => {
  const [prefix, local] = splitName(tag.name);
  const bound = bindingsOf(tag.attributes);
  const uri = bound.get(prefix) ?? uriOf(prefix, parent);
  return { local, uri, attributes: tag.attributes, parent, bound };
};

/** The value of an attribute of one of some namespaces, such as `r:id`, whatever its prefix is. */
export const attributeOf = (element: XmlElement, uris: ReadonlySet<string>, local: string): string | undefined => {
  const name = Object.keys(element.attributes).find((key) => {
    const [prefix, own] = splitName(key);
    return own === local && prefix !== '' && uris.has(uriOf(prefix, element));
  });
  return name === undefined ? undefined : element.attributes[name];
};

/** How many more elements and attributes may be read. */
export interface NodeBudget {
  left: number;
}

interface Walk {
  readonly budget: NodeBudget;
  element: XmlElement | undefined;
  depth: number;
}

const countNode = ({ budget }: Walk, part: string): void => {
  if (--budget.left < 0) refuse('XML_TOO_MANY', `${part}: elements and attributes`);
};

const enter = (walk: Walk, tag: SaxesTagPlain, part: string): XmlElement => {
  walk.element = toElement(tag, walk.element);
  if (++walk.depth > LIMITS.xmlDepth) refuse('XML_TOO_DEEP', part);
  countNode(walk, part);
  return walk.element;
};

const createParser = (part: string, visit: (element: XmlElement) => void, budget: NodeBudget): SaxesParser => {
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const walk: Walk = { budget, element: undefined, depth: 0 };
  let attributes = 0;
  parser.on('doctype', () => refuse('DOCTYPE_REFUSED', part));
  parser.on('opentagstart', () => { attributes = 0; });
  parser.on('attribute', () => {
    if (++attributes > LIMITS.xmlAttributes) refuse('XML_TOO_MANY', `${part}: attributes`);
    countNode(walk, part);
  });
  parser.on('opentag', (tag) => visit(enter(walk, tag, part)));
  parser.on('closetag', () => {
    walk.element = walk.element?.parent;
    walk.depth--;
  });
  return parser;
};

/**
 * Visits every element of a small part in document order. Refuses what is not well-formed, cut, has a DOCTYPE, or is not small. Parts that
 * share a budget must be small together.
 */
export const walkXml = (bytes: Buffer, part: string, visit: (element: XmlElement) => void, budget: NodeBudget = { left: LIMITS.listNodes }): void => {
  const text = decodeXml(bytes, part).toString('utf8');
  try {
    // Only `close` notices that a document is cut.
    createParser(part, visit, budget).write(text).close();
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    refuse('XML', `${part}: ${(error as Error).message}`);
  }
};
