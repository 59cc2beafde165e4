import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import type { ReadXlsx } from '../../core/node/host-xlsx/isolate/isolated-reader';

/** A reader that waits until it is let go. */
export interface HeldReader {
  readonly reader: ReadXlsx;
  release(): void;
  /** How many files were read at a time, at most; how many are; and how many were begun in all. */
  readonly most: number;
  readonly waiting: number;
  readonly begun: number;
}

export const heldReader = (): HeldReader => {
  const waiting: (() => void)[] = [];
  const counts = { most: 0, reading: 0, begun: 0 };
  return {
    reader: async (bytes) => {
      counts.begun++;
      counts.most = Math.max(counts.most, ++counts.reading);
      await new Promise<void>((resolve) => waiting.push(resolve));
      counts.reading--;
      return readXlsx(bytes);
    },
    release: () => { for (const go of waiting.splice(0)) go(); },
    get most() { return counts.most; },
    get waiting() { return waiting.length; },
    get begun() { return counts.begun; },
  };
};

/** Waits until something is so; where it never will be, the test fails and does not go on for ever. */
export const until = async (isSo: () => boolean): Promise<void> => {
  const end = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never came about: ${String(isSo)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
