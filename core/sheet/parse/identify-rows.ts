import type { PlanRecord } from '../../plan/plan';
import { codeKey, recordIdPattern } from '../../plan/rules';
import { cellText } from './read-cell';
import { agreement, type SheetFields, type SheetRow, type Shown } from './sheet-row';
import { restoreSortedIds } from './restore-sorted-ids';

/** A row with the record it is. */
export interface IdentifiedRow {
  readonly row: SheetRow;
  readonly id: string;
  /** The record that the row is compared with; undefined for a new one. */
  readonly known: PlanRecord | undefined;
  readonly origin: 'known' | 'new' | 'copied' | 'foreign' | 'recognised' | 'restored';
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
  readonly shown: Shown;
  /** A new id, always the same for the same words. */
  readonly freshId: (seed: string) => string;
}

type Claims = Map<SheetRow, Pick<IdentifiedRow, 'id' | 'origin'>>;

/** The row that shows the record best keeps its id; of equals the upper one. */
const nearest = ({ records, shown }: IdentifyInput, id: string, rows: readonly SheetRow[]): SheetRow => {
  const record = shown(records.get(id)!);
  return rows.reduce((best, row) => (agreement(row, record) > agreement(best, record) ? row : best));
};

const groupById = (rows: readonly SheetRow[]): Map<string, SheetRow[]> => {
  const groups = new Map<string, SheetRow[]>();
  for (const row of rows) {
    const group = groups.get(row.idText);
    if (group) group.push(row);
    else groups.set(row.idText, [row]);
  }
  return groups;
};

const claimKnownIds = (input: IdentifyInput): Claims => {
  const claims: Claims = new Map();
  for (const [id, rows] of groupById(input.rows.filter((row) => input.records.has(row.idText)))) {
    claims.set(rows.length === 1 ? rows[0]! : nearest(input, id, rows), { id, origin: 'known' });
  }
  return claims;
};

const rowCode = ({ fields }: IdentifyInput, row: SheetRow): string => {
  const cell = row.cells[fields.names.indexOf('code')];
  return cell ? codeKey(cellText(cell, 'en').trim()) : '';
};

const contentKey = (row: SheetRow): string => JSON.stringify(row.cells.map((cell) => cell?.value ?? null));

/** Rows without an id that are records which the sheet lost the id of: the same code and something else alike, or the same content. */
const claimByContent = (input: IdentifyInput, claims: Claims): void => {
  const taken = new Set([...claims.values()].map(({ id }) => id));
  const lost = [...input.records.values()].filter((record) => !taken.has(record.id));
  if (lost.length === 0) return;
  const byCode = new Map(lost.flatMap((record) => (typeof record['code'] === 'string' ? [[codeKey(record['code']), record] as const] : [])));
  const byContent = new Map(lost.map((record) => [JSON.stringify(input.shown(record)), record]));
  for (const row of input.rows) {
    if (claims.has(row) || row.idText !== '') continue;
    const sameCode = byCode.get(rowCode(input, row));
    const match = sameCode && agreement(row, input.shown(sameCode)) > emptyFields(input, sameCode) + 1 ? sameCode : byContent.get(contentKey(row));
    if (!match || taken.has(match.id)) continue;
    taken.add(match.id);
    claims.set(row, { id: match.id, origin: 'recognised' });
  }
};

const emptyFields = ({ shown }: IdentifyInput, record: PlanRecord): number => shown(record).filter((value) => value === null).length;

const originOf = ({ records }: IdentifyInput, { idText }: SheetRow): IdentifiedRow['origin'] =>
  idText === '' ? 'new' : records.has(idText) ? 'copied' : 'foreign';

/** Gives every row the record it is: SPEC.md [I1]-[I8]. The order of the rows is kept. */
export const identifyRows = (input: IdentifyInput): Identification => {
  const claims = claimKnownIds(input);
  for (const [row, id] of restoreSortedIds(input, claims)) claims.set(row, { id, origin: 'restored' });
  claimByContent(input, claims);
  const refused = input.rows.filter((row) => !claims.has(row) && row.idText !== '' && !recordIdPattern.test(row.idText));
  const isRefused = new Set(refused);
  const counts = new Map<string, number>();
  const rows = input.rows.filter((row) => !isRefused.has(row)).map((row): IdentifiedRow => {
    const claim = claims.get(row);
    if (claim) return { row, ...claim, known: input.records.get(claim.id) };
    const content = contentKey(row);
    counts.set(content, (counts.get(content) ?? 0) + 1);
    return { row, id: input.freshId(`${content}|${counts.get(content)}`), known: undefined, origin: originOf(input, row) };
  });
  return { rows, refused };
};
