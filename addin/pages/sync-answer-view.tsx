import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { PlanAnswer, PreviewAnswer, WorkbookAnswer } from '../../core';
import { handOver } from '../client/hand-over';
import { PrimaryButton } from '../components/button';
import { Conflicts } from '../components/conflicts';
import { Edits } from '../components/edits';
import { Notices, Problems } from '../components/findings';
import { Notice } from '../components/notice';
import { useSpeech } from '../components/speech';
import { hrefTo } from '../state/route';
import { recordNames } from '../state/shown-edits';
import { conflictId, hasNothingToSync, shownIn, wouldWrite, type WorkbookFlow } from '../state/workbook-flow';
import { syncTexts } from '../texts/sync-texts';
import type { Send } from './workbook-section';

interface AnswerProps {
  readonly flow: WorkbookFlow;
  readonly plan: PlanAnswer['plan'];
  readonly mayUndo: boolean;
  readonly send: Send;
}

/** How the last sync ended, and the file to go on with. */
const Result = ({ result, flow, plan: { id }, mayUndo }: Omit<AnswerProps, 'send'> & { readonly result: WorkbookAnswer }): JSX.Element | null => {
  const { say } = useSpeech();
  if (result.outcome === 'held') return null;
  const { file } = flow;
  return (
    <Notice tone="good">
      {result.file && file ? (
        <>
          <p><strong>{say(syncTexts.updatedFile)}</strong></p>
          <p><button type="button" class="primary" onClick={() => handOver(file)}>{say(syncTexts.takeFile, { name: file.name })}</button></p>
        </>
      ) : <p>{say(syncTexts.fileIsFine)}</p>}
      {result.committed && <p><a href={hrefTo({ page: 'plan', id, section: 'history', between: [result.revision.number - 1, result.revision.number] })}>{say(mayUndo ? syncTexts.seeOrUndo : syncTexts.seeHistory)}</a></p>}
    </Notice>
  );
};

const Check = ({ label, isOn, isDisabled, onChange }: { readonly label: string; readonly isOn: boolean; readonly isDisabled: boolean; readonly onChange: (isOn: boolean) => void }): JSX.Element => (
  <label class="choice"><input type="checkbox" checked={isOn} disabled={isDisabled} onChange={(event) => onChange(event.currentTarget.checked)} />{label}</label>
);

const Held = ({ held, flow, send }: { readonly held: NonNullable<PreviewAnswer['held']>; readonly flow: WorkbookFlow; readonly send: Send }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <Notice tone="warning">
      <p><strong>{say(syncTexts.held)}</strong></p>
      <p class="lines">{held.message}</p>
      <Check label={say(syncTexts.confirmDeletions)} isOn={flow.wishes.confirmDeletions} isDisabled={flow.doing === 'sync'} onChange={(confirmDeletions) => send({ type: 'wished', wishes: { confirmDeletions } })} />
    </Notice>
  );
};

/** The last word before something is written. */
const SyncForm = ({ flow, send, shown }: Pick<AnswerProps, 'flow' | 'send'> & { readonly shown: PreviewAnswer | WorkbookAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const id = useId();
  const { wishes, choices, doing, result } = flow;
  const unanswered = shown.conflicts.filter((conflict) => !choices.has(conflictId(conflict))).length;
  const isSettling = result !== null && result.outcome !== 'held';
  const isOff = doing !== null || (shown.held !== null && !wishes.confirmDeletions) || (isSettling && unanswered === shown.conflicts.length);
  // What was sent stays as it was sent until it is answered.
  const writes = wouldWrite(flow);
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
const Received = ({ shown, plan, isOpen }: { readonly shown: PreviewAnswer | WorkbookAnswer; readonly plan: PlanAnswer['plan']; readonly isOpen: boolean }): JSX.Element | null => {
  const { locale } = useSpeech();
  return shown.receivedLine === null ? null : (
    <details open={isOpen}>
      <summary>{shown.receivedLine}</summary>
      <ul>{recordNames(shown.received, plan, locale).map((name) => <li key={name}>{name}</li>)}</ul>
    </details>
  );
};

const titleOf = ({ result }: WorkbookFlow): [(typeof syncTexts)['synced' | 'unchanged' | 'notWritten' | 'previewTitle'], { revision: number }?] => {
  if (!result) return [syncTexts.previewTitle];
  if (result.outcome === 'held') return [syncTexts.notWritten];
  return result.committed ? [syncTexts.synced, { revision: result.revision.number }] : [syncTexts.unchanged];
};

/** A preview, or what a sync did: both show the same, and both can be gone on from. */
export const SyncAnswerView = ({ flow, plan, mayUndo, send }: AnswerProps): JSX.Element | null => {
  const { locale, say } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = shownIn(flow);
  useEffect(() => heading.current?.focus(), [shown]);
  if (!shown) return null;
  const { result, preview } = flow;
  const isOpen = preview ? !hasNothingToSync(preview) || preview.notices.length > 0 : shown.conflicts.length > 0 || shown.held !== null;
  return (
    <div class="sync-answer" lang={locale}>
      <h3 ref={heading} tabIndex={-1}>{say(...titleOf(flow))}</h3>
      {preview && preview.base !== preview.revision && <p class="soft">{say(syncTexts.based, { base: preview.base, revision: preview.revision })}</p>}
      {preview && hasNothingToSync(preview) ? <p>{say(syncTexts.nothingToSync)}</p> : wouldWrite(flow) && <p class="summary">{shown.summary}</p>}
      {result && <Result result={result} flow={flow} plan={plan} mayUndo={mayUndo} />}
      {shown.held && <Held held={shown.held} flow={flow} send={send} />}
      <Edits edits={shown} plans={[plan]} level={4} />
      <Received shown={shown} plan={plan} isOpen={!wouldWrite(flow)} />
      {shown.conflicts.length > 0 && (
        <Conflicts conflicts={shown.conflicts} plan={plan} choices={flow.choices} isDisabled={flow.doing !== null} onChoose={(conflicts, choice) => send({ type: 'answered', conflicts, choice })} />
      )}
      {shown.settled.length > 0 && <section aria-labelledby="settled-title"><h3 id="settled-title">{say(syncTexts.settled)}</h3><ul>{shown.settled.map(({ line }) => <li key={line}>{line}</li>)}</ul></section>}
      {shown.problems.length > 0 && <Problems problems={shown.problems} />}
      {shown.notices.length > 0 && <Notices notices={shown.notices} />}
      {isOpen && <SyncForm flow={flow} send={send} shown={shown} />}
    </div>
  );
};
