import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { rememberedByText } from '../../core/plan/remembered';
import type { RevisionList } from '../../core/sync';
import type { Revision, Store } from '../../core/sync/store';
import { benchPlan } from './bench-plan';
import { putFirst } from './first-revision';
import { senderOf, sendQuickly, sendSteadily, summarise, type Sender } from './http-load';
import { startProgram, today } from './served-program';
import { clientsOf, firstClient } from './sheet-client';

const clients = 8;
/** Syncs of each, until the engine has compiled what is measured. */
const warmUp = 15;
const seconds = 30;

export const revisionsOf = async (address: string, planId: string): Promise<RevisionList['revisions']> => ((await (await fetch(`${address}/api/plans/${planId}/revisions`)).json()) as RevisionList).revisions;

/** Whether all clients work on one plan, or each on a plan of its own. */
export type Sharing = 'one' | 'each';

/** The next client, as long as the plan they share has rows for another. */
const createSenders = async (store: Store, activities: number, sharing: Sharing): Promise<(address: string, agent: Agent) => () => Sender | null> => {
  const plan = benchPlan(activities);
  const planIds = Array.from({ length: sharing === 'one' ? 1 : clientsOf(activities) }, (_, client) => `bench-${client}`);
  const made = new Map<string, Revision>();
  for (const planId of planIds) made.set(planId, await putFirst(store, activities, planId));
  const firstOf = rememberedByText((planId) => firstClient({ ...plan, id: planId }, made.get(planId)!, today), planIds.length);
  let client = 0;
  return (address, agent) => () => {
    if (client >= clientsOf(activities)) return null;
    const planId = planIds[client % planIds.length]!;
    return senderOf(firstOf(planId).copy(client++), address, planId, agent);
  };
};

/** Syncs of five cells in plans of so many activities, so many a second, to a server on a folder. */
export const benchServer = async (activities: number, program: string, perSecond: number, sharing: Sharing): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
  const agent = new Agent({ keepAlive: true });
  try {
    await initStore(folder);
    const sendersTo = await createSenders(createFileStore(folder), activities, sharing);
    const server = await startProgram(program, folder);
    const next = sendersTo(server.address, agent);
    const senders: Sender[] = [];
    const another = (): Sender | null => {
      const sender = next();
      if (sender) senders.push(sender);
      return sender;
    };
    const first = Array.from({ length: clients }, () => another()!);
    for (const sender of first) await sendQuickly([sender], warmUp);
    const [before, ownBefore] = [server.usage(), process.cpuUsage()];
    const sent = await sendSteadily(first, another, { perSecond, seconds });
    const [after, own] = [server.usage(), process.cpuUsage(ownBefore)];
    const revisions = await Promise.all([...new Set(senders.map(({ planId }) => planId))].map((planId) => revisionsOf(server.address, planId)));
    const result = summarise(sent, revisions.flat());
    await server.stop();
    process.stdout.write(JSON.stringify({ ...result, clients: senders.length, cpuMs: (after.cpuMs - before.cpuMs) / sent.length, rssMb: after.rssMb, ownCpuMs: (own.user + own.system) / 1000 / sent.length }));
  } finally {
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
};
