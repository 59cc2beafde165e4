import type { ComponentChildren, JSX } from 'preact';
import type { Localized } from '../../../core';
import { asksForToken, type ClientFailure } from '../../client/failure';
import { FailureNotice, Notice } from '../../components/notice';
import { useSpeech } from '../../components/speech';
import type { Trouble } from '../../state/pane-state';
import { frameTexts } from '../../texts/frame-texts';
import { reasonOf } from '../../texts/host-reasons';
import { linkTexts } from '../../texts/link-texts';
import { paneTexts } from '../../texts/pane-texts';
import { usePane } from './pane-context';

const Buttons = ({ children }: { readonly children: ComponentChildren }): JSX.Element => <p class="actions">{children}</p>;

/** A plan that is not here, or not for whoever asks: the server tells one as the other. */
export const UnknownPlan = ({ id }: { readonly id: string }): JSX.Element => {
  const { say } = useSpeech();
  const { pane, onServer } = usePane();
  return (
    <Notice tone="bad" role="alert">
      <p>{say(paneTexts.unknownPlan, { id })}</p>
      <Buttons>
        <button type="button" onClick={() => pane.send({ type: 'try-again' })}>{say(frameTexts.tryAgain)}</button>
        <button type="button" onClick={onServer}>{say(paneTexts.serverTitle)}</button>
      </Buttons>
    </Notice>
  );
};

/** The histories of two stores are two, though the plan has the same name in both. */
const foreign: ReadonlySet<string> = new Set(['other-history', 'unknown-revision', 'other-plan']);

const ServerTrouble = ({ failure }: { readonly failure: ClientFailure }): JSX.Element | null => {
  const { say } = useSpeech();
  const { pane, state: { book, job }, onServer } = usePane();
  if (asksForToken(failure)) return null; // it is asked for where one signs in
  const code = failure.kind === 'refused' ? failure.code : '';
  if (code === 'unknown-plan' && book.kind === 'plan') return <UnknownPlan id={book.stamp.planId} />;
  return (
    <FailureNotice failure={failure} isRetried={job !== null} onRetry={() => pane.send({ type: 'try-again' })}>
      {foreign.has(code) && <><p>{say(paneTexts.otherHistory)}</p><Buttons><button type="button" onClick={onServer}>{say(paneTexts.serverTitle)}</button></Buttons></>}
    </FailureNotice>
  );
};

interface FailedProps {
  readonly kind: Extract<Trouble, { from: 'workbook' }>['kind'] | null;
  /** Some of it may have been written. */
  readonly isPartial: boolean;
  readonly why: string;
}

const halfTexts: Partial<Readonly<Record<NonNullable<FailedProps['kind']>, Localized>>> = { insert: paneTexts.halfInserted, link: linkTexts.half };

/** What did not get done in the workbook: how far it got, why no further, and how to go on. */
const Failed = ({ kind, isPartial, why }: FailedProps): JSX.Element => {
  const { say } = useSpeech();
  const { pane, state: { job, talk, book } } = usePane();
  const isStored = kind === 'sync' && talk.result?.committed === true;
  const syncAgain = (): void => pane.send({ type: 'sync-asked', freshId: crypto.randomUUID() });
  return (
    <Notice tone={job === null ? 'bad' : 'warning'} role={job === null ? 'alert' : 'status'}>
      {isStored && <p><strong>{say(paneTexts.storeHasIt)}</strong></p>}
      {isPartial && <p>{say(halfTexts[kind ?? 'show'] ?? paneTexts.halfWritten)}</p>}
      <p>{why}</p>
      {job === null && kind !== 'show' && (
        <Buttons>
          {kind === 'sync' && book.kind === 'plan'
            ? <button type="button" onClick={syncAgain}>{say(paneTexts.syncAgain)}</button>
            : <button type="button" onClick={() => pane.send({ type: 'try-again' })}>{say(frameTexts.tryAgain)}</button>}
        </Buttons>
      )}
    </Notice>
  );
};

const WorkbookTrouble = ({ failure, kind }: Extract<Trouble, { from: 'workbook' }>): JSX.Element | null => {
  const { say } = useSpeech();
  const { state: { job } } = usePane();
  if (job !== null && failure.kind === 'editing') return null; // told where it is told what goes on
  return <Failed kind={kind} isPartial={failure.isPartial} why={say(reasonOf(failure, kind), { tab: failure.tab ?? '', code: failure.code ?? '' })} />;
};

/** Why something does not go on, and what to do. */
export const TroubleNotice = (): JSX.Element | null => {
  const { say } = useSpeech();
  const { state: { trouble } } = usePane();
  switch (trouble?.from) {
    case undefined: return null;
    case 'server': return <ServerTrouble failure={trouble.failure} />;
    case 'workbook': return <WorkbookTrouble {...trouble} />;
    case 'pane': return <Failed kind={trouble.write} isPartial={trouble.write !== null} why={say(paneTexts.broke)} />;
    case 'place': return <Notice tone="warning" role="status"><p>{say(paneTexts.noPlace, { place: trouble.place })}</p></Notice>;
  }
};
