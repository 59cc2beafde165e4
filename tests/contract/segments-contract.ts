import type { Segments } from '../../core/node/audit/segments';
import { faultsIn, kari, logOn, takenOut } from '../support/audit-fixtures';
import { failureOf, valueOf } from '../support/store-fixtures';

export interface SegmentsUnderTest {
  /** Segments of a new, empty store. */
  make(): Promise<Segments>;
  /** The same, as another process has them. */
  again(): Segments;
}

/** What all segments promise, whatever they are made of. Rules: core/node/audit/SPEC.md. */
export const describeSegmentsContract = (name: string, { make, again }: SegmentsUnderTest): void => {
  describe(`segments contract: ${name}`, () => {
    let segments: Segments;
    beforeEach(async () => {
      segments = await make();
    });
    const putMany = async (count: number, from = 1): Promise<void> => {
      for (let number = from; number < from + count; number++) expect(valueOf(await segments.put(number, Buffer.from(`del ${number}\n`)))).toBe('made');
    };

    test('[L2] there are none at first', async () => {
      expect(valueOf(await segments.last())).toBe(0);
      expect(valueOf(await segments.newest())).toBeNull();
      expect(valueOf(await segments.read(1, 10))).toEqual([]);
    });

    test('[L2] what was put is there, byte for byte, for every process', async () => {
      const bytes = Buffer.from('{"navn": "Åse \\u0000 😀"}\n'.repeat(10_000));
      valueOf(await segments.put(1, bytes));
      valueOf(await segments.put(2, Buffer.from('x')));
      for (const each of [segments, again()]) {
        expect(valueOf(await each.last())).toBe(2);
        expect(valueOf(await each.newest())).toEqual({ number: 2, bytes: Buffer.from('x') });
        expect(valueOf(await each.read(1, 1))).toEqual([{ number: 1, bytes }]);
        expect(valueOf(await each.read(1, 2)).map(({ number }) => number)).toEqual([1, 2]);
        expect(valueOf(await each.read(2, 9))).toEqual([{ number: 2, bytes: Buffer.from('x') }]);
      }
    });

    test('[L2] a number that is taken stays what it is', async () => {
      await putMany(2);
      for (const number of [1, 2]) expect(valueOf(await again().put(number, Buffer.from('another')))).toBe('taken');
      expect(valueOf(await segments.read(1, 2)).map(({ bytes }) => bytes.toString())).toEqual(['del 1\n', 'del 2\n']);
    });

    test('[L2] of several at once under one number one is made', async () => {
      const results = await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? segments : again()).put(1, Buffer.from(String(at)))));
      expect(results.map(valueOf).sort()).toEqual(['made', ...Array(11).fill('taken')]);
    });

    test('[L2] numbers go on beyond a thousand, as far as is needed', async () => {
      for (const number of [1, 999, 1000, 1001, 2001]) valueOf(await segments.put(number, Buffer.from(`del ${number}`)));
      expect(valueOf(await again().last())).toBe(2001);
      expect(valueOf(await again().newest())).toEqual({ number: 2001, bytes: Buffer.from('del 2001') });
      expect(valueOf(await again().read(990, 1010)).map(({ number }) => number)).toEqual([999, 1000, 1001]);
    });

    test('[L2] logs of several processes make one chain', async () => {
      const logs = [logOn(segments), logOn(again()), logOn(again())];
      await Promise.all(logs.flatMap((log) => Array.from({ length: 15 }, async () => valueOf(await log.record(kari, { plan: 'p', deed: takenOut })))));
      const found = valueOf(await segments.read(1, valueOf(await segments.last())));
      expect(faultsIn(found)).toEqual([]);
      expect(JSON.parse(found.at(-1)!.bytes.toString()).entries.at(-1).number).toBe(46);
    });
  });
};

/** A place without a store has no log, and none is made there. */
export const expectNoStore = async (segments: Segments): Promise<void> => {
  const failures = [failureOf(await segments.last()), failureOf(await segments.newest()), failureOf(await segments.put(1, Buffer.from('x'))), failureOf(await segments.read(1, 1))];
  expect(failures.map(({ kind }) => kind)).toEqual(Array(4).fill('unavailable'));
};
