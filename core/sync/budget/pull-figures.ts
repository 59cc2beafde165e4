import { isConflict, mergePlan, type Preference } from '../../merge';
import { departmentKey, figureKey, sumFigures, type BudgetFigure } from '../../plan/budget/figures';
import type { PulledFigure } from '../../plan/budget/mapping';
import { groupBy } from '../../plan/group-by';
import type { Plan, PlanRecord, RecordOf } from '../../plan/plan';
import { withField } from '../../plan/records';

type BudgetLine = RecordOf<'budget'>;
const amountFields = ['adopted', 'actual'] as const;
export type AmountField = (typeof amountFields)[number];

/** An amount of the plan's budget, and where the file has it. Minor units. */
export interface PulledAmount {
  readonly account: string;
  readonly name?: string;
  readonly department?: string;
  readonly year: number;
  readonly field: AmountField;
  readonly place: string | null;
}

export interface PullInput {
  readonly plan: Plan;
  readonly figures: readonly BudgetFigure[];
  /** What was pulled from this file last; none where it never was. */
  readonly pulled: readonly PulledFigure[];
  /** The id of a new line, by what it is known by; the same each time. */
  readonly newId: (key: string) => string;
  /** For amounts that were changed both in the plan and in the file since; they are left open where it is not given. */
  readonly prefer?: Preference;
  /** The same of single figures, by `figureKey`: it goes before `prefer`. [C120] */
  readonly choices?: ReadonlyMap<string, Preference>;
}

export interface PullDecision {
  /** With the figures in its budget; the same object where nothing changed. */
  readonly plan: Plan;
  readonly changed: readonly (PulledAmount & { readonly id: string; readonly from: number | undefined; readonly to: number | undefined })[];
  readonly added: readonly { readonly id: string; readonly figure: BudgetFigure }[];
  /** Changed in the plan and in the file since the last pull, differently: the plan keeps its own. */
  readonly conflicts: readonly (PulledAmount & { readonly id: string; readonly base: number | undefined; readonly plan: number | undefined; readonly file: number | undefined })[];
  /** Changed in the plan alone since the last pull: it stays. */
  readonly kept: readonly (PulledAmount & { readonly id: string; readonly plan: number | undefined; readonly file: number })[];
  /** Was in the file at the last pull and is there no more: the plan has it still. */
  readonly gone: readonly (PulledAmount & { readonly id: string; readonly amount: number })[];
  /** Pulled before, and since then the plan has no line for it: it was removed, or is another account, department or year now. It stays so. */
  readonly removed: readonly BudgetFigure[];
  /** The same amount as at the last pull but for its sign, which a row that was sorted or moved below another heading gets: the plan keeps its own. */
  readonly turned: readonly (PulledAmount & { readonly plan: number | undefined; readonly file: number })[];
  /** The plan has other lines of the account in that year, with a department where this has none or the other way about: beside them the money would count twice, so it is no line. */
  readonly beside: readonly BudgetFigure[];
  /** Several lines of the plan's budget are for the same: none of them is touched. */
  readonly twice: readonly { readonly account: string; readonly department?: string; readonly year: number; readonly place: string | null }[];
  /** What to hold the next pull against. */
  readonly pulled: readonly PulledFigure[];
}

/** The amounts whose sign alone turned since the last pull, where the plan has not the same. */
const turnedFields = (figure: BudgetFigure, line: BudgetLine | undefined, before: PulledFigure | undefined): readonly AmountField[] =>
  amountFields.filter((field) => Boolean(figure[field]) && before?.[field] === -figure[field]! && line?.[field] !== figure[field]);

const withoutFields = ({ adopted, actual, ...rest }: BudgetFigure, fields: readonly AmountField[]): BudgetFigure =>
  ({ ...rest, ...(adopted !== undefined && !fields.includes('adopted') && { adopted }), ...(actual !== undefined && !fields.includes('actual') && { actual }) });

const linesByKey = (plan: Plan): Map<string, BudgetLine[]> =>
  groupBy((plan.tables.budget as readonly BudgetLine[]).filter(({ account, year }) => account !== undefined && year !== undefined), figureKey);

const hasAmount = ({ adopted, actual }: { readonly adopted?: number; readonly actual?: number }): boolean => adopted !== undefined || actual !== undefined;

interface Matched {
  readonly figure: BudgetFigure;
  readonly line: BudgetLine | undefined;
  readonly before: PulledFigure | undefined;
}

const newLine = ({ account, name = account, department, year, adopted, actual }: BudgetFigure, id: string): PlanRecord =>
  ({ id, account, name, ...(department !== undefined && { department }), year, ...(adopted !== undefined && { adopted }), ...(actual !== undefined && { actual }) });

/** A line as the file has it; an amount that the file does not have is as it was. */
const lineInFile = ({ figure, line }: Matched): PlanRecord => amountFields.reduce<PlanRecord>((record, field) => (figure[field] === undefined ? record : withField(record, field, figure[field])), line as PlanRecord);

/** A line as it was when file and plan last agreed. */
const lineBefore = ({ figure, line, before }: Matched): PlanRecord =>
  amountFields.reduce<PlanRecord>((record, field) => (figure[field] === undefined || before?.[field] === undefined ? record : withField(record, field, before[field])), line as PlanRecord);

/** An account with nothing on it makes no line, but where the plan has costs on it. */
const isWorthALine = ({ adopted, actual, ...key }: PulledFigure, costKeys: ReadonlySet<string>): boolean => Boolean(adopted) || Boolean(actual) || costKeys.has(figureKey(key));

const noKeys: ReadonlySet<string> = new Set();

const amountOf = ({ account, name, department, year, place }: BudgetFigure, field: AmountField): PulledAmount =>
  ({ account, ...(name !== undefined && { name }), ...(department !== undefined && { department }), year, field, place });

/** An id that no line has: one that was corrected to another account still has that of its first. */
const createFreeId = (plan: Plan, newId: PullInput['newId']): ((key: string) => string) => {
  const taken = new Set(plan.tables.budget.map(({ id }) => id));
  return (key) => {
    for (let nth = 1; ; nth++) {
      const id = newId(nth === 1 ? key : `${key} ${nth}`);
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  };
};

/** What was pulled last and is no more, of lines that the plan still has. */
const goneAmounts = (pulled: readonly PulledFigure[], inFile: ReadonlyMap<string, BudgetFigure>, lines: ReadonlyMap<string, readonly BudgetLine[]>): (PullDecision['gone'][number] & { readonly key: string })[] =>
  pulled.flatMap((before) => amountFields.flatMap((field) => {
    const key = figureKey(before);
    const [line] = lines.get(key) ?? [];
    const amount = before[field];
    if (amount === undefined || !line || line[field] === undefined || inFile.get(key)?.[field] !== undefined) return [];
    const { account, department, year } = before;
    return [{ account, ...(line.name && { name: line.name }), ...(department !== undefined && { department }), year, field, place: null, id: line.id, amount, key }];
  }));

/** The file's amounts, but where a conflict is open, so that it is told again; and those that are gone while the plan has them. */
const nextPulled = (sums: readonly BudgetFigure[], pulled: readonly PulledFigure[], open: ReadonlySet<string>, gone: readonly { readonly key: string; readonly field: AmountField; readonly amount: number }[]): PulledFigure[] => {
  const before = new Map(pulled.map((figure) => [figureKey(figure), figure]));
  const goneAt = new Map(gone.map(({ key, field, amount }) => [`${key} ${field}`, amount]));
  const known = new Map<string, PulledFigure>([...gone.map(({ key }) => [key, before.get(key)!] as const), ...sums.map((figure) => [figureKey(figure), figure] as const)]);
  return [...known].map(([key, figure]): PulledFigure => {
    const { account, department, year } = figure;
    const amounts = amountFields.flatMap((field) => {
      const amount = open.has(`${key} ${field}`) ? before.get(key)?.[field] : (goneAt.get(`${key} ${field}`) ?? figure[field]);
      return amount === undefined ? [] : [[field, amount] as const];
    });
    return { account, ...(department !== undefined && { department }), year, ...Object.fromEntries(amounts) };
  }).sort((a, b) => a.year - b.year || (figureKey(a) < figureKey(b) ? -1 : 1));
};

/** Has the plan money on a figure's account and year by department, where the figure has none, or the other way about? Lines that the file has, too, are its own parts and rest. */
const createIsBeside = (plan: Plan, sums: readonly BudgetFigure[]): ((figure: BudgetFigure) => boolean) => {
  const inFile = new Set(sums.map(figureKey));
  const accountOf = ({ account, year }: Parameters<typeof figureKey>[0]): string => figureKey({ account, year });
  const others = groupBy((plan.tables.budget as readonly BudgetLine[]).filter((line) => hasAmount(line) && !inFile.has(figureKey(line))), accountOf);
  const isWhole = ({ department }: { readonly department?: string }): boolean => departmentKey(department) === '';
  return (figure) => (others.get(accountOf(figure)) ?? []).some((line) => isWhole(line) !== isWhole(figure));
};

/**
 * Takes a file's figures into a plan's budget by the merge that every sync goes through: base is what was pulled last, the sheet is the file. Lines
 * are matched by account, department and year, and keep their ids; nothing is removed, and what the plan removed does not come back, and a sign that turned alone is not taken. Pulling the same again changes nothing. Pure. [C34]-[C37], [C93]
 */
export const pullFigures = ({ plan, figures, pulled, newId, prefer, choices }: PullInput): PullDecision => {
  const preferAt = (key: string): Preference | undefined => choices?.get(key) ?? prefer;
  const sums = sumFigures(figures).filter(hasAmount);
  const lines = linesByKey(plan);
  const lastPulled = new Map(pulled.map((figure) => [figureKey(figure), figure]));
  const costKeys = new Set((plan.tables.costs as readonly RecordOf<'costs'>[]).map(figureKey));
  const matched = new Map<string, Matched>();
  const added: { id: string; figure: BudgetFigure }[] = [];
  const [removed, twice, beside]: [BudgetFigure[], BudgetFigure[], BudgetFigure[]] = [[], [], []];
  const isBeside = createIsBeside(plan, sums);
  const freeId = createFreeId(plan, newId);
  const turned: PullDecision['turned'][number][] = [];
  for (const sum of sums) {
    const key = figureKey(sum);
    const [line, another] = lines.get(key) ?? [];
    const before = lastPulled.get(key);
    const takesFile = preferAt(key) === 'sheet';
    const left = line && !another && !takesFile ? turnedFields(sum, line, before) : [];
    turned.push(...left.map((field) => ({ ...amountOf(sum, field), plan: line![field], file: sum[field]! })));
    const figure = withoutFields(sum, left);
    if (another) twice.push(figure);
    else if (line) matched.set(line.id, { figure, line, before });
    else if (before && isWorthALine(before, noKeys) && !takesFile) removed.push(figure);
    else if (isWorthALine(figure, noKeys) && !takesFile && isBeside(figure)) beside.push(figure);
    else if (isWorthALine(figure, costKeys)) added.push({ id: freeId(key), figure });
  }
  const preferOf = ({ figure }: Matched): Preference | undefined => preferAt(figureKey(figure));
  const withLines = (make: (match: Matched) => PlanRecord): PlanRecord[] => plan.tables.budget.map((record) => (matched.has(record.id) ? make(matched.get(record.id)!) : record));
  const merged = mergePlan({
    // Whoever prefers the file takes what was kept of the plan too.
    base: { ...plan, tables: { ...plan.tables, budget: withLines((match) => (preferOf(match) === 'sheet' ? (match.line as PlanRecord) : lineBefore(match))) } },
    store: plan,
    sheet: { budget: { rows: [...withLines(lineInFile), ...added.map(({ id, figure }) => newLine(figure, id))].map((record) => ({ record })), missingFields: new Set() } },
    settle: ({ id }) => preferOf(matched.get(id)!),
  });
  const at = (id: string, field: string | null) => ({ id, ...amountOf(matched.get(id)!.figure, field as AmountField) });
  const conflicts = merged.decisions.filter(isConflict).map(({ id, field, base, store, sheet }) => ({ ...at(id, field), base: base as number | undefined, plan: store as number | undefined, file: sheet as number | undefined }));
  const open = new Set([...conflicts.map(({ id, field }) => `${figureKey(matched.get(id)!.figure)} ${field}`), ...turned.map((one) => `${figureKey(one)} ${one.field}`)]);
  const gone = goneAmounts(pulled, new Map(sums.map((figure) => [figureKey(figure), figure])), lines);
  const changed = merged.decisions.flatMap((one) => (one.kind === 'change' ? [{ ...at(one.id, one.field), from: one.from as number | undefined, to: one.to as number | undefined }] : []));
  const kept = merged.decisions.flatMap((one) => {
    if (one.kind !== 'receive' || one.field === null || !matched.has(one.id)) return [];
    const { figure, line } = matched.get(one.id)!;
    const file = figure[one.field as AmountField];
    return file === undefined || file === line![one.field as AmountField] ? [] : [{ ...at(one.id, one.field), plan: line![one.field as AmountField], file }];
  });
  const besideKeys = new Set(beside.map(figureKey));
  return {
    plan: changed.length + added.length > 0 ? merged.plan : plan, changed, added, conflicts, kept, gone: gone.map(({ key: _, ...one }) => one), removed, turned, beside,
    twice: twice.map(({ account, department, year, place }) => ({ account, ...(department !== undefined && { department }), year, place })),
    pulled: nextPulled(sums.filter((sum) => !besideKeys.has(figureKey(sum))), pulled, open, gone),
  };
};
