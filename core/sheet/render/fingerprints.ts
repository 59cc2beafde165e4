import { remembered, rememberedBy, rememberedByText } from '../../plan/remembered';
import { tableNames, type TableName } from '../../plan/table-names';
import { cellAddress } from '../grid';
import type { WorkbookLayout } from '../layout';
import { styledCell, type ModelCell, type WorkbookModel, type WorksheetModel } from '../model';
import { calculatedFormulas } from './render-table';
import type { ListCells } from './render-lists';

/** By a tab's key: a short text that is another one where the tab is made otherwise, whatever values stand on it. */
export type Fingerprints = ReadonlyMap<string, string>;

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

const hashLetters = (text: string): number => {
  let hash = offsetBasis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), prime);
  return hash;
};
/** Formulas and styles are the same ones from sync to sync. */
const hashOf = rememberedByText(hashLetters, 5000);

const joined = (lists: readonly (readonly number[])[]): string => {
  let joint = offsetBasis;
  // Of a page that changed all rows are looked at again, so without iterators.
  for (let list = 0; list < lists.length; list++) {
    const hashes = lists[list]!;
    for (let i = 0; i < hashes.length; i++) joint = Math.imul(joint ^ hashes[i]!, prime);
  }
  return (joint >>> 0).toString(16).padStart(8, '0');
};

/** FNV-1a over the letters of each text, and over those: it tells what changed by chance from what did not, and guards against nobody. */
const fingerprint = (texts: readonly string[]): string => joined([texts.map(hashLetters)]);

const linksOf = ({ rows }: WorksheetModel): string[] => {
  const links: string[] = [];
  for (const [row, cells] of rows.entries()) {
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      if (typeof cell === 'object' && cell?.link) links.push(`${cellAddress(row, column)} ${cell.link}`);
    }
  }
  return links;
};

/** Of a page that nobody writes on all but its name, its rows and its merges, by the title and the dates' format of its workbook. */
const pageFingerprint = remembered((page: WorksheetModel) => rememberedBy((title: string, dateFormat: string): string => {
  const { columns, state, validations, conditionalFormats, frozen, print, isProtected, tone } = page;
  return fingerprint([JSON.stringify([title, dateFormat, columns, state, validations, conditionalFormats, frozen, print, isProtected, tone]), ...linksOf(page)]);
}));

/** What the fingerprint of a page's rows stands under. */
export const rowsKey = (pageKey: string): string => `${pageKey}.rows`;
const rowHashes = remembered((cells: readonly ModelCell[]): readonly number[] => {
  const hashes = [cells.length];
  for (const cell of cells) {
    const { style = '', formula = '' } = styledCell(cell);
    hashes.push(hashOf(style), hashOf(formula));
  }
  return hashes;
});
/** Of how a page's rows are made: what their cells show is seen in the sheet. */
const rowsFingerprint = remembered(({ rows, merges, heights }: WorksheetModel): string => joined([[hashLetters(JSON.stringify([merges, heights]))], ...rows.map(rowHashes)]));

/** The first rows have every parameter and every formula that is repeated below. */
const searchedRows = 10;
const listHashes = remembered(({ size, isComputed, formula }: ListCells): readonly number[] =>
  Array.from({ length: Math.min(size, searchedRows) }, (_, row) => hashLetters(isComputed(row) ? formula(row) : '')));

/** Of a table's tab only the formulas are ours. */
const tableFingerprints = remembered((layout: WorkbookLayout): readonly (readonly [TableName, string])[] =>
  tableNames.map((table) => [table, fingerprint(calculatedFormulas(layout, layout.tables[table]).map((formula) => formula ?? ''))]));

/** What the tabs of a workbook are made of: of tables and of the tab of lists the formulas, of pages their rows, and what is not in those; of the tab Plan, which has none of it, that it was written. */
export const fingerprintsOf = (layout: WorkbookLayout, pages: WorkbookModel, lists: readonly ListCells[]): Fingerprints => new Map([
  ...tableFingerprints(layout),
  ...pages.worksheets.flatMap((page) => [[page.key, pageFingerprint(page)(pages.title, pages.dateFormat)] as const, [rowsKey(page.key), rowsFingerprint(page)] as const]),
  ['lists', joined(lists.map(listHashes))],
  ['head', joined([])],
]);
