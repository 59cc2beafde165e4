import { randomUUID } from 'node:crypto';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { gridToWire, type SyncAnswer } from '../../core/sync';
import { examplePlans } from '../support/example-plans';
import { liveServer, type LiveServer } from '../support/live-server';
import { valueOf } from '../support/store-fixtures';

const [national, nord, time] = ['samhandling-2026', 'samhandling-nord-2026', '2026-11-21T10:00:00.000Z'] as const;
let server: LiveServer;
beforeEach(async () => {
  server = await liveServer();
  for (const id of [national, nord]) valueOf(await server.store.commit({ planId: id, parent: 0, plan: examplePlans().get(id)!, author: 'Kari', time, message: '', token: `first ${id}` }));
});
afterEach(async () => {
  expect(server.bugs).toEqual([]);
  await server.stop();
});

const renameGoal = async (): Promise<void> => {
  const { plan, number } = valueOf(await server.store.head(national));
  const superiorGoals = plan.tables.superiorGoals.map((goal) => (goal['code'] === 'O1.1' ? { ...goal, title: 'Alle kan samvirke' } : goal));
  valueOf(await server.store.commit({ planId: national, parent: number, plan: { ...plan, tables: { ...plan.tables, superiorGoals } }, author: 'Landet', time, message: '', token: 'renamed' }));
};

test('[B5] a region’s spreadsheet that is synced by the server gets the national plan’s change along; a file does not ask for it', async () => {
  const read = readXlsx(Buffer.from(await (await server.get(`/api/plans/${nord}/workbook.xlsx`)).arrayBuffer()));
  if (!read.ok) throw new Error(read.refusal.code);
  await renameGoal();
  const sync = async (more: object): Promise<SyncAnswer> => {
    const response = await server.send('POST', `/api/plans/${nord}/sync`, { workbook: gridToWire(read.value.grid), clientOpId: randomUUID(), ...more });
    return (await response.json()) as SyncAnswer;
  };
  expect(await sync({})).toMatchObject({ committed: false, revision: { number: 1 } });
  const synced = await sync({ layout: true });
  expect(synced).toMatchObject({ committed: false, revision: { number: 2, author: 'Norsk Landbrukssamvirke' } });
  expect(JSON.stringify(synced.changes)).toContain('Alle kan samvirke');
  expect(await sync({ layout: true })).toMatchObject({ revision: { number: 2 } });
});
