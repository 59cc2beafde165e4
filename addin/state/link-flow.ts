import { linkNames, rangeOfName, type BudgetMapping, type Grid } from '../../core';
import { isFree, planIdOf, type Job, type LinkJob, type PaneState } from './pane-state';
import { foreignTabs, linkedTab, nextLink, tabsWith, type LinkedPlan, type LinkEvent, type LinkTalk } from './link-talk';

/** What a person says about the link with a budget, and what comes of it. */
export type LinkFlowEvent =
  | LinkEvent
  /** They want to see how the budget would be read; `plan` is what the server has now. */
  | { readonly type: 'link-asked'; readonly plan: LinkedPlan }
  | { readonly type: 'link-confirmed' }
  /** The workbook's budget is to be a treasurer's no longer. */
  | { readonly type: 'unlink-asked' }
  | { readonly type: 'link-closed' }
  /** The server keeps the link, or has forgotten it. */
  | { readonly type: 'link-kept' };

const begun = (state: PaneState, job: Job): PaneState => ({ ...state, job, trouble: null, isStale: false, renamedTabs: null });

/** Without a name of its own a workbook has nothing to keep a link under: its names alone are the link. */
const keeping = (planId: string, grid: Grid, fileName: string | null, mapping: BudgetMapping | null, all: readonly BudgetMapping[]): LinkJob => {
  const names = linkNames(grid, ...all);
  if (fileName === null) return { kind: 'link', step: 'writing', attempt: 0, planId, grid, names };
  return { kind: 'link', step: 'asking', attempt: 0, planId, grid, names, fileName, mapping, tabs: foreignTabs(grid).map(({ name }) => name) };
};

/** The workbook was read for a link: it is talked about; or, to be taken away, it is done at once. */
export const whenReadForLink = (state: PaneState, job: Extract<LinkJob, { step: 'reading' }>, grid: Grid, link: LinkTalk | null, fileName: string | null): PaneState =>
  (job.plan === null ? { ...state, job: keeping(job.planId, grid, fileName, null, []) } : { ...state, job: null, link, isStale: true });

const whenConfirmed = (state: PaneState): PaneState => {
  const { link } = state;
  const planId = planIdOf(state);
  if (!isFree(state) || planId === null || !link?.mapping) return state;
  return begun(state, keeping(planId, link.grid, link.fileName, link.mapping, tabsWith(link, link.mapping)));
};

const whenKept = (state: PaneState): PaneState => {
  const { job } = state;
  if (job?.kind !== 'link' || job.step !== 'asking') return state;
  return { ...state, trouble: null, job: { kind: 'link', step: 'writing', attempt: 0, planId: job.planId, grid: job.grid, names: job.names } };
};

const reading = (state: PaneState, plan: LinkedPlan | null): PaneState => {
  const planId = planIdOf(state);
  return isFree(state) && planId !== null ? begun(state, { kind: 'link', step: 'reading', attempt: 0, planId, plan }) : state;
};

/** What comes of an event of the link. */
export const nextLinkState = (state: PaneState, event: LinkFlowEvent): PaneState => {
  switch (event.type) {
    case 'link-asked': return reading(state, event.plan);
    case 'unlink-asked': return reading({ ...state, link: null }, null);
    case 'link-closed': return { ...state, link: null };
    case 'link-confirmed': return whenConfirmed(state);
    case 'link-kept': return whenKept(state);
    // What is on its way stays as it was confirmed.
    case 'link-tab': case 'link-by-hand': case 'link-changed': return state.link && state.job?.kind !== 'link' ? { ...state, link: nextLink(state.link, event) } : state;
  }
};

/** After the names were written: what a sync brings now is looked at, and shown. */
export const whenNamed = (state: PaneState, { names }: Extract<LinkJob, { step: 'writing' }>): PaneState => {
  const places = names.flatMap(({ name, text }) => {
    const place = rangeOfName(text);
    return place ? [{ name, ...place }] : [];
  });
  return { ...begun(state, { kind: 'preview', step: 'reading', attempt: 0 }), isEditing: false, link: null, linkedTab: linkedTab({ names: places }) };
};
