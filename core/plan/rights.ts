import type { HeadField } from './head-fields';
import { headTable, type RecordTable } from './records';
import { tables } from './tables';

/** What a person may do with a plan: read; edit all but costs and budget; edit these alone; all; all, with every plan and its people. */
export const roles = ['reader', 'editor', 'treasurer', 'owner', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Says which tables a person may change; and which fields of those, where one is named. */
export type MayEdit = (table: RecordTable, field?: string) => boolean;

/** What the treasurer's files are called and how they are read: a part of the head that is the treasurer's. It is no field, and no sheet shows it. */
export const budgetLinksPath = 'settings.budgetLinks';

/** The day that the accounts go up to: a field of the head that is the treasurer's. */
const accountsAsOfPath = 'settings.accountsAsOf' satisfies HeadField;

/** Has the treasurer charge of this table, or of this part of the head? */
export const isTreasurers = (table: RecordTable, field?: string): boolean =>
  (table === headTable ? field === budgetLinksPath || field === accountsAsOfPath : 'editor' in tables[table] && tables[table].editor === 'treasurer');

/** The tables that a role may change. */
export const mayEdit = (role: Role): MayEdit => {
  switch (role) {
    case 'reader': return () => false;
    case 'editor': return (table, field) => !isTreasurers(table, field);
    case 'treasurer': return isTreasurers;
    case 'owner': case 'admin': return () => true;
  }
};
