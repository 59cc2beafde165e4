import type { Locale } from '../../../plan/locale';
import { cellAddress, moneyText, type NotPushed, type PushedSum, type UnpushedSum } from '../../../sheet';
import { noticeMessage } from '../../../sync';
import { isAddress } from '../../journey/budget/open-spreadsheet';
import { pushBudget, type DecidedPush, type PushOptions, type PushRefusal, type RefusedPush } from '../../journey/budget/push-budget';
import { pushInGoogle } from '../../journey/budget/push-in-google';
import { spokenAs, succeed, type Result } from '../../journey/failure';
import { maxWorkbookBytes, readFile, replaceFile } from '../../journey/files';
import type { Revision, Store } from '../../../sync/store';
import type { PatchWarning } from '../../host-xlsx/patch/patch-xlsx';
import { budgetSources } from '../budget-sources';
import { shellWord } from '../../texts/shell-word';
import { signatureNotice } from '../../texts/sync-words';
import { exitCodes, flag, option, type Arguments, type Command, type CommandContext, type Outcome } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { pause } from '../sheet-sync-arguments';
import { say, type TextName } from '../texts';

const refusalTexts: Readonly<Record<PushRefusal, TextName>> = {
  'not-linked': 'pushNotLinked', 'no-workbook': 'pushNoWorkbook', 'which-year': 'pushWhichYear', 'no-table': 'pushNoTable', 'no-column': 'pushNoColumn', 'column-twice': 'pushColumnTwice', 'own-column': 'pushOwnColumn',
  'other-year': 'pushOtherYear', 'year-outside': 'pushYearOutside', 'not-empty': 'pushNotEmpty',
};
const unpushedTexts: Readonly<Record<NotPushed, TextName>> = { 'no-row': 'pushNoRow', 'lacks-department': 'pushLacksDepartment', 'several-rows': 'pushSeveralRows', 'no-department': 'pushNoDepartment', formula: 'pushFormula', text: 'pushText', 'no-account': 'pushNoAccount', 'no-year': 'pushNoCostYear' };

const accountText = ({ account, department }: Pick<UnpushedSum, 'account' | 'department'>): string => (department === undefined ? account : `${account} · ${department}`);

const sumLine = (sum: PushedSum, locale: Locale): string => {
  const amount = (value: number | null): string => (value === null ? say('pushNothing', locale) : moneyText(value, locale));
  return say('pushSum', locale, { cell: sum.cell, account: accountText(sum), before: amount(sum.before), now: amount(sum.now) });
};

const unpushedLine = (sum: UnpushedSum, locale: Locale): string =>
  say(unpushedTexts[sum.why], locale, { cell: sum.cell ?? '', account: accountText(sum), amount: moneyText(sum.amount, locale) });

const arrayLines = (warnings: readonly PatchWarning[], locale: Locale): string[] => warnings.flatMap((warning) => (warning.kind === 'array' ? [say('pushArray', locale, { cell: cellAddress(warning.row, warning.column) })] : []));

/** What goes into one column, and what the file would not take. */
type Pushed = Pick<DecidedPush, 'push' | 'year'> & { readonly warnings?: readonly PatchWarning[] };

/** What became of the file or the spreadsheet. */
interface Fate {
  readonly isWritten: boolean;
  readonly lines?: readonly string[];
  /** Where the old file was put. */
  readonly keptOld?: string | null;
}

const pushLines = ({ push: { tab, headers, sums, unpushed }, year }: Pushed, arrays: readonly string[], locale: Locale): string[] => [
  say('pushTo', locale, { year, header: headers.join(', '), tab }),
  ...(sums.length === 0 ? [say('pushSame', locale)] : sums.map((sum) => sumLine(sum, locale))),
  ...unpushed.map((sum) => unpushedLine(sum, locale)),
  ...arrays,
];

const pushJson = ({ push: { tab, headers, sums, unpushed }, year }: Pushed): object => ({ year, tab, columns: headers, changes: sums, notWritten: unpushed });

const report = ({ planId, number }: Revision, pushes: readonly Pushed[], { isWritten, lines = [], keptOld = null }: Fate, path: string, locale: Locale): Outcome => {
  const told = pushes.map((push) => ({ push, arrays: arrayLines(push.warnings ?? [], locale) }));
  const [first, ...others] = pushes.map(pushJson);
  return {
    exitCode: told.some(({ push, arrays }) => push.push.unpushed.length > 0 || arrays.length > 0) ? exitCodes.problems : exitCodes.done,
    lines: [
      ...told.flatMap(({ push, arrays }) => pushLines(push, arrays, locale)),
      ...(pushes.some(({ warnings = [] }) => warnings.some(({ kind }) => kind === 'signed')) ? [noticeMessage(signatureNotice, locale)] : []),
      ...lines,
      ...(isWritten ? [say('rendered', locale, { path })] : []),
      ...(keptOld ? [say('keptOld', locale, { path: keptOld })] : []),
    ],
    json: { plan: planId, revision: number, file: path, ...first, otherYears: others, written: isWritten, keptOld },
  };
};

const refusal = ({ head: { plan }, why, sums }: RefusedPush, path: string, context: CommandContext): Result<Outcome> => {
  const locale = localeOf(context, plan);
  return spokenAs(usageFailure([say(refusalTexts[why], locale, { path, word: shellWord(path), plan: plan.id }), ...sums.map((sum) => sumLine(sum, locale))].join('\n')), plan);
};

const readOptions = (args: Arguments, locale: Locale): Result<PushOptions> => {
  const year = option(args, 'year');
  if (year !== undefined && !/^(?:19|20)\d\d$/.test(year)) return usageFailure(say('pushBadYear', locale, { what: year }));
  return succeed({ column: option(args, 'column'), tab: option(args, 'tab'), as: option(args, 'as'), overwrite: flag(args, 'yes'), ...(year !== undefined && { year: Number(year) }) });
};

const runInGoogle = async (store: Store, planId: string, address: string, options: PushOptions, args: Arguments, context: CommandContext): Promise<Result<Outcome>> => {
  const { openGoogle } = budgetSources(args, context);
  const pushed = await pushInGoogle({ store, openGoogle, pause }, planId, address, { ...options, preview: flag(args, 'preview') });
  if (!pushed.ok) return pushed;
  if (pushed.value.kind === 'refused') return refusal(pushed.value, address, context);
  const { isWritten, wasMoved, head } = pushed.value;
  const locale = localeOf(context, head.plan);
  return succeed(report(head, [pushed.value], { isWritten, lines: wasMoved ? [say('pushMoved', locale)] : [] }, address, locale));
};

const runInFile = async (store: Store, planId: string, path: string, options: PushOptions, args: Arguments, context: CommandContext): Promise<Result<Outcome>> => {
  const bytes = await readFile(path, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const pushed = await pushBudget({ store, readXlsx: context.readXlsx }, planId, path, bytes.value, options);
  if (!pushed.ok) return pushed;
  if (pushed.value.kind === 'refused') return refusal(pushed.value, path, context);
  const { bytes: made, pushes, head } = pushed.value;
  const locale = localeOf(context, head.plan);
  if (made === null || flag(args, 'preview')) return succeed(report(head, pushes, { isWritten: false }, path, locale));
  const replaced = await replaceFile(path, made, bytes.value);
  return replaced.ok ? succeed(report(head, pushes, { isWritten: true, keptOld: replaced.value.aside }, path, locale)) : spokenAs(replaced, head.plan);
};

/** `planark budget push PLAN FILE.xlsx --column "Plan 2026"`: the plan's sums by account into the column that the treasurer named, in a workbook or a spreadsheet in Google. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId, path] = args.positionals as [string, string];
  const options = readOptions(args, localeOf(context));
  if (!options.ok) return options;
  return (isAddress(path) ? runInGoogle : runInFile)(store.value, planId, path, options.value, args, context);
};
