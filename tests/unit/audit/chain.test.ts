import * as fc from 'fast-check';
import { chain, decodeSegment, encodeSegment, hashEntry } from '../../../core/node/audit/segment';
import type { AuditEntry } from '../../../core/sync';
import { faultsIn, pieces } from '../../support/audit-fixtures';

const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
const entriesIn = (found: ReturnType<typeof pieces>): AuditEntry[] => found.flatMap(({ bytes }) => decodeSegment(bytes)!.entries);
/** The same entries in other segments, as somebody would write them who knows the format but hashes nothing anew. */
const written = (lists: readonly (readonly AuditEntry[])[]) => lists.filter((list) => list.length > 0).map((list, at) => ({ number: at + 1, bytes: encodeSegment(at + 1, list) }));
const divided = (entries: readonly AuditEntry[], like: readonly number[]): AuditEntry[][] => {
  const rest = [...entries];
  return [...like.map((size) => rest.splice(0, size)), rest];
};

describe('[L5] a chain', () => {
  test('that nobody touched has no fault, however it is divided into segments', () => {
    fc.assert(fc.property(sizes, (given) => expect(faultsIn(pieces(given))).toEqual([])));
    expect(faultsIn([])).toEqual([]);
  });

  test('[L1] with one byte altered, anywhere, is found, in the segment that it is in', () => {
    fc.assert(fc.property(sizes, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (given, which, where, change) => {
      const found = pieces(given);
      const { number, bytes } = found[which % found.length]!;
      const altered = Buffer.from(bytes);
      altered[where % bytes.length]! ^= change;
      const [first] = faultsIn(found.map((one) => (one.number === number ? { number, bytes: altered } : one)));
      expect(first?.segment).toBe(number);
    }), { numRuns: 500 });
  });

  test('[L1] with a byte added or taken away is found', () => {
    fc.assert(fc.property(sizes, fc.nat(), fc.nat(), fc.boolean(), (given, which, where, isAdded) => {
      const found = pieces(given);
      const { number, bytes } = found[which % found.length]!;
      const at = where % bytes.length;
      const altered = Buffer.concat([bytes.subarray(0, at), isAdded ? Buffer.from(' ') : Buffer.alloc(0), bytes.subarray(at + (isAdded ? 0 : 1))]);
      expect(faultsIn(found.map((one) => (one.number === number ? { number, bytes: altered } : one)))[0]?.segment).toBe(number);
    }), { numRuns: 300 });
  });

  test('in which a field is altered names the entry', () => {
    const [first] = pieces([4]);
    const entries = entriesIn([first!]).map((entry) => (entry.number === 3 ? { ...entry, who: { name: 'Ola', key: 'k1' } } : entry));
    expect(faultsIn(written([entries]))).toEqual([{ kind: 'entry-altered', segment: 1, entry: 3 }]);
  });

  test('in which an entry is altered and hashed anew names the one after it', () => {
    const entries = entriesIn(pieces([4])).map((entry) => (entry.number === 3 ? { ...entry, plan: 'q' } : entry)).map((entry) => (entry.number === 3 ? { ...entry, hash: hashEntry(entry) } : entry));
    expect(faultsIn(written([entries]))).toEqual([{ kind: 'entry-replaced', segment: 1, entry: 4 }]);
  });

  test('from which entries are removed, but for its end, names them', () => {
    fc.assert(fc.property(sizes, fc.nat(), fc.nat(), (given, from, count) => {
      const entries = entriesIn(pieces(given));
      fc.pre(entries.length > 1);
      const first = from % (entries.length - 1);
      const removed = 1 + (count % (entries.length - 1 - first));
      const left = entries.filter((_, at) => at < first || at >= first + removed);
      const [fault] = faultsIn(written(divided(left, given)));
      expect(fault).toMatchObject({ kind: 'entries-removed', entry: first + 1, last: first + removed });
    }));
  });

  test('in which two entries are swapped, or one stands twice, is found', () => {
    fc.assert(fc.property(sizes, fc.nat(), fc.nat(), fc.boolean(), (given, left, right, isDoubled) => {
      const entries = entriesIn(pieces(given));
      const [a, b] = [left % entries.length, right % entries.length];
      fc.pre(isDoubled || a !== b);
      const changed = [...entries];
      if (isDoubled) changed.splice(b, 0, entries[a]!);
      else [changed[a], changed[b]] = [entries[b]!, entries[a]!];
      expect(faultsIn(written(divided(changed, given))).map(({ kind }) => kind)).toContain('entry-misplaced');
    }));
  });

  test('from which a segment is removed, or in which two are swapped, or one stands twice, names it', () => {
    fc.assert(fc.property(sizes, fc.nat(), fc.nat(), (given, left, right) => {
      const found = pieces(given);
      const [a, b] = [left % found.length, right % found.length];
      expect(faultsIn(found.filter((_, at) => at !== a), found.length)).toContainEqual({ kind: 'segments-removed', segment: a + 1, last: a + 1 });
      expect(faultsIn([...found, { number: found.length + 1, bytes: found[a]!.bytes }])).toContainEqual({ kind: 'segment-misplaced', segment: found.length + 1, found: a + 1 });
      fc.pre(a !== b);
      const swapped = found.map((one, at) => (at === a ? { ...one, bytes: found[b]!.bytes } : at === b ? { ...one, bytes: found[a]!.bytes } : one));
      expect(faultsIn(swapped)).toEqual(expect.arrayContaining([{ kind: 'segment-misplaced', segment: a + 1, found: b + 1 }, { kind: 'segment-misplaced', segment: b + 1, found: a + 1 }]));
    }));
  });

  test('that was shuffled as a whole is told in a hundred faults and a number', () => {
    const entries = entriesIn(pieces([300])).reverse();
    expect(faultsIn(written([entries]))).toHaveLength(100);
  });
});

describe('[L1] a segment', () => {
  test.each([
    ['no JSON', 'x'], ['a list', '[]'], ['no entries', '{\n  "entries": [],\n  "format": "planark-audit/1",\n  "segment": 1\n}\n'], ['deep', '['.repeat(100_000)], ['no UTF-8', Buffer.from([0xff])], ['nothing', ''],
  ])('that is %s is not read', (_, bytes) => {
    expect(decodeSegment(Buffer.from(bytes as string))).toBeNull();
  });

  test('takes no member that is not declared, nor another format', () => {
    const { bytes } = pieces([2])[0]!;
    for (const [from, to] of [['planark-audit/1', 'planark-audit/2'], ['"plan": "p"', '"plan": "p",\n      "secret": "x"']]) expect(decodeSegment(Buffer.from(bytes.toString().replaceAll(from!, to!)))).toBeNull();
  });

  test('gives back what was put in, whatever the texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), fc.string({ maxLength: 50 }), (name, via) => {
      const entries = chain([{ who: { name, key: '' }, from: { commandLine: name }, via, time: '2026-11-21T09:00:00.000Z', deed: { kind: 'server-stopped' } }], { number: 4, hash: 'a'.repeat(64) });
      expect(decodeSegment(encodeSegment(3, entries))).toEqual({ format: 'planark-audit/1', segment: 3, entries });
    }));
  });
});
