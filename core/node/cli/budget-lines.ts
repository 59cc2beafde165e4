import type { BudgetFigure } from '../../plan/budget/figures';
import type { BudgetMapping, ColumnRef } from '../../plan/budget/mapping';
import type { Locale } from '../../plan/locale';
import { fieldsOf } from '../../plan/tables';
import { figureProblemText, moneyText, type FigureProblem } from '../../sheet';
import { filePlaceText } from '../texts/finding-words';
import { say } from './texts';

const headers = new Map(fieldsOf('budget').map(([field, { header }]) => [field, header]));

/** What a field of the budget is called. */
export const budgetField = (field: string, locale: Locale): string => headers.get(field)?.[locale] ?? field;

/** "6860 Møter, kurs · 10 Styret · 2026". */
export const lineName = ({ account, name, department, year }: Pick<BudgetFigure, 'account' | 'name' | 'department' | 'year'>): string =>
  [name === undefined || name === account ? account : `${account} ${name}`, department, String(year)].filter((part) => part !== undefined).join(' · ');

/** A cell, or the number of a line, in brackets. */
export const placeNote = (place: string | null, locale: Locale): string => (place === null ? '' : ` (${filePlaceText(place, locale)})`);

export const amountText = (amount: number | undefined, locale: Locale): string => (amount === undefined ? say('pullNothing', locale) : moneyText(amount, locale));

/** The amounts of a line, by what they are. */
export const amountsText = (figure: BudgetFigure, locale: Locale): string =>
  (['adopted', 'actual'] as const).flatMap((field) => (figure[field] === undefined ? [] : [`${budgetField(field, locale)} ${moneyText(figure[field], locale)}`])).join(', ') || say('pullNothing', locale);

export const problemLines = (problems: readonly FigureProblem[], locale: Locale): string[] => problems.map((problem) => (problem.place === '' ? '' : `${filePlaceText(problem.place, locale)}: `) + figureProblemText(problem, locale));

export const figureProblemJson = (problems: readonly FigureProblem[], locale: Locale) => problems.map((problem) => ({ ...problem, message: figureProblemText(problem, locale) }));

/** Years of an export that the plan does not reach. */
export const otherYearsLines = (years: readonly number[], locale: Locale): string[] => (years.length > 0 ? ['', say('pullOtherYears', locale, { years: years.join(', ') })] : []);

/** A mapping as a person reads it. */
export const mappingLines = ({ tab, headerRow, columns, amounts, planned = [], unit, incomeIs }: BudgetMapping, locale: Locale): string[] => {
  const column = (what: string, ref: ColumnRef | undefined): string[] =>
    (ref ? [say('linkColumn', locale, { what, letters: ref.letters, header: ref.header === undefined ? '' : `(${ref.header})` }).trimEnd()] : []);
  const named = (field: string, year: number, department: string | undefined): string => [budgetField(field, locale), year, department].filter((part) => part !== undefined).join(' ');
  return [
    say(tab === '' ? 'linkNoTab' : 'linkTab', locale, { tab, row: headerRow }),
    ...column(budgetField('account', locale), columns.account), ...column(budgetField('name', locale), columns.name), ...column(budgetField('department', locale), columns.department),
    ...amounts.flatMap((amount) => column(named(amount.kind, amount.year, amount.department), amount.column)),
    ...planned.flatMap((one) => column(named('planned', one.year, one.department), one.column)),
    ...(unit === 1000 ? [say('linkThousands', locale)] : []),
    ...(incomeIs === 'negative' ? [] : [say(incomeIs === 'positive' ? 'linkPositive' : 'linkResult', locale)]),
  ];
};
