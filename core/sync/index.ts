export { decideSync, type SyncDecision, type SyncInput } from './decide-sync';
export { conflictLines, createNaming, diffLines, heldLines, receivedLine, summaryLine, type Naming } from './describe-sync';
export { noticeMessage, problemMessage } from './problem-catalogue';
export type * from './store';
export type { DiffChange, DiffConflict, DiffPlace, Held, SyncDiff } from './sync-result';
