/** How often a property runs: as said, times `PLANARK_RUNS_TIMES` for a nightly run. */
export const runs = (numRuns: number): { numRuns: number } => ({ numRuns: numRuns * Number(process.env['PLANARK_RUNS_TIMES'] ?? 1) });
