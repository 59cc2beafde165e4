import type { ComputedPlan } from './computed-plan';
import type { PlanRecord } from './plan';
import type { CostsOf } from './what-if';

/** What a part of the costs is: a focus area, a goal in it, what of it has no goal, and what has no focus area. */
export const costPartKinds = ['focus-area', 'goal', 'without-goal', 'without-focus-area'] as const;
export type CostPartKind = (typeof costPartKinds)[number];

/** A part of what the plan costs. `id`, `code` and `title` are null for what has none. */
export interface CostPart {
  readonly kind: CostPartKind;
  readonly id: string | null;
  readonly code: string | null;
  readonly title: string | null;
  readonly of: CostsOf;
}

/** Codes of the goals of cost lines with an amount, by the code of their focus area; '' where there is none. */
const goalsByArea = (computed: ComputedPlan): Map<string, Set<string>> => {
  const [areas, goals] = [computed.column('costs', 'areaCode'), computed.column('costs', 'goalCode')];
  const byArea = new Map<string, Set<string>>();
  computed.plan.tables.costs.forEach(({ amount }, i) => {
    if (amount === undefined) return;
    const area = String(areas[i]);
    byArea.set(area, (byArea.get(area) ?? new Set()).add(String(goals[i])));
  });
  return byArea;
};

const named = (kind: CostPartKind, record: PlanRecord, of: CostsOf): CostPart => ({ kind, id: record.id, code: String(record['code']), title: String(record['title'] ?? ''), of });
const unnamed = (kind: CostPartKind, of: CostsOf): CostPart => ({ kind, id: null, code: null, title: null, of });

/**
 * The parts of what a plan costs that cost something, now or by a mark that is set later: each focus area, then its goals and what of it has no goal, where it has goals that cost; and
 * the same of what has no focus area, where there are others. [C132] [C133]
 */
export const costParts = (computed: ComputedPlan): CostPart[] => {
  const { focusAreas, goals } = computed.plan.tables;
  const byArea = goalsByArea(computed);
  const goalParts = (area: string): CostPart[] => {
    const own = byArea.get(area)!;
    const parts = goals.filter(({ code }) => own.has(String(code))).map((goal) => named('goal', goal, { goal: String(goal['code']) }));
    return parts.length > 0 && own.has('') ? [...parts, unnamed('without-goal', { area: area || null, goal: null })] : parts;
  };
  const inAreas = focusAreas.filter(({ code }) => byArea.has(String(code))).flatMap((area) => [named('focus-area', area, { area: String(area['code']) }), ...goalParts(String(area['code']))]);
  const rest = byArea.has('') ? goalParts('') : [];
  return inAreas.length + rest.length > 0 && byArea.has('') ? [...inAreas, unnamed('without-focus-area', { area: null }), ...rest] : inAreas;
};
