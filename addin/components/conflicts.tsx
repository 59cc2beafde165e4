import type { JSX } from 'preact';
import { answers, createNaming, declarationOf, type ConflictMessage, type FieldValue, type Locale, type Plan } from '../../core';
import { instantText } from '../state/format';
import { conflictId, type Choice } from '../state/sync-talk';
import { syncTexts } from '../texts/sync-texts';
import { Cell } from './cell';
import { useSpeech } from './speech';

interface Sides {
  readonly before: string;
  readonly store: string;
  readonly sheet: string;
}

/** The sides of a conflict about one field, as people write them; null where the plan at hand cannot name them all. */
const sidesOf = ({ table, field, base, store, sheet }: ConflictMessage, plan: Plan, locale: Locale): Sides | null => {
  if (field === null) return null;
  const naming = createNaming([plan], locale);
  const { type } = declarationOf(table, field);
  const values = [base, store, sheet] as (FieldValue | null)[];
  if (type.kind === 'reference' && values.some((value) => value !== null && naming.record(type.to, String(value)) === '')) return null;
  const [before, inStore, inSheet] = values.map((value) => naming.value(table, field, value)) as [string, string, string];
  return { before, store: inStore, sheet: inSheet };
};

const Values = ({ conflict, sides }: { readonly conflict: ConflictMessage; readonly sides: Sides }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { changedBy } = conflict;
  return (
    <dl class="sides">
      <div><dt>{say(syncTexts.before)}</dt><dd>{sides.before}</dd></div>
      <div><dt>{changedBy ? say(syncTexts.inStoreBy, { by: `${changedBy.author}, ${instantText(changedBy.time, locale)}` }) : say(syncTexts.inStore)}</dt><dd>{sides.store}</dd></div>
      <div><dt>{say(syncTexts.inSheet)}</dt><dd>{sides.sheet}</dd></div>
    </dl>
  );
};

interface ConflictProps {
  readonly conflict: ConflictMessage;
  readonly plan: Plan;
  readonly chosen: Choice | undefined;
  readonly isDisabled: boolean;
  readonly onChoose: (choice: Choice) => void;
}

const Conflict = ({ conflict, plan, chosen, isDisabled, onChoose }: ConflictProps): JSX.Element => {
  const { locale, say } = useSpeech();
  const { table, id, field, name, line, cell } = conflict;
  const sides = sidesOf(conflict, plan, locale);
  const label = createNaming([plan], locale).record(table, id);
  const about = field === null ? label : [label, declarationOf(table, field).header[locale]].filter((text) => text !== '').join(', ');
  const key = conflictId(conflict);
  return (
    <fieldset class="conflict" disabled={isDisabled}>
      <legend>{cell === null ? <code class="cell">{name}</code> : <Cell place={cell} />} {about}</legend>
      {sides ? <Values conflict={conflict} sides={sides} /> : <p>{line.startsWith(name) ? line.slice(name.length).trim() : line}</p>}
      <div class="choices" role="radiogroup" aria-label={say(syncTexts.whatCounts)}>
        {conflict.answers.map((answer) => (
          <label key={answer} class="choice">
            <input type="radio" name={key} value={answer} checked={chosen === answer} onChange={() => onChoose(answer)} />
            {say(answers[answer])}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

interface ConflictsProps {
  readonly conflicts: readonly ConflictMessage[];
  readonly plan: Plan;
  readonly choices: ReadonlyMap<string, Choice>;
  readonly isDisabled: boolean;
  readonly onChoose: (conflicts: readonly string[], choice: Choice) => void;
}

/** What both sides changed, differently: each with its answers, and one for all where there are several. */
export const Conflicts = ({ conflicts, plan, choices, isDisabled, onChoose }: ConflictsProps): JSX.Element => {
  const { say } = useSpeech();
  const having = (choice: Choice): string[] => conflicts.filter(({ answers: has }) => has.includes(choice)).map(conflictId);
  return (
    <section aria-labelledby="conflicts-title">
      <h3 id="conflicts-title">{say(syncTexts.conflicts)}</h3>
      <p>{say(syncTexts.conflictsHelp)}</p>
      {conflicts.length > 1 && (
        <p class="actions">
          {say(syncTexts.forAll)}
          <button type="button" disabled={isDisabled} onClick={() => onChoose(having('store'), 'store')}>{say(syncTexts.allStore)}</button>
          <button type="button" disabled={isDisabled} onClick={() => onChoose(having('sheet'), 'sheet')}>{say(syncTexts.allSheet)}</button>
        </p>
      )}
      {conflicts.map((conflict) => {
        const key = conflictId(conflict);
        return <Conflict key={key} conflict={conflict} plan={plan} chosen={choices.get(key)} isDisabled={isDisabled} onChoose={(choice) => onChoose([key], choice)} />;
      })}
    </section>
  );
};
