import { isSameList } from '../../plan/records';
import type { GridWorksheet } from '../grid';
import type { FoundTable } from './find-table';
import type { IdentifiedRow } from './identify-rows';
import type { ParseInput } from './parse-context';
import type { ParsedTable } from './parse-table';
import { referredTables } from './sheet-row';

/** A tab on which every row shows its record: what it was read as, and all that this follows from beside its rows. */
interface KnownTable {
  readonly from: readonly unknown[];
  readonly rows: readonly IdentifiedRow[];
  readonly parsed: ParsedTable;
}

const known = new WeakMap<GridWorksheet['rows'], KnownTable>();

/** The columns stand for the language and the headers: they are another object where one of these is another. Names and ids of other tables' rows tell nothing where no cell has to be read. */
const restsOn = ({ base, store }: ParseInput, { table, worksheet: { name, state }, allColumns, fields }: FoundTable): readonly unknown[] =>
  [table, name, state, allColumns, base.tables[table], store.tables[table], ...referredTables(fields, base, store)];

const hasMerges = ({ worksheet: { merges = [] } }: FoundTable): boolean => merges.length > 0;

/** What was read of this tab when its rows, its records and the labels in it were the same; undefined where it has to be read. */
export const knownTable = (input: ParseInput, found: FoundTable): Pick<KnownTable, 'rows' | 'parsed'> | undefined => {
  const before = hasMerges(found) ? undefined : known.get(found.worksheet.rows);
  return before && isSameList(before.from, restsOn(input, found)) ? before : undefined;
};

/** Remembers a tab on which nothing had to be read. */
export const rememberTable = (input: ParseInput, found: FoundTable, rows: readonly IdentifiedRow[], parsed: ParsedTable): void => {
  if (!hasMerges(found)) known.set(found.worksheet.rows, { from: restsOn(input, found), rows, parsed });
};
