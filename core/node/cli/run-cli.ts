import { userInfo } from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { isLocale, type Locale } from '../../plan/locale';
import { fail, succeed, type Failure, type Result } from '../journey/failure';
import { readToday } from '../journey/today';
import { exitCodes, option, type Arguments, type Command, type CommandContext, type Outcome } from './command';
import { say } from './texts';
import { commonOptions, helpLines, usages } from './usage';

/** Each command loads what it needs and no more. */
const commands: Readonly<Record<string, () => Promise<{ run: Command }>>> = {
  start: () => import('./commands/start'),
  init: () => import('./commands/init'),
  list: () => import('./commands/list'),
  show: () => import('./commands/show'),
  put: () => import('./commands/put'),
  render: () => import('./commands/render'),
  preview: () => import('./commands/preview'),
  sync: () => import('./commands/sync'),
  history: () => import('./commands/history'),
  undo: () => import('./commands/undo'),
  check: () => import('./commands/check'),
  schema: () => import('./commands/schema'),
};

/** What the command line needs of the machine. */
export interface CliEnvironment {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly examplesFolder: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** The machine's language: Norwegian bokmål where it has none of ours. */
const environmentLocale = (env: CliEnvironment['env']): Locale => {
  const language = (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').slice(0, 2).toLowerCase();
  return isLocale(language) ? language : language === 'no' ? 'nb' : language === '' || language === 'c' || language === 'po' ? 'nb' : 'en';
};

const usageFailure = <T>(detail: string): Result<T> => fail({ kind: 'usage', detail });

const readArguments = (name: string, argv: readonly string[], locale: Locale): Result<Arguments> => {
  const { words, options } = usages[name]!;
  const declared = Object.fromEntries(Object.entries({ ...commonOptions, ...options }).map(([key, { type, short }]) => [key, { type, ...(short && { short }) }]));
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: declared, allowPositionals: true });
    const isHelp = values['help'] === true;
    if (positionals.length < words.length && !isHelp) return usageFailure(say('missingWord', locale, { what: words[positionals.length]! }));
    if (positionals.length > words.length && !isHelp) return usageFailure(say('badOption', locale, { what: positionals[words.length]! }));
    return succeed({ positionals, options: values as Arguments['options'] });
  } catch (error) {
    return usageFailure(say('badOption', locale, { what: /'([^']+)'/.exec((error as Error).message)?.[1] ?? '' }));
  }
};

const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'planark'; // a user without an entry of its own, as in some containers
  }
};

const createContext = (args: Arguments, { env, now, examplesFolder, stderr }: CliEnvironment): Result<CommandContext> => {
  const machine = environmentLocale(env);
  const asked = option(args, 'locale');
  if (asked !== undefined && !isLocale(asked)) return usageFailure(say('badOption', machine, { what: `--locale ${asked}` }));
  const today = readToday(now, env['PLANARK_TODAY']);
  if (!today) return usageFailure(say('badOption', machine, { what: `PLANARK_TODAY=${env['PLANARK_TODAY']}` }));
  return succeed({
    storeFolder: path.resolve(option(args, 'store') ?? (env['PLANARK_STORE'] || 'planark-store')),
    today,
    now: now.toISOString(),
    askedLocale: asked,
    environmentLocale: machine,
    author: option(args, 'author') ?? (env['PLANARK_AUTHOR'] || userName()),
    examplesFolder,
    progress: args.options['json'] === true ? () => undefined : (line) => stderr(`${line}\n`),
  });
};

const failureExit = ({ kind, ...rest }: Failure): number => {
  const isBusy = kind === 'busy' || (kind === 'store' && (rest as { failure: { kind: string } }).failure.kind === 'stale');
  return isBusy ? exitCodes.busy : exitCodes.failed;
};

const printFailure = async (failure: Failure, isJson: boolean, locale: Locale, { stdout, stderr }: CliEnvironment): Promise<number> => {
  const { failureText } = await import('./failure-texts');
  const message = failureText(failure, locale);
  if (isJson) stdout(`${JSON.stringify({ error: { kind: failure.kind, message } }, null, 2)}\n`);
  else stderr(`${message}\n`);
  return failureExit(failure);
};

const printOutcome = ({ exitCode, lines, json }: Outcome, isJson: boolean, { stdout }: CliEnvironment): number => {
  stdout(isJson ? `${JSON.stringify(json, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
  return exitCode;
};

const localeFrom = (argv: readonly string[], env: CliEnvironment['env']): Locale => {
  const at = argv.indexOf('--locale');
  const asked = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--locale='))?.slice('--locale='.length);
  return isLocale(asked) ? asked : environmentLocale(env);
};

/** Runs one call of the command line; gives its exit code. Nothing that a person does ends in a stack trace. */
export const runCli = async (environment: CliEnvironment): Promise<number> => {
  const { argv, env, stdout } = environment;
  const isJson = argv.includes('--json');
  const locale = localeFrom(argv, env);
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    stdout(`${helpLines(rest[0], locale).join('\n')}\n`);
    return name === undefined ? exitCodes.failed : exitCodes.done;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) return printFailure({ kind: 'usage', detail: say('unknownCommand', locale, { what: name }) }, isJson, locale, environment);
  const args = readArguments(name, rest, locale);
  if (!args.ok) return printFailure(args.failure, isJson, locale, environment);
  if (args.value.options['help'] === true) {
    stdout(`${helpLines(name, locale).join('\n')}\n`);
    return exitCodes.done;
  }
  const context = createContext(args.value, environment);
  if (!context.ok) return printFailure(context.failure, isJson, locale, environment);
  const outcome = await (await load()).run(args.value, context.value);
  return outcome.ok ? printOutcome(outcome.value, isJson, environment) : printFailure(outcome.failure, isJson, locale, environment);
};
