import type { Disagreement, Settlement } from '../merge/decision';
import { joinTexts } from '../plan/join-texts';
import { inLocales as t, type Locale, type Localized } from '../plan/locale';
import { dateText } from './value-text';

/** Who made the store's side of a conflict what it is. */
export interface StoreChange {
  readonly author: string;
  /** Day and clock where the sheet is written: "2026-11-21 10:36". */
  readonly time: string;
  /** The same moment wherever it is read: ISO 8601, UTC. */
  readonly instant: string;
}

/** "Nina, 21.11.2026 10:36". */
export const changeText = ({ author, time }: Pick<StoreChange, 'author' | 'time'>, locale: Locale): string => {
  const [day, clock] = time.split(' ') as [string, string];
  return `${author}, ${dateText(day, locale)} ${clock}`;
};

/** A conflict as the tab of conflicts shows it; `by` is null where nobody is known. */
export interface ShownConflict extends Disagreement {
  readonly by: StoreChange | null;
}

/** What a person can answer to a conflict: a side or both texts for a field; to remove or to keep a record that one side removed. */
export const answers = {
  store: t('I lageret', 'I lageret', 'I lagret', 'In the store'),
  sheet: t('I arket', 'I arket', 'I arket', 'In the sheet'),
  both: t('Begge', 'Begge', 'Båda', 'Both'),
  remove: t('Slett', 'Slett', 'Ta bort', 'Remove'),
  keep: t('Behold', 'Behald', 'Behåll', 'Keep'),
} as const satisfies Record<string, Localized>;
export type Answer = keyof typeof answers;

/** The drop-downs of answers, as columns of the tab of lists. Where texts cannot be joined the last of the first one is left out. */
export const answerLists = { settle: ['store', 'sheet', 'both'], removal: ['remove', 'keep'] } as const satisfies Record<string, readonly Answer[]>;
export type AnswerList = keyof typeof answerLists;

/** The answers that a conflict has. */
export const answersTo = (conflict: Disagreement): readonly Answer[] => {
  const { table, field, store, sheet } = conflict;
  if (field === null) return answerLists.removal;
  return joinTexts(table, field, store, sheet) === undefined ? answerLists.settle.slice(0, 2) : answerLists.settle;
};

/** Answers as a sentence lists them: "I lageret, I arket". */
export const answersText = (list: readonly Answer[]): Localized => {
  const join = (locale: Locale): string => list.map((answer) => answers[answer][locale]).join(', ');
  return t(join('nb'), join('nn'), join('sv'), join('en'));
};

/** What an answer settles a conflict for; undefined where it is none of the conflict's. The side that removed a record has nothing. */
export const settlementOf = (answer: Answer, conflict: Disagreement): Settlement | undefined => {
  const [removes, keeps] = conflict.sheet === undefined ? (['sheet', 'store'] as const) : (['store', 'sheet'] as const);
  if (answer === 'remove' || answer === 'keep') return conflict.field !== null ? undefined : answer === 'remove' ? removes : keeps;
  return answer === 'both' && !answersTo(conflict).includes('both') ? undefined : answer;
};

/** The answer that a settlement is, in the words of the conflict's drop-down. */
export const answerOf = (take: Settlement, conflict: Pick<Disagreement, 'field' | 'sheet'>): Answer => {
  if (conflict.field !== null) return take;
  return (take === 'sheet') === (conflict.sheet === undefined) ? 'remove' : 'keep';
};

/** Conflicts that the tab shows at once; the others come when these are settled. */
export const mostShown = 10_000;

/** Header of the hidden keys on the tab of conflicts: what the tab is known by. */
export const conflictMark = 'planark-conflicts';
