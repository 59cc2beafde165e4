import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { PlanAnswer } from '../../../core';
import { PrimaryButton } from '../../components/button';
import { Pill } from '../../components/pill';
import { useSpeech } from '../../components/speech';
import { instantText } from '../../state/format';
import { isFree, type PaneState } from '../../state/pane-state';
import { hasNothingHere, mayHaveChanged } from '../../state/standing';
import { hasEdits } from '../../state/sync-talk';
import { paneTexts } from '../../texts/pane-texts';
import { planTexts } from '../../texts/plan-texts';
import { usePane } from './pane-context';

/** What a sync would take in, as it was looked at last. */
const Here = (state: PaneState): JSX.Element => {
  const { say } = useSpeech();
  const { checked, job } = state;
  const isLooking = job?.kind === 'check' || job?.kind === 'preview';
  if (!checked) return <p class="soft">{say(isLooking ? paneTexts.reading : paneTexts.notLooked)}</p>;
  const isOpen = mayHaveChanged(state);
  return (
    <>
      {hasEdits(checked) ? <p class="summary">{checked.summary}</p> : !hasNothingHere(checked) ? <p>{say(paneTexts.waitsHere)}</p> : !isOpen && <p>{say(paneTexts.nothingHere)}</p>}
      {isOpen && <p class="soft small">{say(paneTexts.maybeHere)}</p>}
    </>
  );
};

const InStore = ({ checked, newest, answer: { revision } }: PaneState & { readonly answer: PlanAnswer }): JSX.Element => {
  const { locale, say } = useSpeech();
  const last = Math.max(newest, checked?.revision ?? 0, revision.number);
  const isBehind = checked !== null && last > checked.base;
  return (
    <>
      <p class={isBehind ? 'summary' : ''}>{checked && isBehind ? say(paneTexts.newInStore, { newest: last, base: checked.base }) : say(paneTexts.nothingNewInStore)}</p>
      {checked?.receivedLine && <p>{checked.receivedLine}</p>}
      <p class="soft small">{say(planTexts.changed, { time: instantText(revision.time, locale), author: revision.author })}</p>
    </>
  );
};

/** What waits for the person, each with a way there. */
const Waiting = ({ checked }: PaneState): JSX.Element | null => {
  const { say } = useSpeech();
  const { pane } = usePane();
  const at = useRef(0);
  if (!checked) return null;
  const { problems, conflicts, held } = checked;
  const showNext = (): void => {
    const { cell, tab } = problems[at.current % problems.length]!;
    at.current++;
    pane.show(cell ?? tab);
  };
  return (
    <>
      {held && <p><Pill tone="warning">{say(paneTexts.heldCount)}</Pill></p>}
      {conflicts.length > 0 && <p><Pill tone="conflict">{say(paneTexts.conflictCount, { count: conflicts.length })}</Pill></p>}
      {problems.length > 0 && <p class="actions"><Pill tone="bad">{say(paneTexts.problemCount, { count: problems.length })}</Pill><button type="button" class="quiet" onClick={showNext}>{say(paneTexts.nextProblem)}</button></p>}
    </>
  );
};

/** How the workbook and the store stand to each other, and the two things to do about it. */
export const Status = ({ answer }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const { pane, state } = usePane();
  const isOff = !isFree(state);
  return (
    <section class="block status" aria-labelledby="status-title">
      <h2 id="status-title" class="visually-hidden">{say(paneTexts.status)}</h2>
      <dl class="both">
        <div><dt>{say(paneTexts.here)}</dt><dd><Here {...state} /></dd></div>
        <div><dt>{say(paneTexts.inStore)}</dt><dd><InStore {...state} answer={answer} /></dd></div>
      </dl>
      <Waiting {...state} />
      {answer.may.includes('edit') ? (
        <p class="actions">
          {!state.talk.preview && <PrimaryButton isOff={isOff} onClick={() => pane.send({ type: 'sync-asked', freshId: crypto.randomUUID() })}>{say(paneTexts.sync)}</PrimaryButton>}
          <button type="button" aria-disabled={isOff} onClick={() => pane.send({ type: 'preview-asked' })}>{say(state.talk.preview ? paneTexts.seeAnew : paneTexts.preview)}</button>
        </p>
      ) : <p>{say(paneTexts.readOnlyPlan)}</p>}
    </section>
  );
};
