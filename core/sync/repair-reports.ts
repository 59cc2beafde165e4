import { groupBy } from '../plan/group-by';
import type { Locale } from '../plan/locale';
import type { Plan } from '../plan/plan';
import { shorten } from '../plan/shorten';
import type { TableName } from '../plan/table-names';
import { tables } from '../plan/tables';
import type { Notice, Problem, ProblemCode } from '../sheet/problem';
import { createLabels } from '../sheet/render/render-input';
import { textOfCell, type CellAt } from './cell-at';
import type { Repair, User } from './repairing';
import type { PlaceOf } from './sync-diff';

const splitCell = (cell: string | null, table: TableName, locale: Locale): { tab: string; cell: string | null } => {
  const at = cell?.lastIndexOf('!') ?? -1;
  return at < 0 ? { tab: tables[table].tab[locale], cell: null } : { tab: cell!.slice(0, at), cell: cell!.slice(at + 1) };
};

type Refusal = Exclude<Repair, { kind: 'code-given' }>;

const codeOf = (repair: Refusal): ProblemCode => {
  switch (repair.kind) {
    case 'code-refused': return 'CODE_TWICE';
    case 'removal-refused': return 'STILL_REFERRED_TO';
    case 'reference-refused': return repair.isNeverStored ? 'REFERENCE_NOT_TAKEN' : 'REFERENCE_GONE';
  }
};
const fieldOf = (repair: Refusal): string | null => (repair.kind === 'code-refused' ? 'code' : repair.kind === 'reference-refused' ? repair.field : null);
const maxUsers = 5;

type FindLabel = (table: TableName, id: string) => string;

/** What the person should know of a refusal: the code that was taken, what the cell says, or which record it is about. */
const valueOf = (repair: Refusal, label: FindLabel, cellAt: CellAt): string => {
  switch (repair.kind) {
    case 'code-refused': return repair.code;
    case 'removal-refused': return label(repair.table, repair.id);
    case 'reference-refused': return textOfCell(cellAt(repair.table, repair.id, repair.field));
  }
};

/** "Kostnader!B7 Kursavgift": who refers to a record and where, each name once and with how many bear it. */
const userNames = (users: readonly User[], placeOf: PlaceOf): string => {
  const records = new Map(users.map((user) => [`${user.table}/${user.id}`, user]));
  const names = [...groupBy([...records.values()], ({ table, label }) => `${table}/${label}`).values()].map((same) => {
    const { table, id, field, label } = same[0]!;
    return [placeOf(table, id, field).cell ?? '', shorten(label), same.length > 1 ? `(${same.length})` : ''].filter((part) => part !== '').join(' ');
  });
  return [...names.slice(0, maxUsers), ...(names.length > maxUsers ? [`… (${names.length})`] : [])].join(', ');
};

export interface Refusals {
  readonly repairs: readonly Repair[];
  readonly store: Plan;
  /** The plan as it is after the sync. */
  readonly plan: Plan;
  readonly placeOf: PlaceOf;
  readonly cellAt: CellAt;
  readonly locale: Locale;
}

/** Mends that refused something of the sheet's, as problems. */
export const repairProblems = ({ repairs, store, plan, placeOf, cellAt, locale }: Refusals): Problem[] => {
  const [now, before] = [createLabels(plan.tables), createLabels(store.tables)];
  const label: FindLabel = (table, id) => now(table, id) || before(table, id);
  return repairs.flatMap((repair): Problem[] => {
    if (repair.kind === 'code-given') return [];
    const field = fieldOf(repair);
    const header = field === null ? null : tables[repair.table].fields[field]!.header[locale];
    const users = repair.kind === 'removal-refused' ? userNames(repair.users, placeOf) : '';
    return [{ code: codeOf(repair), ...splitCell(placeOf(repair.table, repair.id, field).cell, repair.table, locale), header, value: valueOf(repair, label, cellAt), expected: users }];
  });
};

/** Codes that were given in place of taken ones; a new row that had none is no news. */
export const repairNotices = (repairs: readonly Repair[], placeOf: PlaceOf, locale: Locale): Notice[] =>
  repairs.flatMap((repair): Notice[] => {
    if (repair.kind !== 'code-given' || repair.from === '') return [];
    return [{ code: 'CODE_GIVEN', ...splitCell(placeOf(repair.table, repair.id, 'code').cell, repair.table, locale), detail: `${repair.from} → ${repair.to}` }];
  });
