import type { TableName } from '../../plan/table-names';
import { styleOf } from '../cell-value';
import { columnOf, lastRowOf, type LayoutColumn, type TableLayout } from '../layout';
import type { WholeTab } from '../parse/parse-context';
import { columnsFormats } from '../render/conditional-formats';
import type { RenderInput } from '../render/render-input';
import { calculatedFormulas, headerStyleOf } from '../render/render-table';
import { tableValidations } from '../render/validations';
import type { AddedColumn, AddedColumns } from './workbook-patch';

const addedColumn = ({ computed: { plan }, layout }: RenderInput, own: TableLayout, column: LayoutColumn): AddedColumn => {
  const alone: TableLayout = { ...own, columns: [column] };
  return {
    column: columnOf(own, column.field),
    width: column.declaration.width,
    style: styleOf(column.declaration.type),
    headerStyle: headerStyleOf(column),
    calculated: calculatedFormulas(layout, alone)[0]!,
    validations: tableValidations(layout, alone, plan),
    conditionalFormats: columnsFormats(layout, alone, lastRowOf(own, plan.tables[own.table].length)),
  };
};

/** The header that stands in each column, or is written there; a formula is none that a table could have. */
const headersAfter = ({ worksheet }: WholeTab, own: TableLayout, columns: readonly AddedColumn[]): string[] => {
  const ours = new Map(own.columns.map(({ field, header }) => [columnOf(own, field), header]));
  const cells = worksheet.rows[0]!.cells;
  return Array.from({ length: Math.max(...columns.map(({ column }) => column)) + 1 }, (_, column) => {
    const { value, isFormula } = cells[column] ?? {};
    return ours.get(column) ?? (typeof value === 'string' && !isFormula ? value : '');
  });
};

/** What makes the columns that an older version's tab lacks; undefined where it lacks none. SPEC.md [W11] */
export const addedColumns = (input: RenderInput, table: TableName, whole: WholeTab): AddedColumns | undefined => {
  if (whole.added.size === 0) return undefined;
  const own = input.layout.tables[table];
  const columns = own.columns.filter(({ field }) => whole.added.has(field)).map((column) => addedColumn(input, own, column));
  return { columns, headers: headersAfter(whole, own, columns) };
};
