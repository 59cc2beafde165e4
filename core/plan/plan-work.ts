import type { ComputedPlan } from './computed-plan';
import type { Plan } from './plan';
import { cellsSeen, viewOf, type PlanSight, type PlanViews } from './plan-view';
import { isSameList } from './remembered';

/** Something that is made of a computed plan: of no more of its records than the sight shows, of computed values, and of what is given besides, to be compared by identity. */
export interface PlanWork<G extends readonly unknown[], R> {
  readonly sight: PlanSight;
  /**
   * Looks at all it needs before it returns, and keeps nothing of `computed` for later: what is known again would go on looking at the revision it was
   * first made of, and such a look is not noted. What is made lazily (a cell, when it is read) may close over values alone.
   */
  readonly make: (computed: ComputedPlan, ...given: G) => R;
}

/** What was asked of a computed plan, and the answer. */
interface Look {
  readonly ask: (computed: ComputedPlan) => unknown;
  readonly answer: unknown;
}

/** What some work made, and all that it made it of. */
interface Made {
  /** The parameters of the plan's formulas, today among them. */
  readonly under: string;
  readonly view: Plan;
  readonly given: readonly unknown[];
  readonly looks: readonly Look[];
  readonly result: unknown;
  readonly weight: number;
}

/** What was made of a plan last, by work. */
export interface WorkMemory {
  readonly views: PlanViews;
  /** Of each work what it made for those that were given last, newest first. */
  readonly made: Map<unknown, readonly Made[]>;
}
/** Workbooks of one plan that stand differently (in other languages, with tabs renamed) take turns, and each gives its own. */
const mostGiven = 3;
/** What a part of a page, or a column of lists, takes at least, one with another; as a cell each, what it sees besides. */
const leastWeight = 200;
export const weightOfWorks = ({ made }: WorkMemory): number => {
  let sum = 0;
  for (const one of made.values()) for (const { weight } of one) sum += weight;
  return sum;
};
export const emptyWorkMemory = (): WorkMemory => ({ views: new WeakMap(), made: new Map() });

/** The plan as some work sees it, with a note of each look at what was computed. */
const watched = ({ today, value, column, evaluate }: ComputedPlan, view: Plan, looks: Look[]): ComputedPlan => {
  const noted = <T>(answer: T, ask: Look['ask']): T => {
    looks.push({ ask, answer });
    return answer;
  };
  return {
    plan: view,
    today,
    value: (...place) => noted(value(...place), (later) => later.value(...place)),
    column: (...name) => noted(column(...name), (later) => later.column(...name)),
    evaluate: (node) => noted(evaluate(node), (later) => later.evaluate(node)),
  };
};

/** What the work makes; what it made last of all it is given, where all that it looked at is the same. */
export const remember = <G extends readonly unknown[], R>({ views, made }: WorkMemory, computed: ComputedPlan, under: string, work: PlanWork<G, R>, given: G): R => {
  const view = viewOf(computed.plan, work.sight, views);
  const known = made.get(work) ?? [];
  const last = known.find((one) => isSameList(one.given, given));
  const keep = (one: Made): R => {
    if (one !== known[0]) made.set(work, [one, ...known.filter((other) => other !== last)].slice(0, mostGiven));
    return one.result as R;
  };
  if (last?.under === under && last.view === view && last.looks.every(({ ask, answer }) => ask(computed) === answer)) return keep(last);
  const looks: Look[] = [];
  return keep({ under, view, given, looks, result: work.make(watched(computed, view, looks), ...given), weight: leastWeight + cellsSeen(view, work.sight) });
};
