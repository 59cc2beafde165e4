import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { findBudgetLink, gridToWire, mappingsOf, type Grid, type PlanAnswer } from '../../../core';
import { BudgetAnswer } from '../../components/budget-answer';
import { Notice } from '../../components/notice';
import { useSpeech } from '../../components/speech';
import { useBudget } from '../../components/use-budget';
import type { HostFailure } from '../../host/open-workbook';
import type { BudgetSource } from '../../state/budget-talk';
import { foreignTabs } from '../../state/link-talk';
import { budgetTexts } from '../../texts/budget-texts';
import { reasonOf } from '../../texts/host-reasons';
import { usePane } from './pane-context';

type Plan = PlanAnswer['plan'];

/** The tabs that the plan's link reads, and no others, as they were when they were read: what is taken in is what was shown. [K15] */
const sourceOf = (plan: Plan, name: string, grid: Grid): BudgetSource => {
  const linked = new Set(mappingsOf(findBudgetLink(plan, name)).map(({ tab }) => tab.toLowerCase()));
  const worksheets = foreignTabs(grid).filter((tab) => linked.has(tab.name.toLowerCase()));
  const workbook = gridToWire({ worksheets, extras: [] });
  const request = { name, workbook };
  return {
    name,
    preview: (client, { all }) => client.budgetCells(plan.id, 'preview', { ...request, ...(all && { all }) }),
    pull: (client, { as: _, mappings: __, ...options }, etag) => client.budgetCells(plan.id, 'pull', { ...request, ...options }, etag),
  };
};

/** Takes in what formulas cannot follow, of the treasurer's table in the workbook that stands open. [C127] */
export const PullFigures = ({ answer: { plan } }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const { pane } = usePane();
  const { talk, send } = useBudget(plan.id);
  const [trouble, setTrouble] = useState<HostFailure | 'unsaved' | 'not-linked' | null>(null);
  const [isReading, setReading] = useState(false);
  const look = async (): Promise<void> => {
    if (isReading) return;
    setReading(true);
    const read = await pane.read();
    setReading(false);
    if (!read.ok) return setTrouble(read.failure);
    const { grid, fileName } = read.value;
    const isLinked = fileName !== null && findBudgetLink(plan, fileName) !== undefined;
    setTrouble(fileName === null ? 'unsaved' : isLinked ? null : 'not-linked');
    if (fileName !== null && isLinked) send({ type: 'chosen', source: sourceOf(plan, fileName, grid) });
  };
  return (
    <>
      <p class="soft">{say(budgetTexts.pullHereHelp)}</p>
      <p class="actions"><button type="button" aria-disabled={isReading || talk?.doing === 'pull'} onClick={() => void look()}>{say(isReading ? budgetTexts.reading : budgetTexts.pullHere)}</button></p>
      {trouble !== null && <Notice tone="warning" role="alert"><p>{trouble === 'unsaved' ? say(budgetTexts.unsaved) : trouble === 'not-linked' ? say(budgetTexts.linkFirst) : say(reasonOf(trouble, 'preview'), { tab: trouble.tab ?? '' })}</p></Notice>}
      {talk && (
        <>
          <BudgetAnswer talk={talk} send={send} end={talk.result?.committed && <Notice tone="good"><p>{say(budgetTexts.syncAfter)}</p></Notice>} />
          <p class="actions"><button type="button" class="quiet" onClick={() => send({ type: 'let-go' })}>{say(budgetTexts.close)}</button></p>
        </>
      )}
    </>
  );
};
