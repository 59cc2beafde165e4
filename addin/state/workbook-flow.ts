import type { Locale, PreviewAnswer, WorkbookAnswer } from '../../core';
import { isTemporary, type ClientFailure } from '../client/failure';
import { fileOf } from '../client/hand-over';
import type { WorkbookFile } from '../client/planark-client';
import { emptyTalk, talkAfter, withChoices, withWishes, type SyncTalk, type TalkEvent } from './sync-talk';

/** An edited workbook on its way into the store. What the person chose stays until they let go of it, whatever the server does. */
export interface WorkbookFlow extends SyncTalk {
  readonly file: WorkbookFile | null;
  readonly doing: 'preview' | 'sync' | null;
  /** Its file, where it has one, is the one that is held now. */
  readonly result: WorkbookAnswer | null;
  readonly failure: ClientFailure | null;
  /** Names a sync that has been sent and not been answered: asking again under it does nothing twice. */
  readonly operation: string | null;
}

export type FlowEvent =
  | TalkEvent
  | { readonly type: 'chosen'; readonly file: WorkbookFile }
  | { readonly type: 'let-go' }
  | { readonly type: 'preview-asked' }
  | { readonly type: 'previewed'; readonly answer: PreviewAnswer; readonly locale: Locale }
  | { readonly type: 'synced'; readonly answer: WorkbookAnswer; readonly locale: Locale }
  | { readonly type: 'failed'; readonly failure: ClientFailure };

export const emptyFlow: WorkbookFlow = { ...emptyTalk, file: null, doing: null, result: null, failure: null, operation: null };

const whenSynced = (flow: WorkbookFlow, { answer, locale }: Extract<FlowEvent, { type: 'synced' }>): WorkbookFlow =>
  ({ ...flow, ...talkAfter(flow, answer, locale), result: answer, failure: null, doing: null, operation: null, file: answer.file ? fileOf(answer.file) : flow.file });

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
    case 'answered': return { ...flow, operation: null, ...withChoices(flow, event) };
    case 'wished': return { ...flow, operation: null, ...withWishes(flow, event) };
  }
};
