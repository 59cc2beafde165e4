import { groupBy } from '../group-by';
import type { Plan, PlanRecord } from '../plan';
import { remembered } from '../remembered';
import { accountKey, departmentKey, type BudgetFigure } from './figures';
import type { RecordPlace } from './finding';

/** A cost of the plan. Amounts in minor units. */
export interface CostLine {
  readonly id: string;
  readonly activity: string | null;
  readonly text: string;
  readonly account: string | null;
  /** What the account is compared by. */
  readonly key: string | null;
  readonly department: string | null;
  readonly year: number | null;
  readonly months: string;
  readonly funding: string | null;
  readonly amount: number;
}

/** A line of the budget, of the plan's own or of a treasurer's file. */
export interface BudgetLine {
  /** null where it stands in a file. */
  readonly record: string | null;
  readonly filePlace: string | null;
  readonly account: string;
  readonly key: string;
  readonly name: string | null;
  readonly department: string | null;
  readonly year: number | null;
  readonly adopted: number | null;
  readonly actual: number | null;
}

/** null for a text of nothing but space as well. */
const textOf = (record: PlanRecord, field: string): string | null => (typeof record[field] === 'string' && record[field].trim() !== '' ? record[field] : null);
const departmentOf = (record: PlanRecord): string | null => textOf(record, 'department');
const numberOf = (record: PlanRecord, field: string): number | null => (typeof record[field] === 'number' ? record[field] : null);

export const costLines = ({ tables: { costs } }: Plan): CostLine[] => costs.map((record) => {
  const account = textOf(record, 'account');
  return {
    id: record.id, activity: textOf(record, 'activity'), text: textOf(record, 'text') ?? '', account, key: account === null ? null : accountKey(account), department: departmentOf(record),
    year: numberOf(record, 'year'), months: String(record['months'] ?? ''), funding: textOf(record, 'funding'), amount: numberOf(record, 'amount') ?? 0,
  };
});

type BudgetAmounts = Pick<BudgetLine, 'year' | 'adopted' | 'actual'>;
type OwnAmounts = BudgetAmounts & { readonly key: string | null };
const budgetAmounts = (record: PlanRecord): BudgetAmounts => ({ year: numberOf(record, 'year'), adopted: numberOf(record, 'adopted'), actual: numberOf(record, 'actual') });
/** Of all lines of the plan's own budget, those without an account too. */
export const ownAmounts = ({ tables: { budget } }: Plan): OwnAmounts[] => budget.map((record) => {
  const account = textOf(record, 'account');
  return { key: account === null ? null : accountKey(account), ...budgetAmounts(record) };
});

/** The plan's own budget; a line without an account holds nothing that can be compared. */
export const planLines = ({ tables: { budget } }: Plan): BudgetLine[] => budget.flatMap((record) => {
  const account = textOf(record, 'account');
  if (account === null) return [];
  return [{
    record: record.id, filePlace: null, account, key: accountKey(account), name: textOf(record, 'name'), department: departmentOf(record), ...budgetAmounts(record),
  }];
});

export const figureLines = (figures: readonly BudgetFigure[]): BudgetLine[] => figures.map(({ account, name, department, year, adopted, actual, place }) => (
  { record: null, filePlace: place, account, key: accountKey(account), name: name ?? null, department: department ?? null, year, adopted: adopted ?? null, actual: actual ?? null }));

/** What departments are compared by; '' is none. */
export const keyOfDepartment = remembered(({ department }: { readonly department: string | null }): string => departmentKey(department ?? undefined));

/** The exact sum of amounts. */
export const sumOf = <T>(items: readonly T[], amount: (item: T) => number | null): number => Number(items.reduce((sum, item) => sum + BigInt(amount(item) ?? 0), 0n));
/** null where no item has an amount. */
export const sumOrNone = <T>(items: readonly T[], amount: (item: T) => number | null): number | null => (items.some((item) => amount(item) !== null) ? sumOf(items, amount) : null);

/** What the plan and the budget have on an account in a year. */
export interface AccountYear {
  readonly account: string;
  readonly year: number;
  readonly costs: readonly CostLine[];
  readonly lines: readonly BudgetLine[];
}

const groupKey = (key: string, year: number): string => `${year}/${key}`;
const isPlaced = <T extends { readonly key: string | null; readonly year: number | null }>(line: T): line is T & { key: string; year: number } => line.key !== null && line.year !== null;

/** "6860 Møter, kurs" where the account's name is known and not said with it. */
const labelOf = (costs: readonly CostLine[], lines: readonly BudgetLine[]): string => {
  const account = (lines[0]?.account ?? costs[0]?.account ?? '').trim();
  const name = lines.find((line) => line.name !== null)?.name;
  return !name || account.toLowerCase().includes(name.trim().toLowerCase()) ? account : `${account} ${name.trim()}`;
};

/** Costs and budget lines that have both, by account and year. */
export const accountYears = (costs: readonly CostLine[], lines: readonly BudgetLine[]): AccountYear[] => {
  const placedCosts = groupBy(costs.filter(isPlaced), ({ key, year }) => groupKey(key, year));
  const placedLines = groupBy(lines.filter(isPlaced), ({ key, year }) => groupKey(key, year));
  return [...new Set([...placedLines.keys(), ...placedCosts.keys()])].map((key) => {
    const [ownCosts, ownLines] = [placedCosts.get(key) ?? [], placedLines.get(key) ?? []];
    return { account: labelOf(ownCosts, ownLines), year: (ownLines[0] ?? ownCosts[0])!.year, costs: ownCosts, lines: ownLines };
  });
};

export const costPlaces = (costs: readonly CostLine[], field: string): RecordPlace[] => costs.map(({ id }) => ({ table: 'costs', id, field }));
export const linePlaces = (lines: readonly BudgetLine[], field: string): RecordPlace[] => lines.flatMap(({ record }) => (record === null ? [] : [{ table: 'budget' as const, id: record, field }]));
export const filePlaces = (lines: readonly BudgetLine[]): string[] => lines.flatMap(({ filePlace }) => (filePlace === null ? [] : [filePlace]));
