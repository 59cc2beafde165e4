import type { StoreFailure } from '../../../core/sync/store';
import { schemaOf, usePostgres, type PostgresOfSuite } from '../../support/postgres-store';
import { describeWith } from '../../support/programs';
import { commitAfter, commitMany, storedPlan, failureOf, valueOf } from '../../support/store-fixtures';

/** A store of four revisions to which something was done behind its back. */
const storeAfter = async (postgres: PostgresOfSuite, sql: string) => {
  const { store, address } = await postgres.newStore();
  await commitMany(store, 'p', 4);
  await commitMany(store, 'q', 1);
  await postgres.server().query(`set search_path = ${schemaOf(address)}; ${sql}`);
  return postgres.open(address);
};
const places = (failures: readonly StoreFailure[]): string[] => failures.map((failure) => (failure.kind === 'damaged' ? failure.place : failure.kind));

const damages: readonly (readonly [string, string, readonly string[]])[] = [
  ['a title changed', `update planark_revisions set document = jsonb_set(document, '{title}', '"Annen"') where plan_id = 'p' and number = 2`, ['planark_revisions/p/2']],
  ['a number that prints otherwise', `update planark_revisions set document = jsonb_set(document, '{tables,activities,0,hours}', '3.000000000000000001') where plan_id = 'p' and number = 2`, []],
  ['a number changed by little', `update planark_revisions set document = jsonb_set(document, '{tables,activities,0,hours}', '3.0000000001') where plan_id = 'p' and number = 2`, ['planark_revisions/p/2']],
  ['an author changed', `update planark_revisions set author = 'ola' where plan_id = 'p' and number = 3`, ['planark_revisions/p/3']],
  ['a time changed', `update planark_revisions set time = '2026-03-01T10:00:01Z' where plan_id = 'p' and number = 2`, ['planark_revisions/p/2']],
  ['a token changed', `update planark_revisions set token = 'x' where plan_id = 'p' and number = 1`, ['planark_revisions/p/1']],
  ['a hash changed', `update planark_revisions set hash = repeat('0', 64) where plan_id = 'p' and number = 2`, ['planark_revisions/p/2', 'planark_revisions/p/3']],
  ['a key that no plan has', `update planark_revisions set document = document || '{"__proto__": {"x": 1}}' where plan_id = 'p' and number = 2`, ['planark_revisions/p/2']],
  ['a document that is no object', `update planark_revisions set document = '[]' where plan_id = 'p' and number = 2`, ['planark_revisions/p/2']],
  ['a revision deleted', `delete from planark_revisions where plan_id = 'p' and number = 2`, ['planark_revisions/p/3']],
  ['two documents swapped', `update planark_revisions r set document = o.document from planark_revisions o where r.plan_id = 'p' and o.plan_id = 'p' and (r.number, o.number) in ((1, 2), (2, 1))`, ['planark_revisions/p/1', 'planark_revisions/p/2']],
  ['the newest deleted', `delete from planark_revisions where plan_id = 'p' and number = 4`, ['not-listed']],
  ['a line in the list changed', `update planark_plans set title = 'Annen' where plan_id = 'p'`, ['planark_plans/p']],
  ['a line in the list deleted', `delete from planark_plans where plan_id = 'p'`, ['planark_plans/p']],
];

describeWith('postgresql', 'damage in a database', () => {
  const postgres = usePostgres();

  test.each(damages)('[Q4] verify finds %s', async (_, sql, expected) => {
    const store = await storeAfter(postgres, sql);
    // A line that is ahead of the revisions is not wrong: a newer revision may have come while they were read.
    expect(places(await store.verify('p'))).toEqual(expected.filter((place) => place !== 'not-listed'));
    expect(await store.verify('q')).toEqual([]);
    expect(valueOf(await store.planIds())).toEqual(['p', 'q']);
  });

  test('[Q4] a damaged revision is neither served nor built upon, and those beside it are', async () => {
    const store = await storeAfter(postgres, `update planark_revisions set document = document || '{"title": "Annen"}' where plan_id = 'p' and number = 4`);
    const damage = { kind: 'damaged', place: 'planark_revisions/p/4', number: 4 };
    expect(failureOf(await store.head('p'))).toMatchObject(damage);
    expect(failureOf(await store.at('p', 4))).toMatchObject(damage);
    expect(failureOf(await store.commit(commitAfter('p', 4)))).toMatchObject(damage);
    expect(valueOf(await store.at('p', 3)).number).toBe(3);
    expect(valueOf(await store.history('p'))).toHaveLength(4);
  });

  test('[Q4] what a store has read or written is not served from memory when its row is damaged', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 4);
    const run = (sql: string): Promise<unknown> => postgres.server().query(`set search_path = ${schemaOf(address)}; ${sql}`);
    const at = async (number: number) => valueOf(await store.at('p', number));
    for (const number of [1, 2, 3, 4]) expect(await at(number)).toBe(await at(number));
    expect(valueOf(await store.head('p'))).toBe(await at(4));
    await run(`update planark_revisions set document = document || '{"title": "Annen"}' where plan_id = 'p' and number in (2, 4)`);
    await run(`update planark_revisions set author = 'ola' where plan_id = 'p' and number = 3`);
    for (const number of [2, 3, 4]) expect(failureOf(await store.at('p', number))).toMatchObject({ kind: 'damaged', place: `planark_revisions/p/${number}` });
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'damaged', number: 4 });
    expect((await at(1)).number).toBe(1);
    await run(`update planark_revisions set document = document || jsonb_build_object('title', 'Handlingsplan ' || number), author = 'kari' where plan_id = 'p'`);
    for (const number of [1, 2, 3, 4]) expect((await at(number)).plan.title).toBe(`Handlingsplan ${number}`);
    expect(valueOf(await store.head('p')).number).toBe(4);
  });

  test('[Q4] nothing follows a revision that was damaged since it was read, and what was put right is followed again', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 4);
    const run = (sql: string): Promise<unknown> => postgres.server().query(`set search_path = ${schemaOf(address)}; ${sql}`);
    await run(`update planark_revisions set document = document || '{"title": "Annen"}' where plan_id = 'p' and number = 4`);
    expect(valueOf(await store.head('p', { mayBeOutdated: true })).plan.title).toBe('Handlingsplan 4');
    expect(failureOf(await store.commit(commitAfter('p', 4)))).toMatchObject({ kind: 'damaged', number: 4 });
    await run(`update planark_revisions set document = document || '{"title": "Handlingsplan 4"}' where plan_id = 'p' and number = 4`);
    expect(valueOf(await store.commit(commitAfter('p', 4))).number).toBe(5);
    await run(`create table borte as select * from planark_revisions where plan_id = 'p' and number = 4; delete from planark_revisions where plan_id = 'p' and number = 4`);
    expect(failureOf(await store.commit(commitAfter('p', 5)))).toMatchObject({ kind: 'damaged', number: 5 });
    await run('insert into planark_revisions select * from borte');
    expect(valueOf(await store.commit(commitAfter('p', 5))).number).toBe(6);
  });

  test('[Q4] nor does anything when the store has forgotten what it read', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    const large = { ...storedPlan('q', 1), title: 'x'.repeat(6_000_000) };
    for (const planId of ['q', 'r', 's']) valueOf(await store.commit(commitAfter(planId, 0, { plan: { ...large, id: planId } })));
    await postgres.server().query(`set search_path = ${schemaOf(address)}; update planark_revisions set document = document || '{"title": "Annen"}' where plan_id = 'p'`);
    expect(failureOf(await store.commit(commitAfter('p', 1)))).toMatchObject({ kind: 'damaged', number: 1 });
  });

  test('[Q2] a gap is not filled', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 3);
    await commitMany(postgres.open(address), 'p', 2, 3);
    await postgres.server().query(`set search_path = ${schemaOf(address)}; delete from planark_revisions where number = 4`);
    expect(failureOf(await store.commit(commitAfter('p', 3, { token: 'ny' })))).toEqual({ kind: 'stale', head: 5 });
    await postgres.server().query(`set search_path = ${schemaOf(address)}; delete from planark_revisions where number = 1`);
    expect((await store.commit(commitAfter('p', 0, { token: 'ny' }))).ok).toBe(false);
    expect(valueOf(await store.planIds())).toEqual(['p']);
    expect(failureOf(await store.at('p', 1)).kind).toBe('not-found');
  });

  test('[Q4] another row under a number that a store knows is what it serves', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 2);
    await postgres.server().query(`set search_path = ${schemaOf(address)}; delete from planark_revisions; delete from planark_plans`);
    const other = postgres.open(address);
    for (const parent of [0, 1]) valueOf(await other.commit(commitAfter('p', parent, { author: 'ola' })));
    for (const number of [1, 2]) expect(valueOf(await store.at('p', number)).author).toBe('ola');
    expect(valueOf(await store.head('p')).author).toBe('ola');
  });

  test('[Q5] the list is read from its lines alone, part by part through the index', async () => {
    const { store, address } = await postgres.newStore();
    for (let at = 0; at < 40; at++) await commitMany(store, `p${10 + at}`, 1);
    const schema = schemaOf(address);
    await postgres.server().query(`set search_path = ${schema}; alter table planark_revisions rename to borte`);
    expect(valueOf(await store.list({ after: 'p19', limit: 3 })).map(({ planId }) => planId)).toEqual(['p20', 'p21', 'p22']);
    expect(valueOf(await store.list())).toHaveLength(40);
    const steps = await postgres.server().query(`set enable_seqscan = off; explain select * from ${schema}.planark_plans where plan_id > 'p19' and (null::text is null or plan_id = null) order by plan_id limit 3`);
    expect(JSON.stringify(steps)).toContain('Index Scan using planark_plans_pkey');
  });

  test('[Q4] a broken chain is neither head nor history', async () => {
    const store = await storeAfter(postgres, `delete from planark_revisions where plan_id = 'p' and number = 3`);
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'damaged', number: 4 });
    expect(failureOf(await store.history('p'))).toMatchObject({ kind: 'damaged', number: 4 });
  });

  test('[Q2] a store that knew another head of that number does not follow it', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 2);
    await postgres.server().query(`set search_path = ${schemaOf(address)}; delete from planark_revisions; delete from planark_plans`);
    await commitMany(postgres.open(address), 'p', 1);
    const other = commitAfter('p', 1, { author: 'ola' });
    valueOf(await postgres.open(address).commit(other));
    expect(failureOf(await store.commit(commitAfter('p', 2)))).toEqual({ kind: 'stale', head: 2 });
    expect(valueOf(await store.head('p')).author).toBe('ola');
    expect(await store.verify('p')).toEqual([]);
  });
});
