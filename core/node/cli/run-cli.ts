import { userInfo } from 'node:os';
import { isLocale, locales, type Locale } from '../../plan/locale';
import type { BudgetWork } from '../journey/budget/work/budget-work';
import type { ReadXlsx } from '../host-xlsx/isolate/isolated-reader';
import { succeed, type Result } from '../journey/failure';
import { readToday } from '../journey/today';
import { askedLocale, environmentLocale, readArguments, splitCommand, usageFailure } from './command-line';
import { exitCodes, option, type Arguments, type Command, type CommandContext, type Outcome } from './command';
import { absoluteAddress } from './open-store';
import { printFailure, printOutcome, type Output } from './print';
import { say } from './texts';

/** Each command loads what it needs and no more. */
const commands: Readonly<Record<string, () => Promise<{ run: Command }>>> = {
  start: () => import('./commands/start'),
  serve: () => import('./commands/serve'),
  init: () => import('./commands/init'),
  list: () => import('./commands/list'),
  show: () => import('./commands/show'),
  put: () => import('./commands/put'),
  render: () => import('./commands/render'),
  preview: () => import('./commands/preview'),
  sync: () => import('./commands/sync'),
  conflicts: () => import('./commands/conflicts'),
  resolve: () => import('./commands/resolve'),
  history: () => import('./commands/history'),
  undo: () => import('./commands/undo'),
  check: () => import('./commands/check'),
  schema: () => import('./commands/schema'),
  'budget link': () => import('./commands/budget-link'),
  'budget unlink': () => import('./commands/budget-unlink'),
  'budget pull': () => import('./commands/budget-pull'),
  'budget check': () => import('./commands/budget-check'),
  'budget push': () => import('./commands/budget-push'),
  rollup: () => import('./commands/rollup'),
  'regions update': () => import('./commands/regions-update'),
  'store migrate': () => import('./commands/store-migrate'),
  'store copy': () => import('./commands/store-copy'),
  'audit verify': () => import('./commands/audit-verify'),
  'audit list': () => import('./commands/audit-list'),
  'token create': () => import('./commands/token-create'),
  'token list': () => import('./commands/token-list'),
  'token revoke': () => import('./commands/token-revoke'),
  'gsheets create': () => import('./commands/gsheets-create'),
  'gsheets adopt': () => import('./commands/gsheets-adopt'),
  'gsheets preview': () => import('./commands/gsheets-preview'),
  'gsheets sync': () => import('./commands/gsheets-sync'),
  'gsheets share': () => import('./commands/gsheets-share'),
  'gsheets unshare': () => import('./commands/gsheets-unshare'),
  'gsheets status': () => import('./commands/gsheets-status'),
  'gsheets unlink': () => import('./commands/gsheets-unlink'),
  'gsheets region-setup': () => import('./commands/gsheets-region-setup'),
  'gsheets rollup': () => import('./commands/gsheets-rollup'),
  'gsheets login': () => import('./commands/gsheets-login'),
  'gsheets logout': () => import('./commands/gsheets-logout'),
};

/** What the command line needs of the machine. */
export interface CliEnvironment extends Output {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly examplesFolder: string;
  readonly pageFolder: string;
  readonly readXlsx: ReadXlsx;
  readonly budgetWork: BudgetWork;
  readonly untilStopped: () => Promise<void>;
}

const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'planark'; // a user without an entry of its own, as in some containers
  }
};

const createContext = (command: string, args: Arguments, { env, now, examplesFolder, pageFolder, readXlsx, budgetWork, stdout, stderr, untilStopped }: CliEnvironment, atEnd: CommandContext['atEnd']): Result<CommandContext> => {
  const machine = environmentLocale(env);
  const asked = option(args, 'locale');
  if (asked !== undefined && !isLocale(asked)) return usageFailure(say('notAllowed', machine, { name: 'locale', what: asked, allowed: locales.join(', ') }));
  const today = readToday(now, env['PLANARK_TODAY']);
  if (!today) return usageFailure(say('badOption', asked ?? machine, { what: `PLANARK_TODAY=${env['PLANARK_TODAY']}` }));
  return succeed({
    storeAddress: absoluteAddress(option(args, 'store') || env['PLANARK_STORE'] || 'planark-store'),
    atEnd,
    today,
    now: now.toISOString(),
    askedLocale: asked,
    environmentLocale: machine,
    author: option(args, 'author') || env['PLANARK_AUTHOR'] || userName(),
    user: userName(),
    command,
    examplesFolder,
    readXlsx,
    budgetWork,
    pageFolder,
    untilStopped,
    announce: (lines, json) => void printOutcome({ exitCode: exitCodes.done, lines, json }, args.options['json'] === true, { stdout, stderr }),
    env,
    log: (line) => stderr(`${line}\n`),
    progress: args.options['json'] === true ? () => undefined : (line) => stderr(`${line}\n`),
  });
};

/** The commands of two words that begin with this one. */
const commandsUnder = (word: string): string[] => Object.keys(commands).filter((name) => name.startsWith(`${word} `));

const helpOutcome = async (name: string | undefined, isAsked: boolean, locale: Locale): Promise<Result<Outcome>> => {
  const names = name === undefined ? Object.keys(commands) : Object.hasOwn(commands, name) ? [name] : commandsUnder(name);
  if (names.length === 0) return usageFailure(say('unknownCommand', locale, { what: name! }));
  const { helpJson, helpLines } = await import('./help');
  return succeed({ exitCode: isAsked ? exitCodes.done : exitCodes.failed, lines: helpLines(names, locale), json: helpJson(names, locale) });
};

const runCommand = async (name: string, rest: readonly string[], locale: Locale, environment: CliEnvironment): Promise<Result<Outcome>> => {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) return helpOutcome(name, rest.includes('--help') || rest.includes('-h'), locale);
  const args = readArguments(name, rest, locale);
  if (!args.ok) return args;
  if (args.value.options['help'] === true) return helpOutcome(name, true, locale);
  const atEnd: (() => Promise<void>)[] = [];
  const context = createContext(name, args.value, environment, (work) => void atEnd.push(work));
  if (!context.ok) return context;
  try {
    return await (await load()).run(args.value, context.value);
  } finally {
    for (const work of atEnd.reverse()) await work();
  }
};

const isOption = (word: string): boolean => word.startsWith('-');

/** Runs one call of the command line; gives its exit code. Nothing that a person does ends in a stack trace. */
export const runCli = async (environment: CliEnvironment): Promise<number> => {
  const { argv, env } = environment;
  const isJson = argv.includes('--json');
  const asked = askedLocale(argv);
  const { name, rest } = splitCommand(argv);
  const isHelp = name === 'help' || name === undefined;
  const result = isHelp
    ? await helpOutcome(splitCommand(rest.filter((word) => !isOption(word) && word !== asked)).name, name === 'help' || rest.some((word) => word === '--help' || word === '-h'), asked ?? environmentLocale(env))
    : await runCommand(name, rest, asked ?? environmentLocale(env), environment);
  if (result.ok) return printOutcome(result.value, isJson, environment);
  return printFailure(result, isJson, asked ?? result.planLocale ?? environmentLocale(env), environment);
};
