import type { BudgetFigure } from '../../../plan/budget/figures';
import { findBudgetLink, isSameTab, mappingsOf } from '../../../plan/budget/links';
import type { BudgetMapping } from '../../../plan/budget/mapping';
import type { Locale } from '../../../plan/locale';
import { yearsOfPeriod } from '../../../plan/period';
import { amountOfName, guessReasonText, linkedBudget, liveShare, liveShareText, readFigures, wantedNames, withNames, type Grid } from '../../../sheet';
import type { Revision, Store } from '../../../sync/store';
import { keepLink, type FileLink } from '../../journey/budget/link-budget';
import { nameColumns } from '../../journey/budget/name-columns';
import { figuresOf, openBudget, tabsOf, type OpenedBudget, type ReadBudget } from '../../journey/budget/read-budget';
import { spokenAs, succeed, type Result } from '../../journey/failure';
import { replaceFile } from '../../journey/files';
import { findRevision } from '../../journey/find-revision';
import { linkedMessage } from '../../texts/history-messages';
import { shellWord } from '../../texts/shell-word';
import { amountsText, figureProblemJson, lineName, mappingLines, otherYearsLines, placeNote, problemLines } from '../budget-lines';
import { budgetSources } from '../budget-sources';
import { exitCodes, flag, type Arguments, type Command, type CommandContext, type Outcome } from '../command';
import { besideRemarks, linkRemarks } from '../link-checks';
import { guessedMappings, mappingOf } from '../link-mapping';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { block, indent } from '../sync-report';
import { say } from '../texts';

/** A tab whose mapping was said or guessed, with the reasons. */
interface ProposedTab {
  readonly mapping: BudgetMapping;
  readonly reasons: readonly string[];
}

/** The tabs that are to be linked; none for an export that needs none. */
interface Proposal {
  readonly tabs: readonly ProposedTab[];
  /** What may have been overlooked, and what becomes of tabs that are linked already. */
  readonly remarks: readonly string[];
}

const proposeTabs = ({ file, name, title }: OpenedBudget, { plan }: Revision, args: Arguments, locale: Locale): Result<Proposal> => {
  if (file.kind === 'figures') return succeed({ tabs: [], remarks: [] });
  if (!flag(args, 'guess')) {
    const mapping = mappingOf(args, file.grid, plan, locale);
    return mapping.ok ? succeed({ tabs: [{ mapping: mapping.value, reasons: [] }], remarks: linkRemarks(file.grid, mapping.value, locale) }) : mapping;
  }
  const linked = mappingsOf(findBudgetLink(plan, name)).filter((one) => file.grid.worksheets.some((worksheet) => isSameTab(one, { tab: worksheet.name })));
  const guessed = guessedMappings(args, file.grid, { years: yearsOfPeriod(plan.period), fileName: title }, linked, locale);
  return guessed.ok ? succeed({ tabs: guessed.value.map(({ mapping, reasons }) => ({ mapping, reasons: reasons.map((reason) => guessReasonText(reason, locale)) })), remarks: [] }) : guessed;
};

const linkOf = (opened: OpenedBudget, { tabs }: Pick<Proposal, 'tabs'>): FileLink => ({ name: opened.name, mappings: tabs.map(({ mapping }) => mapping), tabs: tabsOf(opened) });

const propose = (opened: OpenedBudget, head: Revision, args: Arguments, locale: Locale): Result<Proposal> => {
  const proposal = proposeTabs(opened, head, args, locale);
  return proposal.ok ? succeed({ ...proposal.value, remarks: [...proposal.value.remarks, ...besideRemarks(head.plan, linkOf(opened, proposal.value), locale)] }) : proposal;
};

/** So many lines show whether the right columns were taken; of each tab as many as there is room for. */
const shownFigures = 8;

const firstLines = (figures: readonly BudgetFigure[], most: number, locale: Locale): string[] =>
  block(say('linkFirst', locale, { count: figures.length }), figures.slice(0, most).map((figure) => `${lineName(figure)}: ${amountsText(figure, locale)}${placeNote(figure.place, locale)}`));

const tabLines = (grid: Grid, { mapping, reasons }: ProposedTab, file: string, most: number, locale: Locale): string[] => [
  say('linkMapping', locale, { file }), ...indent(mappingLines(mapping, locale)), ...block(say('linkWhy', locale), reasons), ...firstLines(readFigures(grid, mapping, locale).figures, most, locale),
];

const shownLines = ({ file, title }: OpenedBudget, { tabs, remarks }: Proposal, { figures, problems, otherYears }: ReadBudget, locale: Locale): string[] => [
  ...(file.kind === 'grid' ? tabs.flatMap((tab, i) => [...(i > 0 ? [''] : []), ...tabLines(file.grid, tab, title, Math.max(3, Math.floor(shownFigures / tabs.length)), locale)])
    : [say('linkNeedsNone', locale, { file: title, format: file.format === 'sie' ? 'SIE' : 'SAF-T' }), ...firstLines(figures, shownFigures, locale)]),
  ...block(say('linkRemarks', locale), remarks),
  ...block(say('linkUnread', locale, { count: problems.length }), problemLines(problems, locale)),
  ...otherYearsLines(otherYears, locale),
  '',
];

/** Which figures of the plan's budget formulas would follow, were its tabs in the file. */
const shareLines = (grid: Grid, { plan }: Revision, mappings: readonly BudgetMapping[], locale: Locale): string[] => {
  const linked = linkedBudget(withNames(grid, wantedNames(grid, ...mappings)));
  const share = linked && liveShare(plan, linked);
  return share && share.live + share.others.length > 0 ? [say('linkShare', locale, { share: liveShareText(share)[locale] })] : [];
};

/** Gives the columns of all linked tabs names in the file; what became of it. */
const writeNames = async ({ name, file, bytes }: OpenedBudget, path: string, head: Revision, locale: Locale): Promise<Result<{ readonly names: readonly string[]; readonly lines: readonly string[] }>> => {
  const mappings = mappingsOf(findBudgetLink(head.plan, name));
  if (file.kind !== 'grid' || file.format !== 'xlsx' || mappings.length === 0 || !bytes) return succeed({ names: [], lines: [say('linkNoNames', locale)] });
  const named = nameColumns(bytes, file.grid, mappings);
  if (!named.ok) return named;
  const replaced = await replaceFile(path, named.value.bytes, bytes);
  if (!replaced.ok) return replaced;
  const { names } = named.value;
  const isLive = names.some((own) => amountOfName(own) !== undefined);
  const kept = replaced.value.aside ? [say('keptOld', locale, { path: replaced.value.aside })] : [];
  return succeed({ names, lines: [say('linkNamed', locale, { names: names.join(', ') }), ...(isLive ? shareLines(file.grid, head, mappings, locale) : [say('linkNotLive', locale)]), ...kept] });
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
  const kept = await keepLink(store, head.planId, linkOf(opened, proposal), { author: context.author, message: linkedMessage(opened.title, head.plan), time: context.now });
  if (!kept.ok) return kept;
  const isInGoogle = opened.bytes === null;
  const named = flag(args, 'names') && !isInGoogle ? await writeNames(opened, path, kept.value.revision, locale) : succeed({ names: [], lines: [] });
  if (!named.ok) return spokenAs(named, head.plan);
  const { revision: { number }, isCommitted } = kept.value;
  return succeed({
    exitCode: exitCodes.done,
    lines: [...lines, say(isCommitted ? 'linkKept' : 'linkSame', locale, { number, plan: head.planId, word: shellWord(path) }), ...named.value.lines, ...(isInGoogle ? [say('linkInGoogle', locale, { plan: head.planId })] : [])],
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
  const mappings = proposal.value.tabs.map(({ mapping }) => mapping);
  const read = figuresOf(opened.value, path, plan, mappings);
  if (!read.ok) return spokenAs(read, plan);
  const { figures, problems, otherYears } = read.value;
  const lines = shownLines(opened.value, proposal.value, read.value, locale);
  const json = { plan: planId, file: opened.value.name, format: opened.value.file.format, mappings, reasons: proposal.value.tabs.flatMap(({ reasons }) => reasons), remarks: proposal.value.remarks, figures: figures.slice(0, shownFigures), count: figures.length, otherYears, problems: figureProblemJson(problems, locale) };
  const isOnlyShown = flag(args, 'preview') || (flag(args, 'guess') && !flag(args, 'yes'));
  if (!isOnlyShown) return keep(store.value, head.value, path, args, context, { opened: opened.value, proposal: proposal.value, lines, json });
  const last = opened.value.file.kind === 'figures' ? say('linkNotNeeded', locale, { plan: planId, word: shellWord(path) }) : say(flag(args, 'preview') ? 'previewOnly' : 'linkNotKept', locale);
  return succeed({ exitCode: exitCodes.done, lines: [...lines, last], json: { ...json, revision: number, kept: false, committed: false, names: [] } });
};
