import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { words, type PlanAnswer } from '../../../core';
import { BudgetFindings, CostTables } from '../../components/money-parts';
import { useSession } from '../../components/session';
import { useSpeech } from '../../components/speech';
import { useLoaded } from '../../components/use-loaded';
import { Waiting } from '../../components/waiting';
import { planTexts } from '../../texts/plan-texts';

const Money = ({ answer: { plan, revision } }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const { client } = useSession();
  const loaded = useLoaded(`budget ${plan.id} ${revision.number}`, () => client.budgetCheck(plan.id));
  const { value: check } = loaded;
  return check ? <><BudgetFindings {...check} /><h3>{say(planTexts.costs)}</h3><CostTables {...check} /></> : <Waiting loaded={loaded} />;
};

/** The plan held against its budget, as the store has both; asked for when somebody opens it. */
export const MoneyView = ({ answer }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="block" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary><h2>{say(words.budgetAgainstPlan)}</h2></summary>
      {isOpen && <Money answer={answer} />}
    </details>
  );
};
