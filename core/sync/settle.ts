import { conflictKey, holdsStoreSide, isConflict, type Decision, type Disagreement, type Preference, type Settle, type Settlement } from '../merge/decision';
import type { Locale } from '../plan/locale';
import type { Plan } from '../plan/plan';
import { createFinder } from '../plan/records';
import type { MayEdit } from '../plan/rights';
import { answersText, answersTo, settlementOf } from '../sheet/conflict';
import type { Choice } from '../sheet/parse/parse-choices';
import type { Notice, Problem } from '../sheet/problem';
import { words } from '../sheet/words';
import { inChargeOf } from './in-charge';

export interface Settling {
  /** What people chose, by `conflictKey`. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** For all conflicts without a choice. */
  readonly prefer?: Preference;
  /** What the store had when the choices were offered. */
  readonly seen: Plan;
  readonly mayEdit: MayEdit;
}

const maySettle = (mayEdit: MayEdit, { table, field }: Disagreement): boolean => mayEdit(table, field ?? undefined);

/** Would this take something away from the store? Both texts do not, unless they are joined once more after somebody has tidied them up. */
const overrules = (take: Settlement, { store, sheet }: Disagreement): boolean => take === 'sheet' || (take === 'both' && String(store).includes(String(sheet)));

const isAnswerTo = ({ answer }: Choice, conflict: Disagreement): boolean => answersTo(conflict).includes(answer);

/** Settles conflicts as people chose, who may change what they are about. Nobody overrules what they could not see: where the store has changed since, such a choice does not hold. */
export const createSettle = ({ choices, prefer, seen, mayEdit }: Settling): Settle => {
  const find = createFinder(seen);
  return (conflict) => {
    if (!maySettle(mayEdit, conflict)) return undefined;
    const chosen = choices.get(conflictKey(conflict));
    if (!chosen) return prefer;
    if (!isAnswerTo(chosen, conflict)) return undefined;
    const take = settlementOf(chosen.answer, conflict)!;
    return overrules(take, conflict) && !holdsStoreSide(find(conflict.table, conflict.id), conflict) ? undefined : take;
  };
};

/** What became of choices. */
export interface ChoiceReports {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

const conflictsIn = (decisions: readonly Decision[]): Map<string, Disagreement> =>
  new Map(decisions.flatMap((decision) => {
    const conflict = isConflict(decision) ? decision : decision.settled?.conflict;
    return conflict ? [[conflictKey(conflict), conflict] as const] : [];
  }));

/**
 * What became of choices that settled nothing: the conflict is gone, it is not theirs to settle, it has changed since (the store's value, or the
 * whole record by now), or the choice is none of its answers. What a repair undid is told by the repair. `merged` are the decisions of the merge, `left` those that stand.
 */
export const reportChoices = (choices: ReadonlyMap<string, Choice>, merged: readonly Decision[], left: readonly Decision[], locale: Locale, mayEdit: MayEdit): ChoiceReports => {
  const [all, open] = [conflictsIn(merged), conflictsIn(left.filter(isConflict))];
  const problems: Problem[] = [];
  const notices: Notice[] = [];
  for (const [key, choice] of choices) {
    const { text, tab, cell, where } = choice;
    const refuse = (code: Problem['code'], expected: Problem['expected']): unknown => problems.push({ code, tab, cell, header: words.choose[locale], value: text, expected });
    const conflict = open.get(key) ?? open.get(key.replace(/[^/]*$/, ''));
    if (!conflict && all.has(key)) continue;
    if (!conflict) notices.push({ code: 'CHOICE_NOT_NEEDED', tab, cell, detail: where });
    else if (!maySettle(mayEdit, conflict)) refuse('NOT_ALLOWED', inChargeOf(conflict.table, mayEdit, conflict.field ?? undefined));
    else if (isAnswerTo(choice, conflict) || conflictKey(conflict) !== key) notices.push({ code: 'CHOICE_OUTDATED', tab, cell, detail: where });
    else refuse('NOT_IN_LIST', answersText(answersTo(conflict)));
  }
  return { problems, notices };
};
