import type { XlsxPackage } from '../read/package-parts';
import { tablePartsOf } from '../read/read-xlsx';
import { overlaps, toRange, type CellRange, type Growth } from './cell-ranges';
import { editTree, readTree, type PackageDraft } from './package-draft';
import type { Splice } from './splices';
import type { CellEdit, TabEdits } from './xlsx-patch';
import { attributeOf, childOf, childrenOf, setAttribute, type XmlNode } from './xml-tree';

/** A table of a sheet, as its part describes it. */
export interface SheetTable {
  readonly part: string;
  readonly relationshipId: string;
  readonly id: number;
  readonly name: string;
  readonly range: CellRange;
  readonly headerRows: number;
  readonly totalsRows: number;
}

const numberOf = (node: XmlNode, name: string, absent: number): number => Number(attributeOf(node, name) ?? absent);

const toTable = (part: string, relationshipId: string, root: XmlNode): SheetTable => ({
  part, relationshipId,
  id: numberOf(root, 'id', 0),
  name: attributeOf(root, 'displayName') ?? attributeOf(root, 'name') ?? '',
  range: toRange(attributeOf(root, 'ref') ?? '') ?? { top: -1, bottom: -1, left: -1, right: -1 },
  headerRows: numberOf(root, 'headerRowCount', 1),
  totalsRows: numberOf(root, 'totalsRowCount', 0),
});

/** The tables of a sheet part; those whose part is missing are none. */
export const tablesOf = (draft: XlsxPackage, sheetPart: string): readonly SheetTable[] =>
  tablePartsOf(draft, sheetPart).map(({ id, target }) => toTable(target, id, readTree(draft, target)));

/** The table that edits speak of: the one that begins highest among those over their columns. */
export const tableOf = (tables: readonly SheetTable[], { columns = Infinity, lastRow = Infinity }: TabEdits): SheetTable | undefined =>
  tables.filter(({ range }) => range.top >= 0 && range.left < columns && range.top <= lastRow).sort((a, b) => a.range.top - b.range.top)[0];

/** Last of the rows that hold data. */
export const lastDataRow = ({ range, totalsRows }: SheetTable): number => range.bottom - totalsRows;

/** What keeps a table from growing: its totals, or another table. */
export const obstacleTo = (table: SheetTable, tables: readonly SheetTable[], newLast: number): 'totals' | 'blocked' | undefined => {
  if (table.totalsRows > 0) return 'totals';
  const grown = { ...table.range, top: table.range.bottom + 1, bottom: newLast };
  return tables.some((other) => other !== table && overlaps(other.range, grown)) ? 'blocked' : undefined;
};

const growRef = (node: XmlNode | undefined, bottom: number): Splice[] => {
  const ref = node && attributeOf(node, 'ref');
  return node && ref ? [setAttribute(node, 'ref', ref.replace(/(?<!\d)\d+$/u, String(bottom + 1)))] : [];
};

/** A table names its columns as its header cells do, with line feeds escaped; anything else is a damaged file to Excel. */
const nameColumns = (root: XmlNode, { range, headerRows }: SheetTable, cells: readonly CellEdit[]): Splice[] => {
  const columns = childrenOf(childOf(root, 'tableColumns'), 'tableColumn');
  return cells.flatMap(({ row, column, value }) => {
    const named = row === range.top && headerRows > 0 ? columns[column - range.left] : undefined;
    return named && typeof value === 'string' && value !== '' ? [setAttribute(named, 'name', value.replaceAll('\n', '_x000a_'))] : [];
  });
};

/** Gives the columns of tables the names that are written into their header cells. */
export const renameColumns = (draft: PackageDraft, tables: readonly SheetTable[], cells: readonly CellEdit[]): void => {
  for (const table of tables) {
    const headers = cells.filter(({ row, column }) => row === table.range.top && column >= table.range.left && column <= table.range.right);
    if (headers.length > 0) editTree(draft, table.part, (root) => nameColumns(root, table, headers));
  }
};

/** Draws a table and its filter down to a new last row. */
export const growTable = (draft: PackageDraft, table: SheetTable, { newLast }: Growth): void =>
  editTree(draft, table.part, (root) => [root, childOf(root, 'autoFilter')].flatMap((node) => growRef(node, newLast)));
