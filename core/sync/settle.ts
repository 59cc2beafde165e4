import { conflictKey, type Decision, type Disagreement, type Preference, type Settle } from '../merge/decision';
import type { Locale } from '../plan/locale';
import type { FieldValue, Plan, PlanRecord } from '../plan/plan';
import { recordsById, recordsOf, sameRecord, sameValue, type RecordTable } from '../plan/records';
import { answers, answersTo, settlementOf, type Answer } from '../sheet/conflict';
import type { Choice } from '../sheet/parse/parse-choices';
import type { Notice, Problem } from '../sheet/problem';
import { words } from '../sheet/words';

export interface Settling {
  /** Answers given beside the sheet, by `conflictKey`; they come first. */
  readonly answers?: ReadonlyMap<string, Answer>;
  /** What people chose in the sheet, by `conflictKey`. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** For all conflicts without an answer. */
  readonly prefer?: Preference;
  /** What the store had when the choices were offered. */
  readonly seen: Plan;
}

/** Has the store what it had when the sheet was written? Each table is indexed once. */
const createIsAsSeen = (seen: Plan): ((conflict: Disagreement) => boolean) => {
  const indexes = new Map<RecordTable, Map<string, PlanRecord>>();
  return ({ table, id, field, store }) => {
    if (!indexes.has(table)) indexes.set(table, recordsById(recordsOf(seen, table)));
    const record = indexes.get(table)!.get(id);
    return field === null ? sameRecord(record, store as PlanRecord | undefined) : sameValue(record?.[field], store as FieldValue | undefined);
  };
};

/** Settles conflicts as people answered. Nobody chose against what they could not see: where the store has changed since, the choice of the sheet's side does not hold. */
export const createSettle = ({ answers: given, choices, prefer, seen }: Settling): Settle => {
  const isAsSeen = createIsAsSeen(seen);
  return (conflict) => {
    const key = conflictKey(conflict);
    const said = given?.get(key);
    if (said) return settlementOf(said, conflict);
    const chosen = choices.get(key);
    if (!chosen) return prefer;
    const take = settlementOf(chosen.answer, conflict);
    return take === 'sheet' && !isAsSeen(conflict) ? undefined : take;
  };
};

/** What became of choices. */
export interface ChoiceReports {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** What became of choices that settled nothing: the conflict is gone, the store has changed since, or it is none of the conflict's answers. */
export const reportChoices = (choices: ReadonlyMap<string, Choice>, decisions: readonly Decision[], locale: Locale): ChoiceReports => {
  const open = new Map(decisions.flatMap((decision) => (decision.kind === 'conflict' ? [[conflictKey(decision), decision] as const] : [])));
  const settled = new Set(decisions.flatMap((decision) => (decision.kind !== 'conflict' && decision.settled ? [conflictKey(decision.settled.conflict)] : [])));
  const problems: Problem[] = [];
  const notices: Notice[] = [];
  for (const [key, { answer, tab, cell, where }] of choices) {
    const conflict = open.get(key);
    if (settled.has(key)) continue;
    if (!conflict) notices.push({ code: 'CHOICE_NOT_NEEDED', tab, cell, detail: where });
    else if (settlementOf(answer, conflict)) notices.push({ code: 'CHOICE_OUTDATED', tab, cell, detail: where });
    else problems.push({ code: 'NOT_IN_LIST', tab, cell, header: words.choose[locale], value: answers[answer][locale], expected: answersTo(conflict).map((one) => answers[one][locale]).join(', ') });
  }
  return { problems, notices };
};
