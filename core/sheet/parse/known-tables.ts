import { createLastKnown } from '../../plan/remembered';
import type { FoundTable } from './find-table';
import type { ParseInput } from './parse-context';
import type { IdentifiedTable, ParsedTable } from './parse-table';
import { isBegun } from './read-stamp';
import { referredLabels } from './sheet-row';

/** A table on whose tab every row shows its record, with what it was read as. */
export type KnownTable = IdentifiedTable & { readonly parsed: ParsedTable };

const known = createLastKnown<FoundTable, KnownTable>();

/** All that it follows from beside its tab. Names and ids of other tables' rows tell nothing where no cell has to be read. */
const restsOn = ({ base, store, stamped }: ParseInput, { table, fields }: FoundTable): readonly unknown[] =>
  [isBegun(stamped, table), base.tables[table], store.tables[table], ...[...referredLabels(fields, base, store).values()].flat()];

/** The same table where its tab, its records and the labels in it are the same; undefined where it has to be read. */
export const knownTable = (input: ParseInput, found: FoundTable): KnownTable | undefined => known(restsOn(input, found)).get(found);

/** Remembers a table on whose tab nothing had to be read. */
export const rememberTable = (input: ParseInput, table: KnownTable): void => known(restsOn(input, table.found)).set(table.found, table);
