import { escapeAttribute, escapeXml } from '../escape-xml';
import { formatRange, overlaps, type CellRange } from './cell-ranges';
import { editTree, type PackageDraft } from './package-draft';
import { tablesOf, type SheetTable } from './sheet-tables';
import type { Splice } from './splices';
import type { NewColumns } from './xlsx-patch';
import { appendTo, attributeOf, childOf, childrenOf, setAttribute, type XmlNode } from './xml-tree';

/** Headers that a table can have: all there, and one of a kind. */
const areHeaders = (headers: readonly string[]): boolean => headers.every((header) => header.trim() !== '') && new Set(headers.map((header) => header.toLowerCase())).size === headers.length;

/** How far to the right a table can take new columns in, over what people have beside it; undefined where it cannot take any. */
const widened = ({ range, headerRows }: SheetTable, { places, headers }: NewColumns): CellRange | undefined => {
  if (range.top !== 0 || headerRows !== 1) return undefined;
  const right = [...places].sort((a, b) => b - a).find((place) => place > range.right && areHeaders(headers.slice(range.left, place + 1)));
  return right === undefined ? undefined : { ...range, right };
};

const columnMarkup = (prefix: string, id: number, header: string, formula: string | null): string => {
  const open = `<${prefix}tableColumn id="${id}" name="${escapeAttribute(header).replaceAll('&#10;', '_x000a_')}"`;
  return formula === null ? `${open}/>` : `${open}><${prefix}calculatedColumnFormula>${escapeXml(formula)}</${prefix}calculatedColumnFormula></${prefix}tableColumn>`;
};

const widen = (root: XmlNode, old: CellRange, range: CellRange, { places, headers, calculated }: NewColumns): Splice[] => {
  const columns = childOf(root, 'tableColumns');
  const filter = childOf(root, 'autoFilter');
  if (!columns) return [];
  const ids = childrenOf(columns, 'tableColumn').map((node) => Number(attributeOf(node, 'id') ?? 0));
  const added = Array.from({ length: range.right - old.right }, (_, i) => old.right + 1 + i);
  const markup = added.map((column, i) => columnMarkup(columns.prefix, Math.max(0, ...ids) + 1 + i, headers[column]!, calculated[places.indexOf(column)] ?? null)).join('');
  // A filter leaves the row of totals out.
  const filterRef = filter && attributeOf(filter, 'ref')?.replace(/:[A-Z]+/u, `:${formatRange(range).split(':')[1]!.replace(/\d+/u, '')}`);
  return [
    setAttribute(root, 'ref', formatRange(range)),
    ...(filter && filterRef ? [setAttribute(filter, 'ref', filterRef)] : []),
    setAttribute(columns, 'count', String(ids.length + added.length)),
    appendTo(columns, markup),
  ];
};

/** Draws the table of a tab over its new columns, so that they are sorted and filtered with the rest. One that cannot take them in stays as it is. */
export const widenTables = (draft: PackageDraft, sheetPart: string, added: NewColumns): void => {
  const tables = tablesOf(draft, sheetPart);
  for (const table of tables) {
    const range = widened(table, added);
    if (range === undefined || tables.some((other) => other !== table && overlaps(other.range, range))) continue;
    editTree(draft, table.part, (root) => widen(root, table.range, range, added));
  }
};
