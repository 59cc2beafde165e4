import { createDatabase } from '../../../core/node/store-postgres/database';
import { createEvents } from '../../../core/node/store-postgres/events';
import type { RevisionEvent, StoreEvents } from '../../../core/sync/store';
import { urlOf, usePostgres } from '../../support/postgres-store';
import { describeWith } from '../../support/programs';
import { commitAfter, commitMany, failureOf, valueOf } from '../../support/store-fixtures';

/** What was told, and a way to wait until something is. */
const createRecorder = () => {
  const told: string[] = [];
  let check = (): void => undefined;
  return {
    told,
    listener: ({ planId, number }: RevisionEvent): void => {
      told.push(`${planId} ${number}`);
      check();
    },
    until: (event: string): Promise<void> =>
      new Promise((resolve) => {
        check = () => { if (told.includes(event)) resolve(); };
        check();
      }),
  };
};

describeWith('postgresql', 'events of a database', () => {
  const postgres = usePostgres();
  const subscribe = async (store: StoreEvents) => {
    const recorder = createRecorder();
    return { ...recorder, end: valueOf(await store.subscribe(recorder.listener)) };
  };

  test('[Q10] tell of new revisions of other stores and of its own, once each, and not of old ones', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 2);
    const [own, other] = [await subscribe(store), await subscribe(postgres.open(address))];
    await commitMany(store, 'p', 1, 2);
    await Promise.all([own.until('p 3'), other.until('p 3')]);
    await commitMany(postgres.open(address), 'q', 1);
    await Promise.all([own.until('q 1'), other.until('q 1')]);
    expect(own.told).toEqual(['p 3', 'q 1']);
    expect(other.told).toEqual(['p 3', 'q 1']);
    await Promise.all([own.end(), other.end()]);
  });

  test('[F18] of what they tell a store knows that what it knew as the newest is not', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    const known = async () => valueOf(await store.head('p', { mayBeOutdated: true })).number;
    await commitMany(postgres.open(address), 'p', 1, 1);
    expect(await known()).toBe(1);
    expect(failureOf(await store.commit(commitAfter('p', 1, { token: 'annen' })))).toEqual({ kind: 'stale', head: 2 });
    const events = await subscribe(store);
    await commitMany(postgres.open(address), 'p', 1, 2);
    await events.until('p 3');
    expect(await known()).toBe(3);
    await events.end();
  });

  test('[Q10] another set of tables in the same database is not heard', async () => {
    const [here, there] = [await postgres.newStore(), await postgres.newStore()];
    const events = await subscribe(here.store);
    await commitMany(there.store, 'annen', 1);
    await there.store.close();
    await commitMany(here.store, 'p', 1);
    await events.until('p 1');
    expect(events.told).toEqual(['p 1']);
    await events.end();
  });

  test('[Q10] after a broken connection, and after a crash of the server, they tell what came meanwhile', async () => {
    const { store } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    const events = await subscribe(store);
    await postgres.server().query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select plan_id, revision from planark_plans' and application_name = 'planark'`);
    await commitMany(store, 'p', 2, 1);
    await events.until('p 3');
    await postgres.server().crash();
    while (!(await store.head('p')).ok) continue;
    await commitMany(store, 'p', 1, 3);
    await events.until('p 4');
    expect(events.told).toEqual([...new Set(events.told)]);
    expect(events.told.map((event) => Number(event.slice(2)))).toEqual(events.told.map((event) => Number(event.slice(2))).sort());
    await events.end();
  });

  test('[Q10] what a killed process did not tell is found by comparing', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    const recorder = createRecorder();
    const database = createDatabase(urlOf(address), 1);
    const end = valueOf(await createEvents(database, recorder.listener, 20));
    await database.query(`
      with made as (insert into planark_revisions select plan_id, 2, 'h', hash, author, time, message, 't', 't', document from planark_revisions returning plan_id)
      update planark_plans set revision = 2 where plan_id in (select plan_id from made)`);
    await recorder.until('p 2');
    expect(recorder.told).toEqual(['p 2']);
    await end();
    await database.close();
  });

  test('[Q10] once ended, nothing more is told', async () => {
    const { store, address } = await postgres.newStore();
    const [ended, other] = [await subscribe(store), await subscribe(postgres.open(address))];
    await ended.end();
    await commitMany(store, 'p', 1);
    await other.until('p 1');
    expect(ended.told).toEqual([]);
    await other.end();
  });
});
