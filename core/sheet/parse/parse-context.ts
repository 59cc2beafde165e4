import type { FieldType } from '../../plan/field';
import type { Plan } from '../../plan/plan';
import { headRecord } from '../../plan/records';
import type { RecordTable } from '../../plan/records';
import type { TableName } from '../../plan/table-names';
import type { Labels } from '../cell-value';
import { createLabels } from '../render/render-input';
import { isCellError, type Grid, type GridCell, type GridWorksheet } from '../grid';
import type { GeneratedKey, TabKey } from '../layout';
import type { ModelValue } from '../model';
import { readDateSerial } from './read-date';
import type { ReadStamp } from './read-stamp';

/** What tables are looked for with: records tell of tabs and columns whose names are in doubt. */
export interface SearchInput {
  readonly grid: Grid;
  readonly stamped: ReadStamp;
  readonly base: Pick<Plan, 'tables'>;
  readonly store: Pick<Plan, 'tables'>;
}

export interface ParseInput extends SearchInput {
  /** What the workbook was rendered from. */
  readonly base: Plan;
  /** What the store has now. */
  readonly store: Plan;
  /** A new id, always the same for the same words. */
  readonly freshId: (seed: string) => string;
}

/** The tab of a table, its row of each record and its column of each field: what turns a field into "Tiltak!F12". */
export interface TablePlace {
  readonly tab: string;
  readonly rows: ReadonlyMap<string, number>;
  readonly columns: ReadonlyMap<string, number>;
  /** Cells whose amounts are those of the treasurer's own table, each as `followingCell`: nobody typed them. */
  readonly following?: ReadonlySet<string>;
  /** How the tab can be written to as it stands; undefined where something of ours is gone from it, so that it must be written anew. */
  readonly whole?: WholeTab;
}

/** What a cell is known by among those that follow the treasurer's own table. */
export const followingCell = (row: number, column: number): string => `${row}/${column}`;

/** A tab that has all that a sync writes: the id column, a column for every field, or room for one that is new, the header in the first row. */
export interface WholeTab {
  readonly worksheet: GridWorksheet;
  readonly idColumn: number;
  /** Zero-based columns of all fields, the derived ones too. */
  readonly columns: ReadonlyMap<string, number>;
  /** Those of them that are yet to be made. */
  readonly added: ReadonlySet<string>;
}
/** The tabs of a workbook: which are the generated ones, and the names of all that there are. */
export interface StandingTabs {
  readonly generated: ReadonlyMap<GeneratedKey, GridWorksheet>;
  /** What stands above the columns of the tab of lists. */
  readonly listHeads: readonly string[];
  readonly all: readonly string[];
  /** Tabs of ours on which nothing stands: they are written in their places. */
  readonly emptied: ReadonlyMap<TabKey | TableName, GridWorksheet>;
  /** Old names of tabs of ours to new ones, where no tab has the old name any more: not every program lets formulas follow. */
  readonly renamed: ReadonlyMap<string, string>;
}
export type Places = ReadonlyMap<RecordTable, TablePlace>;

/** Labels of records as the sheet was rendered with; as the store has them for records that came since. */
export const labelsOf = (base: Pick<Plan, 'tables'>, store: Pick<Plan, 'tables'>): Labels => {
  const [baseLabels, storeLabels] = [createLabels(base.tables), createLabels(store.tables)];
  return (table: TableName, id: string) => baseLabels(table, id) || storeLabels(table, id);
};

/**
 * What stands in a cell, to be written back as it was; null, so that the stored value is shown again, for what would turn into something else:
 * errors, and times in columns that show no times. A date in such a column becomes its text.
 */
export const keptValue = (cell: GridCell | undefined, type: FieldType): ModelValue => {
  if (cell === undefined || cell.isUnreadable || isCellError(cell.value)) return null;
  const isOddDate = cell.isDate && typeof cell.value === 'number' && type.kind !== 'date';
  return isOddDate ? (readDateSerial(cell.value as number, true) ?? null) : cell.value;
};

/** The head of the base as the only record of its table. */
export const headBase = ({ base }: ParseInput) => headRecord(base);
