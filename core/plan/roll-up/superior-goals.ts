import { organisationKey } from '../grants';
import type { Plan, RecordOf } from '../plan';
import { codeKey } from '../rules';

export type SuperiorGoal = RecordOf<'superiorGoals'>;

/** Was this goal set by this organisation? What no issuer is named for was set by the plan's own. */
const isIssuedBy = (goal: SuperiorGoal, organisation: string, own: string): boolean => organisationKey(goal.issuer ?? own) === organisationKey(organisation);

/** The superior goals in a plan that an organisation set: the plan's own organisation, or one above it. */
export const goalsIssuedBy = (plan: Plan, organisation: string): readonly SuperiorGoal[] =>
  (plan.tables.superiorGoals as readonly SuperiorGoal[]).filter((goal) => isIssuedBy(goal, organisation, plan.organisation.name));

/** Codes of records as they are compared, "O1.1". */
export const keyOf = ({ code }: { readonly code?: string }): string => codeKey(code ?? '');
