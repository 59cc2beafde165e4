import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { PlanAnswer } from '../../../core';
import { PrimaryButton } from '../../components/button';
import { Notice } from '../../components/notice';
import { SeeHistory } from '../../components/see-history';
import { useSession } from '../../components/session';
import { SpeechContext, speechIn, useSpeech } from '../../components/speech';
import { SyncAnswerView } from '../../components/sync-answer';
import { useLoaded, type Loaded } from '../../components/use-loaded';
import { useTitle } from '../../components/use-title';
import { Waiting } from '../../components/waiting';
import { periodText } from '../../state/format';
import { isFree, type PaneState } from '../../state/pane-state';
import { hrefTo, type Route } from '../../state/route';
import { isOfBefore, isUpToDate } from '../../state/standing';
import { hasEdits, shownIn, type Synced } from '../../state/sync-talk';
import { paneTexts } from '../../texts/pane-texts';
import { planTexts } from '../../texts/plan-texts';
import { HistorySection } from '../history-section';
import { BudgetLink } from './budget-link';
import { Doing } from './doing';
import { MoneyView } from './money-view';
import { usePane } from './pane-context';
import { Status } from './status';
import { TroubleNotice, UnknownPlan } from './trouble-notice';

/** The part of the pane that an address asks for; what it asks of another plan is not in this workbook. */
type History = Extract<Route, { section: 'history' }>;
const historyIn = (route: Route, id: string): History | null => (route.page === 'plan' && route.section === 'history' && route.id === id ? route : null);

const Head = ({ answer: { plan }, isHistory }: { readonly answer: PlanAnswer; readonly isHistory: boolean }): JSX.Element => {
  const { locale, say } = useSpeech();
  return (
    <header class="plan-head">
      <h1 tabIndex={-1}>{plan.title}</h1>
      <p class="soft small">{[plan.organisation.name, periodText(plan.period.start, plan.period.end, locale)].join(' · ')}</p>
      <nav aria-label={say(paneTexts.views)} class="sections">
        <ul class="plain-list">
          <li><a href={hrefTo({ page: 'plans' })} aria-current={isHistory ? undefined : 'page'}>{say(planTexts.workbook)}</a></li>
          <li><a href={hrefTo({ page: 'plan', id: plan.id, section: 'history', between: null })} aria-current={isHistory ? 'page' : undefined}>{say(planTexts.history)}</a></li>
        </ul>
      </nav>
    </header>
  );
};

/** Stands until the person has read it, or begins to edit. */
const Inserted = ({ renamedTabs, checked }: Pick<PaneState, 'renamedTabs' | 'checked'>): JSX.Element | null => {
  const { say } = useSpeech();
  const { pane } = usePane();
  const close = (): void => pane.send({ type: 'let-go' });
  useEffect(() => { if (renamedTabs && checked && hasEdits(checked)) close(); }, [checked]);
  return renamedTabs && (
    <Notice tone="good" role="status">
      <p><strong>{say(paneTexts.inserted)}</strong></p>
      {renamedTabs.length > 0 && <><p>{say(paneTexts.renamed)}</p><ul>{renamedTabs.map((tab) => <li key={tab}>{tab}</li>)}</ul></>}
      <p class="actions"><button type="button" class="quiet" onClick={close}>{say(paneTexts.close)}</button></p>
    </Notice>
  );
};

/** Whether what is looked at by itself since is other than what was shown when the person asked. */
const useIsOld = ({ talk: { preview, locale: told }, checked }: PaneState, locale: string): boolean =>
  useMemo(() => preview !== null && checked !== null && preview !== checked && told === locale && JSON.stringify(preview) !== JSON.stringify(checked), [preview, checked, locale]);

/** How the last sync ended for the workbook: up to date as long as neither it nor the store has moved since. */
const Ended = ({ answer: { plan, may }, result }: { readonly answer: PlanAnswer; readonly result: Synced }): JSX.Element => {
  const { say } = useSpeech();
  const { state } = usePane();
  const link = <SeeHistory result={result} plan={plan} mayUndo={may.includes('undo')} />;
  return isUpToDate(state) ? <Notice tone="good"><p><strong>{say(paneTexts.upToDate)}</strong></p>{link}</Notice> : link;
};

/** After an undo in the store: the open workbook is brought along by a sync. */
const AfterUndo = ({ answer: { may } }: { readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  const { pane, state } = usePane();
  const sync = (): void => {
    if (!isFree(state)) return;
    location.hash = hrefTo({ page: 'plans' });
    pane.send({ type: 'sync-asked', freshId: crypto.randomUUID() });
  };
  return (
    <Notice tone="calm" role="status">
      <p>{say(paneTexts.undoneHere)}</p>
      {may.includes('edit') && <p class="actions"><PrimaryButton isOff={!isFree(state)} onClick={sync}>{say(paneTexts.sync)}</PrimaryButton></p>}
    </Notice>
  );
};

/** What a sync would do, or did. */
const Talk = ({ answer }: { readonly answer: PlanAnswer }): JSX.Element | null => {
  const { locale, say } = useSpeech();
  const { pane, state } = usePane();
  const { talk, job, trouble } = state;
  const isOld = useIsOld(state, locale);
  if (!shownIn(talk) || !talk.locale) return null;
  const { result } = talk;
  const isWritten = job?.kind !== 'sync' && !(trouble?.from === 'workbook' && trouble.kind === 'sync') && !(trouble?.from === 'pane' && trouble.write === 'sync');
  return (
    <section class="block" aria-label={say(paneTexts.preview)}>
      {isOld && <Notice tone="calm" role="status"><p class="actions">{say(paneTexts.changedSince)} <button type="button" onClick={() => pane.send({ type: 'preview-asked' })}>{say(paneTexts.seeAnew)}</button></p></Notice>}
      {isOfBefore(state) && <p class="soft">{say(paneTexts.ofBefore)}</p>}
      <SpeechContext.Provider value={speechIn(talk.locale)}>
        <SyncAnswerView
          talk={talk}
          doing={job?.kind === 'sync' ? 'sync' : job?.kind === 'preview' ? 'preview' : null}
          plan={answer.plan}
          send={pane.send}
          end={result && isWritten && <Ended answer={answer} result={result} />}
        />
      </SpeechContext.Provider>
      {job?.kind !== 'sync' && <p class="actions"><button type="button" class="quiet" onClick={() => pane.send({ type: 'let-go' })}>{say(paneTexts.close)}</button></p>}
    </section>
  );
};

const NoPlan = ({ id, loaded }: { readonly id: string; readonly loaded: Loaded<PlanAnswer> }): JSX.Element => {
  const isUnknown = loaded.failure?.kind === 'refused' && loaded.failure.code === 'unknown-plan';
  return <><h1 tabIndex={-1}>{id}</h1>{isUnknown ? <UnknownPlan id={id} /> : <Waiting loaded={loaded} />}</>;
};

/** The plan that the open workbook holds. */
export const PlanView = ({ id, route }: { readonly id: string; readonly route: Route }): JSX.Element => {
  const { client, newest } = useSession();
  const { state: { checked, book, renamedTabs }, pane } = usePane();
  const loaded = useLoaded(`plan ${id}`, () => client.plan(id));
  const answer = loaded.value;
  const told = newest.get(id) ?? 0;
  const known = Math.max(told, checked?.revision ?? 0);
  useEffect(() => { if (told > 0) pane.send({ type: 'store-moved', revision: told }); }, [told]);
  useEffect(() => { if (answer && known > answer.revision.number) loaded.reload(); }, [known]);
  // Another try of the pane's is one of this, too.
  useEffect(() => { if (loaded.failure) loaded.reload(); }, [book, checked]);
  useTitle(answer?.plan.title ?? id);
  if (!answer) return <NoPlan id={id} loaded={loaded} />;
  const history = historyIn(route, id);
  return (
    <>
      <Head answer={answer} isHistory={history !== null} />
      {history ? <HistorySection answer={answer} between={history.between} onUndone={loaded.reload} afterUndo={<AfterUndo answer={answer} />} /> : (
        <>
          <Doing />
          <TroubleNotice />
          <Inserted renamedTabs={renamedTabs} checked={checked} />
          <Status answer={answer} />
          {answer.may.includes('budget') && <BudgetLink answer={answer} />}
          <Talk answer={answer} />
          <MoneyView answer={answer} />
        </>
      )}
    </>
  );
};
