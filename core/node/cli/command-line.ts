import { parseArgs } from 'node:util';
import { isLocale, type Locale } from '../../plan/locale';
import { fail, succeed, type Result } from '../journey/failure';
import type { Arguments } from './command';
import { say } from './texts';
import { commonOptions, mayBeLeftOut, usages } from './usage';

type Environment = Readonly<Record<string, string | undefined>>;

/** The machine's language: Norwegian bokmål where it names none, English where it is none of ours. */
export const environmentLocale = (env: Environment): Locale => {
  const language = (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').toLowerCase().split(/[._@-]/)[0]!;
  if (['', 'c', 'posix', 'no'].includes(language)) return 'nb';
  return isLocale(language) ? language : 'en';
};

/** The language that was asked for, as far as it can be told before anything else is read. */
export const askedLocale = (argv: readonly string[]): Locale | undefined => {
  const at = argv.indexOf('--locale');
  const asked = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--locale='))?.slice('--locale='.length);
  return isLocale(asked) ? asked : undefined;
};

const takesValue = (word: string): boolean => word.startsWith('--') && commonOptions[word.slice(2)]?.type === 'string';

/** The command, of one word or two, and the words around it: options for every command may stand before it. */
export const splitCommand = (argv: readonly string[]): { readonly name: string | undefined; readonly rest: readonly string[] } => {
  let at = 0;
  while (argv[at]?.startsWith('-')) at += takesValue(argv[at]!) ? 2 : 1;
  const pair = `${argv[at]} ${argv[at + 1]}`;
  const [name, end] = Object.hasOwn(usages, pair) ? [pair, at + 2] : [argv[at], at + 1];
  return { name, rest: [...argv.slice(0, at), ...argv.slice(end)] };
};

export const usageFailure = (detail: string) => fail({ kind: 'usage', detail });

const declarations = (name: string) =>
  Object.fromEntries(Object.entries({ ...commonOptions, ...usages[name]?.options }).map(([key, { type, short, multiple }]) => [key, { type, ...(short && { short }), ...(multiple && { multiple }) }]));

/** Reads the words and options of a command. */
export const readArguments = (name: string, argv: readonly string[], locale: Locale): Result<Arguments> => {
  const { words } = usages[name]!;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: declarations(name), allowPositionals: true });
    const isHelp = values['help'] === true;
    const needed = words.filter((word) => !mayBeLeftOut(word));
    if (positionals.length < needed.length && !isHelp) return usageFailure(say('missingWord', locale, { what: needed[positionals.length]! }));
    if (positionals.length > words.length && !isHelp) return usageFailure(say('extraWord', locale, { what: positionals[words.length]! }));
    return succeed({ positionals, options: values as Arguments['options'] });
  } catch (error) {
    return usageFailure(say('badOption', locale, { what: /'([^']+)'/.exec((error as Error).message)?.[1] ?? '' }));
  }
};
