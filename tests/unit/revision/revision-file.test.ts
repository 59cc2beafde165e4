import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { isDeeperThan } from '../../../core/node/revision/json-guard';
import { checkHash, decodeHead, decodeRevision, encodeRevision, hashRevision, statedHash, statedToken } from '../../../core/node/revision/revision-file';
import { storedPlan } from '../../support/store-fixtures';

function revision(changes: object = {}) {
  const plan = storedPlan('p', 1);
  return { planId: 'p', number: 2, parentHash: 'a'.repeat(64), author: 'kari', time: '2026-01-01T00:00:00.000Z', message: 'm', token: 't', plan, ...changes };
}

/** Bytes that state the right hash for whatever is in them, as a careful forger would make them. */
function forged(text: string): Buffer {
  const hash = createHash('sha256').update(text.replace('  "hash": "?",\n', '')).digest('hex');
  return Buffer.from(text.replace('"hash": "?"', `"hash": "${hash}"`));
}

describe('revision file', () => {
  test('[F3] what is encoded is decoded, and the hash is that of the other lines', () => {
    const { bytes, hash } = encodeRevision(revision());
    const otherLines = bytes.toString().split('\n').filter((line) => !line.startsWith('  "hash": '));
    expect(createHash('sha256').update(otherLines.join('\n')).digest('hex')).toBe(hash);
    expect(statedHash(bytes)).toBe(hash);
    expect(checkHash(bytes)).toEqual({ ok: true, value: hash });
    expect(decodeRevision(bytes)).toEqual({ ok: true, value: { ...revision(), hash } });
  });

  test('[F3] any texts survive, and the parts read without parsing are the same', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, text, (author, message, token, title) => {
        const plan = { ...storedPlan('p', 1), title };
        const { bytes, hash } = encodeRevision(revision({ author, message, token, plan }));
        expect(decodeRevision(bytes)).toEqual({ ok: true, value: { ...revision({ author, message, token, plan }), hash } });
        expect(statedToken(bytes)).toBe(token);
        expect(statedHash(bytes)).toBe(hash);
        const head = decodeHead(bytes);
        expect(head).toMatchObject({ ok: true, value: { info: { author, message, token, hash }, plan: { title, tables: {} } } });
      }),
      { numRuns: 500 },
    );
  });

  test('[F3] what was hashed before is hashed and encoded as it is, whatever differs and whatever came between', () => {
    const plans = [storedPlan('p', 1), { ...storedPlan('p', 1), title: 'Q' }];
    const part = fc.record({ planId: fc.constantFrom('p', 'q'), number: fc.constantFrom(2, 3), parentHash: fc.constantFrom('a', 'b'), author: fc.constantFrom('x', 'y'), time: fc.constantFrom('1', '2'), message: fc.constantFrom('m', 'n'), token: fc.constantFrom('t', 'u'), plan: fc.constantFrom(...plans) });
    const different = fc.tuple(part, part, fc.constantFrom(...(['planId', 'number', 'parentHash', 'author', 'time', 'message', 'token', 'plan'] as const))).map(([one, other, key]) => [one, { ...one, [key]: other[key] }] as const);
    fc.assert(fc.property(different, ([one, other]) => {
      const plainly = encodeRevision(structuredClone(other));
      for (const revision of [one, other]) {
        const { hash, bytes } = encodeRevision(structuredClone(revision));
        expect([hashRevision(revision), hashRevision(revision)]).toEqual(Array(2).fill({ hash, byteLength: bytes.length }));
      }
      expect(encodeRevision(other)).toEqual(plainly);
    }), { numRuns: 300 });
  });

  test('[F3] a plan without tables, or with empty ones, has a head too', () => {
    for (const plan of [{}, { tables: {} }, { tables: { a: [] }, title: 'x' }, { tables: [] }]) {
      expect(decodeHead(encodeRevision(revision({ plan })).bytes).ok).toBe(true);
    }
  });

  test('[F3] every changed, missing or added byte is found', () => {
    const { bytes } = encodeRevision(revision());
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << at % 8;
      expect(checkHash(flipped).ok).toBe(false);
      expect(checkHash(bytes.subarray(0, at)).ok).toBe(false);
    }
    expect(checkHash(Buffer.concat([bytes, Buffer.from('\n')])).ok).toBe(false);
  });

  const valid = encodeRevision(revision()).bytes.toString().replace(/"hash": "[^"]*"/, '"hash": "?"');
  test.each([
    ['not JSON', valid.replace('"m"', 'm')],
    ['a byte order mark', '\ufeff' + valid],
    ['65 levels', valid.replace('"retired": {}', `"retired": ${'['.repeat(63)}${']'.repeat(63)}`)],
    ['a key __proto__', valid.replace('"retired": {}', '"retired": {"__proto__": {}}')],
    ['a key constructor, escaped', valid.replace('"retired": {}', '"retired": {"c\\u006fnstructor": {}}')],
    ['a member too many', valid.replace('"token": "t"', '"token": "t", "x": 1')],
    ['a member too few', valid.replace('  "message": "m",\n', '')],
    ['a number that is a text', valid.replace('"number": 2', '"number": "2"')],
    ['no parent for revision 2', valid.replace(/"parentHash": "a+"/, '"parentHash": null')],
    ['a plan that is a list', valid.replace(/"plan": \{[^]*\n {2}\},\n/, '"plan": [],\n')],
  ])('[F4] %s is not decoded, though the hash is right', (_, text) => {
    const bytes = forged(text);
    expect(checkHash(bytes).ok).toBe(true);
    expect(decodeRevision(bytes).ok).toBe(false);
  });

  test('[F4] bytes that are not UTF-8 are not decoded', () => {
    const bytes = Buffer.from(valid);
    bytes[bytes.indexOf('"m"') + 1] = 0xff;
    expect(decodeRevision(bytes)).toEqual({ ok: false, detail: 'not UTF-8' });
  });

  test('[F4] a million levels are refused at once, and brackets in texts do not count', () => {
    const deep = Buffer.from('['.repeat(1_000_000));
    expect(isDeeperThan(deep, 64)).toBe(true);
    expect(isDeeperThan(Buffer.from(JSON.stringify(['['.repeat(100), '\\"[[', '"'.repeat(3)])), 1)).toBe(false);
    expect(isDeeperThan(Buffer.from('[[],[],{}]'), 2)).toBe(false);
    expect(isDeeperThan(Buffer.from('"unfinished [[['), 1)).toBe(false);
  });
});
