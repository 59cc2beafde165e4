import type { BudgetMapping } from '../../../plan/budget/mapping';
import type { Locale } from '../../../plan/locale';
import { yearsOfPeriod } from '../../../plan/period';
import { guessReasonText } from '../../../sheet';
import type { Revision, Store } from '../../../sync/store';
import { keepLink } from '../../journey/budget/link-budget';
import { nameColumns } from '../../journey/budget/name-columns';
import { figuresOf, openBudget, type OpenedBudget, type ReadBudget } from '../../journey/budget/read-budget';
import { spokenAs, succeed, type Result } from '../../journey/failure';
import { replaceFile } from '../../journey/files';
import { findRevision } from '../../journey/find-revision';
import { linkedMessage } from '../../texts/history-messages';
import { amountsText, figureProblemJson, lineName, mappingLines, otherYearsLines, placeNote, problemLines } from '../budget-lines';
import { budgetSources } from '../budget-sources';
import { exitCodes, flag, type Arguments, type Command, type CommandContext, type Outcome } from '../command';
import { linkRemarks } from '../link-checks';
import { guessedMapping, mappingOf } from '../link-mapping';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { block, indent } from '../sync-report';
import { say } from '../texts';

/** A mapping that was said or guessed, with the reasons; none for an export that needs none. */
interface Proposal {
  readonly mapping: BudgetMapping | undefined;
  readonly reasons: readonly string[];
  /** What may have been overlooked. */
  readonly remarks: readonly string[];
}

const propose = (opened: OpenedBudget, head: Revision, args: Arguments, locale: Locale): Result<Proposal> => {
  if (opened.file.kind === 'figures') return succeed({ mapping: undefined, reasons: [], remarks: [] });
  if (!flag(args, 'guess')) {
    const mapping = mappingOf(args, opened.file.grid, head.plan, locale);
    return mapping.ok ? succeed({ mapping: mapping.value, reasons: [], remarks: linkRemarks(opened.file.grid, mapping.value, locale) }) : mapping;
  }
  const guess = guessedMapping(args, opened.file.grid, { years: yearsOfPeriod(head.plan.period), fileName: opened.title }, locale);
  return guess.ok ? succeed({ mapping: guess.value.mapping, reasons: guess.value.reasons.map((reason) => guessReasonText(reason, locale)), remarks: [] }) : guess;
};

const shownFigures = 8;

const shownLines = ({ file, title: name }: OpenedBudget, { mapping, reasons, remarks }: Proposal, { figures, problems, otherYears }: ReadBudget, locale: Locale): string[] => [
  ...(mapping ? [say('linkMapping', locale, { file: name }), ...indent(mappingLines(mapping, locale))] : [say('linkNeedsNone', locale, { file: name, format: file.format === 'sie' ? 'SIE' : 'SAF-T' })]),
  ...block(say('linkWhy', locale), reasons),
  ...block(say('linkRemarks', locale), remarks),
  ...block(say('linkFirst', locale, { count: figures.length }), figures.slice(0, shownFigures).map((figure) => `${lineName(figure)}: ${amountsText(figure, locale)}${placeNote(figure.place)}`)),
  ...block(say('linkUnread', locale, { count: problems.length }), problemLines(problems, locale)),
  ...otherYearsLines(otherYears, locale),
  '',
];

/** Gives the columns names in the file; what became of it. */
const writeNames = async ({ file, bytes }: OpenedBudget, path: string, mapping: BudgetMapping | undefined, locale: Locale): Promise<Result<{ readonly names: readonly string[]; readonly lines: readonly string[] }>> => {
  if (file.kind !== 'grid' || file.format !== 'xlsx' || !mapping || !bytes) return succeed({ names: [], lines: [say('linkNoNames', locale)] });
  const named = nameColumns(bytes, file.grid, mapping);
  if (!named.ok) return named;
  const replaced = await replaceFile(path, named.value.bytes, bytes);
  if (!replaced.ok) return replaced;
  const { names } = named.value;
  const isLive = names.some((name) => /^Planark_(?:adopted|actual)_/.test(name));
  const kept = replaced.value.aside ? [say('keptOld', locale, { path: replaced.value.aside })] : [];
  return succeed({ names, lines: [say('linkNamed', locale, { names: names.join(', ') }), ...(isLive ? [] : [say('linkNotLive', locale)]), ...kept] });
};

interface Shown {
  readonly opened: OpenedBudget;
  readonly proposal: Proposal;
  readonly lines: readonly string[];
  readonly json: object;
}

/** Keeps what was shown, and says so. */
const keep = async (store: Store, head: Revision, path: string, args: Arguments, context: CommandContext, { opened, proposal, lines, json }: Shown): Promise<Result<Outcome>> => {
  const locale = localeOf(context, head.plan);
  const kept = await keepLink(store, head.planId, opened.name, proposal.mapping, { author: context.author, message: linkedMessage(opened.title, head.plan), time: context.now });
  if (!kept.ok) return kept;
  const isInGoogle = opened.bytes === null;
  const named = flag(args, 'names') && !isInGoogle ? await writeNames(opened, path, proposal.mapping, locale) : succeed({ names: [], lines: [] });
  if (!named.ok) return spokenAs(named, head.plan);
  const { revision: { number }, isCommitted } = kept.value;
  return succeed({
    exitCode: exitCodes.done,
    lines: [...lines, say(isCommitted ? 'linkKept' : 'linkSame', locale, { number, plan: head.planId, file: path }), ...named.value.lines, ...(isInGoogle ? [say('linkInGoogle', locale, { plan: head.planId })] : [])],
    json: { ...json, revision: number, kept: true, committed: isCommitted, names: named.value.names },
  });
};

/** `planark budget link PLAN FILE --account A --adopted 2026=D`, or `--guess`: shows how the file would be read, and keeps it. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId, path] = args.positionals as [string, string];
  const head = await findRevision(store.value, planId);
  if (!head.ok) return head;
  const { plan, number } = head.value;
  const locale = localeOf(context, plan);
  const opened = await openBudget(budgetSources(args, context), path);
  if (!opened.ok) return spokenAs(opened, plan);
  const proposal = propose(opened.value, head.value, args, locale);
  if (!proposal.ok) return spokenAs(proposal, plan);
  const read = figuresOf(opened.value, path, plan, proposal.value.mapping);
  if (!read.ok) return spokenAs(read, plan);
  const { figures, problems, otherYears } = read.value;
  const lines = shownLines(opened.value, proposal.value, read.value, locale);
  const json = { plan: planId, file: opened.value.name, format: opened.value.file.format, mapping: proposal.value.mapping ?? null, reasons: proposal.value.reasons, remarks: proposal.value.remarks, figures: figures.slice(0, shownFigures), count: figures.length, otherYears, problems: figureProblemJson(problems, locale) };
  const isOnlyShown = flag(args, 'preview') || (flag(args, 'guess') && !flag(args, 'yes'));
  if (!isOnlyShown) return keep(store.value, head.value, path, args, context, { opened: opened.value, proposal: proposal.value, lines, json });
  const last = flag(args, 'preview') ? say('previewOnly', locale) : say('linkNotKept', locale);
  return succeed({ exitCode: exitCodes.done, lines: [...lines, last], json: { ...json, revision: number, kept: false, committed: false, names: [] } });
};
