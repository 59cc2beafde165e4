import { fillText } from '../../plan/fill-text';
import { recordLabel } from '../../plan/computed-plan';
import type { Finding, RecordPlace } from '../../plan/budget/finding';
import type { Locale } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import { indexOf } from '../../plan/records';
import { tables } from '../../plan/tables';
import { reconciliationWords } from '../../sheet';

/** What a record that a finding is about is called. */
export const findingRecord = (plan: Plan, { table, id }: RecordPlace): string => {
  const record = indexOf(plan.tables[table]).get(id);
  return record ? recordLabel(table, record) || String(record['account'] ?? '') : '';
};

/** Where it stands: tab and record in the plan, then the cells of a file. */
export const findingPlaces = (plan: Plan, { records, filePlaces }: Finding, locale: Locale): string[] =>
  [...records.map((place) => `${tables[place.table].tab[locale]} · ${findingRecord(plan, place)}`), ...filePlaces];

/** How much there is to mend, or that all is well; `isFile` where a file was held against the plan. */
export const findingsVerdict = (plan: Plan, findings: readonly Finding[], isFile: boolean, locale: Locale): string => {
  const count = findings.filter(({ isToMend }) => isToMend).length;
  if (count > 0) return fillText(reconciliationWords.toMend[locale], { count });
  if (findings.length > 0) return reconciliationWords.nothingToMend[locale];
  const isEmpty = !isFile && plan.tables.costs.length + plan.tables.budget.length === 0;
  return reconciliationWords[isEmpty ? 'noMoney' : 'nothingFound'][locale];
};
