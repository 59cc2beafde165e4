import { columnLetters } from '../../core/sheet/grid';
import { tableLayout } from '../../core/sheet/layout';
import { styledCell, type WorkbookModel, type WorksheetModel } from '../../core/sheet/model';
import type { TableName } from '../../core/plan/table-names';

/** The fields that came last, each in the last column of its tab. */
export const newestFields = { activities: 'whatIf', costs: 'months' } as const satisfies { readonly [T in TableName]?: string };

const isNewest = (table: unknown, field: unknown): boolean => Object.entries(newestFields).some(([one, newest]) => one === table && newest === field);

/** A tab as it was before its last column came. */
const withoutLast = (tab: WorksheetModel): WorksheetModel => {
  const last = tab.columns.length - 1;
  const [gone, now] = [columnLetters(last), columnLetters(last - 1)];
  const isGone = ({ range }: { readonly range: string }): boolean => range.startsWith(`${gone}2:`);
  return {
    ...tab,
    columns: tab.columns.slice(0, last),
    rows: tab.rows.map((cells) => cells.slice(0, last)),
    ...(tab.table && { table: { ...tab.table, calculated: tab.table.calculated.slice(0, last) } }),
    validations: tab.validations.filter((one) => !isGone(one)),
    conditionalFormats: tab.conditionalFormats.filter((one) => !isGone(one)).map((one) => ({ ...one, range: one.range.replace(`:${gone}`, `:${now}`) })),
  };
};

const withoutStamped = (tab: WorksheetModel): WorksheetModel => ({
  ...tab,
  rows: tab.rows.map((cells) => {
    const [kind, table, field] = cells.slice(0, 3).map((cell) => styledCell(cell).value);
    return kind === 'column' && isNewest(table, field) ? cells.map((cell, i) => (i < 5 ? null : cell)) : cells;
  }),
});

/** A workbook as a version rendered it that did not have the newest fields. */
export const asOlder = (model: WorkbookModel): WorkbookModel => ({
  ...model,
  worksheets: model.worksheets.map((tab) => {
    const newest = newestFields[tab.key as keyof typeof newestFields];
    if (newest === undefined) return tab.key === 'stamp' ? withoutStamped(tab) : tab;
    if (tableLayout(tab.key as TableName, 'nb').columns.at(-1)!.field !== newest) throw new Error(`${newest} is not the last column any more`);
    return withoutLast(tab);
  }),
});
