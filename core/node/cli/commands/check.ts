import { planProblems } from '../../../plan/check-plan';
import type { Locale } from '../../../plan/locale';
import type { Problem } from '../../../sheet';
import type { Store } from '../../../sync/store';
import { checkPlan } from '../../journey/check-plan';
import { succeed, type Result } from '../../journey/failure';
import { maxWorkbookBytes, readFile } from '../../journey/files';
import { previewWorkbook } from '../../journey/sync-workbook';
import { exitCodes, type Command, type CommandContext, type Outcome } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { planProblemToProblem } from '../../texts/plan-problems';
import { problemJson } from '../../texts/sync-words';
import { problemLines } from '../sync-report';
import { say } from '../texts';

const outcomeOf = (problems: readonly Problem[], first: readonly string[], json: object, locale: Locale): Outcome => ({
  exitCode: problems.length > 0 ? exitCodes.problems : exitCodes.done,
  lines: [...first, ...(problems.length > 0 ? problemLines(problems, locale) : [say('noProblems', locale)])],
  json: { ...json, problems: problems.map((problem) => problemJson(problem, locale)) },
});

const reportPlan = async (store: Store, planId: string, context: CommandContext): Promise<Result<Outcome>> => {
  const checked = await checkPlan(store, planId);
  if (!checked.ok) return checked;
  const { head: { plan, number }, problems } = checked.value;
  const locale = localeOf(context, plan);
  return succeed(outcomeOf(problems.map((problem) => planProblemToProblem(plan, problem, locale)), [say('revisionsWhole', locale, { count: number })], { plan: planId, revision: number }, locale));
};

const checkFile = async (store: Store, path: string, context: CommandContext): Promise<Result<Outcome>> => {
  const bytes = await readFile(path, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const preview = await previewWorkbook({ store, readXlsx: context.readXlsx }, bytes.value);
  if (!preview.ok) return preview;
  const { base, decision } = preview.value;
  const locale = localeOf(context, preview.value.head.plan);
  const ofPlan = planProblems(decision.plan).map((problem) => planProblemToProblem(decision.plan, problem, locale));
  return succeed(outcomeOf([...decision.problems, ...ofPlan], [], { plan: base.planId, base: base.number }, locale));
};

const isFile = (word: string): boolean => /\.xls[xm]?$/i.test(word) || /[/\\]/.test(word);

/** `planark check PLAN|FILE.xlsx`. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [word] = args.positionals;
  return isFile(word!) ? checkFile(store.value, word!, context) : reportPlan(store.value, word!, context);
};
