import { SPREADSHEET } from './namespaces';

/** The namespace prefixes an element declares ('' is the default one), inside those of the elements around it. */
export interface XmlScope {
  readonly depth: number;
  readonly isSheetByPrefix: Map<string, boolean>;
  readonly outer: XmlScope | undefined;
}

/** Does the prefix stand for a spreadsheet namespace? An unbound one does not. */
export const isSheetPrefix = (scope: XmlScope | undefined, prefix: string): boolean => {
  let at = scope;
  while (at !== undefined && !at.isSheetByPrefix.has(prefix)) at = at.outer;
  const isSheet = at?.isSheetByPrefix.get(prefix) ?? false;
  // Remembered in the inner scope, so that deep scopes are not searched again for every element.
  if (at !== scope) scope?.isSheetByPrefix.set(prefix, isSheet);
  return isSheet;
};

/** The scope of an element from all its attributes. */
export const innerScope = (outer: XmlScope | undefined, depth: number, attributes: readonly (readonly [string, string])[]): XmlScope => {
  const declared = attributes.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  return { depth, outer, isSheetByPrefix: new Map(declared.map(([name, uri]) => [name.slice(6), SPREADSHEET.has(uri)])) };
};
