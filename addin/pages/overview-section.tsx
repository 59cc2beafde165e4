import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { dateText, moneyText, numberText, words, type PlanAnswer, type PlanOverview } from '../../core';
import { BudgetFindings, CostTables } from '../components/money-parts';
import { Bar } from '../components/bar';
import { ChoicePill, toneOf } from '../components/pill';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { useLoaded } from '../components/use-loaded';
import { Waiting } from '../components/waiting';
import { choiceText, percentText } from '../state/format';
import { planTexts } from '../texts/plan-texts';
import { BudgetTable } from './budget-table';
import { DeadlineList } from './deadline-list';
import { YearWheelTable } from './year-wheel-table';

const Block = ({ title, className, children }: { readonly title: string; readonly className?: string; readonly children: ComponentChildren }): JSX.Element => {
  const id = useId();
  return (
    <section aria-labelledby={id} class={`block ${className ?? ''}`}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
};

const Tile = ({ label, children, note }: { readonly label: string; readonly children: ComponentChildren; readonly note?: string }): JSX.Element => (
  <div class="tile">
    <dt>{label}</dt>
    <dd>{children}{note && <span class="tile-note">{note}</span>}</dd>
  </div>
);

const Tiles = ({ overview, currency }: { readonly overview: PlanOverview; readonly currency: string }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { progress, expected, signal, completed, activities, overdue, dueSoon, cost, shareOfBudget } = overview;
  return (
    <dl class="tiles">
      <Tile label={say(words.progress)} note={expected === null ? undefined : say(planTexts.expectedOf, { expected: percentText(expected, locale) })}>{percentText(progress, locale)}</Tile>
      <Tile label={say(words.signal)}><ChoicePill set="signal" value={signal} /></Tile>
      <Tile label={say(words.completedOf)}>{say(planTexts.completedOf, { done: completed, all: activities })}</Tile>
      <Tile label={say(words.overdue)}>{numberText(overdue, locale)}</Tile>
      <Tile label={say(words.dueSoon)}>{numberText(dueSoon, locale)}</Tile>
      <Tile label={say(words.cost)} note={shareOfBudget === null ? currency : `${currency}, ${percentText(shareOfBudget, locale)} ${say(words.shareOfBudget).toLowerCase()}`}>{moneyText(cost, locale)}</Tile>
    </dl>
  );
};

const FocusAreas = ({ overview: { focusAreas } }: { readonly overview: PlanOverview }): JSX.Element => {
  const { locale, say } = useSpeech();
  if (focusAreas.length === 0) return <p class="soft">{say(planTexts.noFocusAreas)}</p>;
  return (
    <>
      <ul class="plain-list areas">
        {focusAreas.map(({ id, code, title, progress, expected, signal, goals, activities }) => (
          <li key={id}>
            <p class="area-title"><strong>{code}</strong> {title}</p>
            <p class="area-figures">
              <strong>{progress === null ? say(planTexts.noProgress) : percentText(progress, locale)}</strong> {signal && <ChoicePill set="signal" value={signal} />}
            </p>
            <Bar ratio={progress} expected={expected} tone={toneOf(signal)} />
            <p class="soft small">
              {say(planTexts.goalsAndActivities, { goals, activities })}
              {expected !== null && `, ${say(planTexts.expectedOf, { expected: percentText(expected, locale) })}`}
            </p>
          </li>
        ))}
      </ul>
      <p class="soft small">{say(planTexts.barHelp)}</p>
    </>
  );
};

const Statuses = ({ overview: { statuses, activities } }: { readonly overview: PlanOverview }): JSX.Element => {
  const { locale } = useSpeech();
  return (
    <ul class="plain-list statuses">
      {statuses.map(({ status, count }) => (
        <li key={status}>
          <span>{choiceText('activityStatus', status, locale)}</span>
          <Bar ratio={activities === 0 ? 0 : count / activities} tone={toneOf(status)} />
          <span class="number">{numberText(count, locale)}</span>
        </li>
      ))}
    </ul>
  );
};

const Coverage = ({ overview: { coverage } }: { readonly overview: PlanOverview }): JSX.Element => {
  const { locale, say } = useSpeech();
  return (
    <dl class="figures">
      {(['superiorGoalsWithoutGoal', 'goalsWithoutIndicator', 'activitiesOutsidePlan'] as const).map((name) => (
        <div key={name}><dt>{say(words[name])}</dt><dd>{numberText(coverage[name], locale)}</dd></div>
      ))}
    </dl>
  );
};

/** What the plan costs, and what does not fit with its budget; asked for by itself, so that the rest is there at once. */
const Money = ({ answer: { plan, revision } }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const { client } = useSession();
  const loaded = useLoaded(`budget ${plan.id} ${revision.number}`, () => client.budgetCheck(plan.id));
  const { value: check } = loaded;
  return (
    <>
      <Block title={say(planTexts.costs)}>{check ? <CostTables {...check} /> : <Waiting loaded={loaded} />}</Block>
      {check && <Block title={say(words.budgetAgainstPlan)}><BudgetFindings {...check} /></Block>}
    </>
  );
};

/** How a plan stands: what the tab Oversikt and the year wheel show. */
export const OverviewSection = ({ answer }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { plan, overview } = answer;
  return (
    <>
      <Block title={say(planTexts.asOf, { day: dateText(overview.today, locale) })}><Tiles overview={overview} currency={plan.currency} /></Block>
      <div class="columns">
        <Block title={say(words.progressByArea)} className="wide"><FocusAreas overview={overview} /></Block>
        <div>
          <Block title={say(words.status)}><Statuses overview={overview} /></Block>
          <Block title={say(words.coverage)}><Coverage overview={overview} /></Block>
        </div>
      </div>
      <div class="columns even">
        <Block title={say(words.overdueList)}><DeadlineList deadlines={overview.overdueActivities} label={say(words.overdueList)} isOverdue /></Block>
        <Block title={say(words.nextDeadlines)}><DeadlineList deadlines={overview.nextDeadlines} label={say(words.nextDeadlines)} /></Block>
      </div>
      <Block title={say(planTexts.byAccount)}><BudgetTable overview={overview} currency={plan.currency} /></Block>
      <Money answer={answer} />
      <Block title={say(planTexts.yearWheel)} className="wheel-block"><YearWheelTable wheel={overview.yearWheel} today={overview.today} /></Block>
    </>
  );
};
