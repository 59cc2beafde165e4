import { inflatePart } from './inflate-part';
import { CONTENT_TYPES, PACKAGE_RELATIONSHIPS, RELATIONSHIPS } from './namespaces';
import { partKey, relationshipsName, resolveTarget } from './part-names';
import { refuse } from './refusals';
import { walkXml } from './walk-xml';
import { readZipDirectory, type ZipEntry } from './zip-directory';

/** A relationship of a part. `kind` is the last word of its type, '' for types of neither Office nor the standard. */
export interface Relationship {
  readonly id: string;
  readonly kind: string;
  /** Part name; not resolved where the target is outside. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** An opened package: parts are looked up without regard to case, and inflated only when `read` is called. */
export interface XlsxPackage {
  /** As the directory has them, folders left out. */
  readonly names: readonly string[];
  readonly has: (part: string) => boolean;
  /** Refuses when the part is damaged; it must be there. */
  readonly read: (part: string) => Buffer;
  /** '' when none is declared. */
  readonly contentType: (part: string) => string;
}

const MICROSOFT = 'http://schemas.microsoft.com/office/2006/relationships';
export const CONTENT_TYPES_NAME = '[Content_Types].xml';

const extensionOf = (name: string): string => partKey(name.slice(name.lastIndexOf('.') + 1));

const readContentTypes = (bytes: Buffer): ((part: string) => string) => {
  const byExtension = new Map<string, string>();
  const byPart = new Map<string, string>();
  walkXml(bytes, CONTENT_TYPES_NAME, ({ uri, local, attributes }) => {
    if (uri !== CONTENT_TYPES) return;
    const type = attributes['ContentType'] ?? '';
    if (local === 'Default') byExtension.set(partKey(attributes['Extension'] ?? ''), type);
    if (local === 'Override') byPart.set(partKey(resolveTarget('', attributes['PartName'] ?? '')), type);
  });
  return (part) => byPart.get(partKey(part)) ?? byExtension.get(extensionOf(part)) ?? '';
};

const kindOf = (type: string): string => {
  const slash = type.lastIndexOf('/');
  const from = type.slice(0, slash);
  return RELATIONSHIPS.has(from) || from === MICROSOFT ? type.slice(slash + 1) : '';
};

/** The relationships of a part ('' is the package), none when it has none. */
export const readRelationships = (pack: XlsxPackage, part: string): readonly Relationship[] => {
  const name = relationshipsName(part);
  const found: Relationship[] = [];
  if (!pack.has(name)) return found;
  walkXml(pack.read(name), name, ({ uri, local, attributes }) => {
    if (uri !== PACKAGE_RELATIONSHIPS || local !== 'Relationship') return;
    const isExternal = attributes['TargetMode'] === 'External';
    const target = attributes['Target'] ?? '';
    const id = attributes['Id'] ?? '';
    found.push({ id, kind: kindOf(attributes['Type'] ?? ''), isExternal, target: isExternal ? target : resolveTarget(part, target) });
  });
  return found;
};

const openParts = (file: Buffer, parts: ReadonlyMap<string, ZipEntry>): Omit<XlsxPackage, 'contentType'> => ({
  names: [...parts.values()].map((entry) => entry.name).filter((name) => !name.endsWith('/')),
  has: (part) => parts.has(partKey(part)),
  read: (part) => {
    const entry = parts.get(partKey(part));
    return entry === undefined ? refuse('NOT_XLSX', `no part ${part}`) : inflatePart(file, entry);
  },
});

/** Opens a file that `sniffFile` passed. Refuses damaged zips, and zips that are no Office package. */
export const openPackage = (file: Buffer): XlsxPackage => {
  const opened = openParts(file, readZipDirectory(file));
  return { ...opened, contentType: readContentTypes(opened.read(CONTENT_TYPES_NAME)) };
};
