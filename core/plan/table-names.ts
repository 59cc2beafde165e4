/** The tables of a plan, in the order of their tabs. */
export const tableNames = [
  'statements',
  'situations',
  'focusAreas',
  'superiorGoals',
  'strategies',
  'goals',
  'measurements',
  'activities',
  'costs',
  'budget',
  'proposals',
  'projects',
  'followUps',
] as const;
export type TableName = (typeof tableNames)[number];
