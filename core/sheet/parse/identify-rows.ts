import { groupBy } from '../../plan/group-by';
import type { PlanRecord } from '../../plan/plan';
import { isNewRowId, recordIdPattern } from '../../plan/rules';
import { claimByContent } from './claim-by-content';
import { restoreSortedIds } from './restore-sorted-ids';
import { agreement, contentKey, isAsShown, type SheetRow, type Shown } from './sheet-row';
import type { SheetFields } from './table-columns';

/** A row with the record it is. */
export interface IdentifiedRow {
  readonly row: SheetRow;
  readonly id: string;
  /** The record that the row is compared with; undefined for a new one. */
  readonly known: PlanRecord | undefined;
  /** It shows that record, and has nothing that would have to be read. */
  readonly isAsShown: boolean;
  /**
   * `again`: a new row that an earlier sync of this same workbook took in already, holding the same; `taken`: one that had been given an id
   * before, so that it may have been edited since.
   */
  readonly origin: 'known' | 'new' | 'copied' | 'foreign' | 'recognised' | 'restored' | 'again' | 'taken';
}

export interface Identification {
  readonly rows: readonly IdentifiedRow[];
  /** Rows whose id was typed by hand and is none: refused. */
  readonly refused: readonly SheetRow[];
}

export interface IdentifyInput {
  readonly rows: readonly SheetRow[];
  readonly fields: SheetFields;
  /** Records by id that a row may be: those of the base, and those of the store that came since. */
  readonly records: ReadonlyMap<string, PlanRecord>;
  /** Ids of the records that the sheet was rendered with: only of these can a row have lost the id. */
  readonly rendered: ReadonlySet<string>;
  readonly shown: Shown;
  /** A new id in a workbook of this revision, always the same for the same words. */
  readonly freshId: (seed: string) => string;
  /** A new id whatever the revision of the workbook, always the same for the same words. */
  readonly lastingId: (seed: string) => string;
}

/** Rows that are known to be a record. */
export type Claims = Map<SheetRow, Pick<IdentifiedRow, 'id' | 'origin'>>;

/** The row that shows the record best keeps its id; of equals the upper one. */
const nearest = ({ records, shown }: IdentifyInput, id: string, rows: readonly SheetRow[]): SheetRow => {
  const record = shown(records.get(id)!);
  return rows.reduce((best, row) => (agreement(row, record) > agreement(best, record) ? row : best));
};

const claimKnownIds = (input: IdentifyInput): Claims => {
  const claims: Claims = new Map();
  for (const [id, rows] of groupBy(input.rows.filter((row) => input.records.has(row.idText)), ({ idText }) => idText)) {
    claims.set(rows.length === 1 ? rows[0]! : nearest(input, id, rows), { id, origin: 'known' });
  }
  return claims;
};

/** Was it given an id before it was sent? */
const isGiven = ({ records }: IdentifyInput, { idText }: SheetRow): boolean => isNewRowId(idText) && !records.has(idText);

/** A row that is found to be a record, or a new one. */
const identified = ({ records, shown }: IdentifyInput, row: SheetRow, id: string, origin: IdentifiedRow['origin']): IdentifiedRow => {
  const known = records.get(id);
  return { row, id, known, origin, isAsShown: known !== undefined && isAsShown(row, shown(known)) };
};

const originOf = (input: IdentifyInput, row: SheetRow, id: string): IdentifiedRow['origin'] => {
  const { records } = input;
  if (isGiven(input, row)) return records.has(id) ? 'taken' : 'new';
  return records.has(id) ? 'again' : row.idText === '' ? 'new' : records.has(row.idText) ? 'copied' : 'foreign';
};

/** New rows get an id from the one that they were given before they were sent, else from what they hold, and from how many of the same stand above. */
const createNewRows = (input: IdentifyInput): ((row: SheetRow) => IdentifiedRow) => {
  const counts = new Map<string, number>();
  return (row) => {
    const [key, newId] = isGiven(input, row) ? [row.idText, input.lastingId] : [contentKey(row), input.freshId];
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const id = newId(`${key}|${counts.get(key)}`);
    return identified(input, row, id, originOf(input, row, id));
  };
};

/** Gives every row the record it is: SPEC.md [I1]-[I12], [I19]. The order of the rows is kept. */
export const identifyRows = (input: IdentifyInput): Identification => {
  const claims = claimKnownIds(input);
  restoreSortedIds(input, claims);
  claimByContent(input, claims);
  const isRefused = (row: SheetRow): boolean => !claims.has(row) && row.idText !== '' && !recordIdPattern.test(row.idText);
  const newRow = createNewRows(input);
  const rows = input.rows.filter((row) => !isRefused(row)).map((row): IdentifiedRow => {
    const claim = claims.get(row);
    return claim ? identified(input, row, claim.id, claim.origin) : newRow(row);
  });
  return { rows, refused: input.rows.filter(isRefused) };
};
