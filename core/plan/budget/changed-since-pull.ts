import { groupBy } from '../group-by';
import type { Plan } from '../plan';
import { figureKey } from './figures';
import { budgetLinksOf } from './links';
import type { PulledFigure } from './mapping';
import { finding, type FigureKind, type Finding } from './finding';
import { figureLines, filePlaces, keyOfDepartment, linePlaces, sumOrNone, type BudgetLine } from './money-lines';

/** The figures that were taken into the plan last. */
export interface Pulled {
  readonly figures: readonly PulledFigure[];
}

const figureKinds: readonly FigureKind[] = ['adopted', 'actual'];
const byLine = (lines: readonly BudgetLine[]): Map<string, BudgetLine[]> => groupBy(lines, (line) => JSON.stringify([line.key, keyOfDepartment(line), line.year]));

/**
 * Figures that are others than when they were pulled: those of the file now; without a file the plan's own, which somebody changed since. Where nothing was pulled, those that
 * plan and file have both, differently: the rest may be of another file. Accounts that only the file has are no change: most of them have nothing to do with the plan.
 * Nor is a line that the plan has no more.
 */
export const changedSincePull = (own: readonly BudgetLine[], file: readonly BudgetLine[] | undefined, pulled: Pulled | undefined): Finding[] => {
  if (!pulled && !file) return [];
  const before = byLine(pulled ? figureLines(pulled.figures.map((figure) => ({ ...figure, place: null }))) : own);
  const [now, inPlan] = [byLine(file ?? own), byLine(own)];
  // A budget without accounts in it says nothing of the accounts that the plan has.
  const told = figureKinds.filter((kind) => pulled !== undefined || file?.some((line) => line[kind] !== null));
  return [...before].flatMap(([key, old]) => told.flatMap((kind) => {
    const lines = now.get(key) ?? [];
    const [was, is] = [sumOrNone(old, (line) => line[kind]), sumOrNone(lines, (line) => line[kind])];
    // An amount that the pull did not bring is the plan's own.
    // What somebody removed in the plan, or gave another account, is not taken in again: nothing is to be mended.
    if (pulled && !inPlan.has(key) && sumOrNone(old, (line) => line[kind])) return [];
    if ((was ?? 0) === (is ?? 0) || (!pulled && lines.length === 0) || (!file && was === null)) return [];
    const { account, department, year } = old[0]!;
    const places = { records: linePlaces(inPlan.get(key) ?? [], kind), filePlaces: filePlaces(lines) };
    return [finding(pulled ? 'changed-since-pull' : 'differs-from-file', { ...places, account, department, year, figure: kind, amount: (is ?? 0) - (was ?? 0), compared: { expected: was, found: is } })];
  }));
};

/** What was pulled last from any file, where something was: of two files that have the same figure, the one that was pulled last. */
export const lastPulled = (plan: Plan): { readonly pulled?: Pulled } => {
  const pulls = budgetLinksOf(plan).flatMap(({ pulled }) => pulled ?? []).sort((a, b) => (a.time < b.time ? -1 : 1));
  if (pulls.length === 0) return {};
  const figures = new Map<string, PulledFigure>();
  for (const figure of pulls.flatMap((pull) => pull.figures)) figures.set(figureKey(figure), { ...figures.get(figureKey(figure)), ...figure });
  return { pulled: { figures: [...figures.values()] } };
};
