import { fillText } from '../../plan/fill-text';
import { recordLabel } from '../../plan/record-label';
import type { Finding, RecordPlace } from '../../plan/budget/finding';
import { inLocales as t, type Locale } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import { indexOf } from '../../plan/record-index';
import { tables } from '../../plan/tables';
import { reconciliationWords } from '../../sheet';

const lineWord = t('linje', 'linje', 'rad', 'line');

/** What a record that a finding is about is called. */
export const findingRecord = (plan: Plan, { table, id }: RecordPlace): string => {
  const record = indexOf(plan.tables[table]).get(id);
  return record ? recordLabel(table, record) || String(record['account'] ?? '') : '';
};

/** What tells a record from others of its name: the code of its activity, its department and its year. */
const apart = (plan: Plan, { table, id }: RecordPlace): string => {
  const record = indexOf(plan.tables[table]).get(id);
  const activity = indexOf(plan.tables.activities).get(String(record?.['activity']))?.['code'];
  const parts = [activity, record?.['department'], record?.['year']].filter((part) => part !== undefined);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
};

/** A place in a table is told by its cell; in a file of lines, by the number of its line alone. */
export const filePlaceText = (place: string, locale: Locale): string => (/^\d+$/.test(place) ? `${lineWord[locale]} ${place}` : place);

/** Where it stands: tab and record in the plan, then the cells of a file. Records of one name are told apart. [C57] */
export const findingPlaces = (plan: Plan, { records, filePlaces }: Finding, locale: Locale): string[] => {
  const named = records.map((place) => ({ place, text: `${tables[place.table].tab[locale]} · ${findingRecord(plan, place)}` }));
  const isAlone = (text: string): boolean => named.filter((other) => other.text === text).length === 1;
  return [...named.map(({ place, text }) => (isAlone(text) ? text : text + apart(plan, place))), ...filePlaces.map((place) => filePlaceText(place, locale))];
};

/** How much there is to mend, or that all is well; `isFile` where a file was held against the plan. */
export const findingsVerdict = (plan: Plan, findings: readonly Finding[], isFile: boolean, locale: Locale): string => {
  const count = findings.filter(({ isToMend }) => isToMend).length;
  if (count > 0) return fillText(reconciliationWords.toMend[locale], { count });
  if (findings.length > 0) return reconciliationWords.nothingToMend[locale];
  const isEmpty = !isFile && plan.tables.costs.length + plan.tables.budget.length === 0;
  return reconciliationWords[isEmpty ? 'noMoney' : 'nothingFound'][locale];
};
