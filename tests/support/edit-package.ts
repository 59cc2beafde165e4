import { makeZip } from './make-xlsx';
import { partText, unpacked } from './patch-support';

/** Rewrites the XML parts of a package, by name and text, for what no library at hand can edit. */
export const editPackage = (file: Buffer, edit: (xml: string, part: string) => string): Buffer =>
  makeZip([...unpacked(file)].map(([name, bytes]) => ({ name, content: /\.(xml|rels)$/.test(name) ? edit(bytes.toString('utf8'), name) : bytes })));

/** The part that a tab stands in. */
export const partOfTab = (file: Buffer, tab: string): string => {
  const id = new RegExp(`<sheet [^>]*name="${tab}"[^>]*r:id="([^"]*)"`).exec(partText(file, 'xl/workbook.xml'))![1];
  const target = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*?/>`).exec(partText(file, 'xl/_rels/workbook.xml.rels'))![0];
  return `xl/${/Target="([^"]*)"/.exec(target)![1]!.replace(/^\/?(xl\/)?/, '')}`;
};

export const editTabXml = (file: Buffer, tab: string, edit: (xml: string) => string): Buffer => {
  const wanted = partOfTab(file, tab);
  return editPackage(file, (xml, part) => (part === wanted ? edit(xml) : xml));
};

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Renames a tab as Excel does: every formula follows. */
export const renameTab = (file: Buffer, from: string, to: string): Buffer => {
  const quoted = `'${to.replaceAll("'", "''")}'!`;
  return editPackage(file, (xml, part) => {
    const named = part === 'xl/workbook.xml' ? xml.replace(`name="${from}"`, () => `name="${escapeXml(to)}"`) : xml;
    return part === 'xl/sharedStrings.xml' ? xml : named.replace(new RegExp(`(?:'${from}'|(?<![\\p{L}\\d_'])${from})!`, 'gu'), () => escapeXml(quoted));
  });
};
