import { inLocales as t, type Localized } from '../plan/locale';
import type { RecordTable } from '../plan/records';
import { isTreasurers, type MayEdit } from '../plan/rights';

const inCharge = {
  owner: t('dem som eier alle planene', 'dei som eig alle planane', 'dem som äger alla planer', 'those who own all plans'),
  plan: t('dem som redigerer planen', 'dei som redigerer planen', 'dem som redigerar planen', 'those who edit the plan'),
  treasurer: t('kassereren', 'kasseraren', 'kassören', 'the treasurer'),
} as const satisfies Record<string, Localized>;

/** Who to ask, of what somebody may not change in a table, or of a field of it. */
export const inChargeOf = (table: RecordTable, mayEdit: MayEdit, field?: string): Localized => inCharge[isTreasurers(table, field) ? 'treasurer' : mayEdit(table) ? 'owner' : 'plan'];
