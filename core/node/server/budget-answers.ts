import { figureKey, type BudgetFigure } from '../../plan/budget/figures';
import type { Locale } from '../../plan/locale';
import { cellAddress, figureProblemText, guessReasonText } from '../../sheet';
import { figureFates, type BudgetPreview, type BudgetPush, type FigureFate, type PulledAmount, type PulledFigureMessage } from '../../sync';
import type { PullDecided } from '../journey/budget/pull-budget';
import type { DecidedPush, PushedBudget } from '../journey/budget/push-budget';
import type { SeenTables } from '../journey/budget/work/budget-work';

/** What pulls and pushes of a treasurer's budget come to, as messages. */

const kinds = ['adopted', 'actual'] as const;
type Line = Pick<BudgetFigure, 'account' | 'name' | 'department' | 'year'>;
const lineOf = ({ account, name, department, year }: Line) => ({ account, name: name ?? null, department: department ?? null, year });

const settled: ReadonlySet<FigureFate> = new Set(['twice', 'gone', 'changed', 'added']);

/** One amount of a figure, as the plan and the file have it. */
interface Told extends Line {
  readonly fate: FigureFate;
  readonly place: string | null;
  readonly amounts: PulledFigureMessage['amounts'];
}

const amountOf = (fate: FigureFate, one: PulledAmount, plan: number | undefined, file: number | undefined): Told =>
  ({ ...one, fate, amounts: [{ kind: one.field, plan: plan ?? null, file: file ?? null }] });
const figureOf = (fate: FigureFate, one: Line & Partial<BudgetFigure>): Told =>
  ({ ...one, fate, place: one.place ?? null, amounts: kinds.flatMap((kind) => (one[kind] === undefined ? [] : [{ kind, plan: null, file: one[kind] }])) });

const toldFigures = ({ changed, added, conflicts, kept, gone, removed, turned, beside, twice }: PullDecided['decision']): Told[] => [
  ...conflicts.map((one) => amountOf('conflict', one, one.plan, one.file)),
  ...turned.map((one) => amountOf('turned', one, one.plan, one.file)),
  ...beside.map((one) => figureOf('beside', one)),
  ...removed.map((one) => figureOf('removed', one)),
  ...kept.map((one) => amountOf('kept', one, one.plan, one.file)),
  ...twice.map((one) => figureOf('twice', one)),
  ...gone.map((one) => amountOf('gone', one, one.amount, undefined)),
  ...changed.map((one) => amountOf('changed', one, one.from, one.to)),
  ...added.map(({ figure }) => figureOf('added', figure)),
];

/** What becomes of the figures, a line each: amounts of one line that share a fate stand together. */
const figureMessages = (decision: PullDecided['decision']): PulledFigureMessage[] => {
  const lines = new Map<string, PulledFigureMessage>();
  for (const { fate, place, amounts, ...line } of toldFigures(decision)) {
    const key = `${figureFates.indexOf(fate)} ${figureKey(line)}`;
    const before = lines.get(key)?.amounts ?? [];
    lines.set(key, { fate, ...lineOf(line), place, amounts: [...before, ...amounts], mayChoose: !settled.has(fate) });
  }
  return [...lines.values()];
};

const [shownFirst, mostFigures] = [8, 2_000];

const tableMessages = (tables: SeenTables['tables'], locale: Locale): BudgetPreview['tables'] =>
  tables.map(({ mapping, reasons }) => ({ mapping, reasons: reasons.map((reason) => guessReasonText(reason, locale)) }));

/** All that a pull does, or would do. */
export const pullMessage = ({ read, decision, others, asOf }: PullDecided, { tables, beside, isLinked, fits }: SeenTables, locale: Locale): Omit<BudgetPreview, 'plan' | 'revision'> => ({
  file: read.name, isLinked, fits,
  tables: tableMessages(tables, locale), beside: tableMessages(beside, locale),
  first: read.figures.slice(0, shownFirst).map((one) => ({ ...lineOf(one), adopted: one.adopted ?? null, actual: one.actual ?? null })),
  read: read.figures.length,
  problems: read.problems.map((problem) => ({ place: problem.place, message: figureProblemText(problem, locale) })),
  asOf,
  otherYears: read.otherYears,
  others: { accounts: others.accounts, adopted: others.adopted ?? null, actual: others.actual ?? null },
  figures: figureMessages(decision).slice(0, mostFigures),
  counts: { changed: decision.changed.length, added: decision.added.length, conflicts: decision.conflicts.length },
});

const arrayCells = ({ warnings }: Extract<PushedBudget, { kind: 'pushed' }>): BudgetPush['notWritten'] =>
  warnings.flatMap((warning) => (warning.kind === 'array' ? [{ why: 'array' as const, cell: cellAddress(warning.row, warning.column), account: '', department: null, amount: null }] : []));

const sumMessages = (sums: DecidedPush['push']['sums']): BudgetPush['sums'] => sums.map(({ cell, account, department, before, now }) => ({ cell, account, department: department ?? null, before, now }));

/** What a push did, or what it asks about before it does anything. */
export const pushMessage = (pushed: PushedBudget, file: BudgetPush['file']): BudgetPush => {
  const { planId: plan, number: revision } = pushed.head;
  if (pushed.kind === 'refused') return { plan, revision, outcome: 'asks', year: null, tab: null, columns: [], sums: sumMessages(pushed.sums), notWritten: [], losesSignature: false, file: null };
  const { push: { tab, headers, sums, unpushed }, year, warnings } = pushed;
  return {
    plan, revision, outcome: 'done', year, tab, columns: headers, sums: sumMessages(sums),
    notWritten: [...unpushed.map(({ why, cell, account, department, amount }) => ({ why, cell, account, department: department ?? null, amount })), ...arrayCells(pushed)],
    losesSignature: warnings.some(({ kind }) => kind === 'signed'), file,
  };
};
