import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { moneyText, words, type FigureChoice, type FigureFate, type PulledFigureMessage } from '../../core';
import { figureId } from '../state/budget-talk';
import { budgetTexts, fateTexts } from '../texts/budget-texts';
import { syncTexts } from '../texts/sync-texts';
import { Cell } from './cell';
import { useSpeech } from './speech';

/** "6860 Møter, kurs · Styret · 2026". */
export const lineText = ({ account, name, department, year }: { readonly account: string; readonly name?: string | null; readonly department: string | null; readonly year?: number }): string =>
  [name && name !== account ? `${account} ${name}` : account, department, year].filter(Boolean).join(' · ');

type Amount = PulledFigureMessage['amounts'][number];
type Choose = (figure: PulledFigureMessage, take: FigureChoice['take']) => void;

const useMoney = (): ((amount: number | null) => string) => {
  const { locale, say } = useSpeech();
  return (amount) => (amount === null ? say(budgetTexts.nothing) : moneyText(amount, locale));
};

/** One amount: what it was and becomes; or what plan and file have, where it stays or waits for a choice. */
const AmountText = ({ amount: { kind, plan, file }, fate }: { readonly amount: Amount; readonly fate: FigureFate }): JSX.Element => {
  const { say } = useSpeech();
  const money = useMoney();
  const label = <span class="edit-field">{say(words[kind])}: </span>;
  if (fate === 'changed') {
    return <div>{label}<span class="visually-hidden">{say(syncTexts.was)} </span><del>{money(plan)}</del> <span aria-hidden="true">→ </span><span class="visually-hidden">{say(syncTexts.becomes)} </span><ins>{money(file)}</ins></div>;
  }
  if (fate === 'added') return <div>{label}<ins>{money(file)}</ins></div>;
  const sides = [fate === 'gone' || plan !== null ? say(budgetTexts.inPlan, { amount: money(plan) }) : '', fate === 'gone' ? '' : say(budgetTexts.inFile, { amount: money(file) })];
  return <div>{label}{sides.filter(Boolean).join(', ')}</div>;
};

interface FigureProps {
  readonly figure: PulledFigureMessage;
  readonly chosen: FigureChoice['take'] | undefined;
  readonly isOff: boolean;
  readonly onChoose: Choose;
}

const sides = [['store', budgetTexts.plans], ['sheet', budgetTexts.files]] as const;

const Choices = ({ figure, chosen, isOff, onChoose }: FigureProps): JSX.Element => {
  const { say } = useSpeech();
  const name = useId();
  return (
    <div class="choices" role="radiogroup" aria-label={say(budgetTexts.choose, { line: lineText(figure) })}>
      {sides.map(([take, text]) => (
        <label key={take} class="choice"><input type="radio" name={name} disabled={isOff} checked={chosen === take} onChange={() => onChoose(figure, take)} />{say(text)}</label>
      ))}
    </div>
  );
};

const Figure = (props: FigureProps): JSX.Element => {
  const { figure, figure: { fate, place, amounts, mayChoose } } = props;
  return (
    <li class="figure">
      <p><strong>{lineText(figure)}</strong> {place && <Cell place={place} />}</p>
      {amounts.map((amount) => <AmountText key={amount.kind} amount={amount} fate={fate} />)}
      {mayChoose && <Choices {...props} />}
    </li>
  );
};

const fates = Object.keys(fateTexts) as FigureFate[];

/** So many of a fate are shown at once. */
const mostShown = 200;

interface FiguresProps {
  readonly figures: readonly PulledFigureMessage[];
  readonly choices: ReadonlyMap<string, FigureChoice>;
  readonly isOff: boolean;
  readonly onChoose: Choose;
}

/** What becomes of each figure; those that wait for a choice stand first, each with plan and file to choose from. */
export const BudgetFigures = ({ figures, choices, isOff, onChoose }: FiguresProps): JSX.Element => {
  const { say } = useSpeech();
  return (
    <div class="edits">
      {fates.map((fate) => {
        const those = figures.filter((one) => one.fate === fate);
        const [title, help] = fateTexts[fate];
        return those.length > 0 && (
          <section key={fate}>
            <h4 class="edits-table">{say(title)}</h4>
            {help && <p class="soft">{say(help)}</p>}
            {those.length > 1 && those.every(({ mayChoose }) => mayChoose) && <p class="actions">{sides.map(([take, text]) => <button key={take} type="button" class="quiet" aria-disabled={isOff} onClick={() => isOff || those.forEach((one) => onChoose(one, take))}>{say(budgetTexts.all, { side: say(text) })}</button>)}</p>}
            <ul class="plain-list">{those.slice(0, mostShown).map((one) => <Figure key={figureId(one)} figure={one} chosen={choices.get(figureId(one))?.take} isOff={isOff} onChoose={onChoose} />)}</ul>
            {those.length > mostShown && <p class="soft">{say(budgetTexts.further, { count: those.length - mostShown })}</p>}
          </section>
        );
      })}
    </div>
  );
};
