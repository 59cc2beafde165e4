import { amountKey, findBudgetLink, isSameTab, mappingsOf } from '../../../../plan/budget/links';
import type { BudgetMapping } from '../../../../plan/budget/mapping';
import { yearsOfPeriod } from '../../../../plan/period';
import type { Plan } from '../../../../plan/plan';
import { fittingLink, guessMappings, type GuessFailure, type GuessReason, type TabGuesses } from '../../../../sheet';
import { gridFromWire, type WireGrid } from '../../../../sync';
import type { Revision } from '../../../../sync/store';
import { noOffice, readBudgetFile } from '../../../budget-files/read-budget-file';
import type { ReadXlsx } from '../../../host-xlsx/isolate/isolated-reader';
import { spokenAs, succeed, type Result } from '../../failure';
import { decidePreview, decidePull, type DecidedPull, type PullDecided, type PullOptions } from '../pull-budget';
import { pushInto, type PushedBudget, type PushOptions } from '../push-budget';
import { openedFile, openedGrid, type OpenedBudget } from '../read-budget';

/** What somebody sends of a treasurer's budget: a file, or the tabs of a workbook that stands open. */
export interface SentBudget {
  readonly name: string;
  readonly content: { readonly bytes: Uint8Array } | { readonly workbook: WireGrid };
  /** The linked file that it is, where it goes by another name. */
  readonly as?: string | undefined;
}

/** A tab as it is read, and why so. */
interface SeenTable {
  readonly mapping: BudgetMapping;
  readonly reasons: readonly GuessReason[];
}

/** How a file is read. */
export interface SeenTables {
  readonly tables: readonly SeenTable[];
  /** Tabs of a linked file that look like a budget, too, and are not read. */
  readonly beside: readonly SeenTable[];
  readonly isLinked: boolean;
  /** The linked file that it is laid out like, where it is not linked itself. */
  readonly fits: string | null;
}

interface PullJob {
  readonly head: Revision;
  readonly sent: SentBudget;
  readonly options: PullOptions;
}

/** What is done with a budget that was sent: each by what it is given and what it comes to. It is all that takes long, and it needs no store. */
interface Jobs {
  readonly preview: { readonly job: PullJob; readonly comesTo: { readonly kind: 'seen'; readonly seen: SeenTables; readonly decided: PullDecided } | { readonly kind: 'no-guess'; readonly failure: GuessFailure } };
  /** `time` is of the revision, as an ISO instant. */
  readonly pull: { readonly job: PullJob & { readonly time: string }; readonly comesTo: DecidedPull };
  readonly push: { readonly job: { readonly head: Revision; readonly name: string; readonly bytes: Uint8Array; readonly options: PushOptions }; readonly comesTo: PushedBudget };
}
export type BudgetTask = keyof Jobs;
export type BudgetJob<T extends BudgetTask> = Jobs[T]['job'];
export type BudgetDone<T extends BudgetTask> = Result<Jobs[T]['comesTo']>;

/** Does a task here or, for servers, in a process of its own. */
export type BudgetWork = <T extends BudgetTask>(task: T, job: BudgetJob<T>) => Promise<BudgetDone<T>>;

const open = async (readXlsx: ReadXlsx, { name, content, as = name }: SentBudget): Promise<Result<OpenedBudget>> => {
  const opened = 'bytes' in content ? openedFile(name, content.bytes, await readBudgetFile(readXlsx, content.bytes, noOffice)) : succeed(openedGrid(name, gridFromWire(content.workbook)));
  return opened.ok ? succeed({ ...opened.value, name: as }) : opened;
};

/** The tabs with amounts that none of these has. [C165] */
const tablesBeside = (read: readonly BudgetMapping[], guess: TabGuesses): readonly SeenTable[] => {
  const known = new Set(read.flatMap(({ amounts }) => amounts.map(amountKey)));
  return guess.ok ? guess.guesses.filter(({ mapping }) => !read.some((one) => isSameTab(one, mapping)) && mapping.amounts.some((amount) => !known.has(amountKey(amount)))) : [];
};

/** How a file is read: as it is said, as the plan's link with it says, or by a guess, which nobody keeps before it was confirmed; and what would be kept. [C122] */
const look = ({ file, name, title }: OpenedBudget, plan: Plan, said: readonly BudgetMapping[] | undefined): { readonly seen: SeenTables; readonly mappings?: readonly BudgetMapping[] | undefined } | GuessFailure => {
  const link = findBudgetLink(plan, name);
  const isLinked = link !== undefined;
  const fits = isLinked || file.kind === 'figures' ? null : (fittingLink(plan, name, file.grid) ?? null);
  if (file.kind === 'figures') return { seen: { isLinked, fits, tables: [], beside: [] }, mappings: said };
  const guessBeside = (linked?: readonly BudgetMapping[]): TabGuesses => guessMappings(file.grid, { years: yearsOfPeriod(plan.period), fileName: title }, linked);
  if (said ?? link?.mapping) {
    const read = said ?? mappingsOf(link);
    return { seen: { isLinked, fits, tables: read.map((mapping) => ({ mapping, reasons: [] })), beside: isLinked ? tablesBeside(read, guessBeside(read)) : [] }, mappings: said };
  }
  const guess = guessBeside();
  return guess.ok ? { seen: { isLinked, fits, tables: guess.guesses, beside: [] }, mappings: guess.guesses.map(({ mapping }) => mapping) } : guess.failure;
};

const preview = async (readXlsx: ReadXlsx, { head, sent, options }: PullJob): Promise<BudgetDone<'preview'>> => {
  const opened = await open(readXlsx, sent);
  if (!opened.ok) return spokenAs(opened, head.plan);
  const looked = look(opened.value, head.plan, options.mappings);
  if (typeof looked === 'string') return succeed({ kind: 'no-guess', failure: looked });
  const decided = decidePreview(opened.value, opened.value.title, head, { ...options, mappings: looked.mappings });
  return decided.ok ? succeed({ kind: 'seen', seen: looked.seen, decided: decided.value }) : decided;
};

const pull = async (readXlsx: ReadXlsx, { head, sent, options, time }: BudgetJob<'pull'>): Promise<BudgetDone<'pull'>> => {
  const opened = await open(readXlsx, sent);
  return opened.ok ? decidePull(opened.value, opened.value.title, head, options, time) : spokenAs(opened, head.plan);
};

/** Does the tasks in this process. */
export const createBudgetWork = (readXlsx: ReadXlsx): BudgetWork => {
  const tasks: { readonly [T in BudgetTask]: (job: BudgetJob<T>) => Promise<BudgetDone<T>> } = {
    preview: (job) => preview(readXlsx, job),
    pull: (job) => pull(readXlsx, job),
    push: ({ head, name, bytes, options }) => pushInto(readXlsx, head, name, bytes, options),
  };
  return (task, job) => tasks[task](job);
};
