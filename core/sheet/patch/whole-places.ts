import { headTable } from '../../plan/records';
import { tableNames, type TableName } from '../../plan/table-names';
import type { GridRow } from '../grid';
import type { Places, TablePlace, WholeTab } from '../parse/parse-context';

/** The place of a tab that can be written into as it stands. */
export type WholePlace = TablePlace & { readonly whole: WholeTab };

/** The places of a workbook in which every tab of ours is whole. */
export interface WholePlaces {
  readonly head: WholePlace;
  readonly tables: ReadonlyMap<TableName, WholePlace>;
}

const isWhole = (place: TablePlace | undefined): place is WholePlace => place?.whole !== undefined;

/** The places of the head and of every table, where none lacks anything; else undefined: our tabs are to be written anew. */
export const wholePlaces = (places: Places): WholePlaces | undefined => {
  const head = places.get(headTable);
  const tables = tableNames.flatMap((table) => {
    const place = places.get(table);
    return isWhole(place) ? [[table, place] as const] : [];
  });
  return isWhole(head) && tables.length === tableNames.length ? { head, tables: new Map(tables) } : undefined;
};

/** Can this workbook be written into as it stands? */
export const isWholeWorkbook = (places: Places): boolean => wholePlaces(places) !== undefined;

/** The rows of a tab by their zero-based number. */
export const rowsByIndex = ({ whole }: WholePlace): Map<number, GridRow> => new Map(whole.worksheet.rows.map((row) => [row.index, row]));
