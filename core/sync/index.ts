export { decideSync, type SyncDecision, type SyncInput } from './decide-sync';
export { conflictLines, conflictName, createNaming, diffLines, heldLines, receivedLine, settledLines, summaryLine, type Naming } from './describe-sync';
export { keptLines } from './describe-undo';
export { noticeMessage, problemMessage } from './problem-catalogue';
export type * from './store';
export type { DiffChange, DiffConflict, DiffPlace, DiffSettled, Held, SyncDiff } from './sync-result';
export type { KeptEdit, KeptReason } from './undo-kept';
export { decideUndo, type UndoDecision, type UndoInput } from './undo-revision';
