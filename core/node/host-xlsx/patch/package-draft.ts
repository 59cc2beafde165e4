import { inflateRawSync } from 'node:zlib';
import { openPackage, type XlsxPackage } from '../read/package-parts';
import { partKey } from '../read/part-names';
import { sniffFile } from '../read/sniff-file';
import { readZipDirectory } from '../read/zip-directory';
import { applySplices, type Splice } from './splices';
import { openXml } from './xml-encoding';
import { parseXml, type XmlNode } from './xml-tree';
import { copyZip, LARGE_FROM, lengthOf, pack, type Packed } from './zip-copy';

/** A package as it will be: what was written is read back, what nobody touches stays compressed as it is. */
export interface PackageDraft extends XlsxPackage {
  /** Replaces a part, or adds one; a large one may come in pieces, so that it never stands in memory whole. */
  readonly write: (part: string, content: Buffer | readonly Buffer[]) => void;
  readonly remove: (part: string) => void;
  /** The first of "xl/tables/table1.xml", "…table2.xml" and so on that no part has. */
  readonly freshName: (stem: string, extension: string) => string;
  readonly toFile: () => Buffer;
}

/** A part that was written: a large one is packed at once, since it is hardly ever read again and takes ten times the room as it is. */
type Written = Buffer | Packed;

const contentOf = (written: Written): Buffer => (Buffer.isBuffer(written) ? written : inflateRawSync(Buffer.concat(written.data)));
const packedOf = (written: Written): Packed => (Buffer.isBuffer(written) ? pack([written]) : written);

const toWritten = (content: Buffer | readonly Buffer[]): Written => {
  const pieces = Buffer.isBuffer(content) ? [content] : content;
  return lengthOf(pieces) < LARGE_FROM ? Buffer.concat(pieces) : pack(pieces);
};

/** Opens a workbook for patching, with the checks of the reader. Refuses as it does. */
export const openDraft = (file: Buffer): PackageDraft => {
  sniffFile(file);
  const source = openPackage(file);
  const changed = new Map<string, Written | null>();
  const added = new Map<string, string>();
  const has = (part: string): boolean => (changed.has(partKey(part)) ? changed.get(partKey(part)) !== null : source.has(part));
  return {
    ...source,
    has,
    read: (part) => {
      const written = changed.get(partKey(part));
      return written ? contentOf(written) : source.read(part);
    },
    write: (part, content) => {
      if (!source.has(part)) added.set(partKey(part), part);
      changed.set(partKey(part), toWritten(content));
    },
    remove: (part) => {
      changed.set(partKey(part), null);
      added.delete(partKey(part));
    },
    freshName: (stem, extension) => {
      for (let i = 1; ; i++) if (!has(`${stem}${i}.${extension}`) && !source.has(`${stem}${i}.${extension}`)) return `${stem}${i}.${extension}`;
    },
    toFile: () => copyZip(file, readZipDirectory(file), {
      parts: new Map([...changed].filter(([key]) => source.has(key)).map(([key, written]) => [key, written && packedOf(written)])),
      added: [...added].map(([key, name]) => ({ name, content: packedOf(changed.get(key) as Written) })),
    }),
  };
};

/** Reads a small part as a tree. */
export const readTree = (pack: XlsxPackage, part: string): XmlNode => parseXml(openXml(pack.read(part), part).bytes, part);

/** Opens a small part as a tree, to be edited once by splices that are made from it; without any it stays untouched. */
export const openTree = (draft: PackageDraft, part: string): { readonly root: XmlNode; readonly edit: (splices: readonly Splice[]) => void } => {
  const opened = openXml(draft.read(part), part);
  return {
    root: parseXml(opened.bytes, part),
    edit: (splices) => { if (splices.length > 0) draft.write(part, opened.seal(applySplices(opened.bytes, splices))); },
  };
};

/** Edits a small part by splices that are made from its tree. */
export const editTree = (draft: PackageDraft, part: string, edit: (root: XmlNode) => readonly Splice[]): void => {
  const tree = openTree(draft, part);
  tree.edit(edit(tree.root));
};
