import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { canonicalJson as canonicalBytes } from '../../../core/node/revision/canonical-json';

function canonicalJson(value: unknown): string {
  return canonicalBytes(value).toString('utf8');
}

const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

const text = fc.string({ unit: 'binary' }).filter((key) => !FORBIDDEN.includes(key));
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

/** Any JSON document without the keys that are refused; texts in all of Unicode. */
const documents = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.boolean(), numbers, text, tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  record: fc.dictionary(text, tie('value'), { maxKeys: 6 }),
}));

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

describe('canonicalJson', () => {
  test('[F1] without its white space it is what another implementation of RFC 8785 writes', () => {
    fc.assert(
      fc.property(documents.value, (value) => {
        const pretty = canonicalJson(value);
        expect(compact(pretty)).toBe(canonicalize(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('[F1] it is a fixed point, and shuffled keys change nothing', () => {
    fc.assert(
      fc.property(documents.record, (record) => {
        const printed = canonicalJson(record);
        expect(canonicalJson(JSON.parse(printed))).toBe(printed);
        expect(canonicalJson(Object.fromEntries(Object.entries(record as object).reverse()))).toBe(printed);
      }),
      { numRuns: 1000 },
    );
  });

  test('[F1] where keys are in order already it is JSON.stringify with two spaces', () => {
    const value = { a: [1, { b: [], c: {} }], d: 'Øst\n"', e: null, f: [[]] };
    expect(canonicalJson(value)).toBe(JSON.stringify(value, null, 2) + '\n');
  });

  test.each([
    ['keys by UTF-16 code unit, not by code point', { '\u{1f600}': 1, '\ufb01': 2, a: 3, A: 4 }, '{\n  "A": 4,\n  "a": 3,\n  "\u{1f600}": 1,\n  "\ufb01": 2\n}\n'],
    ['keys that look like numbers as texts', { 9: 1, 10: 2 }, '{\n  "10": 2,\n  "9": 1\n}\n'],
    ['minus zero as zero', [-0], '[\n  0\n]\n'],
    ['numbers in their shortest form', [1e21, 1e-7, 0.1, 100], '[\n  1e+21,\n  1e-7,\n  0.1,\n  100\n]\n'],
    ['texts as given, without normalising', ['e\u0301', '\u2028'], '["e\u0301","\u2028"]'],
    ['keys without a value not at all', { a: undefined, b: 1 }, '{\n  "b": 1\n}\n'],
    ['objects without keys as {}', { a: {}, b: { c: undefined } }, '{\n  "a": {},\n  "b": {}\n}\n'],
  ])('[F1] %s', (_, value, expected) => {
    const printed = canonicalJson(value);
    expect(expected.includes('\n') ? printed : compact(printed)).toBe(expected);
  });

  test('[F1] records of one shape after another of the same length', () => {
    const value = [{ b: 1, a: 2 }, { c: 1, a: 2 }, { a: { z: 1 }, b: [{ y: 1 }] }, { b: 1, a: 2 }];
    expect(compact(canonicalJson(value))).toBe('[{"a":2,"b":1},{"a":2,"c":1},{"a":{"z":1},"b":[{"y":1}]},{"a":2,"b":1}]');
  });

  test.each([
    ['NaN', NaN],
    ['Infinity', -Infinity],
    ['nothing in a list', [undefined]],
    ['half a surrogate pair', 'a\ud800'],
    ['half a surrogate pair in a key', { '\udc00a': 1 }],
    ['a function', { a: () => 1 }],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['the key __proto__', JSON.parse('{"__proto__": 1}')],
    ['the key constructor', { constructor: 1 }],
    ['the key prototype below', [{ a: { prototype: 1 } }]],
    ['65 levels', nested(65)],
  ])('[F2] %s is refused', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  test('[F2] 64 levels are printed', () => {
    expect(canonicalJson(nested(64))).toBe(JSON.stringify(nested(64), null, 2) + '\n');
  });
});

/** Takes the white space out of the text itself: parsing would put keys that look like numbers first. */
function compact(pretty: string): string {
  return pretty.replace(/("(?:[^"\\]|\\.)*")|\s+/gs, (_, quoted: string | undefined) => quoted ?? '');
}
