import { groupBy } from '../group-by';
import { finding, type Finding } from './finding';
import { costPlaces, filePlaces, keyOfDepartment, linePlaces, sumOf, sumOrNone, type AccountYear, type BudgetLine, type CostLine } from './money-lines';

const amountOf = ({ amount }: CostLine): number => amount;
const adoptedOf = ({ adopted }: BudgetLine): number | null => adopted;
const actualOf = ({ actual }: BudgetLine): number | null => actual;

const hasDepartment = (line: { readonly department: string | null }): boolean => keyOfDepartment(line) !== '';
/** Has every line of the account its department? */
const isByDepartment = (lines: readonly BudgetLine[]): boolean => lines.length > 0 && lines.every(hasDepartment);

/** What is held against each other: a department where all lines of the account have one, else the account as a whole. */
interface Held extends AccountYear {
  readonly department: string | null;
}

const placesOf = ({ lines }: AccountYear, field: string): Pick<Finding, 'records' | 'filePlaces'> => ({ records: linePlaces(lines, field), filePlaces: filePlaces(lines) });

/** More spent than adopted; less come in than adopted only in a year that is over, since before that the rest may still come. */
const overSpent = (group: AccountYear, thisYear: number): Finding[] => {
  const { account, year, lines } = group;
  const [adopted, actual] = [sumOf(lines, adoptedOf), sumOrNone(lines, actualOf)];
  if (actual === null || actual <= adopted || (actual <= 0 && year >= thisYear)) return [];
  return [finding('over-spent', { ...placesOf(group, 'actual'), account, year, amount: actual - adopted, compared: { expected: adopted, found: actual }, isIncome: actual <= 0 })];
};

/** Costs of departments that the budget does not know, or of none where it goes by department. Where the account has one line for all, any department will do. */
const departmentsThatDiffer = ({ account, year, costs, lines }: AccountYear, known: ReadonlySet<string>): { readonly findings: Finding[]; readonly fitting: readonly CostLine[] } => {
  const unknown = lines.some(hasDepartment) ? costs.filter((cost) => hasDepartment(cost) && !known.has(keyOfDepartment(cost))) : [];
  const byDepartment = isByDepartment(lines);
  const missing = byDepartment ? costs.filter((cost) => !hasDepartment(cost)) : [];
  const differing = new Set([...unknown, ...missing]);
  const about = (of: readonly CostLine[]): Partial<Finding> => ({ records: costPlaces(of, 'department'), account, year, amount: sumOf(of, amountOf), isIncome: sumOf(of, amountOf) < 0 });
  return {
    findings: [
      ...[...groupBy(unknown, keyOfDepartment).values()].map((of) => finding('department-unknown', { ...about(of), department: of[0]!.department })),
      ...(missing.length > 0 ? [finding('department-missing', about(missing))] : []),
    ],
    // A line without a department takes the costs of all; where every line has one, only costs that fit can be held against it.
    fitting: byDepartment ? costs.filter((cost) => !differing.has(cost)) : costs,
  };
};

const heldParts = (group: AccountYear, costs: readonly CostLine[]): Held[] => {
  const { account, year, lines } = group;
  const byDepartment = isByDepartment(lines);
  if (!byDepartment) return [{ account, year, lines, costs, department: null }];
  const [ownCosts, ownLines] = [groupBy(costs, keyOfDepartment), groupBy(lines, keyOfDepartment)];
  return [...new Set([...ownLines.keys(), ...ownCosts.keys()])].map((key) => {
    const part = { costs: ownCosts.get(key) ?? [], lines: ownLines.get(key) ?? [] };
    return { account, year, ...part, department: part.lines[0]?.department ?? part.costs[0]!.department };
  });
};

/** Money that nothing in the plan takes. Most of a treasurer's accounts have nothing to do with the plan, so it is no fault. */
const withoutPlan = (part: Held, adopted: number | null): Finding[] => {
  const { account, year, department, costs } = part;
  if (costs.length > 0 || adopted === null || adopted === 0) return [];
  return [finding('budget-without-plan', { ...placesOf(part, 'adopted'), account, year, department, isToMend: false, amount: adopted, isIncome: adopted < 0 })];
};

/** The plan takes more than was adopted, or counts on more income. */
const plannedAgainstAdopted = (part: Held): Finding[] => {
  const { account, year, department, costs, lines } = part;
  const [planned, adopted] = [sumOf(costs, amountOf), sumOrNone(lines, adoptedOf)];
  const about = { account, year, department, isIncome: planned < 0 };
  const records = [...costPlaces(costs, 'amount'), ...linePlaces(lines, 'adopted')];
  if (planned === 0) return withoutPlan(part, adopted);
  if (adopted === null) return [finding('planned-without-budget', { ...about, records, filePlaces: filePlaces(lines), amount: planned })];
  if (planned < 0 ? planned >= adopted : planned <= adopted) return [];
  return [finding('over-planned', { ...about, records, filePlaces: filePlaces(lines), amount: planned - adopted, compared: { expected: adopted, found: planned } })];
};

/** What a plan and a budget say of an account in a year that both know. `departments` are those of the whole budget. */
export const holdAccountYear = (group: AccountYear, departments: ReadonlySet<string>, thisYear: number): Finding[] => {
  const { findings, fitting } = departmentsThatDiffer(group, departments);
  return [...overSpent(group, thisYear), ...findings, ...heldParts(group, fitting).flatMap(plannedAgainstAdopted)];
};
