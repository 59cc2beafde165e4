import { styledCell, type ModelCell, type ModelValue, type WorksheetModel } from '../../core';
import { toGoogleFormula } from './formula-text';
import type { CellData, ExtendedValue } from './raw-spreadsheet';

/** What is written in a cell: text as text, whatever it looks like; nothing empties it. [N7] */
export const cellValue = (value: ModelValue, formula?: string): ExtendedValue => {
  if (formula !== undefined) return { formulaValue: `=${toGoogleFormula(formula)}` };
  if (value === null || value === '') return {};
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'number' ? { numberValue: value } : { boolValue: value };
};

const reference = /^(?:'((?:[^']|'')*)'|([^'!]+))!([A-Z]+\d+)$/;

/** Where a link to a cell leads in Google: "#gid=7&range=F12". Undefined where the tab is not there. [N9] */
export const linkTo = (link: string, sheetIds: ReadonlyMap<string, number>): string | undefined => {
  const [, quoted, plain, cell] = reference.exec(link) ?? [];
  const sheetId = sheetIds.get(quoted?.replaceAll("''", "'") ?? plain ?? '');
  return sheetId === undefined ? undefined : `#gid=${sheetId}&range=${cell}`;
};

/** What a cell holds, whatever it looks like. */
const cellData = (cell: ModelCell): CellData => {
  const { value, formula } = styledCell(cell);
  const userEnteredValue = cellValue(value, formula);
  return Object.keys(userEnteredValue).length > 0 ? { userEnteredValue } : {};
};

/** Without the empty cells at the end of a row. */
const trimmed = (cells: readonly CellData[]): CellData[] => {
  let length = cells.length;
  while (length > 0 && Object.keys(cells[length - 1]!).length === 0) length--;
  return cells.slice(0, length);
};

/** The rows of a tab as Google has them. */
export const rowsOf = ({ rows }: WorksheetModel): gapi.client.sheets.RowData[] => rows.map((cells) => ({ values: trimmed(cells.map(cellData)) }));
