import type { JSX } from 'preact';
import { moneyText, words, type PlanOverview } from '../../core';
import { ChoicePill } from '../components/pill';
import { ScrollArea } from '../components/scroll-area';
import { useSpeech } from '../components/speech';
import { planTexts } from '../texts/plan-texts';

type Line = PlanOverview['budgetLines'][number];
const sums = ['adopted', 'planned', 'actual', 'left'] as const;

const Sums = ({ of }: { readonly of: Pick<Line, (typeof sums)[number]> }): JSX.Element => {
  const { locale } = useSpeech();
  return <>{sums.map((name) => <td key={name} class="number">{moneyText(of[name], locale)}</td>)}</>;
};

/** What was adopted, planned and spent on each account, and what is left; below it the sums of each year. */
export const BudgetTable = ({ overview: { budgetLines, budgetYears }, currency }: { readonly overview: PlanOverview; readonly currency: string }): JSX.Element => {
  const { say } = useSpeech();
  if (budgetLines.length === 0) return <p class="soft">{say(planTexts.noBudget)}</p>;
  const hasDepartments = budgetLines.some(({ department }) => department !== null);
  return (
    <>
      <p class="soft small">{say(planTexts.inCurrency, { currency })}</p>
      <ScrollArea label={say(planTexts.byAccount)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(planTexts.account)}</th><th scope="col">{say(planTexts.name)}</th>{hasDepartments && <th scope="col">{say(planTexts.department)}</th>}<th scope="col">{say(words.year)}</th>
              {sums.map((name) => <th key={name} scope="col" class="number">{say(words[name])}</th>)}
              <th scope="col">{say(planTexts.state)}</th>
            </tr>
          </thead>
          <tbody>
            {budgetLines.map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.account}</th><td>{line.name}</td>{hasDepartments && <td>{line.department}</td>}<td>{line.year}</td>
                <Sums of={line} />
                <td>{line.state && <ChoicePill set="budgetState" value={line.state} />}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {budgetYears.map((year) => (
              <tr key={year.year}><th scope="row" colSpan={hasDepartments ? 4 : 3}>{say(planTexts.total, { year: year.year })}</th><Sums of={year} /><td /></tr>
            ))}
          </tfoot>
        </table>
      </ScrollArea>
    </>
  );
};
