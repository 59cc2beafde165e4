import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { PlanAnswer, RevisionList, RevisionMessage } from '../../core';
import { Notice } from '../components/notice';
import { Pill } from '../components/pill';
import { useSession } from '../components/session';
import { speechIn, useSpeech } from '../components/speech';
import { useLoaded } from '../components/use-loaded';
import { Waiting } from '../components/waiting';
import { instantText } from '../state/format';
import { hrefTo } from '../state/route';
import { frameTexts } from '../texts/frame-texts';
import { syncTexts } from '../texts/sync-texts';
import { planTexts } from '../texts/plan-texts';
import { Difference } from './difference';
import { UndoDialog, type Undone, type UndoWish } from './undo-dialog';

type Between = readonly [from: number, to: number];

const shownAtATime = 50;

const RevisionSelect = ({ label, value, revisions, onChoose }: { readonly label: string; readonly value: number; readonly revisions: readonly RevisionMessage[]; readonly onChoose: (number: number) => void }): JSX.Element => {
  const { locale } = useSpeech();
  const id = useId();
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {revisions.map(({ number, time, author }) => <option key={number} value={number}>{`${number} · ${instantText(time, locale)}, ${author}`}</option>)}
      </select>
    </div>
  );
};

/** Chooses two revisions; what is chosen stands in the address, so a difference can be sent to somebody, and stays when the list grows. */
const Compare = ({ id, revisions, between }: { readonly id: string; readonly revisions: readonly RevisionMessage[]; readonly between: Between | null }): JSX.Element => {
  const { say } = useSpeech();
  const newest = revisions[0]!.number;
  const [chosen, setChosen] = useState<Partial<Record<'from' | 'to', number>>>({});
  const from = chosen.from ?? between?.[0] ?? Math.max(newest - 1, 1);
  const to = chosen.to ?? between?.[1] ?? newest;
  const show = (event: Event): void => {
    event.preventDefault();
    location.hash = hrefTo({ page: 'plan', id, section: 'history', between: [from, to] });
  };
  return (
    <form class="compare" onSubmit={show}>
      <RevisionSelect label={say(syncTexts.from)} value={from} revisions={revisions} onChoose={(number) => setChosen({ ...chosen, from: number })} />
      <RevisionSelect label={say(syncTexts.to)} value={to} revisions={revisions} onChoose={(number) => setChosen({ ...chosen, to: number })} />
      <button type="submit">{say(syncTexts.compareNow)}</button>
    </form>
  );
};

/** null where whoever looks may not undo. */
type OnWish = (wish: Omit<UndoWish, 'head'>) => void;

const RevisionItem = ({ id, revision, isNewest, onWish }: { readonly id: string; readonly revision: RevisionMessage; readonly isNewest: boolean; readonly onWish: OnWish | null }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { number, time, author, message } = revision;
  return (
    <li class="revision">
      <div>
        <h3>{say(planTexts.revision, { number })} {isNewest && <Pill tone="calm">{say(syncTexts.newest)}</Pill>}</h3>
        <p class="soft">{say(syncTexts.by, { time: instantText(time, locale), author })}</p>
        {message && <p>{message}</p>}
        {number === 1 && <p class="soft small">{say(syncTexts.firstOne)}</p>}
      </div>
      <div class="actions">
        {number > 1 && <a class="button" href={hrefTo({ page: 'plan', id, section: 'history', between: [number - 1, number] })} aria-label={say(syncTexts.whatChangedIn, { number })}>{say(syncTexts.whatChanged)}</a>}
        {onWish && number > 1 && <button type="button" aria-label={say(syncTexts.undoThat, { number })} onClick={() => onWish({ kind: 'undo', number })}>{say(syncTexts.undo)}</button>}
        {onWish && !isNewest && <button type="button" class="quiet" onClick={() => onWish({ kind: 'go-back', number })}>{say(syncTexts.goBack)}<span class="visually-hidden">: {say(planTexts.revision, { number })}</span></button>}
      </div>
    </li>
  );
};

/** In the language of the answer, whatever the page speaks by now. */
const UndoneNotice = ({ undone }: { readonly undone: Undone }): JSX.Element => {
  const { wish, answer, locale } = undone;
  const { say } = speechIn(locale);
  const place = useRef<HTMLDivElement>(null);
  const values = { number: wish.number, revision: answer.revision.number };
  // The dialog gives the focus back to its button further down; what came of it is what to see now.
  useEffect(() => place.current?.focus(), [undone]);
  return (
    <div ref={place} tabIndex={-1} class="undone" lang={locale}><Notice tone={answer.kept.length > 0 ? 'warning' : 'good'}>
      <p><strong>{answer.committed ? say(wish.kind === 'undo' ? syncTexts.undone : syncTexts.wentBack, values) : say(syncTexts.nothingUndone)}</strong> {answer.summary}</p>
      {answer.kept.length > 0 && <><p>{say(syncTexts.kept)}</p><ul>{answer.kept.map(({ line }) => <li key={line}>{line}</li>)}</ul></>}
    </Notice></div>
  );
};

const Revisions = ({ id, list, onWish }: { readonly id: string; readonly list: RevisionList; readonly onWish: OnWish | null }): JSX.Element => {
  const { say } = useSpeech();
  const [shown, setShown] = useState(shownAtATime);
  return (
    <>
      <ol class="plain-list revisions">{list.revisions.slice(0, shown).map((revision, i) => <RevisionItem key={revision.number} id={id} revision={revision} isNewest={i === 0} onWish={onWish} />)}</ol>
      {shown < list.revisions.length && <p class="actions"><button type="button" onClick={() => setShown(shown + shownAtATime)}>{say(frameTexts.showMore)}</button></p>}
    </>
  );
};

interface HistoryProps {
  /** The plan as it is shown: what comes after its revision is not listed before the person asks for it. */
  readonly answer: PlanAnswer;
  readonly between: Between | null;
  readonly onUndone: () => void;
  /** What is to be said after an undo that did something. */
  readonly afterUndo?: ComponentChildren;
}

/** The revisions of a plan, what they did, and taking it back. */
export const HistorySection = ({ answer, between, onUndone, afterUndo }: HistoryProps): JSX.Element => {
  const { say } = useSpeech();
  const { client, announce } = useSession();
  const { plan: { id }, revision: { number: revision }, may } = answer;
  const mayUndo = may.includes('undo');
  const loaded = useLoaded(`revisions ${id}`, () => client.revisions(id));
  const [wish, setWish] = useState<UndoWish | null>(null);
  const [undone, setUndone] = useState<Undone | null>(null);
  useEffect(() => {
    if (loaded.value && loaded.value.revisions[0]!.number < revision) loaded.reload();
  }, [revision]);
  const done = (made: Undone): void => {
    setWish(null);
    setUndone(made);
    announce(made.answer.summary);
    onUndone();
  };
  if (!loaded.value) return <section class="block"><h2>{say(planTexts.history)}</h2><Waiting loaded={loaded} /></section>;
  const { revisions } = loaded.value;
  return (
    <>
      {undone && <UndoneNotice undone={undone} />}
      {undone?.answer.committed && afterUndo}
      {revisions.length > 1 && (
        <section class="block" aria-labelledby="compare-title">
          <h2 id="compare-title">{say(syncTexts.compare)}</h2>
          <Compare key={between?.join(' ')} id={id} revisions={revisions} between={between} />
          {between && <Difference id={id} between={between} />}
        </section>
      )}
      <section class="block" aria-labelledby="revisions-title">
        <h2 id="revisions-title">{say(syncTexts.revisions)}</h2>
        {mayUndo && <p class="soft">{say(syncTexts.historyHelp)}</p>}
        <Revisions id={id} list={loaded.value} onWish={mayUndo ? (wished) => setWish({ ...wished, head: revisions[0]! }) : null} />
      </section>
      {wish && <UndoDialog id={id} wish={wish} onClose={() => setWish(null)} onDone={done} />}
    </>
  );
};
