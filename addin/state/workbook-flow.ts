import type { ConflictMessage, FileOptions, Locale, PreviewAnswer, WorkbookAnswer } from '../../core';
import { isTemporary, type ClientFailure } from '../client/failure';
import { fileOf } from '../client/hand-over';
import type { WorkbookFile } from '../client/planark-client';

export type Choice = ConflictMessage['answers'][number];

/** What a person says beside the workbook. */
export interface SyncWishes {
  readonly message: string;
  readonly takeOrder: boolean;
  readonly confirmDeletions: boolean;
}

/** An edited workbook on its way into the store. What the person chose stays until they let go of it, whatever the server does. */
export interface WorkbookFlow {
  readonly file: WorkbookFile | null;
  readonly doing: 'preview' | 'sync' | null;
  /** What a sync would do. */
  readonly preview: PreviewAnswer | null;
  /** What the last sync did; its file, where it has one, is the one that is held now. */
  readonly result: WorkbookAnswer | null;
  /** The language of the preview or the result. */
  readonly locale: Locale | null;
  readonly failure: ClientFailure | null;
  /** By `conflictId`. */
  readonly choices: ReadonlyMap<string, Choice>;
  readonly wishes: SyncWishes;
  /** Names a sync that has been sent and not been answered: asking again under it does nothing twice. */
  readonly operation: string | null;
}

export type FlowEvent =
  | { readonly type: 'chosen'; readonly file: WorkbookFile }
  | { readonly type: 'let-go' }
  | { readonly type: 'preview-asked' }
  | { readonly type: 'previewed'; readonly answer: PreviewAnswer; readonly locale: Locale }
  | { readonly type: 'sync-asked'; readonly freshId: string }
  | { readonly type: 'synced'; readonly answer: WorkbookAnswer; readonly locale: Locale }
  | { readonly type: 'failed'; readonly failure: ClientFailure }
  | { readonly type: 'answered'; readonly conflicts: readonly string[]; readonly choice: Choice }
  | { readonly type: 'wished'; readonly wishes: Partial<SyncWishes> };

const noWishes: SyncWishes = { message: '', takeOrder: false, confirmDeletions: false };
export const emptyFlow: WorkbookFlow = { file: null, doing: null, preview: null, result: null, locale: null, failure: null, choices: new Map(), wishes: noWishes, operation: null };

export const conflictId = ({ table, id, field }: Pick<ConflictMessage, 'table' | 'id' | 'field'>): string => `${table}/${id}/${field ?? ''}`;

/** What is shown: the last sync's result where there is one, else the preview. */
export const shownIn = ({ result, preview }: WorkbookFlow): WorkbookAnswer | PreviewAnswer | null => result ?? preview;

const revisionOf = ({ revision }: WorkbookAnswer | PreviewAnswer): number => (typeof revision === 'number' ? revision : revision.number);

/** The choices for conflicts that are still open, made on what is shown, and the wishes, as the server takes them. */
export const optionsOf = (flow: WorkbookFlow): FileOptions => {
  const { message, takeOrder, confirmDeletions } = flow.wishes;
  const shown = shownIn(flow);
  const answers = (shown?.conflicts ?? []).flatMap((conflict) => {
    const take = flow.choices.get(conflictId(conflict));
    return take === undefined ? [] : [{ table: conflict.table, id: conflict.id, field: conflict.field, take }];
  });
  return {
    ...(flow.operation !== null && { clientOpId: flow.operation }),
    ...(message.trim() !== '' && { message: message.trim() }),
    ...(shown && answers.length > 0 && { answers, seen: revisionOf(shown) }),
    ...(takeOrder && { takeOrder }),
    ...(confirmDeletions && { confirmDeletions }),
  };
};

const whenSynced = (flow: WorkbookFlow, { answer, locale }: Extract<FlowEvent, { type: 'synced' }>): WorkbookFlow => ({
  ...flow, result: answer, locale, preview: null, failure: null, doing: null, operation: null, choices: new Map(), file: answer.file ? fileOf(answer.file) : flow.file,
  wishes: { ...noWishes, message: answer.committed ? '' : flow.wishes.message },
});

/** What comes of an event. An answer that nobody waits for any more changes nothing, nor does what is said after a sync was sent. */
export const nextFlow = (flow: WorkbookFlow, event: FlowEvent): WorkbookFlow => {
  if (flow.doing === 'sync' && (event.type === 'answered' || event.type === 'wished')) return flow;
  switch (event.type) {
    case 'chosen': return { ...emptyFlow, file: event.file };
    case 'let-go': return emptyFlow;
    case 'preview-asked': return { ...flow, doing: 'preview', failure: null };
    case 'previewed': return flow.doing === 'preview' ? { ...flow, doing: null, preview: event.answer, result: null, locale: event.locale, failure: null } : flow;
    case 'sync-asked': return { ...flow, doing: 'sync', failure: null, operation: flow.operation ?? event.freshId };
    case 'synced': return flow.doing === 'sync' ? whenSynced(flow, event) : flow;
    // Whether a sync that nobody answered was done is not known, so it is asked for again under its name.
    case 'failed': return flow.doing === null ? flow : { ...flow, failure: event.failure, ...(!isTemporary(event.failure) && { doing: null, operation: null }) };
    case 'answered': return { ...flow, operation: null, choices: new Map([...flow.choices, ...event.conflicts.map((id) => [id, event.choice] as const)]) };
    case 'wished': return { ...flow, operation: null, wishes: { ...flow.wishes, ...event.wishes } };
  }
};

/** Would a sync write something, now that the person has said what they have? Else it only brings the workbook up to date. */
export const wouldWrite = (flow: WorkbookFlow): boolean => {
  const shown = shownIn(flow);
  if (!shown) return false;
  const { added, changed, moved, removed, conflicts, held } = shown;
  return flow.wishes.takeOrder || held !== null || [added, changed, moved, removed, conflicts].some((list) => list.length > 0);
};

/** Has the workbook anything that the store lacks, or the other way round? */
export const hasNothingToSync = ({ added, changed, moved, removed, received, conflicts, settled, problems, held }: PreviewAnswer): boolean =>
  [added, changed, moved, removed, received, conflicts, settled, problems].every((list) => list.length === 0) && held === null;
