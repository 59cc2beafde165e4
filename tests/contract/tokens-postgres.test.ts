import { makeToken } from '../../core/node/people/token';
import { describeWith } from '../support/programs';
import { usePostgres } from '../support/postgres-store';
import { commitMany, failureOf, valueOf } from '../support/store-fixtures';
import { describeTokenContract } from './token-contract';

describeWith('postgresql', 'tokens in PostgreSQL', () => {
  const postgres = usePostgres();
  describeTokenContract('tokens in a PostgreSQL database', async () => {
    const { store, address } = await postgres.newStore();
    return { registry: store.tokens, other: postgres.open(address).tokens };
  });

  test('[T9] the plans beside them are listed and read as if they were not there', async () => {
    const { store } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    valueOf(await store.tokens.add(makeToken({ name: 'Kari', grants: [{ role: 'reader', on: 'everything' }], expires: null, madeBy: 'ola' }, new Date()).token));
    expect(valueOf(await store.planIds())).toEqual(['p']);
    expect(await store.verify('p')).toEqual([]);
  });

  test('[T9] a database that was not made ready is a failure', async () => {
    const store = postgres.open(await postgres.server().newSchema());
    expect(failureOf(await store.tokens.hasAny())).toMatchObject({ kind: 'unavailable', lacksSchema: true });
  });
});
