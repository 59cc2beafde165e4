import type { GridRange } from '../../core';

interface Place {
  readonly row: number;
  readonly column: number;
}

const runsInRows = (cells: readonly Place[]): GridRange[] => {
  const runs: { top: number; left: number; bottom: number; right: number }[] = [];
  for (const { row, column } of [...cells].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const last = runs.at(-1);
    if (last && last.top === row && column <= last.right + 1) last.right = column;
    else runs.push({ top: row, left: column, bottom: row, right: column });
  }
  return runs;
};

/** Cells as few areas that hold these and no other: cells beside each other, then rows of the same width below each other. */
export const areasOf = (cells: readonly Place[]): GridRange[] => {
  const areas: GridRange[] = [];
  const open = new Map<string, number>();
  for (const run of runsInRows(cells)) {
    const key = `${run.left}:${run.right}`;
    const at = open.get(key);
    if (at !== undefined && areas[at]!.bottom === run.top - 1) areas[at] = { ...areas[at]!, bottom: run.bottom };
    else open.set(key, areas.push(run) - 1);
  }
  return areas;
};

/** The smallest area over all of these, at least one. */
export const boxOf = (areas: readonly GridRange[]): GridRange => ({
  top: Math.min(...areas.map(({ top }) => top)), left: Math.min(...areas.map(({ left }) => left)),
  bottom: Math.max(...areas.map(({ bottom }) => bottom)), right: Math.max(...areas.map(({ right }) => right)),
});
