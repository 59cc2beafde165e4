import type { ModelValue, WorkbookPatch } from '../../core/sheet';
import { editGrid, setCell, tabNamed, type EditedWorkbook } from './edit-grid';
import { modelToGrid } from './model-to-grid';

/** Is what stands in this column of a tab a date? */
export type IsDate = (tab: string, row: number, column: number) => boolean;

const isNothing = (value: ModelValue, formula: string | undefined): boolean => value === null || (value === '' && formula === undefined);

/** Writes a patch into a workbook as a host does: its cells, and the generated pages as a whole. */
export const applyPatch = (workbook: EditedWorkbook, patch: WorkbookPatch, isDate: IsDate): void => {
  for (const { tab, cells } of patch.tabs) {
    const { rows } = tabNamed(workbook, tab);
    for (const last = Math.max(0, ...cells.map(({ row }) => row)); rows.length <= last; ) rows.push([]);
    for (const { row, column, value, formula } of cells) {
      const cell = { value: value ?? '', ...(formula !== undefined && { isFormula: true }), ...(typeof value === 'number' && isDate(tab, row, column) && { isDate: true }) };
      setCell(tabNamed(workbook, tab), row, column, isNothing(value, formula) ? '' : cell);
    }
  }
  const generated = new Map(editGrid(modelToGrid({ ...patch.generated, worksheets: [...patch.generated.worksheets, ...patch.pages] })).tabs.map((tab) => [tab.name, tab]));
  const standing = workbook.tabs.filter(({ name }) => !patch.removed.includes(name));
  const added = [...generated.values()].filter(({ name }) => !standing.some((tab) => tab.name === name));
  workbook.tabs = [...standing.map((tab) => generated.get(tab.name) ?? tab), ...added];
};
