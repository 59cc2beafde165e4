import { styledCell, type ModelCell, type ModelValue, type StyleName } from '../../core';
import type { CellFormats } from './cell-format';
import { toGoogleFormula } from './formula-text';
import type { CellData, ExtendedValue } from './raw-spreadsheet';

/** What is written in a cell: text as text, whatever it looks like; nothing empties it. [N7] */
export const cellValue = (value: ModelValue, formula?: string): ExtendedValue => {
  if (formula !== undefined) return { formulaValue: `=${toGoogleFormula(formula)}` };
  if (value === null || value === '') return {};
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'number' ? { numberValue: value } : { boolValue: value };
};

/** What cells are made with: how looks are shown, and which tab is which. */
export interface CellMaking {
  readonly formats: CellFormats;
  /** By the tab's name. */
  readonly sheetIds: ReadonlyMap<string, number>;
}

const reference = /^(?:'((?:[^']|'')*)'|([^'!]+))!([A-Z]+\d+)$/;

/** Where a link to a cell leads in Google: "#gid=7&range=F12". Undefined where the tab is not there. [N9] */
export const linkTo = (link: string, sheetIds: ReadonlyMap<string, number>): string | undefined => {
  const [, quoted, plain, cell] = reference.exec(link) ?? [];
  const sheetId = sheetIds.get(quoted?.replaceAll("''", "'") ?? plain ?? '');
  return sheetId === undefined ? undefined : `#gid=${sheetId}&range=${cell}`;
};

/** A cell with all that is its own; `columnStyle` where the look of its column is not set beneath it. */
export const cellData = (cell: ModelCell, { formats, sheetIds }: CellMaking, columnStyle?: StyleName): CellData => {
  const { value, formula, style = columnStyle, link, url } = styledCell(cell);
  const uri = url ?? (link === undefined ? undefined : linkTo(link, sheetIds));
  const format = style && formats[style];
  const entered = cellValue(value, formula);
  return {
    ...(Object.keys(entered).length > 0 && { userEnteredValue: entered }),
    ...((format || uri) && { userEnteredFormat: { ...format, ...(uri && { textFormat: { ...format?.textFormat, link: { uri } } }) } }),
  };
};
