import { movedIds, takeSheetOrder } from '../../../core/merge';
import { placeNewRecords } from '../../../core/merge/order';

const records = (ids: string): { id: string }[] => [...ids].map((id) => ({ id }));
const taken = (store: string, sheet: string): string => takeSheetOrder(records(store), [...sheet]).map(({ id }) => id).join('');

describe('order', () => {
  test.each([
    ['abcd', 'abcd', ''], ['abcd', 'bacd', 'a'], ['abcd', 'dabc', 'd'], ['abcd', 'dcba', 'cba'], ['abcd', 'acd', ''], ['abcd', 'axcbd', 'b'],
  ])('[M15] from %s to %s, the fewest that explain it have moved: %s', (before, after, moved) => {
    const found = movedIds([...before], [...after]);
    expect(found).toHaveLength(moved.length);
    const stayed = [...after].filter((id) => before.includes(id) && !found.includes(id));
    expect(stayed).toEqual([...before].filter((id) => stayed.includes(id)));
  });

  test.each([['abc', 'cab', 'cab'], ['axbc', 'cab', 'caxb'], ['xabc', 'cba', 'xcba'], ['ab', 'bqa', 'ba'], ['abc', '', 'abc']])(
    '[M16] the order of the sheet, where the store has %s and the sheet %s: %s', (store, sheet, expected) => expect(taken(store, sheet)).toBe(expected));

  test('[M14] as many new records as a call has no room for stand where they were put', () => {
    const added = Array.from({ length: 200_000 }, (_, i) => ({ id: `n${i}` }));
    const placed = placeNewRecords(records('ab'), ['a', ...added.map(({ id }) => id), 'b'], new Map([...records('ab'), ...added].map((record) => [record.id, record])));
    expect([placed.length, placed[1]?.id, placed.at(-1)?.id]).toEqual([200_002, 'n0', 'b']);
  });
});
