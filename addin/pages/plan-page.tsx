import type { JSX } from 'preact';
import type { PlanAnswer } from '../../core';
import { Notice } from '../components/notice';
import { part } from '../components/part';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { useLoaded, type Loaded } from '../components/use-loaded';
import { useTitle } from '../components/use-title';
import { Waiting } from '../components/waiting';
import { choiceText, instantText, periodText } from '../state/format';
import type { Flows } from '../state/flows';
import { tableLabel } from '../state/shown-edits';
import { hrefTo, sectionOf, type PlanSection, type Route } from '../state/route';
import { frameTexts } from '../texts/frame-texts';
import { planTexts } from '../texts/plan-texts';
import { HistorySection } from './history-section';
import { OverviewSection } from './overview-section';
import { TablesSection } from './tables-section';

const WorkbookSection = part(async () => (await import('./workbook-section')).WorkbookSection);

export type PlanRoute = Extract<Route, { page: 'plan' }>;
const sections: readonly PlanSection[] = ['overview', 'tables', 'history', 'workbook'];

/** Says that the plan has a newer revision than the one that is shown. */
const NewRevision = ({ answer: { plan, revision }, onShow }: { readonly answer: PlanAnswer; readonly onShow: () => void }): JSX.Element => {
  const { say } = useSpeech();
  const number = useSession().newest.get(plan.id) ?? 0;
  return (
    <div role="status">
      {number > revision.number && (
        <Notice tone="calm">
          <p class="actions">{say(planTexts.newRevisionHere, { number, shown: revision.number })} <button type="button" onClick={onShow}>{say(planTexts.showNewest)}</button></p>
        </Notice>
      )}
    </div>
  );
};

const PlanHead = ({ answer, route, onShowNewest }: { readonly answer: PlanAnswer; readonly route: PlanRoute; readonly onShowNewest: () => void }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { plan, revision } = answer;
  return (
    <header class="plan-head">
      <p class="crumb"><a href={hrefTo({ page: 'plans' })}>{say(frameTexts.allPlans)}</a></p>
      <h1 tabIndex={-1}>{plan.title}</h1>
      <p class="soft">{[plan.organisation.name, periodText(plan.period.start, plan.period.end, locale), choiceText('planStatus', plan.status, locale)].join(' · ')}</p>
      <p class="soft small">{say(planTexts.revision, { number: revision.number })} · {say(planTexts.changed, { time: instantText(revision.time, locale), author: revision.author })}</p>
      <NewRevision answer={answer} onShow={onShowNewest} />
      <nav aria-label={say(planTexts.sections)} class="sections">
        <ul class="plain-list">
          {sections.map((section) => (
            <li key={section}><a href={hrefTo(sectionOf(plan.id, section))} aria-current={section === route.section ? 'page' : undefined}>{say(planTexts[section])}</a></li>
          ))}
        </ul>
      </nav>
    </header>
  );
};

const Section = ({ answer, loaded, route, flows }: { readonly answer: PlanAnswer; readonly loaded: Loaded<PlanAnswer>; readonly route: PlanRoute; readonly flows: Flows }): JSX.Element => {
  switch (route.section) {
    case 'overview': return <OverviewSection answer={answer} />;
    case 'tables': return <TablesSection answer={answer} table={route.table} />;
    case 'history': return <HistorySection answer={answer} between={route.between} onUndone={loaded.reload} />;
    case 'workbook': return <WorkbookSection answer={answer} flows={flows} onSynced={loaded.reload} />;
  }
};

/** One plan. It stays as it is while somebody else changes it, and says so: nothing moves under a reader. */
export const PlanPage = ({ route, flows }: { readonly route: PlanRoute; readonly flows: Flows }): JSX.Element => {
  const { locale, say } = useSpeech();
  const { client } = useSession();
  const loaded = useLoaded(`plan ${route.id}`, () => client.plan(route.id));
  const { value: answer } = loaded;
  useTitle(route.section === 'tables' ? tableLabel(route.table, locale) : say(planTexts[route.section]), answer?.plan.title || route.id);
  if (!answer) return <><h1 tabIndex={-1}>{route.id}</h1><Waiting loaded={loaded} /><p><a href={hrefTo({ page: 'plans' })}>{say(frameTexts.allPlans)}</a></p></>;
  return (
    <>
      <PlanHead answer={answer} route={route} onShowNewest={loaded.reload} />
      <Section answer={answer} loaded={loaded} route={route} flows={flows} />
    </>
  );
};
