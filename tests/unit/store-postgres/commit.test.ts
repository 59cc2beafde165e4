import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { schemaOf, usePostgres } from '../../support/postgres-store';
import { describeWith } from '../../support/programs';
import { commitAfter, commitMany, failureOf, storedPlan, valueOf } from '../../support/store-fixtures';

/** Stands between a store and the server, and can keep the server's answers to itself. */
const createProxy = async (port: number): Promise<{ readonly port: number; breakOnAnswer(): void; close(): void }> => {
  const sockets = new Set<Socket>();
  let isBreaking = false;
  const server: Server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined));
    client.pipe(upstream);
    upstream.on('data', (bytes) => {
      if (!isBreaking) return client.write(bytes);
      isBreaking = false;
      return client.destroy();
    });
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    breakOnAnswer: () => { isBreaking = true; },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};

const injections = [`'; drop table planark_revisions; --`, `$1`, `\\'; select pg_sleep(9)`, `"}'::jsonb); delete from planark_plans; --`, `%s%n{0}`, `\u202e'`, `E'\\\\x'`];

describeWith('postgresql', 'commits to a database', () => {
  const postgres = usePostgres();

  test('[Q3] a connection that breaks before the answer is not acknowledged, and the same request again tells', async () => {
    const { address, store } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    const proxy = await createProxy(Number(new URL(address).port));
    const url = new URL(address);
    url.port = String(proxy.port);
    const remote = postgres.open(url.href);
    valueOf(await remote.head('p'));
    proxy.breakOnAnswer();
    expect(failureOf(await remote.commit(commitAfter('p', 1))).kind).toBe('unavailable');
    const made = valueOf(await store.at('p', 2));
    expect(valueOf(await remote.commit(commitAfter('p', 1)))).toEqual(made);
    expect(valueOf(await store.history('p'))).toHaveLength(2);
    proxy.close();
  });

  test('[Q3] a token of any length is told from another', async () => {
    const { store } = await postgres.newStore();
    const long = randomBytes(100_000).toString('base64');
    const made = valueOf(await store.commit(commitAfter('p', 0, { token: `${long}a` })));
    expect(valueOf(await store.commit(commitAfter('p', 1, { token: `${long}b` }))).number).toBe(2);
    expect(valueOf(await store.commit(commitAfter('p', 2, { token: `${long}a` })))).toEqual(made);
  });

  test('[Q2] many clients at once under the strictest isolation: each commit once', async () => {
    const { store, address } = await postgres.newStore();
    const url = new URL(address);
    url.searchParams.set('options', `${url.searchParams.get('options')} -c default_transaction_isolation=serializable`);
    const strict = postgres.open(url.href);
    const commit = async (token: string): Promise<void> => {
      for (;;) {
        const head = await strict.head('p');
        const made = await strict.commit(commitAfter('p', head.ok ? head.value.number : 0, { token }));
        if (made.ok) return;
        expect(made.failure.kind).toBe('stale');
      }
    };
    const tokens = Array.from({ length: 40 }, (_, at) => `t${at}`);
    await Promise.all(tokens.map(commit));
    expect(valueOf(await store.history('p')).map(({ token }) => token).sort()).toEqual(tokens.sort());
    expect(await store.verify('p')).toEqual([]);
  });

  test('[Q2] a store works for a user who can neither change nor delete a revision', async () => {
    const { store, address } = await postgres.newStore();
    const schema = schemaOf(address);
    await postgres.server().query(`
      create role liten login password 'liten'; grant usage on schema ${schema} to liten;
      grant select, insert on ${schema}.planark_revisions to liten; grant select, insert, update on ${schema}.planark_plans to liten; grant select on ${schema}.planark_schema to liten`);
    const url = new URL(address);
    [url.username, url.password] = ['liten', 'liten'];
    const small = postgres.open(url.href);
    await commitMany(small, 'p', 3);
    expect(await small.verify('p')).toEqual([]);
    expect(valueOf(await small.list())).toEqual(valueOf(await store.list()));
  });

  test('[Q9] SQL in ids, tokens, messages, authors, times and titles is text', async () => {
    const { store } = await postgres.newStore();
    for (const [parent, text] of injections.entries()) {
      const plan = { ...storedPlan('p', 1), title: text };
      const made = valueOf(await store.commit(commitAfter('p', parent, { author: text, message: text, token: text, time: text, plan })));
      expect(valueOf(await store.head('p'))).toEqual(made);
      expect(made).toMatchObject({ author: text, message: text, token: text, time: text, plan: { title: text } });
      expect(valueOf(await store.list())).toMatchObject([{ title: text, author: text, time: text }]);
      expect(failureOf(await store.head(text)).kind).toBe('not-found');
      expect(failureOf(await store.commit(commitAfter(text, 0))).kind).toBe('not-found');
      expect(valueOf(await store.list({ after: text, limit: 9 })).length).toBeLessThan(2);
    }
    expect(await store.verify('p')).toEqual([]);
  });

  test.each(['author', 'message', 'token', 'time'] as const)('[Q8] U+0000 in the %s is refused, and nothing is stored', async (field) => {
    const { store } = await postgres.newStore();
    expect(failureOf(await store.commit(commitAfter('p', 0, { [field]: 'a\u0000b' }))).kind).toBe('unavailable');
    expect(failureOf(await store.commit(commitAfter('p', 0, { plan: { ...storedPlan('p', 1), title: '\u0000' } }))).kind).toBe('unavailable');
    expect(valueOf(await store.planIds())).toEqual([]);
    expect((await store.commit(commitAfter('p', 0))).ok).toBe(true);
  });
});
