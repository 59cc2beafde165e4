import type { Locale } from '../../../plan/locale';
import { cellAddress, moneyText, type NotPushed, type PushedSum, type UnpushedSum } from '../../../sheet';
import { noticeMessage } from '../../../sync';
import { isAddress } from '../../journey/budget/open-spreadsheet';
import { pushBudget, type PushedBudget, type PushOptions, type PushRefusal } from '../../journey/budget/push-budget';
import { spokenAs, succeed, type Result } from '../../journey/failure';
import { maxWorkbookBytes, readFile, replaceFile, type Replaced } from '../../journey/files';
import { signatureNotice } from '../../texts/sync-words';
import { exitCodes, flag, option, type Arguments, type Command, type Outcome } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { say, type TextName } from '../texts';

type Pushed = Extract<PushedBudget, { kind: 'pushed' }>;

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

const arrayLines = ({ warnings }: Pushed, locale: Locale): string[] => warnings.flatMap((warning) => (warning.kind === 'array' ? [say('pushArray', locale, { cell: cellAddress(warning.row, warning.column) })] : []));

const report = (pushed: Pushed, replaced: Replaced | null, path: string, locale: Locale): Outcome => {
  const { push: { tab, headers, sums, unpushed }, year, head } = pushed;
  const isSigned = pushed.warnings.some(({ kind }) => kind === 'signed');
  return {
    exitCode: unpushed.length > 0 || arrayLines(pushed, locale).length > 0 ? exitCodes.problems : exitCodes.done,
    lines: [
      say('pushTo', locale, { year, header: headers.join(', '), tab }),
      ...(sums.length === 0 ? [say('pushSame', locale)] : sums.map((sum) => sumLine(sum, locale))),
      ...unpushed.map((sum) => unpushedLine(sum, locale)),
      ...arrayLines(pushed, locale),
      ...(isSigned ? [noticeMessage(signatureNotice, locale)] : []),
      ...(replaced ? [say('rendered', locale, { path })] : []),
      ...(replaced?.aside ? [say('keptOld', locale, { path: replaced.aside })] : []),
    ],
    json: { plan: head.planId, revision: head.number, file: path, year, tab, columns: headers, changes: sums, notWritten: unpushed, written: replaced !== null, keptOld: replaced?.aside ?? null },
  };
};

const readOptions = (args: Arguments, locale: Locale): Result<PushOptions> => {
  const year = option(args, 'year');
  if (year !== undefined && !/^(?:19|20)\d\d$/.test(year)) return usageFailure(say('pushBadYear', locale, { what: year }));
  return succeed({ column: option(args, 'column'), tab: option(args, 'tab'), overwrite: flag(args, 'yes'), ...(year !== undefined && { year: Number(year) }) });
};

/** `planark budget push PLAN FILE.xlsx --column "Plan 2026"`: the plan's sums by account into the column that the treasurer named. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId, path] = args.positionals as [string, string];
  const options = readOptions(args, localeOf(context));
  if (!options.ok) return options;
  if (isAddress(path)) return usageFailure(say('pushInGoogle', localeOf(context), { path, plan: planId }));
  const bytes = await readFile(path, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const result = await pushBudget({ store: store.value, readXlsx: context.readXlsx }, planId, path, bytes.value, options.value);
  if (!result.ok) return result;
  const pushed = result.value;
  const locale = localeOf(context, pushed.head.plan);
  if (pushed.kind === 'refused') return spokenAs(usageFailure([say(refusalTexts[pushed.why], locale, { path, plan: planId }), ...pushed.sums.map((sum) => sumLine(sum, locale))].join('\n')), pushed.head.plan);
  if (pushed.bytes === null || flag(args, 'preview')) return succeed(report(pushed, null, path, locale));
  const replaced = await replaceFile(path, pushed.bytes, bytes.value);
  return replaced.ok ? succeed(report(pushed, replaced.value, path, locale)) : spokenAs(replaced, pushed.head.plan);
};
