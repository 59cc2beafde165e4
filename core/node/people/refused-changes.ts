import { isDeepStrictEqual } from 'node:util';
import type { Rights } from '../../plan/grants';
import { declarationOf } from '../../plan/declaration-of';
import { headFieldEntries } from '../../plan/head-fields';
import { budgetLinksOf } from '../../plan/budget/links';
import { inLocales as t, type Localized } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import { headRecord, headTable } from '../../plan/records';
import { budgetLinksPath } from '../../plan/rights';
import { tableNames } from '../../plan/table-names';
import { tables } from '../../plan/tables';

/** Something of a plan document that was changed and may not be: its place there, and what it is called. */
export interface RefusedChange {
  readonly path: string;
  readonly name: Localized;
}

const refusedFields = (before: Plan, after: Plan, { mayEdit }: Rights): RefusedChange[] => {
  const [was, is] = [headRecord(before), headRecord(after)];
  return headFieldEntries.filter(([key]) => !mayEdit(headTable, key) && !isDeepStrictEqual(was[key], is[key])).map(([key]) => ({ path: key, name: declarationOf(headTable, key).header }));
};

const budgetLinks = t('Koblinger til budsjettfiler', 'Koplingar til budsjettfiler', 'Kopplingar till budgetfiler', 'Links to budget files');

/** Which files the budget comes from is the treasurer's. [C58] */
const refusedLinks = (before: Plan, after: Plan, { mayEdit }: Rights): RefusedChange[] =>
  (mayEdit(headTable, budgetLinksPath) || isDeepStrictEqual(budgetLinksOf(before), budgetLinksOf(after)) ? [] : [{ path: budgetLinksPath, name: budgetLinks }]);

/** Codes that are retired stay so, whatever a document says; to retire others is a change of their table. */
const retiresMore = (was: readonly string[] = [], is: readonly string[] = []): boolean => is.some((code) => !was.includes(code));

/** What differs between two documents of one plan and is not to be changed with these rights; also the order of records, and codes that are retired. [T5] [T6] */
export const refusedChanges = (before: Plan, after: Plan, rights: Rights): RefusedChange[] => [
  ...refusedFields(before, after, rights),
  ...refusedLinks(before, after, rights),
  ...tableNames
    .filter((table) => !rights.mayEdit(table) && (!isDeepStrictEqual(before.tables[table], after.tables[table]) || retiresMore(before.retired[table], after.retired[table])))
    .map((table) => ({ path: `tables.${table}`, name: tables[table].tab })),
];

/** Whether two documents of a plan say different things of where it belongs. [T6] */
export const isMoved = (before: Plan, after: Plan): boolean => before.organisation.name !== after.organisation.name || before.organisation.parent !== after.organisation.parent;
