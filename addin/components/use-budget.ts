import { useEffect, useReducer, useRef } from 'preact/hooks';
import { isTemporary, retryDelay } from '../client/failure';
import { later } from '../client/later';
import type { PlanarkClient } from '../client/planark-client';
import { nextBudget, pullOptions, type BudgetEvent, type BudgetTalk } from '../state/budget-talk';
import { useSession } from './session';

const ask = async (client: PlanarkClient, talk: BudgetTalk): Promise<BudgetEvent> => {
  const { locale } = client;
  if (talk.doing === 'pull') {
    const answer = await talk.source.pull(client, pullOptions(talk), talk.etag);
    return answer.ok ? { type: 'pulled', answer: answer.value, etag: answer.etag ?? '', locale } : { type: 'failed', failure: answer.failure };
  }
  const answer = await talk.source.preview(client, talk.wishes);
  return answer.ok ? { type: 'previewed', answer: answer.value, etag: answer.etag ?? '', locale } : { type: 'failed', failure: answer.failure };
};

export interface UsedBudget {
  readonly talk: BudgetTalk | null;
  send(event: BudgetEvent): void;
}

/** The budget of a plan that is talked about; the server is asked where an event calls for that, and again where trying again may help. */
export const useBudget = (planId: string): UsedBudget => {
  const { client, budgets: talks } = useSession();
  const current = useRef(client);
  current.current = client;
  const [, changed] = useReducer((count: number, _: null) => count + 1, 0);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => { isShown.current = false; };
  }, []);
  const go = async (talk: BudgetTalk, attempt: number): Promise<void> => {
    const event = await ask(current.current, talk);
    const isWanted = (): boolean => {
      const now = talks.get(planId);
      return now?.source === talk.source && now.doing === talk.doing && now.wishes === talk.wishes;
    };
    if (!isWanted()) return;
    send(event);
    if (event.type === 'failed' && isTemporary(event.failure)) later(retryDelay(attempt, event.failure), () => { if (isWanted()) void go(talk, attempt + 1); });
  };
  const send = (event: BudgetEvent): void => {
    const before = talks.get(planId) ?? null;
    const next = nextBudget(before, event);
    if (next === before) return;
    if (next) talks.set(planId, next);
    else talks.delete(planId);
    if (isShown.current) changed(null);
    if (next?.doing && (next.doing !== before?.doing || event.type === 'preview-asked' || event.type === 'chosen')) void go(next, 0);
  };
  return { talk: talks.get(planId) ?? null, send };
};
