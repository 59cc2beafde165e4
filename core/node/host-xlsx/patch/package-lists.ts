import { CONTENT_TYPES_NAME } from '../read/package-parts';
import { PACKAGE_RELATIONSHIPS } from '../read/namespaces';
import { partKey, relationshipsName, resolveTarget } from '../read/part-names';
import { escapeAttribute } from '../escape-xml';
import { editTree, readTree, type PackageDraft } from './package-draft';
import { appendTo, attributeOf, childrenOf, removeNode } from './xml-tree';

/** A relationship to be added. */
export interface NewRelationship {
  readonly type: string;
  readonly target: string;
  readonly isExternal?: boolean;
}

/** Gives parts their content types. */
export const addContentTypes = (draft: PackageDraft, types: readonly (readonly [part: string, type: string])[]): void => {
  if (types.length === 0) return;
  editTree(draft, CONTENT_TYPES_NAME, (root) => [
    appendTo(root, types.map(([part, type]) => `<${root.prefix}Override PartName="/${escapeAttribute(part)}" ContentType="${escapeAttribute(type)}"/>`).join('')),
  ]);
};

/** Takes parts away, with their content types and their own relationships. */
export const removeParts = (draft: PackageDraft, parts: readonly string[]): void => {
  if (parts.length === 0) return;
  const keys = new Set(parts.map(partKey));
  const isGone = (name: string | undefined): boolean => keys.has(partKey(resolveTarget('', name ?? '')));
  editTree(draft, CONTENT_TYPES_NAME, (root) => childrenOf(root, 'Override').filter((node) => isGone(attributeOf(node, 'PartName'))).map(removeNode));
  for (const part of parts) {
    draft.remove(part);
    if (draft.has(relationshipsName(part))) draft.remove(relationshipsName(part));
  }
};

const EMPTY = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${PACKAGE_RELATIONSHIPS}"></Relationships>`;

const markup = (prefix: string, id: string, { type, target, isExternal }: NewRelationship): string =>
  `<${prefix}Relationship Id="${id}" Type="${escapeAttribute(type)}" Target="${escapeAttribute(target)}"${isExternal ? ' TargetMode="External"' : ''}/>`;

/** Adds relationships to a part; returns their fresh ids, in their order. */
export const addRelationships = (draft: PackageDraft, part: string, wanted: readonly NewRelationship[]): readonly string[] => {
  if (wanted.length === 0) return [];
  const name = relationshipsName(part);
  if (!draft.has(name)) draft.write(name, Buffer.from(EMPTY));
  const taken = new Set(readTree(draft, name).children.map((node) => attributeOf(node, 'Id')));
  const ids: string[] = [];
  for (let i = 1; ids.length < wanted.length; i++) if (!taken.has(`rId${i}`)) ids.push(`rId${i}`);
  editTree(draft, name, (root) => [appendTo(root, wanted.map((relationship, i) => markup(root.prefix, ids[i] as string, relationship)).join(''))]);
  return ids;
};

/** Takes relationships of a part away. */
export const removeRelationships = (draft: PackageDraft, part: string, ids: ReadonlySet<string>): void => {
  if (ids.size === 0 || !draft.has(relationshipsName(part))) return;
  editTree(draft, relationshipsName(part), (root) => root.children.filter((node) => ids.has(attributeOf(node, 'Id') ?? '')).map(removeNode));
};
