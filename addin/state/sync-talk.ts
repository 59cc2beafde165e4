import type { ConflictMessage, FileOptions, Locale, PreviewAnswer, SyncAnswer } from '../../core';

export type Choice = ConflictMessage['answers'][number];
/** What a sync did, however the workbook came and goes back. */
export type Synced = Omit<SyncAnswer, 'changes'>;

/** What a person says beside the workbook. */
export interface SyncWishes {
  readonly message: string;
  readonly takeOrder: boolean;
  readonly confirmDeletions: boolean;
}

/** What is said between a person and the store about a sync. */
export interface SyncTalk {
  /** What a sync would do. */
  readonly preview: PreviewAnswer | null;
  /** What the last sync did. */
  readonly result: Synced | null;
  /** The language of the preview or the result. */
  readonly locale: Locale | null;
  /** By `conflictId`. */
  readonly choices: ReadonlyMap<string, Choice>;
  readonly wishes: SyncWishes;
}

/** What a person says while a sync is talked about. */
export type TalkEvent =
  | { readonly type: 'sync-asked'; readonly freshId: string }
  | { readonly type: 'answered'; readonly conflicts: readonly string[]; readonly choice: Choice }
  | { readonly type: 'wished'; readonly wishes: Partial<SyncWishes> };

export const noWishes: SyncWishes = { message: '', takeOrder: false, confirmDeletions: false };
export const emptyTalk: SyncTalk = { preview: null, result: null, locale: null, choices: new Map(), wishes: noWishes };

export const conflictId = ({ table, id, field }: Pick<ConflictMessage, 'table' | 'id' | 'field'>): string => `${table}/${id}/${field ?? ''}`;

/** What is shown: the last sync's result where there is one, else the preview. */
export const shownIn = ({ result, preview }: SyncTalk): Synced | PreviewAnswer | null => result ?? preview;

const revisionOf = ({ revision }: Synced | PreviewAnswer): number => (typeof revision === 'number' ? revision : revision.number);

/** The choices for conflicts that are still open, made on what is shown, and the wishes, as the server takes them. */
export const optionsOf = (talk: SyncTalk & { readonly operation: string | null }): FileOptions => {
  const { message, takeOrder, confirmDeletions } = talk.wishes;
  const shown = shownIn(talk);
  const answers = (shown?.conflicts ?? []).flatMap((conflict) => {
    const take = talk.choices.get(conflictId(conflict));
    return take === undefined ? [] : [{ table: conflict.table, id: conflict.id, field: conflict.field, take }];
  });
  return {
    ...(talk.operation !== null && { clientOpId: talk.operation }),
    ...(message.trim() !== '' && { message: message.trim() }),
    ...(shown && answers.length > 0 && { answers, seen: revisionOf(shown) }),
    ...(takeOrder && { takeOrder }),
    ...(confirmDeletions && { confirmDeletions }),
  };
};

/** With what the person says; not while a sync is on its way. */
export const withChoices = (talk: SyncTalk, { conflicts, choice }: Extract<TalkEvent, { type: 'answered' }>): Pick<SyncTalk, 'choices'> =>
  ({ choices: new Map([...talk.choices, ...conflicts.map((id) => [id, choice] as const)]) });
export const withWishes = (talk: SyncTalk, { wishes }: Extract<TalkEvent, { type: 'wished' }>): Pick<SyncTalk, 'wishes'> => ({ wishes: { ...talk.wishes, ...wishes } });

/** What stands after a sync: a message that was not needed is kept. */
export const talkAfter = (talk: SyncTalk, answer: Synced, locale: Locale): SyncTalk =>
  ({ result: answer, preview: null, locale, choices: new Map(), wishes: { ...noWishes, message: answer.committed ? '' : talk.wishes.message } });

/** Has the workbook something that the store lacks? */
export const hasEdits = ({ added, changed, moved, removed }: Synced | PreviewAnswer): boolean => [added, changed, moved, removed].some((list) => list.length > 0);

/** Would a sync write something, now that the person has said what they have? Else it only brings the workbook up to date. */
export const wouldWrite = (talk: SyncTalk): boolean => {
  const shown = shownIn(talk);
  if (!shown) return false;
  return talk.wishes.takeOrder || shown.held !== null || hasEdits(shown) || shown.conflicts.length > 0;
};

/** Has the workbook anything that the store lacks, or the other way round? */
export const hasNothingToSync = (preview: PreviewAnswer): boolean =>
  !hasEdits(preview) && [preview.received, preview.conflicts, preview.settled, preview.problems].every((list) => list.length === 0) && preview.held === null;
