/** The names under which the ribbon's buttons call functions: the manifest writes them, the page of functions answers to them. */
export const commandNames = { sync: 'planarkSync', nextProblem: 'planarkNextProblem' } as const;
export type CommandName = (typeof commandNames)[keyof typeof commandNames];
