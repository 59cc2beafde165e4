import { isReadableFormat, withMigrations } from '../../../core/node/journey/migrating-store';
import { initStore } from '../../../core/node/store-files/init-store';
import { createFileStore } from '../../../core/node/store-files/store-files';
import type { Migration } from '../../../core/plan/migrations';
import { migrations } from '../../../core/plan/migrations';
import type { Plan } from '../../../core/plan/plan';
import { planSchema } from '../../../core/plan/schema';
import { smallPlan } from '../../support/small-plan';
import { failureOf, temporaryFolder, valueOf } from '../../support/store-fixtures';

/** A format that never was: `name` for title, `from` and `to` for the period, goals without codes. */
const fromZero: Migration = {
  from: 'planark/0',
  to: 'planark/1',
  migrate: ({ name, from, to, ...rest }) => {
    const { goals, ...tables } = rest['tables'] as { goals: object[] };
    return { ...rest, title: name, period: { start: from, end: to }, tables: { ...tables, goals: goals.map((goal, i) => ({ ...goal, code: `M${i + 1}` })) } };
  },
};

const ofFormatZero = (): Plan => {
  const { title, period, ...rest } = smallPlan({ goals: [{ id: 'goal-1', title: 'Et mål' }, { id: 'goal-2', title: 'Et annet' }] });
  return { ...rest, format: 'planark/0', name: title, from: period.start, to: period.end } as unknown as Plan;
};

const commit = (parent: number, plan: Plan) => ({ planId: 'liten', parent, plan, author: 'kari', time: '2026-03-01T10:00:00.000Z', message: '', token: `t${parent}` });

const storeWithFormatZero = async (): Promise<string> => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  valueOf(await createFileStore(folder, undefined, () => true).commit(commit(0, ofFormatZero())));
  return folder;
};

describe('a store of an older format', () => {
  test('is read in the current one, by number and as head, and what stands in it stays', async () => {
    const folder = await storeWithFormatZero();
    const plain = valueOf(await createFileStore(folder, undefined, () => true).head('liten'));
    const store = withMigrations(createFileStore(folder, undefined, (format) => isReadableFormat(format, [fromZero])), [fromZero]);
    const head = valueOf(await store.head('liten'));
    expect(planSchema.parse(head.plan)).toEqual(smallPlan({ goals: [{ id: 'goal-1', code: 'M1', title: 'Et mål' }, { id: 'goal-2', code: 'M2', title: 'Et annet' }] }));
    expect(valueOf(await store.at('liten', 1))).toEqual(head);
    expect(head.hash).toBe(plain.hash);
    expect(await store.verify('liten')).toEqual([]);
  });

  test('is continued in the current one, in the same chain', async () => {
    const folder = await storeWithFormatZero();
    const store = withMigrations(createFileStore(folder, undefined, (format) => isReadableFormat(format, [fromZero])), [fromZero]);
    const head = valueOf(await store.head('liten'));
    const next = valueOf(await store.commit(commit(1, { ...head.plan, title: 'Ny tittel' })));
    expect([next.number, next.parentHash, next.plan.format]).toEqual([2, head.hash, 'planark/1']);
    expect(valueOf(await store.at('liten', 1)).plan.title).toBe('Liten plan');
    expect(await store.verify('liten')).toEqual([]);
  });

  test('without a way to the current one is refused by its name', async () => {
    const folder = await storeWithFormatZero();
    expect(failureOf(await withMigrations(createFileStore(folder, undefined, isReadableFormat)).head('liten'))).toEqual({ kind: 'newer-format', format: 'planark/0' });
    expect(failureOf(await withMigrations(createFileStore(folder, undefined, () => true)).head('liten'))).toEqual({ kind: 'newer-format', format: 'planark/0' });
  });
});

test('the first format needs no migration, and every one that is there leads to the next', () => {
  expect(migrations.map(({ to }) => to)).toEqual(migrations.map(({ from }) => `planark/${Number(from.split('/')[1]) + 1}`));
});
