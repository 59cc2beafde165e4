import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import type { RevisionList } from '../../core/sync';
import { benchPlan } from './bench-plan';
import { putFirst } from './first-revision';
import { senderOf, sendQuickly, sendSteadily, summarise } from './http-load';
import { startProgram, today } from './served-program';
import { clientsOf, firstClient } from './sheet-client';

const clients = 8;
/** Syncs of each, until the engine has compiled what is measured. */
const warmUp = 15;
const seconds = 30;

export const revisionsOf = async (address: string, planId: string): Promise<RevisionList['revisions']> => ((await (await fetch(`${address}/api/plans/${planId}/revisions`)).json()) as RevisionList).revisions;

/** Syncs of five cells in a plan of so many activities, so many a second, to a server on a folder. */
export const benchServer = async (activities: number, program: string, perSecond: number): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
  const agent = new Agent({ keepAlive: true });
  try {
    await initStore(folder);
    const revision = await putFirst(createFileStore(folder), activities, 'bench');
    const server = await startProgram(program, folder);
    const first = firstClient(benchPlan(activities), revision, today);
    let made = 0;
    const another = () => (made < clientsOf(activities) ? senderOf(first.copy(made++), server.address, 'bench', agent) : null);
    const senders = Array.from({ length: clients }, another).filter((sender) => sender !== null);
    for (const sender of senders) await sendQuickly([sender], warmUp);
    const [before, ownBefore] = [server.usage(), process.cpuUsage()];
    const sent = await sendSteadily(senders, another, { perSecond, seconds });
    const [after, own] = [server.usage(), process.cpuUsage(ownBefore)];
    const result = summarise(sent, await revisionsOf(server.address, 'bench'));
    await server.stop();
    process.stdout.write(JSON.stringify({ ...result, clients: made, cpuMs: (after.cpuMs - before.cpuMs) / sent.length, rssMb: after.rssMb, ownCpuMs: (own.user + own.system) / 1000 / sent.length }));
  } finally {
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
};
