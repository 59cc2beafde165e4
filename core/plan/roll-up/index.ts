export { followNational, nationalFields, type FollowedNational, type GoalChange } from './follow-national';
export { freshnessStates, rollUp, type FreshnessState, type RegionInput, type RegionSheet, type RegionStanding, type RollUp } from './roll-up';
export type { AreaFigures, GoalCoverage, Maturity, RegionBudget, RegionFigures } from './region-figures';
export { computeRollUp, type ComputedRollUp } from './totals';
