import { figureKey, sumFigures, type BudgetFigure } from '../../plan/budget/figures';
import { maxMinorUnits } from '../../plan/rules';
import { figureProblem, type FigureProblem } from './figure-problem';

const kinds = ['adopted', 'actual'] as const;

/** Figures whose sum by account, department and year a plan can hold; the amounts of those that come to more are left out, and told at the first of them. [C91] */
export const withinLimits = (figures: readonly BudgetFigure[]): { readonly figures: readonly BudgetFigure[]; readonly problems: readonly FigureProblem[] } => {
  const tooLarge = sumFigures(figures).flatMap((sum) => kinds.flatMap((kind) => (Math.abs(sum[kind] ?? 0) > maxMinorUnits ? [{ key: figureKey(sum), kind, sum }] : [])));
  if (tooLarge.length === 0) return { figures, problems: [] };
  const left = new Set(tooLarge.map(({ key, kind }) => `${key} ${kind}`));
  const without = (figure: BudgetFigure): BudgetFigure => {
    const { adopted, actual, ...rest } = figure;
    const key = figureKey(figure);
    return { ...rest, ...(adopted !== undefined && !left.has(`${key} adopted`) && { adopted }), ...(actual !== undefined && !left.has(`${key} actual`) && { actual }) };
  };
  return { figures: figures.map(without), problems: tooLarge.map(({ kind, sum }) => figureProblem('SUM_TOO_LARGE', sum.place ?? sum.account, String(sum[kind]! / 100))) };
};
