import * as fc from 'fast-check';
import { Pool } from 'pg';
import { FORBIDDEN_KEYS, canonicalJson } from '../../../core/node/revision/canonical-json';
import { encodeRevision } from '../../../core/node/revision/revision-file';
import { asJsonb } from '../../../core/node/store-postgres/jsonb';
import type { Plan } from '../../../core/plan/plan';
import { arbitraryPlan } from '../../support/arbitrary-plan';
import { postgresPrinted } from '../../support/postgres-printed';
import { usePostgres } from '../../support/postgres-store';
import { describeWith } from '../../support/programs';
import { runs } from '../../support/runs';
import { commitAfter, storeWith, valueOf } from '../../support/store-fixtures';

const isKept = (text: string): boolean => !/\u0000/.test(text) && Buffer.from(text).toString() === text;
const key = fc.string({ unit: 'binary' }).filter((text) => isKept(text) && !FORBIDDEN_KEYS.has(text));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -0, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, 0.1 + 0.2, 2 ** 53, -1.5e300, 100, 1.1),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }).filter(isKept),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4 }),
  ),
}));

describeWith('postgresql', 'documents in jsonb', () => {
  const postgres = usePostgres();
  let pool: Pool;
  beforeAll(() => {
    pool = new Pool({ connectionString: postgres.server().url() });
    pool.on('error', () => undefined); // the server ends first
  });
  afterAll(() => pool.end());

  test('[Q1] every legal plan comes back with the hash it had', async () => {
    await fc.assert(fc.asyncProperty(arbitraryPlan(), async (plan) => {
      const revision = { ...commitAfter('tilfeldig', 0, { plan }), number: 1, parentHash: null };
      const sent = Buffer.from(asJsonb(plan).toPostgres());
      const back = { ...revision, plan: JSON.parse(await postgresPrinted(pool, sent)) as Plan };
      expect(encodeRevision(back)).toEqual(encodeRevision(revision));
      // It was in the database's own order, without a space.
      expect(sent.toString('utf8', 1)).toBe(`${JSON.stringify(back.plan)}\n`);
    }), runs(150));
  });

  test('[Q1] so does every document of JSON, whatever its numbers and keys, without U+0000', async () => {
    await fc.assert(fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 20 }), async (document) => {
      expect(canonicalJson(JSON.parse(await postgresPrinted(pool, JSON.stringify(document)))).equals(canonicalJson(document))).toBe(true);
    }), runs(300));
  });

  test('[Q1] the same revisions have the same hashes in a folder and in a database', async () => {
    const { store } = await postgres.newStore();
    const files = await storeWith(3);
    for (let parent = 0; parent < 3; parent++) await store.commit(commitAfter('p', parent));
    expect(valueOf(await store.history('p'))).toEqual(valueOf(await files.store.history('p')));
    expect(await store.head('p')).toEqual(await files.store.head('p'));
  });
});
