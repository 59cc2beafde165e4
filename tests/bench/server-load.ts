import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import type { RevisionList } from '../../core/sync';
import type { Store } from '../../core/sync/store';
import { benchPlan } from './bench-plan';
import { putFirst } from './first-revision';
import { senderOf, sendQuickly, sendSteadily, summarise, type Sender } from './http-load';
import { startProgram, today } from './served-program';
import { firstClient, type SheetClient } from './sheet-client';

const clients = 8;
/** Syncs of each, until the engine has compiled what is measured. The first is of the whole workbook. */
const warmUp = 40;
const seconds = 30;

export const revisionsOf = async (address: string, planId: string): Promise<RevisionList['revisions']> => ((await (await fetch(`${address}/api/plans/${planId}/revisions`)).json()) as RevisionList).revisions;

/** Whether all clients work on one plan, or each on a plan of its own. */
export type Sharing = 'one' | 'each';

const createSenders = async (store: Store, activities: number, sharing: Sharing): Promise<(address: string, agent: Agent) => readonly Sender[]> => {
  const plan = benchPlan(activities);
  const planIds = Array.from({ length: clients }, (_, client) => (sharing === 'one' ? 'bench' : `bench-${client}`));
  const firsts = new Map<string, SheetClient>();
  for (const planId of new Set(planIds)) firsts.set(planId, firstClient({ ...plan, id: planId }, await putFirst(store, activities, planId), today));
  return (address, agent) => planIds.map((planId, client) => senderOf(firsts.get(planId)!.copy(client), address, planId, agent));
};

/** Syncs of five cells in plans of so many activities, so many a second, to a server on a folder. */
export const benchServer = async (activities: number, program: string, perSecond: number, sharing: Sharing): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
  const agent = new Agent({ keepAlive: true });
  try {
    await initStore(folder);
    const sendersTo = await createSenders(createFileStore(folder), activities, sharing);
    const server = await startProgram(program, folder);
    const senders = sendersTo(server.address, agent);
    for (const sender of senders) await sendQuickly([sender], warmUp);
    const [before, ownBefore] = [server.usage(), process.cpuUsage()];
    const sent = await sendSteadily(senders, { perSecond, seconds });
    const [after, own] = [server.usage(), process.cpuUsage(ownBefore)];
    const revisions = await Promise.all([...new Set(senders.map(({ planId }) => planId))].map((planId) => revisionsOf(server.address, planId)));
    const result = summarise(sent, revisions.flat());
    await server.stop();
    process.stdout.write(JSON.stringify({ ...result, cpuMs: (after.cpuMs - before.cpuMs) / sent.length, rssMb: after.rssMb, ownCpuMs: (own.user + own.system) / 1000 / sent.length }));
  } finally {
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
};
