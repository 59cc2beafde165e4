import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { dateText, words, type PlanOverview } from '../../core';
import { ScrollArea } from '../components/scroll-area';
import { useSpeech } from '../components/speech';
import { planTexts } from '../texts/plan-texts';

/** So many are shown at first: what a board goes through in a meeting. */
const shownAtFirst = 6;

/** Activities with the days they are due, the nearest or the oldest first. */
export const DeadlineList = ({ deadlines, label, isOverdue = false }: { readonly deadlines: PlanOverview['nextDeadlines']; readonly label: string; readonly isOverdue?: boolean }): JSX.Element => {
  const { locale, say } = useSpeech();
  const [isWhole, setWhole] = useState(false);
  if (deadlines.length === 0) return <p class="soft">{say(words.none)}</p>;
  return (
    <>
      <ScrollArea label={label}>
        <table class="deadlines">
          <thead><tr><th scope="col">{say(planTexts.due)}</th><th scope="col">{say(planTexts.activity)}</th><th scope="col">{say(planTexts.responsible)}</th></tr></thead>
          <tbody>
            {deadlines.map(({ id, due, label: activity, responsible }, i) => (
              <tr key={id} class={i < shownAtFirst || isWhole ? '' : 'print-only'}><td class={isOverdue ? 'date overdue' : 'date'}>{dateText(due, locale)}</td><td>{activity}</td><td>{responsible}</td></tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {deadlines.length > shownAtFirst && !isWhole && <p class="actions"><button type="button" class="quiet" onClick={() => setWhole(true)}>{say(planTexts.showAll, { count: deadlines.length })}<span class="visually-hidden">: {label}</span></button></p>}
    </>
  );
};
