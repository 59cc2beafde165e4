import { amountKey, isSameTab } from '../../plan/budget/links';
import type { AmountColumn, BudgetMapping } from '../../plan/budget/mapping';
import type { Grid } from '../grid';
import { guessEach, type Guess, type GuessHints } from './guess-mapping';
import type { GuessFailure, GuessReason } from './guess-texts';
import { yearInText } from './header-words';

/** A tab that was guessed. */
export type TabGuess = Extract<Guess, { ok: true }>;
export type TabGuesses = { readonly ok: true; readonly guesses: readonly TabGuess[] } | { readonly ok: false; readonly failure: GuessFailure };

/** The tab that an amount is read on, of all that have it: the one that is called by its year, whatever others have beside their own; else the first. */
const createOwner = (mappings: readonly BudgetMapping[]) => (amount: AmountColumn): BudgetMapping | undefined => {
  const having = mappings.filter(({ amounts }) => amounts.some((one) => amountKey(one) === amountKey(amount)));
  return having.find(({ tab }) => yearInText(tab) === amount.year) ?? having[0];
};

/** A guess with the amounts that are read on its tab; undefined where there are none. */
const withOwn = ({ mapping, reasons, ...guess }: TabGuess, ownerOf: ReturnType<typeof createOwner>): TabGuess | undefined => {
  const amounts = mapping.amounts.filter((amount) => ownerOf(amount) === mapping);
  const elsewhere = mapping.amounts.filter((amount) => !amounts.includes(amount)).map(({ column: { letters, header = '' } }): GuessReason => ({ code: 'onOtherTab', place: letters, text: header }));
  return amounts.length === 0 ? undefined : { ...guess, mapping: { ...mapping, amounts }, reasons: [...reasons, ...elsewhere] };
};

/**
 * Every tab of a treasurer's workbook that looks like a budget of the plan's years, the likeliest first; an amount is proposed on one tab alone, and a
 * tab that has nothing of its own is told. `linked` are tabs of the file that are linked already; where nothing is left beside them, the likeliest tab is proposed as it is. [C112]
 */
export const guessMappings = (grid: Grid, hints: GuessHints, linked: readonly BudgetMapping[] = []): TabGuesses => {
  const [best, ...others] = guessEach(grid, hints);
  if (!best?.ok) return { ok: false, failure: best?.failure ?? 'no-table' };
  const isOfPlan = ({ mapping: { amounts } }: TabGuess): boolean => amounts.some(({ year }) => hints.years.includes(year));
  const all = [best, ...others.flatMap((guess) => (guess.ok && isOfPlan(guess) ? [guess] : []))];
  const mappings = all.map(({ mapping }) => mapping);
  const ownerOf = createOwner([...linked.filter((one) => !mappings.some((mapping) => isSameTab(one, mapping))), ...mappings]);
  const [first = best, ...more] = all.flatMap((guess) => withOwn(guess, ownerOf) ?? []);
  const proposed = [first, ...more];
  const left = mappings.filter(({ tab }) => !proposed.some(({ mapping }) => mapping.tab === tab)).map(({ tab }): GuessReason => ({ code: 'tabLeft', place: '', text: tab }));
  return { ok: true, guesses: [{ ...first, reasons: [...first.reasons, ...left] }, ...more] };
};
