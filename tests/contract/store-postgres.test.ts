import { describeWith } from '../support/programs';
import { usePostgres } from '../support/postgres-store';
import { describeStoreContract } from './store-contract';

describeWith('postgresql', 'PostgreSQL', () => {
  const postgres = usePostgres();
  describeStoreContract('a PostgreSQL database', async () => (await postgres.newStore()).store);
});
