import type { JSX } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { PlanList, PlanListItem } from '../../core';
import { Bar } from '../components/bar';
import { FailureNotice } from '../components/notice';
import { ChoicePill, Pill, toneOf } from '../components/pill';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { useLoaded } from '../components/use-loaded';
import { useTitle } from '../components/use-title';
import { Waiting } from '../components/waiting';
import type { ClientFailure } from '../client/failure';
import { choiceText, instantText, percentText, periodText } from '../state/format';
import { hrefTo } from '../state/route';
import { frameTexts } from '../texts/frame-texts';
import { planTexts } from '../texts/plan-texts';

const Figures = ({ plan }: { readonly plan: PlanListItem }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { progress, expected, signal, overdue } = plan;
  if (overdue === null) return <p class="soft">{say(planTexts.noFigures)}</p>;
  return (
    <div class="plan-figures">
      <p class="plan-progress">
        <strong>{progress === null ? say(planTexts.noProgress) : say(planTexts.progressOf, { progress: percentText(progress, locale) })}</strong>
        {expected !== null && <span class="soft">, {say(planTexts.expectedOf, { expected: percentText(expected, locale) })}</span>}
      </p>
      <Bar ratio={progress} expected={expected} tone={toneOf(signal)} />
      <p class="pills">
        {signal && <ChoicePill set="signal" value={signal} />}
        {overdue > 0 && <Pill tone="warning">{say(planTexts.overdueCount, { count: overdue })}</Pill>}
      </p>
    </div>
  );
};

const PlanItem = ({ plan }: { readonly plan: PlanListItem }): JSX.Element => {
  const { locale, say } = useSpeech();
  const newest = useSession().newest.get(plan.id) ?? 0;
  return (
    <li class="plan-item">
      <div>
        <h2><a href={hrefTo({ page: 'plan', id: plan.id, section: 'overview' })}>{plan.title || plan.id}</a></h2>
        <p class="soft">{[plan.organisation, periodText(plan.periodStart, plan.periodEnd, locale), choiceText('planStatus', plan.status || null, locale)].filter((text) => text !== '').join(' · ')}</p>
        <p class="soft small">
          {say(planTexts.changed, { time: instantText(plan.changedAt, locale), author: plan.changedBy })} · {say(planTexts.revision, { number: plan.revision })}{' '}
          {newest > plan.revision && <Pill tone="calm">{say(planTexts.newRevision, { number: newest })}</Pill>}
        </p>
      </div>
      <Figures plan={plan} />
    </li>
  );
};

/** Pages after the first, as they are asked for. */
const useMore = (first: PlanList, query: string): { readonly plans: readonly PlanListItem[]; readonly next: string | null; readonly failure: ClientFailure | null; more(): void } => {
  const { client, announce } = useSession();
  const { say } = useSpeech();
  const [more, setMore] = useState<{ readonly of: PlanList; readonly list: PlanList }>({ of: first, list: first });
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const { plans, next } = more.of === first ? more.list : first;
  const ask = async (): Promise<void> => {
    const answer = await client.plans(query, next ?? undefined);
    setFailure(answer.ok ? null : answer.failure);
    if (!answer.ok) return;
    const all = [...plans, ...answer.value.plans];
    setMore({ of: first, list: { plans: all, next: answer.value.next } });
    announce(say(answer.value.next === null ? planTexts.planCount : planTexts.planCountSoFar, { count: all.length }));
  };
  return { plans, next, failure, more: () => void ask() };
};

/** How one of the plans found is shown. */
type PlanItemView = (props: { readonly plan: PlanListItem }) => JSX.Element;

const List = ({ first, query, reload, item }: { readonly first: PlanList; readonly query: string; readonly reload: () => void; readonly item: PlanItemView }): JSX.Element => {
  const { say } = useSpeech();
  const { newest } = useSession();
  const Item = item;
  const { plans, next, failure, more } = useMore(first, query);
  const isOld = plans.some(({ id, revision }) => (newest.get(id) ?? 0) > revision);
  if (plans.length === 0) return <p>{query === '' ? say(planTexts.noPlans) : say(planTexts.noneFound, { query })}</p>;
  return (
    <>
      <div class="list-head">
        <p class="soft">{say(next === null ? planTexts.planCount : planTexts.planCountSoFar, { count: plans.length })}</p>
        {isOld && <button type="button" onClick={reload}>{say(planTexts.showNewest)}</button>}
      </div>
      <ul class="plain-list plan-list">{plans.map((plan) => <Item key={plan.id} plan={plan} />)}</ul>
      {failure && <FailureNotice failure={failure} onRetry={more} />}
      {next !== null && !failure && <p class="actions"><button type="button" onClick={more}>{say(frameTexts.showMore)}</button></p>}
    </>
  );
};

/** Says what is sought when nothing more has been typed for a moment. */
const Search = ({ onQuery }: { readonly onQuery: (query: string) => void }): JSX.Element => {
  const { say } = useSpeech();
  const id = useId();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onQuery(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div class="table-tools" role="search">
      <label for={id}>{say(planTexts.findPlan)}</label>
      <input id={id} type="search" autocomplete="off" maxLength={100} placeholder={say(planTexts.findHelp)} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
    </div>
  );
};

/** The plans that the person may see, and finding some among them. */
export const FoundPlans = ({ item }: { readonly item: PlanItemView }): JSX.Element => {
  const { say } = useSpeech();
  const { client, announce } = useSession();
  const [query, setQuery] = useState('');
  const loaded = useLoaded(`plans ${query}`, () => client.plans(query));
  const found = loaded.value;
  useEffect(() => {
    if (found && query !== '') announce(say(found.next === null ? planTexts.planCount : planTexts.planCountSoFar, { count: found.plans.length }));
  }, [found]);
  return (
    <>
      <Search onQuery={setQuery} />
      {found ? <List first={found} query={query} reload={loaded.reload} item={item} /> : <Waiting loaded={loaded} />}
    </>
  );
};

/** All plans that the person may see, with how each stands. */
export const PlansPage = (): JSX.Element => {
  const { say } = useSpeech();
  useTitle(say(planTexts.plans));
  return (
    <>
      <h1 tabIndex={-1}>{say(planTexts.plans)}</h1>
      <FoundPlans item={PlanItem} />
    </>
  );
};
