export * from './decision';
export { fieldKeys, mergePlan, type MergedPlan, type PlanMerge } from './merge-plan';
export { isInOrder, movedIds, takeSheetOrder } from './order';
