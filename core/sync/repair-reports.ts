import { recordLabel } from '../plan/computed-plan';
import type { Locale } from '../plan/locale';
import type { Plan } from '../plan/plan';
import type { TableName } from '../plan/table-names';
import { tables } from '../plan/tables';
import type { Notice, Problem, ProblemCode } from '../sheet/problem';
import type { Repair } from './repair';
import type { PlaceOf } from './sync-diff';

const splitCell = (cell: string | null, table: TableName, locale: Locale): { tab: string; cell: string | null } => {
  const at = cell?.lastIndexOf('!') ?? -1;
  return at < 0 ? { tab: tables[table].tab[locale], cell: null } : { tab: cell!.slice(0, at), cell: cell!.slice(at + 1) };
};

type Refusal = Exclude<Repair, { kind: 'code-given' }>;

const refusalCodes: Readonly<Record<Refusal['kind'], ProblemCode>> = { 'code-refused': 'CODE_TWICE', 'removal-refused': 'STILL_REFERRED_TO', 'reference-refused': 'REFERENCE_GONE' };
const fieldOf = (repair: Refusal): string | null => (repair.kind === 'code-refused' ? 'code' : repair.kind === 'reference-refused' ? repair.field : null);
const maxUsers = 5;

/** What the person should know of a refusal: the code that was taken, or who still refers to the record. */
const valueOf = (repair: Refusal, store: Plan, plan: Plan): string => {
  if (repair.kind === 'code-refused') return repair.code;
  const record = [...plan.tables[repair.table], ...store.tables[repair.table]].find(({ id }) => id === repair.id);
  return record ? recordLabel(repair.table, record) : '';
};

/** Mends that refused something of the sheet's, as problems. */
export const repairProblems = (repairs: readonly Repair[], store: Plan, plan: Plan, placeOf: PlaceOf, locale: Locale): Problem[] =>
  repairs.flatMap((repair): Problem[] => {
    if (repair.kind === 'code-given') return [];
    const field = fieldOf(repair);
    const header = field === null ? null : tables[repair.table].fields[field]!.header[locale];
    const users = repair.kind === 'removal-refused' ? repair.users.slice(0, maxUsers).join(', ') : '';
    return [{ code: refusalCodes[repair.kind], ...splitCell(placeOf(repair.table, repair.id, field).cell, repair.table, locale), header, value: valueOf(repair, store, plan), expected: users }];
  });

/** Codes that were given in place of taken ones; a new row that had none is no news. */
export const repairNotices = (repairs: readonly Repair[], placeOf: PlaceOf, locale: Locale): Notice[] =>
  repairs.flatMap((repair): Notice[] => {
    if (repair.kind !== 'code-given' || repair.from === '') return [];
    return [{ code: 'CODE_GIVEN', ...splitCell(placeOf(repair.table, repair.id, 'code').cell, repair.table, locale), detail: `${repair.from} → ${repair.to}` }];
  });
