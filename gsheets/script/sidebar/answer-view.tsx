import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { answers } from '../../../core';
import type { Shown } from '../view';
import { Notice } from './notice';
import { Line, Place } from './place';
import { texts } from './sidebar-texts';
import { useSay } from './speech';

type Conflict = Shown['conflicts'][number];
export type Choice = Conflict['answers'][number];
export const conflictKey = ({ table, id, field }: Pick<Conflict, 'table' | 'id' | 'field'>): string => `${table}/${id}/${field ?? ''}`;

/** What a person has said to what is shown. */
export interface Said {
  readonly choices: ReadonlyMap<string, Choice>;
  readonly message: string;
  readonly takeOrder: boolean;
  readonly confirmDeletions: boolean;
}
export const nothingSaid: Said = { choices: new Map(), message: '', takeOrder: false, confirmDeletions: false };

const Section = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element => {
  const id = useId();
  return <section class="part" aria-labelledby={id}><h3 id={id}>{title}</h3>{children}</section>;
};

const ConflictView = ({ conflict, chosen, onChoose }: { readonly conflict: Conflict; readonly chosen: Choice | undefined; readonly onChoose: (choice: Choice) => void }): JSX.Element => {
  const say = useSay();
  const { name, cell, line } = conflict;
  const rest = line.startsWith(name) ? line.slice(name.length).trim() : line;
  return (
    <fieldset class="conflict">
      <legend>{cell === null ? <span class="cell">{name}</span> : <Place place={cell} />}</legend>
      <p>{rest}</p>
      <div class="choices" role="radiogroup" aria-label={say(texts.whatCounts)}>
        {conflict.answers.map((answer) => (
          <label key={answer} class="choice"><input type="radio" name={conflictKey(conflict)} checked={chosen === answer} onChange={() => onChoose(answer)} />{say(answers[answer])}</label>
        ))}
      </div>
    </fieldset>
  );
};

const Check = ({ label, isOn, onChange }: { readonly label: string; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }): JSX.Element => (
  <label class="choice"><input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />{label}</label>
);

interface AnswerProps {
  readonly shown: Shown;
  readonly said: Said;
  readonly isBusy: boolean;
  /** The conflicts alone were asked for. */
  readonly isAboutConflicts: boolean;
  /** The spreadsheet could not be brought up to date. */
  readonly isBehind: boolean;
  readonly onSay: (said: Said) => void;
  readonly onSync: () => void;
}

const isEmpty = ({ lines, receivedLine, conflicts, settled, problems, held, notices }: Shown): boolean =>
  [lines, conflicts, settled, problems, notices].every((list) => list.length === 0) && receivedLine === null && held === null;

/** A preview as it was asked for, or a sync that still waits for something, can be gone on from. */
export const canGoOn = (shown: Shown): boolean => (shown.committed === null ? !isEmpty(shown) : shown.held !== null || shown.conflicts.length > 0);

const SyncForm = ({ shown, said, isBusy, onSay, onSync }: AnswerProps): JSX.Element => {
  const say = useSay();
  const id = useId();
  const isSettling = shown.committed !== null && shown.held === null;
  const isOff = isBusy || (shown.held !== null && !said.confirmDeletions) || (isSettling && shown.conflicts.every((conflict) => !said.choices.has(conflictKey(conflict))));
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isOff) onSync();
  };
  return (
    <form class="sync-form" onSubmit={submit}>
      {shown.notices.some(({ code }) => code === 'ORDER_NOT_TAKEN') && <Check label={say(texts.takeOrder)} isOn={said.takeOrder} onChange={(takeOrder) => onSay({ ...said, takeOrder })} />}
      <label for={id}>{say(texts.message)}</label>
      <input id={id} type="text" maxLength={1000} autocomplete="off" value={said.message} onInput={(event) => onSay({ ...said, message: event.currentTarget.value })} />
      <button type="submit" class="primary" aria-disabled={isOff}>{say(isSettling ? texts.settleAndSync : texts.sync)}</button>
    </form>
  );
};

const titleOf = ({ committed, held }: Shown): (typeof texts)['previewTitle' | 'notWritten' | 'synced' | 'unchanged'] => {
  if (committed === null) return texts.previewTitle;
  if (held !== null) return texts.notWritten;
  return committed ? texts.synced : texts.unchanged;
};

const Findings = ({ shown }: { readonly shown: Shown }): JSX.Element => {
  const say = useSay();
  return (
    <>
      {shown.problems.length > 0 && (
        <Section title={say(texts.problems)}>
          <p class="soft">{say(texts.problemsHelp)}</p>
          <ul class="plain-list">{shown.problems.map(({ tab, cell, header, message }) => <li key={`${tab} ${cell} ${message}`}><Place place={cell ?? tab} />{header && <span class="soft"> {header}</span>}<br />{message}</li>)}</ul>
        </Section>
      )}
      {shown.notices.length > 0 && (
        <Section title={say(texts.notices)}>
          <ul class="plain-list">{shown.notices.map(({ code, tab, cell, message }) => <li key={`${tab} ${cell} ${message}`}><Place place={cell ?? tab} /> {code === 'ORDER_NOT_TAKEN' ? say(texts.orderNotTaken) : message}</li>)}</ul>
        </Section>
      )}
    </>
  );
};

/** A preview, or what a sync did, and what can be answered to it. */
export const AnswerView = (props: AnswerProps): JSX.Element => {
  const { shown, said, isAboutConflicts, isBehind, onSay } = props;
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [shown]);
  const isDone = shown.committed !== null && shown.held === null && !isBehind;
  return (
    <div class="answer">
      <h2 ref={heading} tabIndex={-1}>{say(titleOf(shown), { revision: shown.revision })}</h2>
      {isAboutConflicts && shown.conflicts.length === 0 && <p>{say(texts.noConflicts)}</p>}
      {shown.committed === null && isEmpty(shown) ? <p>{say(texts.nothingToSync)}</p> : shown.lines.length > 0 && <p class="summary">{shown.summary}</p>}
      {isDone && <Notice tone="good" role="status"><p>{say(texts.upToDate)}</p></Notice>}
      {shown.held && (
        <Notice tone="warning">
          <p><strong>{say(texts.held)}</strong></p>
          <p class="lines">{shown.held.message}</p>
          <Check label={say(texts.confirmDeletions)} isOn={said.confirmDeletions} onChange={(confirmDeletions) => onSay({ ...said, confirmDeletions })} />
        </Notice>
      )}
      {shown.conflicts.length > 0 && (
        <Section title={say(texts.conflicts)}>
          <p class="soft">{say(texts.conflictsHelp)}</p>
          {shown.conflicts.map((conflict) => (
            <ConflictView key={conflictKey(conflict)} conflict={conflict} chosen={said.choices.get(conflictKey(conflict))} onChoose={(choice) => onSay({ ...said, choices: new Map([...said.choices, [conflictKey(conflict), choice]]) })} />
          ))}
        </Section>
      )}
      {shown.lines.length > 0 && <Section title={say(texts.edits)}><ul class="plain-list">{shown.lines.map((line) => <li key={line}><Line line={line} /></li>)}</ul></Section>}
      {shown.receivedLine !== null && <p>{shown.receivedLine}</p>}
      {shown.settled.length > 0 && <Section title={say(texts.settled)}><ul class="plain-list">{shown.settled.map((line) => <li key={line}><Line line={line} /></li>)}</ul></Section>}
      <Findings shown={shown} />
      {canGoOn(shown) && <SyncForm {...props} />}
    </div>
  );
};
