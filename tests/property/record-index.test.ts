import * as fc from 'fast-check';
import { indexOf } from '../../core/plan/record-index';

const ids = ['a', 'b', 'c', 'd', 'e'];
/** Few ids, so that many tables begin with the same one and are as long. */
const table = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 5 }).map((some) => some.map((id) => ({ id, title: `${id} in ${some.join('')}` })));

test('[C187] an index finds the records of its own table, whatever tables were indexed before', () => {
  fc.assert(fc.property(fc.array(table, { minLength: 2, maxLength: 20 }), (all) => {
    const found = all.map((records) => ids.map((id) => [indexOf(records).get(id), indexOf(records).has(id)]));
    expect(found).toEqual(all.map((records) => ids.map((id) => [records.find((record) => record.id === id), records.some((record) => record.id === id)])));
  }));
});
