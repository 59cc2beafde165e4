import { readStamp, styledCell, type Grid, type WorkbookPatch } from '../../core';

const label = 'revision';

/** The revision that a spreadsheet shows once a patch is written: the one on its stamp, or the one that it had. Told in the mark, for whoever looks into what was written when. */
export const writtenRevision = (grid: Grid, { tabs, generated, looksTab }: WorkbookPatch): string => {
  const standing = grid.worksheets.find(({ name }) => name === looksTab);
  const row = standing?.rows.find(({ cells }) => cells[0]?.value === label)?.index;
  const patched = tabs.find(({ tab }) => tab === looksTab)?.cells.find((cell) => cell.row === row && cell.column === 1);
  const made = generated.worksheets.find(({ key }) => key === 'stamp')?.rows.find(([first]) => styledCell(first ?? null).value === label)?.[1];
  const stamped = readStamp(grid);
  return String(patched?.value ?? styledCell(made ?? null).value ?? (stamped.ok ? stamped.value.stamp.revision : ''));
};
