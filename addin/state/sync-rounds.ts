import type { PreviewAnswer } from '../../core';
import type { Synced } from './sync-talk';

const partsOf = ({ lines, removed, changed, added }: Synced): string[][] => {
  const ends = [removed.length, removed.length + changed.length, removed.length + changed.length + added.length, lines.length];
  return ends.map((end, i) => lines.slice(ends[i - 1] ?? 0, end));
};

const joinedLines = (first: Synced, second: Synced): string[] => {
  const later = partsOf(second);
  return partsOf(first).flatMap((lines, i) => [...lines, ...later[i]!]);
};

/** What two syncs in a row did, as one: the second took in what came into the workbook while the first was on its way. */
export const joinedResult = (first: Synced, second: Synced): Synced => ({
  ...second,
  base: first.base,
  committed: first.committed || second.committed,
  summary: [first, second].filter(({ committed }) => committed).map(({ summary }) => summary).join('; ') || second.summary,
  lines: joinedLines(first, second),
  added: [...first.added, ...second.added],
  changed: [...first.changed, ...second.changed],
  moved: [...first.moved, ...second.moved],
  removed: [...first.removed, ...second.removed],
  received: [...first.received, ...second.received],
  receivedLine: second.receivedLine ?? first.receivedLine,
  settled: [...first.settled, ...second.settled],
});

/** What is left to do when a sync is written into its workbook: what it left open and what it could not take in. */
export const leftAfter = ({ plan, revision: { number }, outcome, conflicts, problems, notices }: Synced): PreviewAnswer => ({
  plan, base: number, revision: number, outcome, conflicts, problems, notices,
  summary: '', lines: [], added: [], changed: [], moved: [], removed: [], received: [], receivedLine: null, settled: [], held: null,
});
