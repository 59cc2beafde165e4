import { createNotes, remembered } from '../../../core/plan/remembered';

describe('what is known of an object', () => {
  test('[C183] is found by who noted it, and by nobody else', () => {
    const [titles, sums] = [createNotes<object, string>(), createNotes<object, number>()];
    const [key, list] = [{ a: 1 }, [1, 2]];
    titles.set(key, 'first');
    sums.set(key, 3);
    sums.set(list, 4);
    titles.set(key, 'second');
    expect([titles.get(key), sums.get(key), titles.get(list), sums.get(list)]).toEqual(['second', 3, undefined, 4]);
  });

  test('[C183] is neither copied, compared, listed nor printed', () => {
    const known = createNotes<object, string>();
    const [key, list] = [{ a: 1 }, ['x']];
    known.set(key, 'noted');
    known.set(list, 'noted');
    const copies: object[] = [{ ...key }, Object.assign({}, key), structuredClone(key), [...list], list.slice(), list.map((one) => one), structuredClone(list)];
    expect(copies.map((copy) => known.get(copy))).toEqual(copies.map(() => undefined));
    expect([key, list]).toStrictEqual([{ a: 1 }, ['x']]);
    expect([Object.keys(key), Object.entries(list), JSON.stringify({ key, list })]).toEqual([['a'], [['0', 'x']], '{"key":{"a":1},"list":["x"]}']);
    for (const name in key) expect(name).toBe('a');
  });

  test('[C183] an object that takes nothing is looked at each time', () => {
    let made = 0;
    const count = remembered((_: object) => ++made);
    const [open, frozen] = [{}, Object.freeze({})];
    expect([count(open), count(open), count(frozen), count(frozen)]).toEqual([1, 1, 2, 3]);
  });
});
