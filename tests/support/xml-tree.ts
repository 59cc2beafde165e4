import { SaxesParser } from 'saxes';

export interface XmlNode {
  /** With its prefix, as it stands: "bt:Image". */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** A document as a tree; one that is not well-formed throws. */
export const parseXml = (xml: string): XmlNode => {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', ({ name, attributes }) => {
    const node: XmlNode = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => { open.at(-1)!.text += text.trim(); });
  parser.on('closetag', () => { open.pop(); });
  parser.write(xml).close();
  return root.children[0]!;
};

/** It and all below it, in the order of the document. */
export const nodesOf = (node: XmlNode): XmlNode[] => [node, ...node.children.flatMap(nodesOf)];
