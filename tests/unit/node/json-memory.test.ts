import * as fc from 'fast-check';
import { parseJsonBody } from '../../../core/node/server/json-body';
import { createJsonMemory } from '../../../core/node/server/json-memory';
import { serverLimits } from '../../../core/node/server/limits';

const cell = fc.oneof(fc.constantFrom<unknown>(null, '', 'Mål', '"}],{', '\\', '😀', 'x'.repeat(40)), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.record({ value: fc.string(), isDate: fc.boolean() }));
const row = fc.record({ index: fc.nat(9), cells: fc.array(cell, { maxLength: 4 }) });
const tabs = fc.array(fc.record({ name: fc.string({ maxLength: 3 }), rows: fc.array(row, { maxLength: 6 }) }), { maxLength: 3 });
const bodyOf = (worksheets: unknown, indent = 0): Buffer => Buffer.from(JSON.stringify({ workbook: { worksheets }, clientOpId: 'x' }, null, indent));

/** What somebody may do to a text between two requests. */
const spoiling = fc.record({ at: fc.nat(), what: fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '0', ' ', '\u0000', '"__proto__":1,', '"index":1,'), gone: fc.nat(2) });
const spoil = (bytes: Buffer, { at, what, gone }: { readonly at: number; readonly what: string; readonly gone: number }): Buffer => {
  const place = at % bytes.length;
  return Buffer.concat([bytes.subarray(0, place), Buffer.from(what), bytes.subarray(place + gone)]);
};

const limits = { ...serverLimits, jsonDepth: 9, jsonMembers: 60 };
const plainly = ({ ok, ...rest }: ReturnType<typeof parseJsonBody>): unknown => ({ ok, ...('value' in rest ? { value: rest.value, members: rest.members } : { failure: rest.failure }) });

describe('[A13] a text of which most was sent before', () => {
  test('is read as if it had not been, whatever was done to it', () => {
    fc.assert(fc.property(fc.array(fc.tuple(tabs, fc.constantFrom(0, 1), fc.option(spoiling, { freq: 1 })), { minLength: 2, maxLength: 4 }), (texts) => {
      const memory = createJsonMemory(limits);
      for (const [worksheets, indent, spoilt] of texts) {
        const bytes = spoilt ? spoil(bodyOf(worksheets, indent), spoilt) : bodyOf(worksheets, indent);
        expect(plainly(memory.parse('k', bytes))).toEqual(plainly(parseJsonBody(bytes, limits)));
      }
    }), { numRuns: 2000 });
  });

  test('is read so also where a little of it changes from one time to the next', () => {
    fc.assert(fc.property(tabs, fc.array(spoiling, { minLength: 1, maxLength: 8 }), (worksheets, steps) => {
      const memory = createJsonMemory(limits);
      let bytes = bodyOf(worksheets);
      memory.parse('k', bytes);
      for (const step of steps) {
        const spoilt = spoil(bytes, step);
        const expected = parseJsonBody(spoilt, limits);
        expect(plainly(memory.parse('k', spoilt))).toEqual(plainly(expected));
        if (expected.ok) bytes = spoilt;
      }
    }), { numRuns: 1000 });
  });

  test('has the same rows where they are the same, each once, and no other key’s', () => {
    const memory = createJsonMemory(serverLimits);
    const rowsOf = (worksheets: unknown, key = 'k'): readonly object[] => {
      const parsed = memory.parse(key, bodyOf(worksheets));
      if (!parsed.ok) throw new Error('refused');
      return (parsed.value as { workbook: { worksheets: { rows: object[] }[] } }).workbook.worksheets.flatMap(({ rows }) => rows);
    };
    const rows = (...values: readonly number[]) => [{ name: 'Tiltak', rows: values.map((value) => ({ index: 0, cells: [value] })) }];
    const first = rowsOf(rows(1, 2, 3, 3));
    const second = rowsOf(rows(1, 7, 3, 3, 3));
    expect(second.map((one) => first.indexOf(one))).toEqual([0, -1, 2, 3, -1]);
    expect(rowsOf(rows(1, 2), 'other').some((one) => second.includes(one))).toBe(false);
  });

  test('takes a word in the place of a row for what it is', () => {
    const memory = createJsonMemory(serverLimits);
    memory.parse('k', bodyOf([{ name: 'Tiltak', rows: [{ index: 0, cells: [1] }] }]));
    const parsed = memory.parse('k', bodyOf([{ name: 'Tiltak', rows: ['0', '0'.repeat(25), { index: 0, cells: [1] }] }]));
    expect(parsed).toMatchObject({ value: { workbook: { worksheets: [{ rows: ['0', '0'.repeat(25), { index: 0, cells: [1] }] }] } } });
  });
});
