import { migrateDatabase, SCHEMA_VERSION } from '../../../core/node/store-postgres/migrations';
import { schemaOf, urlOf, usePostgres } from '../../support/postgres-store';
import { describeWith } from '../../support/programs';
import { commitAfter, commitMany, failureOf, valueOf } from '../../support/store-fixtures';

describeWith('postgresql', 'migrations', () => {
  const postgres = usePostgres();
  const tablesIn = async (address: string): Promise<unknown[]> =>
    (await postgres.server().query(`select tablename from pg_tables where schemaname = '${schemaOf(address)}' order by 1`)).map(({ tablename }) => tablename);

  test('[Q6] are run once, by one process, and can be repeated with plans in the tables', async () => {
    const address = await postgres.server().newSchema();
    const results = await Promise.all(Array.from({ length: 6 }, () => migrateDatabase(urlOf(address))));
    expect(results.map((result) => valueOf(result).steps).sort()).toEqual([0, 0, 0, 0, 0, SCHEMA_VERSION]);
    const store = postgres.open(address);
    await commitMany(store, 'p', 2);
    expect(valueOf(await migrateDatabase(urlOf(address)))).toEqual({ version: SCHEMA_VERSION, steps: 0 });
    expect(await store.verify('p')).toEqual([]);
  });

  test('[Q6] before them everything is refused, and after them the same store works', async () => {
    const address = await postgres.server().newSchema();
    const store = postgres.open(address);
    const results = [await store.list(), await store.head('p'), await store.history('p'), await store.commit(commitAfter('p', 0)), await store.subscribe(() => undefined)];
    for (const result of results) expect(failureOf<unknown>(result)).toMatchObject({ kind: 'unavailable', lacksSchema: true });
    expect(await tablesIn(address)).toEqual([]);
    valueOf(await migrateDatabase(urlOf(address)));
    expect((await store.commit(commitAfter('p', 0))).ok).toBe(true);
  });

  test('[Q6] a database of step 1 with plans in it is told what their organisations are part of', async () => {
    const { store, address } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    const { plan } = valueOf(await store.head('p'));
    valueOf(await store.commit(commitAfter('p', 1, { plan: { ...plan, organisation: { ...plan.organisation, parent: 'Landet' } } })));
    await commitMany(store, 'q', 1);
    const schema = schemaOf(address);
    await postgres.server().query(`drop table ${schema}.planark_tokens, ${schema}.planark_audit, ${schema}.planark_sheet_links; alter table ${schema}.planark_plans drop column part_of; delete from ${schema}.planark_schema where version > 1`);
    expect(valueOf(await migrateDatabase(urlOf(address))).steps).toBe(SCHEMA_VERSION - 1);
    expect(valueOf(await postgres.open(address).list()).map(({ planId, partOf }) => [planId, partOf])).toEqual([['p', 'Landet'], ['q', '']]);
  });

  test('[Q6] one that fails in the middle leaves nothing behind', async () => {
    const address = await postgres.server().newSchema();
    await postgres.server().query(`create table ${schemaOf(address)}.planark_plans ()`);
    expect(failureOf(await migrateDatabase(urlOf(address))).kind).toBe('unavailable');
    expect(await tablesIn(address)).toEqual(['planark_plans']);
    await postgres.server().query(`drop table ${schemaOf(address)}.planark_plans`);
    expect(valueOf(await migrateDatabase(urlOf(address))).steps).toBe(SCHEMA_VERSION);
  });

  test('[Q6] a database of a newer version, or of an older, is neither read nor written nor migrated back', async () => {
    const { address } = await postgres.newStore();
    await postgres.server().query(`insert into ${schemaOf(address)}.planark_schema (version) values (${SCHEMA_VERSION + 1})`);
    const newer = { kind: 'newer-format', format: `planark-postgres/${SCHEMA_VERSION + 1}` };
    const store = postgres.open(address);
    for (const result of [await store.list(), await store.commit(commitAfter('p', 0)), await migrateDatabase(urlOf(address))]) expect(failureOf<unknown>(result)).toEqual(newer);
    await postgres.server().query(`delete from ${schemaOf(address)}.planark_schema`);
    expect(failureOf(await postgres.open(address).list())).toMatchObject({ lacksSchema: true });
  });

  test('[Q6] take no more than a user with a schema of their own has', async () => {
    await postgres.server().query(`create role vanlig login password 'vanlig'; create schema vanlig authorization vanlig; create role annen login password 'annen'; revoke create on schema public from public`);
    const url = new URL(postgres.server().url());
    [url.username, url.password] = ['vanlig', 'vanlig'];
    expect(valueOf(await migrateDatabase(url)).steps).toBe(SCHEMA_VERSION);
    await commitMany(postgres.open(url.href), 'p', 2);
    [url.username, url.password] = ['annen', 'annen'];
    expect(failureOf(await migrateDatabase(url))).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('permission denied') });
  });
});
