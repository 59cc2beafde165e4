import type { WorkbookPart } from '../read/workbook-part';
import type { PackageDraft } from './package-draft';
import { removeParts, removeRelationships } from './package-lists';

/** Drops the list of formula cells in their order of calculation: it may name cells that are none any more, and is made anew on opening. */
export const dropCalcChain = (draft: PackageDraft, { part, relationships }: WorkbookPart): void => {
  const chains = relationships.filter(({ kind, isExternal }) => kind === 'calcChain' && !isExternal);
  removeRelationships(draft, part, new Set(chains.map(({ id }) => id)));
  removeParts(draft, chains.map(({ target }) => target).filter(draft.has));
};
