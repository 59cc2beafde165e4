import { usePostgres } from '../support/postgres-store';
import { describeWith } from '../support/programs';
import { failureOf, valueOf } from '../support/store-fixtures';
import { describeSegmentsContract, expectNoStore } from './segments-contract';

describeWith('postgresql', 'PostgreSQL', () => {
  const postgres = usePostgres();
  let address: string;
  describeSegmentsContract('a PostgreSQL database', {
    make: async () => {
      const made = await postgres.newStore();
      address = made.address;
      return made.store.audit;
    },
    again: () => postgres.open(address).audit,
  });

  test('[L2] a database without tables gets no log', async () => {
    const { audit } = postgres.open(await postgres.server().newSchema());
    await expectNoStore(audit);
    expect(failureOf(await audit.last())).toMatchObject({ lacksSchema: true });
  });

  test('[L2] who may insert and read, and nothing else, can keep a log', async () => {
    const { address: at } = await postgres.newStore();
    const schema = /search_path(?:=|%3D)(\w+)/.exec(at)![1]!;
    await postgres.server().query(`create user lesar password 'x'; grant usage on schema ${schema} to lesar; grant select, insert on ${schema}.planark_audit to lesar; grant select on ${schema}.planark_schema to lesar`);
    const url = new URL(at);
    [url.username, url.password] = ['lesar', 'x'];
    const { audit } = postgres.open(url.href);
    expect(valueOf(await audit.put(1, Buffer.from('x')))).toBe('made');
    expect(valueOf(await audit.put(1, Buffer.from('y')))).toBe('taken');
    expect(valueOf(await audit.read(1, 1))).toEqual([{ number: 1, bytes: Buffer.from('x') }]);
  });
});
