import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { dateText, moneyText, words, type BudgetPreview } from '../../core';
import { hasFigures, lacksDay, shownBudget, type BudgetEvent, type BudgetTalk, type BudgetWishes } from '../state/budget-talk';
import { budgetTexts } from '../texts/budget-texts';
import { BudgetFigures } from './budget-figures';
import { BudgetReading } from './budget-reading';
import { PrimaryButton } from './button';
import { Cell } from './cell';
import { FailureNotice, Notice } from './notice';
import { useSession } from './session';
import { SpeechContext, speechIn, useSpeech } from './speech';

const Unread = ({ problems }: Pick<BudgetPreview, 'problems'>): JSX.Element | null => {
  const { say } = useSpeech();
  return problems.length === 0 ? null : (
    <details>
      <summary>{say(budgetTexts.unread, { count: problems.length })}</summary>
      <ul>{problems.map(({ place, message }) => <li key={`${place} ${message}`}>{place && <Cell place={place} />} {message}</li>)}</ul>
    </details>
  );
};

interface OthersProps extends Pick<BudgetPreview, 'others'> {
  readonly isOff: boolean;
  readonly onTake: () => void;
}

/** Accounts that are left out, and the way to take them in all the same. */
const Others = ({ others: { accounts, ...sums }, isOff, onTake }: OthersProps): JSX.Element | null => {
  const { locale, say } = useSpeech();
  const amounts = (['adopted', 'actual'] as const).flatMap((kind) => (sums[kind] === null ? [] : [`${say(words[kind]).toLowerCase()} ${moneyText(sums[kind], locale)}`]));
  return accounts === 0 ? null : <p class="actions">{say(budgetTexts.others, { count: accounts, amounts: amounts.join(', ') })} <button type="button" class="quiet" aria-disabled={isOff} onClick={() => isOff || onTake()}>{say(budgetTexts.takeOthers)}</button></p>;
};

/** Where the file does not say up to what day its accounts go, the treasurer does. [C164] */
const AccountsDay = ({ talk: { asOf, doing }, send }: Pick<ShownProps, 'talk' | 'send'>): JSX.Element => {
  const { say } = useSpeech();
  const [day, help] = [useId(), useId()];
  return (
    <div class="inline-form">
      <div><label for={day}>{say(budgetTexts.asOfDay)}</label><input id={day} type="date" min="1900-01-01" max="2200-12-31" value={asOf} disabled={doing === 'pull'} aria-describedby={help} onInput={({ currentTarget }) => send({ type: 'day-said', day: currentTarget.value })} /></div>
      <p id={help} class="soft small">{say(budgetTexts.asOfHelp)}</p>
    </div>
  );
};

interface ShownProps {
  readonly talk: BudgetTalk;
  readonly shown: BudgetPreview | NonNullable<BudgetTalk['result']>;
  readonly send: (event: BudgetEvent) => void;
  /** How the pull ended, beside the heading. */
  readonly end: ComponentChildren;
}

const Shown = ({ talk, shown, send, end }: ShownProps): JSX.Element => {
  const { locale, say } = useSpeech();
  const { preview, result, choices, doing } = talk;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [shown]);
  const isOff = doing !== null;
  const wish = (wishes: BudgetWishes): void => send({ type: 'preview-asked', wishes });
  const open = shown.figures.filter(({ mayChoose }) => mayChoose).length;
  const waiting = open - choices.size;
  const title = !result ? say(budgetTexts.previewTitle) : result.committed ? say(budgetTexts.pulled, { revision: result.revision.number }) : say(budgetTexts.unchanged);
  const canPull = hasFigures(talk);
  return (
    <div class="sync-answer" lang={locale}>
      <h3 ref={heading} tabIndex={-1}>{title}</h3>
      {talk.isAnew && <Notice tone="warning" role="status"><p>{say(budgetTexts.anew)}</p></Notice>}
      {end}
      <p class="summary">{shown.figures.length === 0 && shown.isLinked && !result ? say(budgetTexts.nothingNew) : say(budgetTexts.summary, { ...shown.counts, conflicts: open })}</p>
      {!result && preview && <BudgetReading shown={preview} found={talk.found} isOff={isOff} onWish={wish} />}
      <BudgetFigures figures={shown.figures} choices={choices} isOff={doing === 'pull'} onChoose={(figure, take) => send({ type: 'answered', figure, take })} />
      <Unread problems={shown.problems} />
      {shown.asOf !== null && <p class="soft">{say(budgetTexts.asOf, { day: dateText(shown.asOf, locale) })}</p>}
      {shown.otherYears.length > 0 && <p class="soft">{say(budgetTexts.otherYears, { years: shown.otherYears.join(', ') })}</p>}
      {!result && <Others others={shown.others} isOff={isOff} onTake={() => wish({ all: true })} />}
      {canPull && lacksDay(talk) && <AccountsDay talk={talk} send={send} />}
      {canPull && waiting > 0 && <p class="soft">{say(budgetTexts.unanswered, { count: waiting })}</p>}
      {(canPull || waiting > 0) && <p class="actions"><PrimaryButton isOff={isOff || !canPull} onClick={() => send({ type: 'pull-asked', freshId: crypto.randomUUID() })}>{say(result || shown.counts.changed + shown.counts.added === 0 && shown.isLinked ? budgetTexts.pullChosen : budgetTexts.pull)}</PrimaryButton></p>}
    </div>
  );
};

/** A treasurer's budget as it would come into the plan, or came: what waits for a choice is chosen here. */
export const BudgetAnswer = ({ talk, send, end }: Pick<ShownProps, 'talk' | 'send' | 'end'>): JSX.Element => {
  const { locale, say } = useSpeech();
  const { announce } = useSession();
  const { doing, failure } = talk;
  const shown = shownBudget(talk);
  useEffect(() => { if (doing) announce(say(doing === 'preview' ? budgetTexts.reading : budgetTexts.pulling)); }, [doing]);
  // What was previewed was said in the language of then; what was done is told once.
  useEffect(() => { if (talk.locale !== null && talk.locale !== locale && !talk.result && !doing) send({ type: 'preview-asked' }); }, [locale]);
  return (
    <>
      {doing && <p class="soft">{say(doing === 'preview' ? budgetTexts.reading : budgetTexts.pulling)}</p>}
      {failure && <FailureNotice failure={failure} isRetried onRetry={() => send({ type: 'preview-asked' })} />}
      {shown && talk.locale && <SpeechContext.Provider value={speechIn(talk.locale)}><Shown talk={talk} shown={shown} send={send} end={end} /></SpeechContext.Provider>}
    </>
  );
};
