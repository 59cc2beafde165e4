import type { Plan, RecordOf } from '../plan';
import { groupBy } from '../group-by';
import { isOfPeriod } from '../period';
import { indexOf } from '../record-index';
import { figureKey, type BudgetFigure } from './figures';
import { byGravity, finding, type FigureKind, type Finding } from './finding';
import { holdAccountYear } from './hold-account-year';
import { changedSincePull, type Pulled } from './changed-since-pull';
import { accountYears, costLines, costPlaces, figureLines, filePlaces, keyOfDepartment, linePlaces, planLines, sumOf, type AccountYear, type BudgetLine, type CostLine } from './money-lines';

/** A sum that stands in a file: what it says, and what the lines that it stands for come to. */
export interface BudgetSum {
  readonly label: string;
  readonly year: number;
  readonly kind: FigureKind;
  readonly department?: string;
  readonly stated: number;
  readonly lines: number;
  readonly place: string | null;
}

/** What a treasurer's file says: the amounts of its accounts, and the sums that stand in it. */
export interface BudgetFile {
  readonly figures: readonly BudgetFigure[];
  readonly sums: readonly BudgetSum[];
}

export interface ReconcileInput {
  readonly plan: Plan;
  /** ISO date: a year without a budget that is still to come is no fault yet. */
  readonly today: string;
  /** The budget as it stands in a file; the plan's own where it is left out. */
  readonly file?: BudgetFile;
  /** What was pulled last from the same source, or from all where there is no file. */
  readonly pulled?: Pulled;
}

const yearOf = (isoDate: string): number => Number(isoDate.slice(0, 4));

/** Lines that may be one: alike, or one of them says nothing of it. */
const mayBeOne = (one: string | null, other: string | null): boolean => !one || !other || one === other;
const comparableText = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
const aspects: readonly ((line: CostLine) => string | null)[] = [({ key }) => key, ({ months }) => months, keyOfDepartment];
const isAlike = (one: CostLine, other: CostLine): boolean => aspects.every((aspect) => mayBeOne(aspect(one), aspect(other)));
/** How much a line says of itself: what says little is taken for a copy of what says more. */
const detailOf = (line: CostLine): number => [line.activity, ...aspects.map((aspect) => aspect(line))].filter(Boolean).length;

/** Lines with those that are copies of them, each below the first that it may be one with. */
const withCopies = (lines: readonly (readonly CostLine[])[], isCopy: (one: CostLine, other: CostLine) => boolean): CostLine[][] => {
  const groups: CostLine[][] = [];
  for (const own of lines) {
    const group = groups.find(([first]) => isCopy(first!, own[0]!));
    if (group) group.push(...own);
    else groups.push([...own]);
  }
  return groups;
};

/** One cost on several lines, of which all but one are too many. */
const costTwice = (plan: Plan, lines: readonly CostLine[], isToMend: boolean): Finding => {
  const [{ account, department, year, text, amount }] = lines as [CostLine];
  const activities = [...new Set(lines.map(({ activity }) => activity))].map((id) => String(indexOf(plan.tables.activities).get(id ?? '')?.['code'] ?? ''));
  return finding('cost-twice', { isToMend, records: costPlaces(lines, 'text'), account, department, year, text, amount: amount * (lines.length - 1), isIncome: amount < 0, ...(activities.length > 1 && { activities }) });
};

/** Above so many lines alike only those that are the same in everything are one: each is held against each. */
const mostCompared = 200;

/**
 * The same cost more than once: alike in text, year, amount and funding, and in account, months, department and activity as far as both say them. On different activities it may be a cost of
 * each, and is told for information. [C45] [C130]
 */
const costsTwice = (plan: Plan, costs: readonly CostLine[]): Finding[] => {
  const alike = groupBy(costs.filter(({ amount }) => amount !== 0), ({ year, amount, text, funding }) => JSON.stringify([year, amount, comparableText(text), comparableText(funding)]));
  const told = (groups: Iterable<readonly CostLine[]>, isToMend: boolean): Finding[] => [...groups].filter((lines) => lines.length > 1).map((lines) => costTwice(plan, lines, isToMend));
  return [...alike.values()].filter((group) => group.length > 1).flatMap((group) => {
    if (group.length > mostCompared) return told(groupBy(group, (line) => JSON.stringify([line.activity, ...aspects.map((aspect) => aspect(line))])).values(), true);
    const fullestFirst = [...group].sort((a, b) => detailOf(b) - detailOf(a)).map((line) => [line]);
    const same = withCopies(fullestFirst, (one, other) => isAlike(one, other) && mayBeOne(one.activity, other.activity));
    return [...told(same, true), ...told(withCopies(same.map(([first]) => [first!]), isAlike), false)];
  });
};

/** The same account, department and year on more than one line of the plan's budget; a file may have parts of an account, which is told and no fault. */
const linesTwice = (lines: readonly BudgetLine[]): Finding[] =>
  [...groupBy(lines, (line) => JSON.stringify([line.key, keyOfDepartment(line), line.year])).values()].filter((group) => group.length > 1).map((group) => {
    const [{ account, department, year, record }] = group as [BudgetLine];
    const isToMend = record !== null;
    // Of the plan's own lines all but one are too many; parts in a file are one amount together.
    const amount = sumOf(isToMend ? group.slice(1) : group, ({ adopted }) => adopted);
    return finding('budget-twice', { isToMend, records: linePlaces(group, 'account'), filePlaces: filePlaces(group), account, department, year, amount });
  });

/**
 * An account of a year that has lines with a department beside one without. Of one file they are parts and the rest; where some were pulled and others not, the same money
 * stands there twice.
 */
const partsAndWhole = (lines: readonly BudgetLine[], pulled: Pulled | undefined): Finding[] => {
  const keys = new Set(pulled?.figures.map(figureKey));
  const isPulled = ({ account, department, year }: BudgetLine): boolean => keys.has(figureKey({ account, department: department ?? undefined, year: year ?? undefined }));
  return [...groupBy(lines, ({ key, year }) => JSON.stringify([key, year])).values()].flatMap((group) => {
    const [parts, whole] = [group.filter((line) => keyOfDepartment(line) !== ''), group.filter((line) => keyOfDepartment(line) === '')];
    if (parts.length === 0 || whole.length === 0 || group.every(isPulled)) return [];
    const [expected, found] = [parts, whole].map((some) => sumOf(some, ({ adopted }) => adopted)) as [number, number];
    const { account, year } = whole[0]!;
    return [finding('department-and-whole', { isToMend: group.some(isPulled), records: linePlaces([...whole, ...parts], 'department'), account, year, amount: found, compared: { expected, found }, isIncome: found < 0 })];
  });
};

/** Lines of the plan's budget with money on them that lack account or year. */
const linesNotPlaced = ({ tables: { budget } }: Plan): Finding[] => (budget as readonly RecordOf<'budget'>[])
  .filter(({ account, year, adopted, actual }) => (Boolean(adopted) || Boolean(actual)) && (!account?.trim() || year === undefined))
  .map(({ id, name, account, department, year, adopted, actual }) => finding('budget-without-account', {
    records: [{ table: 'budget', id, field: account?.trim() ? 'year' : 'account' }], account: account?.trim() || null, department: department ?? null, year: year ?? null, text: name, amount: adopted ?? actual ?? null, isIncome: (adopted ?? actual ?? 0) < 0,
  }));

const wrongSums = (sums: readonly BudgetSum[]): Finding[] => sums.filter(({ stated, lines }) => stated !== lines).map(({ label, year, kind, department, stated, lines, place }) =>
  finding('sum-differs', { text: label, year, figure: kind, department: department ?? null, filePlaces: place === null ? [] : [place], amount: stated - lines, compared: { expected: lines, found: stated } }));

/** Costs, and lines of the plan's own budget, of a year that the plan's period does not reach. */
const outsidePeriod = (plan: Plan, costs: readonly CostLine[], lines: readonly BudgetLine[]): Finding[] => {
  const isOutside = ({ year }: { readonly year: number | null }): boolean => year !== null && !isOfPeriod(plan.period, year);
  return [
    ...costs.filter(isOutside).map((cost) => finding('year-outside-period', { records: costPlaces([cost], 'year'), account: cost.account, department: cost.department, year: cost.year, text: cost.text, amount: cost.amount, isIncome: cost.amount < 0 })),
    // The year before is often kept to compare with.
    ...lines.filter((line) => line.record !== null && isOutside(line)).map((line) => finding('year-outside-period', { isToMend: false, records: linePlaces([line], 'year'), account: line.account, department: line.department, year: line.year, amount: line.adopted })),
  ];
};

const notPlaced = (costs: readonly CostLine[]): Finding[] => costs.filter(({ key, year, amount }) => amount !== 0 && (key === null || year === null)).map((cost) =>
  finding('cost-without-account', {
    records: costPlaces([cost], cost.key === null ? 'account' : 'year'), account: cost.account, department: cost.department, year: cost.year, text: cost.text, amount: cost.amount, isIncome: cost.amount < 0,
  }));

/**
 * The budget to hold a plan against. A file of accounts alone (SAF-T, many a SIE) says nothing of what was adopted: what is spent there is held against the plan's own budget, on accounts that the plan has.
 * So it is for each year that a file with a budget has accounts alone of.
 */
export const heldLines = (file: readonly BudgetLine[], own: readonly BudgetLine[], costs: readonly CostLine[]): BudgetLine[] => {
  const yearsOf = (lines: readonly BudgetLine[]): Set<number | null> => new Set(lines.map(({ year }) => year));
  const adopted = yearsOf(file.filter((line) => line.adopted !== null));
  const lacking = [...yearsOf(adopted.size > 0 ? file : [...file, ...own])].filter((year) => !adopted.has(year));
  const filled = own.filter(({ year }) => lacking.includes(year)).map((line) => ({ ...line, actual: null }));
  const filledYears = yearsOf(filled);
  const keyOf = ({ key, year }: { readonly key: string | null; readonly year: number | null }): string => JSON.stringify([key, year]);
  const known = new Set([...filled, ...costs].map(keyOf));
  return [...file.filter((line) => adopted.has(line.year) || (filledYears.has(line.year) && known.has(keyOf(line)))), ...filled];
};

/** Accounts of costs that no line of the budget has, in any year; nothing where there is no budget. */
const unknownAccounts = (groups: readonly AccountYear[], known: ReadonlySet<string>): Finding[] => {
  const unknown = groupBy(groups.flatMap(({ costs }) => costs).filter(({ key }) => !known.has(key!)), ({ key }) => key!);
  return [...unknown.values()].map((costs) => {
    const amount = sumOf(costs, (cost) => cost.amount);
    return finding('unknown-account', { records: costPlaces(costs, 'account'), account: costs[0]!.account, amount, isIncome: amount < 0 });
  });
};

/** Years in which the plan costs something and nobody has made a budget; one that is to come has time. */
const yearsWithoutBudget = (groups: readonly AccountYear[], budgeted: ReadonlySet<number>, thisYear: number): Finding[] =>
  [...groupBy(groups.filter(({ year }) => !budgeted.has(year)), ({ year }) => String(year)).values()].map((ofYear) => {
    const costs = ofYear.flatMap((group) => group.costs);
    const { year } = ofYear[0]!;
    return finding('planned-without-budget', { isToMend: year <= thisYear, records: costPlaces(costs, 'year'), year, amount: sumOf(costs, ({ amount }) => amount) });
  });

/**
 * Holds a plan against its budget and tells what does not fit, the gravest first. Accounts are compared by `accountKey`, departments by `departmentKey`. Sums are exact,
 * in minor units. Pure; a plan and a budget that agree come to nothing: SPEC.md [C40]-[C51].
 */
export const reconcile = ({ plan, today, file, pulled }: ReconcileInput): Finding[] => {
  const costs = costLines(plan);
  const own = planLines(plan);
  const fromFile = file && figureLines(file.figures);
  const lines = fromFile ? heldLines(fromFile, own, costs) : own;
  const groups = accountYears(costs, lines);
  const accounts = new Set(lines.map(({ key }) => key));
  const budgeted = new Set(lines.flatMap(({ year }) => year ?? []));
  const departments = new Set(lines.map(keyOfDepartment).filter((key) => key !== ''));
  const thisYear = yearOf(today);
  const held = groups.filter((group) => budgeted.has(group.year) && accounts.has(group.lines[0]?.key ?? group.costs[0]!.key!));
  return [
    ...held.flatMap((group) => holdAccountYear(group, departments, thisYear)),
    ...unknownAccounts(groups.filter(({ year }) => budgeted.has(year)), accounts),
    ...yearsWithoutBudget(groups.filter(({ year }) => isOfPeriod(plan.period, year)), budgeted, thisYear),
    ...costsTwice(plan, costs),
    ...linesTwice(fromFile ?? own),
    ...partsAndWhole(own, pulled),
    ...linesNotPlaced(plan),
    ...wrongSums(file?.sums ?? []),
    ...outsidePeriod(plan, costs, own),
    ...notPlaced(costs),
    ...changedSincePull(own, fromFile, pulled),
  ].sort(byGravity);
};
