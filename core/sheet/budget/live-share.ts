import { fillText } from '../../plan/fill-text';
import { inLocales as t, locales, type Locale, type Localized } from '../../plan/locale';
import { groupBy } from '../../plan/group-by';
import type { Plan } from '../../plan/plan';
import type { BudgetKey, LinkedBudget, NotLive, NotLiveReason } from './linked-budget';
import { lineOf, liveFields, liveTable } from './live-fields';

/** Why a figure follows no formula; besides what stands in the table, that its column, or all of it, is not in the workbook any more. */
export type UnfollowedReason = NotLiveReason | 'no-column' | 'no-table';

/** A figure of the plan's budget that no formula follows, though the treasurer's table has figures of its kind and year. */
export interface UnfollowedFigure extends Omit<NotLive, 'why'> {
  readonly why: UnfollowedReason;
  /** "6860 · Styret · 2026", with its cell where it has one: "F2 6860 · 2026". */
  readonly line: string;
}

/** How much of the plan's budget follows the treasurer's own table by formulas. */
export interface LiveShare {
  readonly live: number;
  readonly others: readonly UnfollowedFigure[];
}

const reasons: Readonly<Record<UnfollowedReason, Localized>> = {
  'no-account': t('kontoen står ikke i tabellen', 'kontoen står ikkje i tabellen', 'kontot finns inte i tabellen', 'the table does not have the account'),
  'no-department': t('kontoen står ikke med avdelingen i tabellen', 'kontoen står ikkje med avdelinga i tabellen', 'kontot finns inte med avdelningen i tabellen', 'the table does not have the account with the department'),
  spellings: t('kontoen er skrevet på flere måter, som «{value}» i {place}', 'kontoen er skriven på fleire måtar, som «{value}» i {place}', 'kontot är skrivet på flera sätt, som ”{value}” i {place}', 'the account is written in several ways, as “{value}” in {place}'),
  sum: t('en sum har kontoens nummer, «{value}» i {place}', 'ein sum har nummeret til kontoen, «{value}» i {place}', 'en summa har kontots nummer, ”{value}” i {place}', 'a sum has the number of the account, “{value}” in {place}'),
  signs: t('«{value}» i {place} har tegn eller mellomrom som formler ikke finner', '«{value}» i {place} har teikn eller mellomrom som formlar ikkje finn', '”{value}” i {place} har tecken eller mellanslag som formler inte hittar', '“{value}” in {place} has signs or spaces that formulas do not find'),
  empty: t('{place} er tom', '{place} er tom', '{place} är tom', '{place} is empty'),
  text: t('beløpet er tekst i {place}, «{value}»', 'beløpet er tekst i {place}, «{value}»', 'beloppet är text i {place}, ”{value}”', 'the amount is text in {place}, “{value}”'),
  error: t('{place} viser en feil', '{place} viser ein feil', '{place} visar ett fel', '{place} shows an error'),
  date: t('{place} er en dato', '{place} er ein dato', '{place} är ett datum', '{place} is a date'),
  sign: t('bare overskriften over «{value}» i {place} sier at det er inntekt', 'berre overskrifta over «{value}» i {place} seier at det er inntekt', 'bara rubriken ovanför ”{value}” i {place} säger att det är en intäkt', 'only the heading above “{value}” in {place} says that it is income'),
  'no-column': t('kolonnen er borte', 'kolonnen er borte', 'kolumnen är borta', 'the column is gone'),
  'no-table': t('tabellen er ikke koblet lenger', 'tabellen er ikkje kopla lenger', 'tabellen är inte kopplad längre', 'the table is no longer linked'),
};

/** So many are named; the rest is counted. */
const mostNamed = 10;
const more = t('og {count} til', 'og {count} til', 'och {count} till', 'and {count} more');

const inAll = (make: (locale: Locale) => string): Localized => Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as Localized;

/** "6860 · Styret · 2026 (beløpet er tekst i Kasse!D2, «115 000,25»); 7100 · 2026, 7140 · 2026 (kontoen står ikke i tabellen)". */
export const unfollowedText = (figures: readonly UnfollowedFigure[]): Localized => inAll((locale) => {
  const reasonOf = ({ why, place, value }: UnfollowedFigure): string => fillText(reasons[why][locale], { place: place ?? '', value });
  // What a cell is in the way of can be mended, and comes first.
  const ordered = [...figures].sort((a, b) => Number(a.place === null) - Number(b.place === null));
  const lines = [...new Map(ordered.map((figure) => [`${figure.line} ${reasonOf(figure)}`, figure])).values()];
  const rest = lines.length - mostNamed;
  const named = [...groupBy(lines.slice(0, mostNamed), reasonOf)].map(([reason, of]) => `${of.map(({ line }) => line).join(', ')} (${reason})`);
  return [...named, ...(rest > 0 ? [fillText(more[locale], { count: rest })] : [])].join('; ');
});

const share = t('{live} av {count} tall hentes fra budsjettet i samme arbeidsbok, med formler.', '{live} av {count} tal blir henta frå budsjettet i same arbeidsbok, med formlar.', '{live} av {count} siffror hämtas från budgeten i samma arbetsbok, med formler.', '{live} of {count} figures come from the budget in the same workbook, by formulas.');
const without = t('Uten formel: {others}.', 'Utan formel: {others}.', 'Utan formel: {others}.', 'Without a formula: {others}.');

/** "4 av 8 tall hentes med formler. Uten formel: …": which figures follow the treasurer's table, and why others do not. SPEC.md [C114] */
export const liveShareText = ({ live, others }: LiveShare): Localized => {
  const named = unfollowedText(others);
  return inAll((locale) => [fillText(share[locale], { live, count: live + others.length }), ...(others.length > 0 ? [fillText(without[locale], { others: named[locale] })] : [])].join(' '));
};

/** What a line of the budget is called where its cells are spoken of. */
export const lineText = ({ account, department, year }: BudgetKey): string => [account, department, year].filter((part) => part !== undefined && part !== '').join(' · ');

/** What of a plan's budget follows the treasurer's tables: amounts that it has, of the kinds and years that they have. */
export const liveShare = ({ tables }: Pick<Plan, 'tables'>, linked: LinkedBudget): LiveShare => {
  const cells = tables[liveTable].flatMap((record) => liveFields.map((field) => ({ line: lineOf(record), field, isFilled: record[field] !== undefined })));
  return {
    live: cells.filter(({ line, field }) => linked.figure(line, field)).length,
    others: cells.flatMap(({ line, field, isFilled }) => {
      const why = isFilled ? linked.whyNot(line, field) : undefined;
      return why ? [{ ...why, line: lineText(line) }] : [];
    }),
  };
};
