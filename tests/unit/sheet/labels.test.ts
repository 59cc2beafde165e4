import * as fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PlanRecord } from '../../../core/plan/plan';
import { rowAt } from '../../../core/sheet/grid';
import { labelsById } from '../../../core/sheet/render/render-input';

const goal = (at: number, title = `Mål ${at}`): PlanRecord => ({ id: `maal-${at}`, code: `M${at}`, title });
const goals = (count: number): PlanRecord[] => Array.from({ length: count }, (_, at) => goal(at));

describe('labels of records', () => {
  test('are the same object where other fields changed, and the right ones wherever a title, an id or the order did', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.record({ id: fc.integer({ min: 0, max: 4 }), title: fc.integer({ min: 0, max: 2 }) }), { maxLength: 5 }), { minLength: 1, maxLength: 8 }), (versions) => {
      let before: PlanRecord[] = [];
      for (const version of versions) {
        // Records that stayed are the same objects, as a merge leaves them.
        const records = version.map(({ id, title }) => before.find((one) => one.id === `maal-${id}` && one['title'] === `T${title}`) ?? goal(id, `T${title}`));
        const labels = labelsById('goals', records);
        expect([...labels]).toEqual([...new Map(records.map((one) => [one.id, `${String(one['code'])} · ${String(one['title'])}`]))]);
        expect(labelsById('goals', [...records])).toBe(labels);
        before = records;
      }
    }));
    const [first, ...rest] = goals(3);
    const labels = labelsById('goals', [first!, ...rest]);
    expect(labelsById('goals', [{ ...first!, note: 'ny' }, ...rest])).toBe(labels);
    expect(labelsById('goals', [{ ...first!, title: 'Ny' }, ...rest])).not.toBe(labels);
  });

  test('of a table that rows were added to keep no earlier table alive', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const tables: WeakRef<readonly PlanRecord[]>[] = [];
    const grow = (): readonly PlanRecord[] => {
      let records: readonly PlanRecord[] = goals(10);
      for (let at = 10; at < 40; at++) {
        records = [...records, goal(at)];
        tables.push(new WeakRef(records));
        labelsById('goals', records);
      }
      return records;
    };
    // The engine has a table or another still at hand as it gets to know a function; those of the first turns are not counted.
    for (let turn = 0; turn < 20; turn++) grow();
    tables.length = 0;
    const records = grow();
    // What a turn has looked at through a weak reference stays until it ends.
    await new Promise((resolve) => { setImmediate(resolve); });
    collect();
    expect(tables.filter((one) => one.deref() !== undefined).length).toBeLessThanOrEqual(1);
    expect(labelsById('goals', records).size).toBe(40);
  });
});

test('a row is found by its number among ascending rows, whichever are left out', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(30)), fc.nat(31), (indexes, wanted) => {
    const rows = indexes.sort((a, b) => a - b).map((index) => ({ index }));
    expect(rowAt(rows, wanted)).toBe(rows.find(({ index }) => index === wanted));
  }));
});
