import { Client } from 'pg';
import { connectionLimit, parseDatabaseUrl, printableAddress } from '../../../core/node/store-postgres/database-url';
import { migrateDatabase } from '../../../core/node/store-postgres/migrations';
import { PASSWORD } from '../../support/postgres-server';
import { urlOf, usePostgres } from '../../support/postgres-store';
import { describeWith } from '../../support/programs';
import { commitAfter, commitMany, failureOf, valueOf } from '../../support/store-fixtures';

const withSetting = (address: string, setting: string): string => {
  const url = new URL(address);
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c ${setting}`);
  return url.href;
};

describeWith('postgresql', 'a database that refuses', () => {
  const postgres = usePostgres();

  test('[Q8][Q9] no server, no such user, no such database, a wrong password: unavailable, without the password', async () => {
    const address = postgres.server().url();
    const wrong = { port: '1', username: 'ingen', pathname: '/ingen', password: encodeURIComponent(`${PASSWORD}x`) };
    for (const [part, value] of Object.entries(wrong)) {
      const url = new URL(address);
      url[part as keyof typeof wrong] = value;
      const store = postgres.open(url.href);
      for (const result of [await store.list(), await store.commit(commitAfter('p', 0)), await store.subscribe(() => undefined), await migrateDatabase(url)]) {
        const failure = failureOf<unknown>(result);
        expect(failure).toMatchObject({ kind: 'unavailable', detail: expect.stringMatching(/\S/) });
        for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), url.password]) expect(JSON.stringify(failure)).not.toContain(secret);
      }
    }
  });

  test('[Q8] a statement that waits too long is unavailable and leaves nothing; the same request works afterwards', async () => {
    const { address } = await postgres.newStore();
    const store = postgres.open(`${address}&statement_timeout=300`);
    await commitMany(store, 'p', 1);
    const client = new Client({ connectionString: address });
    await client.connect();
    await client.query(`begin; insert into planark_revisions select plan_id, 2, 'h', hash, author, time, message, 'x', 'x', document from planark_revisions`);
    expect(failureOf(await store.commit(commitAfter('p', 1)))).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('statement timeout') });
    await client.query('rollback');
    await client.end();
    expect(valueOf(await store.commit(commitAfter('p', 1))).number).toBe(2);
  });

  test('[Q8] a store that was open works on after the server was away', async () => {
    const { store } = await postgres.newStore();
    await commitMany(store, 'p', 2);
    await postgres.server().crash();
    const first = await store.head('p');
    if (!first.ok) expect(first.failure.kind).toBe('unavailable');
    expect(valueOf(await store.head('p')).number).toBe(2);
    await commitMany(store, 'p', 1, 2);
  });

  test.each([[10, ''], [2, '&connection_limit=2']])('[Q8] a hundred requests at once wait for %i connections', async (connections, limit) => {
    const { address } = await postgres.newStore();
    const store = postgres.open(`${address}&application_name=hundre${connections}${limit}`);
    await commitMany(store, 'p', 1);
    const results = await Promise.all(Array.from({ length: 100 }, () => store.head('p')));
    expect(results.every(({ ok }) => ok)).toBe(true);
    const [{ count }] = (await postgres.server().query(`select count(*)::int from pg_stat_activity where application_name = 'hundre${connections}'`)) as [{ count: number }];
    expect(count).toBe(connections);
  });

  test('[Q7] a database that does not wait for its disk is not used', async () => {
    const { address } = await postgres.newStore();
    const store = postgres.open(withSetting(address, 'synchronous_commit=off'));
    expect(failureOf(await store.head('p'))).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('synchronous_commit') });
    expect(failureOf(await store.commit(commitAfter('p', 0))).kind).toBe('unavailable');
  });

  test('[Q7] a database that is not in UTF-8 is not migrated', async () => {
    await postgres.server().query(`create database latin encoding 'LATIN1' locale 'C' template template0`);
    const url = new URL(postgres.server().url());
    url.pathname = '/latin';
    expect(failureOf(await migrateDatabase(url))).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('LATIN1') });
  });
});

describe('the address of a database', () => {
  test.each([
    ['postgres://kari:hemmelig@vert:5433/planer?sslmode=require', 'postgres://kari:***@vert:5433/planer'],
    ['postgresql://kari@vert/planer?password=hemmelig', 'postgresql://kari@vert/planer'],
    ['postgres://kari:hemmelig/her@vert/planer', 'postgres://***'],
    ['postgres://kari:12#hemmelig@vert/planer', 'postgres://***'],
    ['postgres://kari:12?hemmelig@vert/planer', 'postgres://***'],
    ['postgres://kari:12/hemmelig@vert/planer', 'postgres://***'],
    ['postgres://kari:hemmelig%@vert/planer', 'postgres://***'],
    ['POSTGRES:hemmelig', 'postgres://***'],
    ['postgres://kari:hemmelig@vert/planer?connection_limit=2', 'postgres://kari:***@vert/planer'],
    ['/srv/postgres/lager', '/srv/postgres/lager'],
  ])('[Q9] %s is printed without its password', (address, printed) => {
    expect(printableAddress(address)).toBe(printed);
  });

  test('[Q8] a limit of connections is a whole number from 1 to 1000, or the address is none', () => {
    const limited = (limit: string): URL | null => parseDatabaseUrl(`postgres://kari@vert/planer?connection_limit=${limit}`);
    expect(['1', '1000'].map((limit) => connectionLimit(limited(limit)!))).toEqual([1, 1000]);
    expect(['', '0', '1001', '2.5', '-1', '1e2', 'to'].map(limited)).toEqual(Array(7).fill(null));
    expect(connectionLimit(parseDatabaseUrl('postgres://kari@vert/planer')!)).toBeUndefined();
  });

  test('[Q9] secrets in the address are no part of it that can be read wrongly', () => {
    expect(urlOf(`postgres://a:${encodeURIComponent(PASSWORD)}@h/d`).hostname).toBe('h');
  });
});
