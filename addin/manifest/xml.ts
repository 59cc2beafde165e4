/** An element of XML: its children stand on lines of their own, its text on its own line. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlElement[];
}

export const element = (name: string, attributes: XmlElement['attributes'] = {}, content: XmlElement['content'] = []): XmlElement => ({ name, attributes, content });

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (one) => entities[one]!);

/** Its lines, each level two spaces further in. */
export const printXml = ({ name, attributes, content }: XmlElement, indent = ''): string => {
  const start = `${indent}<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(value)}"`)].join(' ')}`;
  if (typeof content === 'string') return `${start}>${escape(content)}</${name}>\n`;
  if (content.length === 0) return `${start}/>\n`;
  return `${start}>\n${content.map((child) => printXml(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
};
