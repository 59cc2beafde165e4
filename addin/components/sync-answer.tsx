import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { PlanAnswer, PreviewAnswer } from '../../core';
import { recordNames } from '../state/shown-edits';
import { conflictId, hasNothingToSync, shownIn, wouldWrite, type SyncTalk, type Synced, type TalkEvent } from '../state/sync-talk';
import { syncTexts } from '../texts/sync-texts';
import { PrimaryButton } from './button';
import { Conflicts } from './conflicts';
import { Edits } from './edits';
import { Notices, Problems } from './findings';
import { Notice } from './notice';
import { useSpeech } from './speech';

interface TalkProps {
  readonly talk: SyncTalk;
  /** What is asked of the server about it now. */
  readonly doing: 'preview' | 'sync' | null;
  readonly send: (event: TalkEvent) => void;
}

const Check = ({ label, isOn, isDisabled, onChange }: { readonly label: string; readonly isOn: boolean; readonly isDisabled: boolean; readonly onChange: (isOn: boolean) => void }): JSX.Element => (
  <label class="choice"><input type="checkbox" checked={isOn} disabled={isDisabled} onChange={(event) => onChange(event.currentTarget.checked)} />{label}</label>
);

const Held = ({ held, talk, doing, send }: TalkProps & { readonly held: NonNullable<PreviewAnswer['held']> }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <Notice tone="warning">
      <p><strong>{say(syncTexts.held)}</strong></p>
      <p class="lines">{held.message}</p>
      <Check label={say(syncTexts.confirmDeletions)} isOn={talk.wishes.confirmDeletions} isDisabled={doing === 'sync'} onChange={(confirmDeletions) => send({ type: 'wished', wishes: { confirmDeletions } })} />
    </Notice>
  );
};

/** The last word before something is written. */
const SyncForm = ({ talk, doing, send, shown }: TalkProps & { readonly shown: PreviewAnswer | Synced }): JSX.Element => {
  const { say } = useSpeech();
  const id = useId();
  const { wishes, choices, result } = talk;
  const unanswered = shown.conflicts.filter((conflict) => !choices.has(conflictId(conflict))).length;
  const isSettling = result !== null && result.outcome !== 'held';
  const isOff = doing !== null || (shown.held !== null && !wishes.confirmDeletions) || (isSettling && unanswered === shown.conflicts.length);
  // What was sent stays as it was sent until it is answered.
  const writes = wouldWrite(talk);
  const isSent = doing === 'sync';
  const sync = (event: Event): void => {
    event.preventDefault();
    if (!isOff) send({ type: 'sync-asked', freshId: crypto.randomUUID() });
  };
  return (
    <form class="sync-form" onSubmit={sync}>
      {shown.notices.some(({ code }) => code === 'ORDER_NOT_TAKEN') && <Check label={say(syncTexts.takeOrder)} isOn={wishes.takeOrder} isDisabled={isSent} onChange={(takeOrder) => send({ type: 'wished', wishes: { takeOrder } })} />}
      {writes && <><label for={id}>{say(syncTexts.message)}</label>
        <input id={id} type="text" maxLength={1000} autocomplete="off" readOnly={isSent} value={wishes.message} onInput={(event) => send({ type: 'wished', wishes: { message: event.currentTarget.value } })} /></>}
      {unanswered > 0 && !isSettling && <p class="soft">{say(syncTexts.unanswered, { count: unanswered })}</p>}
      <PrimaryButton isOff={isOff}>{say(isSettling ? syncTexts.settleAndSync : writes ? syncTexts.sync : syncTexts.update)}</PrimaryButton>
    </form>
  );
};

/** What the workbook gets from the store; named at once where that is all there is. */
const Received = ({ shown, plan, isOpen }: { readonly shown: PreviewAnswer | Synced; readonly plan: PlanAnswer['plan']; readonly isOpen: boolean }): JSX.Element | null => {
  const { locale } = useSpeech();
  return shown.receivedLine === null ? null : (
    <details open={isOpen}>
      <summary>{shown.receivedLine}</summary>
      <ul>{recordNames(shown.received, plan, locale).map((name) => <li key={name}>{name}</li>)}</ul>
    </details>
  );
};

const titleOf = ({ result }: SyncTalk): [(typeof syncTexts)['synced' | 'unchanged' | 'notWritten' | 'previewTitle'], { revision: number }?] => {
  if (!result) return [syncTexts.previewTitle];
  if (result.outcome === 'held') return [syncTexts.notWritten];
  return result.committed ? [syncTexts.synced, { revision: result.revision.number }] : [syncTexts.unchanged];
};

interface AnswerProps extends TalkProps {
  readonly plan: PlanAnswer['plan'];
  /** How the last sync ended for the workbook. */
  readonly end: ComponentChildren;
}

/** A preview, or what a sync did: both show the same, and both can be gone on from. */
export const SyncAnswerView = ({ talk, doing, plan, end, send }: AnswerProps): JSX.Element | null => {
  const { locale, say } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = shownIn(talk);
  useEffect(() => heading.current?.focus(), [shown]);
  if (!shown) return null;
  const { result, preview } = talk;
  const isOpen = preview ? !hasNothingToSync(preview) || preview.notices.length > 0 : shown.conflicts.length > 0 || shown.held !== null;
  return (
    <div class="sync-answer" lang={locale}>
      <h3 ref={heading} tabIndex={-1}>{say(...titleOf(talk))}</h3>
      {preview && preview.base !== preview.revision && <p class="soft">{say(syncTexts.based, { base: preview.base, revision: preview.revision })}</p>}
      {preview && hasNothingToSync(preview) ? <p>{say(syncTexts.nothingToSync)}</p> : wouldWrite(talk) && <p class="summary">{shown.summary}</p>}
      {result && result.outcome !== 'held' && end}
      {shown.held && <Held held={shown.held} talk={talk} doing={doing} send={send} />}
      <Edits edits={shown} plans={[plan]} level={4} />
      <Received shown={shown} plan={plan} isOpen={!wouldWrite(talk)} />
      {shown.conflicts.length > 0 && (
        <Conflicts conflicts={shown.conflicts} plan={plan} choices={talk.choices} isDisabled={doing !== null} onChoose={(conflicts, choice) => send({ type: 'answered', conflicts, choice })} />
      )}
      {shown.settled.length > 0 && <section aria-labelledby="settled-title"><h3 id="settled-title">{say(syncTexts.settled)}</h3><ul>{shown.settled.map(({ line }) => <li key={line}>{line}</li>)}</ul></section>}
      {shown.problems.length > 0 && <Problems problems={shown.problems} />}
      {shown.notices.length > 0 && <Notices notices={shown.notices} />}
      {isOpen && <SyncForm talk={talk} doing={doing} send={send} shown={shown} />}
    </div>
  );
};
