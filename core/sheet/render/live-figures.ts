import type { PlanRecord } from '../../plan/plan';
import type { TableName } from '../../plan/table-names';
import type { LiveFigure } from '../budget/linked-budget';
import { isLiveField, lineOf, liveTable } from '../budget/live-fields';
import { minorUnits } from '../cell-value';
import { columnOf } from '../layout';
import { columnLetters } from '../grid';
import { keptCellKey, type RenderInput } from './render-input';
import type { CellMaker } from './render-table';

/** Makes the cells of a column, those of lines that the treasurer's own table has figures for by formulas: SPEC.md [C64]. */
export const liveMaker = ({ linked, layout, kept }: RenderInput, table: TableName, field: string, own: CellMaker): CellMaker => {
  if (!linked || table !== liveTable || !isLiveField(field)) return own;
  const cell = (name: string, rowNumber: number): string => `$${columnLetters(columnOf(layout.tables[table], name))}${rowNumber}`;
  const figureOf = (record: PlanRecord | null): LiveFigure | undefined =>
    (record && !kept.cells.has(keptCellKey(table, record.id, field)) ? linked.figure(lineOf(record), field) : undefined);
  return {
    value: (record, position) => {
      const figure = figureOf(record);
      return figure ? figure.value / minorUnits : own.value(record, position);
    },
    formula: (record) => {
      const figure = figureOf(record);
      return figure && ((rowNumber) => figure.formula(cell('account', rowNumber), cell('department', rowNumber)));
    },
  };
};
