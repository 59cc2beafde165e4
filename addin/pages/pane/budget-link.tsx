import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { figureProblemText, guessFailureText, guessReasonText, moneyText, words, type BudgetMapping, type PlanAnswer } from '../../../core';
import { PrimaryButton } from '../../components/button';
import { Cell } from '../../components/cell';
import { Dialog } from '../../components/dialog';
import { Notice } from '../../components/notice';
import { part } from '../../components/part';
import { ScrollArea } from '../../components/scroll-area';
import { useSpeech } from '../../components/speech';
import { outlookOf, type LinkOutlook, type LinkTalk } from '../../state/link-talk';
import { isFree } from '../../state/pane-state';
import { frameTexts } from '../../texts/frame-texts';
import { linkTexts } from '../../texts/link-texts';
import { LinkForm } from './link-form';
import { usePane } from './pane-context';

const PullFigures = part(async () => (await import('./pull-figures')).PullFigures);

/** So many lines show whether the right columns were taken. */
const shownLines = 6;
const shownProblems = 10;

const First = ({ reading: { figures } }: LinkOutlook): JSX.Element => {
  const { locale, say } = useSpeech();
  if (figures.length === 0) return <Notice tone="warning" role="status"><p>{say(linkTexts.nothing)}</p></Notice>;
  const money = (amount: number | undefined): string => (amount === undefined ? '' : moneyText(amount, locale));
  return (
    <>
      <h4>{say(linkTexts.first, { count: figures.length })}</h4>
      <ScrollArea label={say(linkTexts.first, { count: figures.length })}>
        <table>
          <thead><tr><th scope="col">{say(linkTexts.line)}</th><th scope="col">{say(linkTexts.year)}</th><th scope="col" class="number">{say(words.adopted)}</th><th scope="col" class="number">{say(words.actual)}</th></tr></thead>
          <tbody>
            {figures.slice(0, shownLines).map(({ account, name, department, year, adopted, actual }, i) => (
              <tr key={i}><th scope="row">{[account, name, department].filter(Boolean).join(' · ')}</th><td>{year}</td><td class="number">{money(adopted)}</td><td class="number">{money(actual)}</td></tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {figures.length > shownLines && <p class="soft small">{say(linkTexts.others, { count: figures.length - shownLines })}</p>}
    </>
  );
};

const Unread = ({ reading: { problems } }: LinkOutlook): JSX.Element | null => {
  const { locale, say } = useSpeech();
  return problems.length === 0 ? null : (
    <details>
      <summary>{say(linkTexts.unread, { count: problems.length })}</summary>
      <ul>{problems.slice(0, shownProblems).map((problem) => <li key={`${problem.place} ${problem.code}`}>{problem.place !== '' && <Cell place={problem.place} />} {figureProblemText(problem, locale)}</li>)}</ul>
    </details>
  );
};

/** Tabs that can be linked after this one. */
const Others = ({ others }: Pick<LinkTalk, 'others'>): JSX.Element | null => {
  const { say } = useSpeech();
  return others.length === 0 ? null : <p>{say(linkTexts.otherTabs, { count: others.length, tabs: others.join(', ') })}</p>;
};

/** What formulas cannot do for this table, and what to do instead. */
const Limits = ({ live, amounts, isSaved }: Pick<LinkOutlook, 'live'> & { readonly amounts: number; readonly isSaved: boolean }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <>
      {live < amounts && <Notice tone="warning" role="status"><p>{say(live === 0 ? linkTexts.notLive : linkTexts.partlyLive)}</p></Notice>}
      {!isSaved && <Notice tone="calm"><p>{say(linkTexts.unsaved)}</p></Notice>}
    </>
  );
};

const Why = ({ guess }: Pick<LinkTalk, 'guess'>): JSX.Element | null => {
  const { locale, say } = useSpeech();
  if (guess === null) return <p>{say(linkTexts.kept)}</p>;
  if (!guess.ok) return null;
  return (
    <>
      <p>{say(linkTexts.guessed)}</p>
      <details><summary>{say(linkTexts.why)}</summary><ul>{guess.reasons.map((reason) => <li key={`${reason.code} ${reason.place}`}>{guessReasonText(reason, locale)}</li>)}</ul></details>
    </>
  );
};

const Proposal = ({ talk, mapping }: { readonly talk: LinkTalk; readonly mapping: BudgetMapping }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { pane, state } = usePane();
  const outlook = useMemo(() => outlookOf(talk, mapping, locale), [talk, mapping, locale]);
  const isOff = !isFree(state) || outlook.reading.figures.length === 0;
  return (
    <form class="link-form" onSubmit={(event) => {
      event.preventDefault();
      if (!isOff) pane.send({ type: 'link-confirmed' });
    }}>
      <Why guess={talk.guess} />
      <LinkForm talk={talk} mapping={mapping} />
      <First {...outlook} />
      <Unread {...outlook} />
      <Others others={talk.others} />
      <Limits live={outlook.live} amounts={mapping.amounts.length} isSaved={talk.fileName !== null} />
      <p class="actions"><PrimaryButton isOff={isOff}>{say(linkTexts.confirm)}</PrimaryButton></p>
    </form>
  );
};

/** How the budget would be read, until it is confirmed or let go of. */
const Talk = ({ talk, onLook }: { readonly talk: LinkTalk; readonly onLook: () => void }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { pane, state } = usePane();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [talk.grid]);
  const isOff = !isFree(state);
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>{say(linkTexts.talkTitle)}</h3>
      {talk.mapping ? <Proposal talk={talk} mapping={talk.mapping} /> : (
        <Notice tone="warning">
          <p>{say(linkTexts.notGuessed, { why: talk.guess && !talk.guess.ok ? guessFailureText(talk.guess.failure, locale) : '' })}</p>
          <p class="actions"><button type="button" onClick={() => pane.send({ type: 'link-by-hand' })}>{say(linkTexts.byHand)}</button></p>
        </Notice>
      )}
      <p class="actions">
        <button type="button" aria-disabled={isOff} onClick={() => isOff || onLook()}>{say(linkTexts.lookAgain)}</button>
        <button type="button" class="quiet" onClick={() => pane.send({ type: 'link-closed' })}>{say(frameTexts.cancel)}</button>
      </p>
    </>
  );
};

const UnlinkDialog = ({ onClose }: { readonly onClose: () => void }): JSX.Element => {
  const { say } = useSpeech();
  const { pane } = usePane();
  const unlink = (): void => {
    onClose();
    pane.send({ type: 'unlink-asked' });
  };
  return (
    <Dialog title={say(linkTexts.unlinkQuestion)} onClose={onClose} actions={<><PrimaryButton isOff={false} onClick={unlink}>{say(linkTexts.unlink)}</PrimaryButton><button type="button" onClick={onClose}>{say(frameTexts.cancel)}</button></>}>
      <p>{say(linkTexts.unlinkHelp)}</p>
    </Dialog>
  );
};

/** Whether the plan's budget follows a treasurer's own table in this workbook, and the way to make it so, or no longer. */
export const BudgetLink = ({ answer }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const { pane, state } = usePane();
  const [isAsking, ask] = useState(false);
  const { link, linkedTab } = state;
  const { plan } = answer;
  const isOff = !isFree(state);
  const look = (): void => pane.send({ type: 'link-asked', plan });
  return (
    <section class="block" aria-labelledby="budget-link-title">
      <h2 id="budget-link-title">{say(linkTexts.title)}</h2>
      {link ? <Talk talk={link} onLook={look} /> : (
        <>
          <p>{linkedTab === null ? say(linkTexts.none) : say(linkTexts.follows, { tab: linkedTab })}</p>
          <p class="actions">
            <button type="button" aria-disabled={isOff} onClick={() => isOff || look()}>{say(linkedTab === null ? linkTexts.link : linkTexts.change)}</button>
            {linkedTab !== null && <button type="button" class="quiet" aria-disabled={isOff} onClick={() => isOff || ask(true)}>{say(linkTexts.unlink)}</button>}
          </p>
          {plan.settings?.budgetLinks && <PullFigures answer={answer} />}
        </>
      )}
      {isAsking && <UnlinkDialog onClose={() => ask(false)} />}
    </section>
  );
};
