import { rememberedByText } from '../../plan/remembered';
import { tableNames, type TableName } from '../../plan/table-names';
import { cellAddress } from '../grid';
import { styledCell, type WorkbookModel, type WorksheetModel } from '../model';
import { calculatedFormulas } from './render-table';
import type { ListCells } from './render-lists';
import type { RenderInput } from './render-input';

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

const joined = (hashes: Iterable<number>): string => {
  let joint = offsetBasis;
  for (const hash of hashes) joint = Math.imul(joint ^ hash, prime);
  return (joint >>> 0).toString(16).padStart(8, '0');
};

/** FNV-1a over the letters of each text, and over those: it tells what changed by chance from what did not, and guards against nobody. */
const fingerprint = (texts: readonly string[]): string => joined(texts.map(hashLetters));

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

/** Of a page that nobody writes on all but its name, its rows and its merges. */
const pageFingerprint = ({ title, dateFormat }: WorkbookModel, page: WorksheetModel): string => {
  const { columns, state, validations, conditionalFormats, frozen, print, isProtected, tone } = page;
  return fingerprint([JSON.stringify([title, dateFormat, columns, state, validations, conditionalFormats, frozen, print, isProtected, tone]), ...linksOf(page)]);
};

/** What the fingerprint of a page's rows stands under. */
export const rowsKey = (pageKey: string): string => `${pageKey}.rows`;
/** Of how a page's rows are made: what their cells show is seen in the sheet. */
const rowsFingerprint = ({ rows, merges, heights }: WorksheetModel): string => {
  const hashes = [hashLetters(JSON.stringify([merges, heights]))];
  for (const cells of rows) {
    hashes.push(cells.length);
    for (const cell of cells) {
      const { style = '', formula = '' } = styledCell(cell);
      hashes.push(hashOf(style), hashOf(formula));
    }
  }
  return joined(hashes);
};

/** The first rows have every parameter and every formula that is repeated below. */
const searchedRows = 10;
const listsFingerprint = (lists: readonly ListCells[]): string =>
  fingerprint(lists.flatMap(({ size, isComputed, formula }) => Array.from({ length: Math.min(size, searchedRows) }, (_, row) => (isComputed(row) ? formula(row) : ''))));

/** Of a table's tab only the formulas are ours. */
const tableFingerprint = ({ layout }: RenderInput, table: TableName): string => fingerprint(calculatedFormulas(layout, layout.tables[table]).map((formula) => formula ?? ''));

/** What the tabs of a workbook are made of: of tables and of the tab of lists the formulas, of pages their rows, and what is not in those. */
export const fingerprintsOf = (input: RenderInput, pages: WorkbookModel, lists: readonly ListCells[]): Fingerprints => new Map([
  ...tableNames.map((table) => [table, tableFingerprint(input, table)] as const),
  ...pages.worksheets.flatMap((page) => [[page.key, pageFingerprint(pages, page)] as const, [rowsKey(page.key), rowsFingerprint(page)] as const]),
  ['lists', listsFingerprint(lists)],
]);
