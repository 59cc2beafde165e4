import type { PlanSummary } from '../../sync/store';

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * Whether a plan is one that is looked for: each word of the query is part of its title, its organisation's name or its id, whatever the case. Both stores ask this
 * one function: a database's own case depends on how it was set up, and lists are short enough to look through.
 */
export const createQuery = (query: string): ((summary: Pick<PlanSummary, 'planId' | 'title' | 'organisation'>) => boolean) => {
  const words = folded(query).split(/\s+/u).filter((word) => word !== '');
  return ({ planId, title, organisation }) => {
    const text = folded(`${title}\n${organisation}\n${planId}`);
    return words.every((word) => text.includes(word));
  };
};
