import { columnLetters } from '../../../sheet/grid';
import { formatRange } from './cell-ranges';
import { cellMarkup } from './cell-xml';
import type { PackageDraft } from './package-draft';
import type { Styling } from './row-edits';
import { mapSheet, type SheetMap } from './sheet-map';
import { applySplices, type Splice } from './splices';
import type { PageCell, PageRows, XlsxPatch } from './xlsx-patch';
import { openXml } from './xml-encoding';

/** The styles of the cells that others are to look like, by their rows; 0 where there is none. */
export const readLooks = (draft: PackageDraft, part: string, { column, rows }: Required<XlsxPatch>['looks']): readonly number[] => {
  const wanted = Array.from({ length: rows }, (_, row) => row);
  const found = mapSheet(openXml(draft.read(part), part).bytes, part, wanted).rows;
  return wanted.map((row) => found.get(row)?.flatMap(({ cells }) => cells).find((cell) => cell.column === column)?.style ?? 0);
};

interface PageWriting {
  readonly prefix: string;
  readonly looks: readonly number[];
  readonly toStored: Styling['toStored'];
}

const cellText = ({ prefix, looks, toStored }: PageWriting, address: string, { value, formula, look }: PageCell): string => {
  const style = looks[look] ?? 0;
  if (value === null && formula === undefined) return `<${prefix}c r="${address}" s="${style}"/>`;
  const { type, content } = cellMarkup(prefix, typeof value === 'number' ? toStored(value, style) : value, formula);
  const open = `<${prefix}c r="${address}"${style === 0 ? '' : ` s="${style}"`}${type === '' ? '' : ` t="${type}"`}`;
  return `${open}>${content}</${prefix}c>`;
};

const widthOf = ({ rows }: PageRows): number => rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);

const rowsText = (writing: PageWriting, page: PageRows): string => {
  const { prefix } = writing;
  const letters = Array.from({ length: widthOf(page) }, (_, column) => columnLetters(column));
  return page.rows.map(({ cells, height }, row) => {
    const texts = cells.map((cell, column) => (cell ? cellText(writing, `${letters[column]}${row + 1}`, cell) : ''));
    return `<${prefix}row r="${row + 1}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${texts.join('')}</${prefix}row>`;
  }).join('');
};

const mergesText = (prefix: string, merges: readonly string[]): string =>
  (merges.length === 0 ? '' : `<${prefix}mergeCells count="${merges.length}">${merges.map((ref) => `<${prefix}mergeCell ref="${ref}"/>`).join('')}</${prefix}mergeCells>`);

const pageSplices = ({ sheetData, mergeCells, afterMerges, refs }: SheetMap, page: PageRows, writing: PageWriting): Splice[] => {
  const { prefix } = sheetData;
  const used = formatRange({ top: 0, left: 0, bottom: Math.max(0, page.rows.length - 1), right: Math.max(0, widthOf(page) - 1) });
  return [
    ...refs.filter(({ kind }) => kind === 'dimension').map(({ from, to }) => ({ from, to, text: used })),
    { from: sheetData.start, to: sheetData.end, text: `<${prefix}sheetData>${rowsText(writing, page)}</${prefix}sheetData>` },
    { from: mergeCells?.start ?? afterMerges, to: mergeCells?.end ?? afterMerges, text: mergesText(prefix, page.merges) },
  ];
};

/** Writes all rows and merges of a tab; whatever else is on it stays. */
export const writePage = (draft: PackageDraft, part: string, page: PageRows, { looks, toStored }: Omit<PageWriting, 'prefix'>): void => {
  const opened = openXml(draft.read(part), part);
  const map = mapSheet(opened.bytes, part, []);
  draft.write(part, opened.seal(applySplices(opened.bytes, pageSplices(map, page, { prefix: map.sheetData.prefix, looks, toStored }))));
};
