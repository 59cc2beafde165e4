import type { JSX } from 'preact';
import type { PlanAnswer } from '../../core';
import { hrefTo } from '../state/route';
import type { Synced } from '../state/sync-talk';
import { syncTexts } from '../texts/sync-texts';
import { useSpeech } from './speech';

/** Leads to what a sync did in the store, where it did something. */
export const SeeHistory = ({ result, plan: { id }, mayUndo }: { readonly result: Pick<Synced, 'committed' | 'revision'>; readonly plan: PlanAnswer['plan']; readonly mayUndo: boolean }): JSX.Element | null => {
  const { say } = useSpeech();
  const { number } = result.revision;
  return result.committed ? <p><a href={hrefTo({ page: 'plan', id, section: 'history', between: [number - 1, number] })}>{say(mayUndo ? syncTexts.seeOrUndo : syncTexts.seeHistory)}</a></p> : null;
};
