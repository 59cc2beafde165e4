import { groupBy } from '../plan/group-by';
import type { Locale } from '../plan/locale';
import type { Plan } from '../plan/plan';
import { shorten } from '../plan/shorten';
import type { TableName } from '../plan/table-names';
import { tables } from '../plan/tables';
import type { Notice, Problem, ProblemCode } from '../sheet/problem';
import { createLabels } from '../sheet/render/render-input';
import type { Repair, User } from './repairing';
import type { PlaceOf } from './sync-diff';

const splitCell = (cell: string | null, table: TableName, locale: Locale): { tab: string; cell: string | null } => {
  const at = cell?.lastIndexOf('!') ?? -1;
  return at < 0 ? { tab: tables[table].tab[locale], cell: null } : { tab: cell!.slice(0, at), cell: cell!.slice(at + 1) };
};

type Refusal = Exclude<Repair, { kind: 'code-given' }>;

const refusalCodes: Readonly<Record<Refusal['kind'], ProblemCode>> = { 'code-refused': 'CODE_TWICE', 'removal-refused': 'STILL_REFERRED_TO', 'reference-refused': 'REFERENCE_GONE' };
const fieldOf = (repair: Refusal): string | null => (repair.kind === 'code-refused' ? 'code' : repair.kind === 'reference-refused' ? repair.field : null);
const maxUsers = 5;

type FindLabel = (table: TableName, id: string) => string;

/** What the person should know of a refusal: the code that was taken, or which record it is about. */
const valueOf = (repair: Refusal, label: FindLabel): string => (repair.kind === 'code-refused' ? repair.code : label(repair.table, repair.id));

/** "Kostnader!B7 Kursavgift": who refers to a record and where, each name once and with how many bear it. */
const userNames = (users: readonly User[], placeOf: PlaceOf): string => {
  const records = new Map(users.map((user) => [`${user.table}/${user.id}`, user]));
  const names = [...groupBy([...records.values()], ({ table, label }) => `${table}/${label}`).values()].map((same) => {
    const { table, id, field, label } = same[0]!;
    return [placeOf(table, id, field).cell ?? '', shorten(label), same.length > 1 ? `(${same.length})` : ''].filter((part) => part !== '').join(' ');
  });
  return [...names.slice(0, maxUsers), ...(names.length > maxUsers ? [`… (${names.length})`] : [])].join(', ');
};

/** Mends that refused something of the sheet's, as problems. */
export const repairProblems = (repairs: readonly Repair[], store: Plan, plan: Plan, placeOf: PlaceOf, locale: Locale): Problem[] => {
  const [now, before] = [createLabels(plan.tables), createLabels(store.tables)];
  const label: FindLabel = (table, id) => now(table, id) || before(table, id);
  return repairs.flatMap((repair): Problem[] => {
    if (repair.kind === 'code-given') return [];
    const field = fieldOf(repair);
    const header = field === null ? null : tables[repair.table].fields[field]!.header[locale];
    const users = repair.kind === 'removal-refused' ? userNames(repair.users, placeOf) : '';
    return [{ code: refusalCodes[repair.kind], ...splitCell(placeOf(repair.table, repair.id, field).cell, repair.table, locale), header, value: valueOf(repair, label), expected: users }];
  });
};

/** Codes that were given in place of taken ones; a new row that had none is no news. */
export const repairNotices = (repairs: readonly Repair[], placeOf: PlaceOf, locale: Locale): Notice[] =>
  repairs.flatMap((repair): Notice[] => {
    if (repair.kind !== 'code-given' || repair.from === '') return [];
    return [{ code: 'CODE_GIVEN', ...splitCell(placeOf(repair.table, repair.id, 'code').cell, repair.table, locale), detail: `${repair.from} → ${repair.to}` }];
  });
