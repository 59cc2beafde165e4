import { groupBy } from '../../plan/group-by';
import type { PlanRecord } from '../../plan/plan';
import { recordIdPattern } from '../../plan/rules';
import { claimByContent } from './claim-by-content';
import { restoreSortedIds } from './restore-sorted-ids';
import { agreement, contentKey, type SheetFields, type SheetRow, type Shown } from './sheet-row';

/** A row with the record it is. */
export interface IdentifiedRow {
  readonly row: SheetRow;
  readonly id: string;
  /** The record that the row is compared with; undefined for a new one. */
  readonly known: PlanRecord | undefined;
  /** `again`: a new row that an earlier sync of this same workbook took in already. */
  readonly origin: 'known' | 'new' | 'copied' | 'foreign' | 'recognised' | 'restored' | 'again';
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
  /** A new id, always the same for the same words. */
  readonly freshId: (seed: string) => string;
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

const originOf = ({ records }: IdentifyInput, { idText }: SheetRow, id: string): IdentifiedRow['origin'] =>
  records.has(id) ? 'again' : idText === '' ? 'new' : records.has(idText) ? 'copied' : 'foreign';

/** New rows get an id from what they hold, and from how many of the same stand above. */
const createNewRows = (input: IdentifyInput): ((row: SheetRow) => IdentifiedRow) => {
  const counts = new Map<string, number>();
  return (row) => {
    const content = contentKey(row);
    counts.set(content, (counts.get(content) ?? 0) + 1);
    const id = input.freshId(`${content}|${counts.get(content)}`);
    return { row, id, known: input.records.get(id), origin: originOf(input, row, id) };
  };
};

/** Gives every row the record it is: SPEC.md [I1]-[I12]. The order of the rows is kept. */
export const identifyRows = (input: IdentifyInput): Identification => {
  const claims = claimKnownIds(input);
  restoreSortedIds(input, claims);
  claimByContent(input, claims);
  const isRefused = (row: SheetRow): boolean => !claims.has(row) && row.idText !== '' && !recordIdPattern.test(row.idText);
  const newRow = createNewRows(input);
  const rows = input.rows.filter((row) => !isRefused(row)).map((row): IdentifiedRow => {
    const claim = claims.get(row);
    return claim ? { row, ...claim, known: input.records.get(claim.id) } : newRow(row);
  });
  return { rows, refused: input.rows.filter(isRefused) };
};
