import type { GridRange } from './grid';

/** Numbers that follow each other, as from and to. */
export const spans = (numbers: readonly number[]): (readonly [from: number, to: number])[] => {
  const found: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && number <= last[1] + 1) last[1] = Math.max(last[1], number);
    else found.push([number, number]);
  }
  return found;
};

/** Cells as few rectangles: runs along each row, and equal runs below each other as one. */
export const areasOf = (cells: Iterable<{ readonly row: number; readonly column: number }>): GridRange[] => {
  const rows = new Map<number, number[]>();
  for (const { row, column } of cells) {
    const columns = rows.get(row);
    if (columns) columns.push(column);
    else rows.set(row, [column]);
  }
  const areas: GridRange[] = [];
  let open = new Map<string, number>();
  for (const row of [...rows.keys()].sort((a, b) => a - b)) {
    const next = new Map<string, number>();
    for (const [left, right] of spans(rows.get(row)!)) {
      const key = `${left}:${right}`;
      const above = open.get(key);
      if (above !== undefined && areas[above]!.bottom === row - 1) areas[above] = { ...areas[above]!, bottom: row };
      else areas.push({ top: row, left, bottom: row, right });
      next.set(key, above !== undefined && areas[above]!.bottom === row ? above : areas.length - 1);
    }
    open = next;
  }
  return areas;
};
