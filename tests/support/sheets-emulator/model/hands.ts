import { invalid } from '../parts';
import { rangeFromA1 } from './a1';
import { areaOf, cellArea, clamp, everywhere, type Area } from './area';
import { cellAt, columnCountOf, gridOf, putCell, rowCountOf, sheetTitled, type Edit } from './book';
import { checkCells } from './protection';
import { columnOf, offsetCell, quotedTab } from './references';
import { copyArea } from './requests/copy';
import { shownText } from './shown';
import type { Sheet } from './types';
import { brokenRule } from './validation';
import { enterText } from './write-cells';

/** What hands do to cells; who calls sees to all or nothing. */
export const tabOf = (edit: Edit, tab: string): Sheet => sheetTitled(edit.book, tab) ?? (() => { throw invalid(`There is no tab called ${tab}.`); })();

export const areaOn = (edit: Edit, tab: string, address: string): Area => areaOf(rangeFromA1(edit.book, `${quotedTab(tab)}!${address}`));

export const rowsArea = (row: number, count: number): Area => ({ ...everywhere, top: row - 1, bottom: row - 1 + count });
export const columnAt = (letters: string): number => columnOf(letters);

/** Types into one cell: strict rules and protection hold. */
export const typeInto = (edit: Edit, sheet: Sheet, row: number, column: number, text: string): void => {
  if (row >= rowCountOf(sheet) || column >= columnCountOf(sheet)) throw invalid('There is no such cell: the sheet ends before it.');
  checkCells(edit, sheet, cellArea(row, column));
  enterText(edit, sheet, row, column, text);
  const broken = brokenRule(edit, sheet, row, column);
  if (broken) throw invalid(broken);
};

/** Runs of columns that a paste reaches. [paste-and-hidden-columns] */
const reached = (edit: Edit, sheet: Sheet, { left, right }: Area): (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  for (let column = left; column < right; column += 1) {
    if (!edit.switches.pasteFillsHiddenColumns && sheet.columns[column]?.properties.hiddenByUser) continue;
    const last = runs.at(-1);
    if (last && last[1] === column) last[1] = column + 1;
    else runs.push([column, column + 1]);
  }
  return runs;
};

/** Pastes texts from elsewhere; the grid grows downwards where they need more rows. A text against a strict rule is refused with all others. */
export const pasteTexts = (edit: Edit, sheet: Sheet, at: Area, texts: readonly (readonly string[])[]): Area => {
  const width = Math.max(0, ...texts.map(({ length }) => length));
  const area = { top: at.top, left: at.left, bottom: at.top + texts.length, right: at.left + width };
  if (area.bottom > rowCountOf(sheet) || area.right > columnCountOf(sheet)) throw invalid('What you paste does not fit on the sheet.');
  checkCells(edit, sheet, area);
  for (const [left, right] of reached(edit, sheet, area)) {
    for (const [i, line] of texts.entries()) {
      for (let column = left; column < right; column += 1) {
        enterText(edit, sheet, area.top + i, column, line[column - area.left] ?? '');
        const broken = brokenRule(edit, sheet, area.top + i, column);
        if (broken) throw invalid(broken);
      }
    }
  }
  return area;
};

/** Copies cells and pastes them; whole rows bring what hidden columns hold, unless a paste does not reach those. */
export const copyCells = (edit: Edit, from: Sheet, source: Area, to: Sheet, top: number, left: number): Area => {
  const own = clamp(source, rowCountOf(from), columnCountOf(from));
  const [height, width] = [own.bottom - own.top, own.right - own.left];
  const target = gridOf(to, { top, left, bottom: top + height, right: left + width });
  const runs = reached(edit, to, target);
  const isWhole = runs.length === 1 && runs[0]![0] === target.left && runs[0]![1] === target.right;
  for (const [start, end] of isWhole ? [[target.left, target.right] as const] : runs) {
    const part = { ...own, left: own.left + start - target.left, right: own.left + end - target.left };
    copyArea(edit, { sheet: from, area: part }, { sheet: to, area: { ...target, left: start, right: end } }, 'PASTE_NORMAL');
  }
  return target;
};

/** Empties cells; looks and rules stay. */
export const clearCells = (edit: Edit, sheet: Sheet, given: Area): void => {
  const area = gridOf(sheet, given);
  checkCells(edit, sheet, area);
  for (let row = area.top; row < Math.min(area.bottom, sheet.rows.length); row += 1) {
    for (let column = area.left; column < area.right; column += 1) {
      const cell = cellAt(sheet, row, column);
      if (cell) putCell(sheet, row, column, { ...cell, value: undefined, textFormatRuns: undefined });
    }
  }
};

/** Drags the first row of an area down over the rest of it. */
export const fillDown = (edit: Edit, sheet: Sheet, given: Area): void => {
  const area = gridOf(sheet, given);
  checkCells(edit, sheet, area);
  for (let row = area.top + 1; row < area.bottom; row += 1) for (let column = area.left; column < area.right; column += 1) putCell(sheet, row, column, offsetCell(cellAt(sheet, area.top, column), row - area.top, 0));
};

/** What a column of a filter shows below its header. */
export const textsBelow = (edit: Edit, sheet: Sheet, area: Area, column: number): string[] => {
  const { top, bottom } = gridOf(sheet, area);
  return [...new Set(Array.from({ length: Math.max(0, bottom - top - 1) }, (_, i) => shownText(edit.book, edit, sheet, top + 1 + i, column)))];
};
