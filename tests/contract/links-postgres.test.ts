import { describeWith } from '../support/programs';
import { schemaOf, usePostgres } from '../support/postgres-store';
import { commitMany, failureOf, valueOf } from '../support/store-fixtures';
import { describeLinkContract, sheetLink } from './link-contract';

const id = '1AbCdEfGhIjKlMnOpQrStUvWxYz';

describeWith('postgresql', 'links in PostgreSQL', () => {
  const postgres = usePostgres();
  describeLinkContract('links in a PostgreSQL database', async () => {
    const { store, address } = await postgres.newStore();
    return { links: store.links, other: postgres.open(address).links };
  });

  test('[U1] the plans beside them are listed and read as if they were not there', async () => {
    const { store } = await postgres.newStore();
    await commitMany(store, 'p', 1);
    valueOf(await store.links.put(sheetLink('p', id)));
    expect(valueOf(await store.planIds())).toEqual(['p']);
    expect(await store.verify('p')).toEqual([]);
  });

  test('[U1] a row that is not as it was written is named', async () => {
    const { store, address } = await postgres.newStore();
    valueOf(await store.links.put(sheetLink('p', id)));
    await postgres.server().query(`update ${schemaOf(address)}.planark_sheet_links set link = link || '{"kind": "found"}'`);
    expect(failureOf(await store.links.find(id))).toMatchObject({ kind: 'damaged', place: `planark_sheet_links ${id}` });
    expect(failureOf(await store.links.list())).toMatchObject({ kind: 'damaged' });
  });

  test('[U1] a database that was not made ready is a failure', async () => {
    const store = postgres.open(await postgres.server().newSchema());
    expect(failureOf(await store.links.list())).toMatchObject({ kind: 'unavailable', lacksSchema: true });
  });
});
