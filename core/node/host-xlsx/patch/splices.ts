/** A stretch of bytes, `from` up to `to`, that becomes `text`. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const byPlace = (a: Splice, b: Splice): number => a.from - b.from || a.to - b.to;

/** What splices that do not overlap make of some bytes, piece by piece; of those at one place, in the order given. All other bytes stay as they are, where they are. */
export const splicedPieces = (bytes: Buffer, splices: readonly Splice[]): readonly Buffer[] => {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { from, to, text } of [...splices].sort(byPlace)) {
    pieces.push(bytes.subarray(at, from), Buffer.from(text, 'utf8'));
    at = to;
  }
  pieces.push(bytes.subarray(at));
  return pieces;
};

/** The same in one piece. */
export const applySplices = (bytes: Buffer, splices: readonly Splice[]): Buffer => Buffer.concat(splicedPieces(bytes, splices));

/** Bytes copied from a source with stretches replaced, for so many splices that an object for each would cost too much. */
export interface SpliceWriter {
  /** Stretches must come in ascending order. */
  readonly replace: (from: number, to: number, text: string) => void;
  readonly finish: () => Buffer;
}

const SPARE = 65_536;

export const createSpliceWriter = (source: Buffer): SpliceWriter => {
  let out = Buffer.allocUnsafe(source.length + SPARE);
  let [written, at] = [0, 0];
  const makeRoom = (size: number): void => {
    if (written + size <= out.length) return;
    const larger = Buffer.allocUnsafe(2 * out.length + size);
    out.copy(larger, 0, 0, written);
    out = larger;
  };
  const copyUpTo = (to: number): void => {
    makeRoom(to - at);
    written += source.copy(out, written, at, to);
    at = to;
  };
  return {
    replace: (from, to, text) => {
      copyUpTo(from);
      makeRoom(3 * text.length);
      written += out.write(text, written, 'utf8');
      at = to;
    },
    finish: () => {
      copyUpTo(source.length);
      return out.subarray(0, written);
    },
  };
};
