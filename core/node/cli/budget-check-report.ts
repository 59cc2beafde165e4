import { fillText } from '../../plan/fill-text';
import type { Locale, Localized } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import { tables } from '../../plan/tables';
import type { Finding } from '../../plan/budget/finding';
import type { HeldSums, HeldYear } from '../../plan/budget/held-years';
import type { PlanTotals } from '../../plan/budget/totals';
import { findingPlaces, findingRecord, findingsVerdict } from '../texts/finding-words';
import { findingText, findingToDo, moneyText, reconciliationWords, words } from '../../sheet';

/** A plan held against a budget: its own, or that of a file. */
export interface CheckedBudget {
  readonly plan: Plan;
  readonly revision: number;
  /** null where it is the plan's own. */
  readonly file: string | null;
  readonly totals: PlanTotals;
  readonly years: readonly HeldYear[];
  readonly findings: readonly Finding[];
}

/** More places than a line of a terminal takes. */
const mostPlaces = 3;

const whereText = (places: readonly string[]): string => `${places.slice(0, mostPlaces).join('; ')}${places.length > mostPlaces ? ` (+${places.length - mostPlaces})` : ''}`;

const findingLines = (plan: Plan, finding: Finding, locale: Locale): string[] => {
  const places = findingPlaces(plan, finding, locale);
  const named = (name: string, text: string): string => `    ${name}: ${text}`;
  return [
    `  ${findingText(finding, locale)}`,
    ...(places.length > 0 ? [named(words.where[locale], whereText(places))] : []),
    ...(finding.amount === null ? [] : [named(reconciliationWords.amount[locale], `${moneyText(finding.amount, locale)} ${plan.currency}`)]),
    named(reconciliationWords.toDo[locale], findingToDo(finding, locale)),
  ];
};

/** Income is told without its minus, as in what was found. What a file says nothing of is left out. */
const sumsText = ({ planned, adopted, actual, left }: HeldSums, isIncome: boolean, locale: Locale): string => {
  const spent = isIncome ? reconciliationWords.received : reconciliationWords.spent;
  const parts = [[words.planned, planned], [words.adopted, adopted], [spent, actual], [words.left, left]] as const;
  return parts.flatMap(([word, amount]) => (amount === null ? [] : [`${word[locale].toLowerCase()} ${moneyText(isIncome ? 0 - amount : amount, locale)}`])).join(', ');
};

const yearLines = ({ year, costs, income }: HeldYear, locale: Locale): string[] => {
  const name = year ?? reconciliationWords.withoutYear[locale];
  if (!income) return [`  ${name}: ${sumsText(costs, false, locale)}`];
  const named = (word: Localized, sums: HeldSums, isIncome: boolean): string => `  ${name}, ${word[locale]}: ${sumsText(sums, isIncome, locale)}`;
  return [named(reconciliationWords.costs, costs, false), named(reconciliationWords.income, income, true)];
};

/** In words: what the plan costs, year by year, and each finding with where, how much and what to do. */
export const budgetCheckLines = (checked: CheckedBudget, locale: Locale): string[] => {
  const { plan, file, totals, years, findings } = checked;
  const toMend = findings.filter(({ isToMend }) => isToMend);
  const others = findings.filter(({ isToMend }) => !isToMend);
  return [
    `${plan.title} · ${file ?? reconciliationWords.ownBudget[locale]} · ${fillText(reconciliationWords.amountsIn[locale], { currency: plan.currency })}`,
    `${reconciliationWords.total[locale]} ${moneyText(totals.total, locale)}. ${reconciliationWords.ties[locale]}`,
    ...years.flatMap((year) => yearLines(year, locale)),
    findingsVerdict(plan, findings, file !== null, locale),
    ...toMend.flatMap((finding) => findingLines(plan, finding, locale)),
    ...(toMend.length > 0 && others.length > 0 ? [`${words.forInformation[locale]}:`] : []),
    ...others.flatMap((finding) => findingLines(plan, finding, locale)),
  ];
};

/** The same for a program; amounts in minor units. */
export const budgetCheckJson = ({ plan, revision, file, totals, years, findings }: CheckedBudget, locale: Locale): object => ({
  plan: plan.id, revision, file, currency: plan.currency, totals, years,
  findings: findings.map((finding) => ({
    ...finding,
    records: finding.records.map((place) => ({ ...place, tab: tables[place.table].tab[locale], label: findingRecord(plan, place) })),
    what: findingText(finding, locale),
    toDo: findingToDo(finding, locale),
  })),
});
