import { isTemporary, retryDelay } from '../client/failure';
import type { PlanarkClient } from '../client/planark-client';
import { optionsOf } from './sync-talk';
import { emptyFlow, nextFlow, type FlowEvent, type WorkbookFlow } from './workbook-flow';

/** The workbooks on their way into the store, by plan. They live as long as the page: who looks at something else meanwhile loses nothing. */
export interface Flows {
  get(planId: string): WorkbookFlow;
  /** Takes an event in, and asks the server where it calls for that. */
  send(planId: string, event: FlowEvent): void;
  /** Lets go of all of them. [C166] */
  clear(): void;
}

export interface FlowWorld {
  /** The client of now: its language may have changed. */
  client(): PlanarkClient;
  changed(): void;
  later(milliseconds: number, then: () => void): void;
}

const askPreview = async (client: PlanarkClient, ...asked: Parameters<PlanarkClient['preview']>): Promise<FlowEvent> => {
  const answer = await client.preview(...asked);
  return answer.ok ? { type: 'previewed', answer: answer.value, locale: client.locale } : { type: 'failed', failure: answer.failure };
};
const askSync = async (client: PlanarkClient, ...asked: Parameters<PlanarkClient['sync']>): Promise<FlowEvent> => {
  const answer = await client.sync(...asked);
  return answer.ok ? { type: 'synced', answer: answer.value, locale: client.locale } : { type: 'failed', failure: answer.failure };
};

export const createFlows = ({ client, changed, later }: FlowWorld): Flows => {
  const flows = new Map<string, WorkbookFlow>();
  const get = (planId: string): WorkbookFlow => flows.get(planId) ?? emptyFlow;
  const take = (planId: string, event: FlowEvent): void => {
    flows.set(planId, nextFlow(get(planId), event));
    changed();
  };
  const ask = async (planId: string, attempt: number): Promise<void> => {
    const flow = get(planId);
    const { file, doing } = flow;
    if (file === null || doing === null) return;
    const options = optionsOf(flow);
    // What is no longer wanted: another file was chosen, or this one let go of.
    const isWanted = (): boolean => get(planId).file === file && get(planId).doing === doing;
    const event = doing === 'preview' ? await askPreview(client(), planId, file, options) : await askSync(client(), planId, file, options);
    if (!isWanted()) return;
    take(planId, event);
    if (event.type === 'failed' && isTemporary(event.failure)) later(retryDelay(attempt, event.failure), () => { if (isWanted()) void ask(planId, attempt + 1); });
  };
  return {
    get,
    clear: () => {
      flows.clear();
      changed();
    },
    send: (planId, event) => {
      take(planId, event);
      if (event.type === 'preview-asked' || event.type === 'sync-asked') void ask(planId, 0);
    },
  };
};
