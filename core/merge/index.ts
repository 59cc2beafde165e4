export * from './decision';
export { fieldKeys, mergePlan, type MergedPlan, type PlanMerge } from './merge-plan';
export { movedIds, takeSheetOrder } from './order';
