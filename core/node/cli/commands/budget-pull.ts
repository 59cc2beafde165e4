import type { Locale } from '../../../plan/locale';
import { previewPull, pullBudget, type PullOutcome, type PullPreview } from '../../journey/budget/pull-budget';
import { succeed, type Result } from '../../journey/failure';
import { amountsText, amountText, budgetField, figureProblemJson, lineName, otherYearsLines, placeNote, problemLines } from '../budget-lines';
import { dateText, readDateText, words } from '../../../sheet';
import { budgetSources } from '../budget-sources';
import { usageFailure } from '../command-line';
import { exitCodes, flag, option, type Command, type ExitCode, type Outcome } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { syncOptions } from '../sync-arguments';
import { block, indent } from '../sync-report';
import { say } from '../texts';

const exitCodeOf = ({ read, decision: { conflicts, twice, turned, beside } }: PullPreview): ExitCode =>
  (conflicts.length > 0 ? exitCodes.conflicts : read.problems.length + twice.length + turned.length + beside.length > 0 ? exitCodes.problems : exitCodes.done);

const othersLines = ({ accounts, figures, ...sums }: PullPreview['others'], locale: Locale): string[] => {
  const amounts = amountsText({ account: '', year: 0, place: null, ...sums }, locale);
  const named = figures.map((figure) => `${lineName(figure)}: ${amountsText(figure, locale)}${placeNote(figure.place, locale)}`);
  return accounts > 0 ? ['', say('pullOthers', locale, { count: accounts, amounts }), ...indent(named)] : [];
};

const dayLines = (day: string | null | undefined, locale: Locale): string[] => (day ? ['', `${words.accountsAsOf[locale]} ${dateText(day, locale)}.`] : []);

const pullLines = ({ read, decision, others, asOf }: PullPreview, locale: Locale): string[] => {
  const { changed, added, conflicts, kept, gone, removed, turned, beside, twice } = decision;
  const field = (one: { readonly field: string }): string => budgetField(one.field, locale);
  const sides = (one: (typeof kept)[number] | (typeof conflicts)[number] | (typeof turned)[number]): string =>
    say('pullSides', locale, { line: lineName(one), field: field(one), plan: amountText(one.plan, locale), file: amountText(one.file, locale), place: placeNote(one.place, locale) });
  return [
    say('pullSummary', locale, { changed: changed.length, added: added.length, conflicts: conflicts.length }),
    ...indent([
      ...changed.map((one) => say('pullChanged', locale, { line: lineName(one), field: field(one), from: amountText(one.from, locale), to: amountText(one.to, locale), place: placeNote(one.place, locale) })),
      ...added.map(({ figure }) => say('pullAdded', locale, { line: lineName(figure), amounts: amountsText(figure, locale), place: placeNote(figure.place, locale) })),
    ]),
    ...block(say('pullConflicts', locale, { count: conflicts.length }), conflicts.map(sides)),
    ...block(say('pullKept', locale), kept.map(sides)),
    ...block(say('pullGone', locale, { count: gone.length }), gone.map((one) => say('pullGoneLine', locale, { line: lineName(one), field: field(one), amount: amountText(one.amount, locale) }))),
    ...block(say('pullRemoved', locale), removed.map((one) => `${lineName(one)}: ${amountsText(one, locale)}${placeNote(one.place, locale)}`)),
    ...block(say('pullTurned', locale), turned.map(sides)),
    ...block(say('pullBeside', locale), beside.map((one) => `${lineName(one)}: ${amountsText(one, locale)}${placeNote(one.place, locale)}`)),
    ...block(say('pullTwice', locale), twice.map((one) => `${lineName(one)}${placeNote(one.place, locale)}`)),
    ...block(say('linkUnread', locale, { count: read.problems.length }), problemLines(read.problems, locale)),
    ...otherYearsLines(read.otherYears, locale),
    ...othersLines(others, locale),
    ...dayLines(asOf, locale),
    '',
  ];
};

const isPulled = (result: PullPreview | PullOutcome): result is PullOutcome => 'revision' in result;

const report = (result: PullPreview | PullOutcome, locale: Locale): Outcome => {
  const { head, read, decision, others, asOf } = result;
  const { number } = isPulled(result) ? result.revision : head;
  const isCommitted = isPulled(result) && result.isCommitted;
  const { plan: _, pulled: __, ...told } = decision;
  const last = isPulled(result) ? say(isCommitted ? 'synced' : 'nothingNew', locale, { number }) : say('previewOnly', locale);
  return {
    exitCode: exitCodeOf(result),
    lines: [...pullLines(result, locale), last],
    json: { plan: head.planId, file: read.name, revision: number, committed: isCommitted, ...told, otherAccounts: others, accountsAsOf: asOf, otherYears: read.otherYears, problems: figureProblemJson(read.problems, locale) },
  };
};

/** `planark budget pull PLAN FILE`: the treasurer's figures become the plan's budget, as one revision; `--preview` says what would, `--all` takes accounts that the plan has nothing on too, `--as-of` says which day the accounts go up to. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId, path] = args.positionals as [string, string];
  const options = syncOptions(args, localeOf(context));
  if (!options.ok) return options;
  const ports = { store: store.value, ...budgetSources(args, context) };
  const [said, locale] = [option(args, 'as-of'), localeOf(context)];
  const asOf = said === undefined ? undefined : readDateText(said, locale, true);
  if (said !== undefined && asOf === undefined) return usageFailure(say('badOption', locale, { what: `--as-of ${said}` }));
  const pulling = { prefer: options.value.prefer, all: flag(args, 'all'), asOf };
  const result: Result<PullPreview | PullOutcome> = flag(args, 'preview')
    ? await previewPull(ports, planId, path, pulling)
    : await pullBudget(ports, planId, path, { author: context.author, message: option(args, 'message') ?? '', time: context.now }, pulling);
  return result.ok ? succeed(report(result.value, localeOf(context, result.value.head.plan))) : result;
};
