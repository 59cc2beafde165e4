import { recordLabel } from '../../plan/record-label';
import { headFields, type HeadField } from '../../plan/head-fields';
import { fillText } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import type { PlanProblem } from '../../plan/plan-problem';
import { headTable, recordsOf } from '../../plan/records';
import { tables } from '../../plan/tables';
import type { Problem } from '../../sheet';
import { tabNames } from '../../sheet/tab-names';

/** A fault of the plan in the shape of a sheet's: it has a tab and a header, but no cell. */
export const planProblemToProblem = (plan: Plan, { code, table, id, field }: PlanProblem, locale: Locale): Problem => {
  const record = recordsOf(plan, table).find((one) => one.id === id);
  const declaration = field === null ? undefined : table === headTable ? headFields[field as HeadField] : tables[table].fields[field];
  const label = record && table !== headTable ? recordLabel(table, record) : id;
  return {
    code,
    tab: table === headTable ? tabNames.head[locale] : tables[table].tab[locale],
    cell: null,
    header: declaration?.header[locale] ?? null,
    value: label,
    expected: '',
  };
};

/** What keeps a document from being a plan, where each field by itself is right. */
const documentTexts: Partial<Record<PlanProblem['code'], Localized>> = {
  BAD_ID: t('id-en «{value}» er brukt to ganger', 'id-en «{value}» er brukt to gonger', 'id:t ”{value}” används två gånger', 'the id “{value}” is used twice'),
  CODE_TWICE: t('koden «{value}» er brukt av en annen, nå eller før; gi en ny kode', 'koden «{value}» er brukt av ein annan, no eller før; gi ein ny kode', 'koden ”{value}” används av en annan, nu eller förut; ge en ny kod', 'the code “{value}” is used by another, now or before; give a new code'),
  REFERENCE_GONE: t('viser til «{value}», som ikke finnes i planen', 'viser til «{value}», som ikkje finst i planen', 'hänvisar till ”{value}”, som inte finns i planen', 'refers to “{value}”, which is not in the plan'),
};

/** A fault of a document that somebody wants to put in, for its writer. */
export const documentMessage = (plan: Plan, problem: PlanProblem, locale: Locale): string => {
  const record = [...recordsOf(plan, problem.table)].reverse().find((one) => one.id === problem.id);
  const text = documentTexts[problem.code]?.[locale] ?? problem.code;
  return fillText(text, { value: String(record?.[problem.field ?? 'id'] ?? problem.id) });
};

/** Where the fault is in the document: "tables.goals[3].superiorGoal". Of two records with one id it is the second. */
export const problemPath = (plan: Plan, { table, id, field }: PlanProblem): string => {
  if (table === headTable) return field ?? '';
  const position = plan.tables[table].map((record) => record.id).lastIndexOf(id);
  return `tables.${table}[${position}]${field === null ? '.id' : `.${field}`}`;
};
