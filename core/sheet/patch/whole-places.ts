import { headTable, type RecordTable } from '../../plan/records';
import { tableNames, type TableName } from '../../plan/table-names';
import type { Places, TablePlace, WholeTab } from '../parse/parse-context';

/** The place of a tab that can be written into as it stands. */
export type WholePlace = TablePlace & { readonly whole: WholeTab };

/** The places of the tabs that can be written into; those of the others are written anew. */
export interface WholePlaces {
  readonly head: WholePlace | undefined;
  readonly tables: ReadonlyMap<TableName, WholePlace>;
}

const isWhole = (place: TablePlace | undefined): place is WholePlace => place?.whole !== undefined;

/** The tables, and the head, whose tab lacks something of ours or is not there. */
export const brokenTables = (places: Places): RecordTable[] => ([headTable, ...tableNames] as RecordTable[]).filter((table) => !isWhole(places.get(table)));

const tupleOf = (table: TableName, place: WholePlace | undefined): [TableName, WholePlace][] => (place ? [[table, place]] : []);

/** The places that can be written into as they stand, save those of these tables. */
export const wholePlaces = (places: Places, without: ReadonlySet<RecordTable>): WholePlaces => {
  const find = (table: RecordTable): WholePlace | undefined => {
    const place = places.get(table);
    return isWhole(place) && !without.has(table) ? place : undefined;
  };
  return { head: find(headTable), tables: new Map(tableNames.flatMap((table) => tupleOf(table, find(table)))) };
};
