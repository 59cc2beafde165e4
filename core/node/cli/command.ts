import type { Locale } from '../../plan/locale';
import type { BudgetWork } from '../journey/budget/work/budget-work';
import type { ReadXlsx } from '../host-xlsx/isolate/isolated-reader';
import type { Today } from '../journey/today';
import type { Result } from '../journey/failure';

/** Exit codes, documented in README: what a script can tell of an outcome. */
export const exitCodes = { done: 0, failed: 1, problems: 2, conflicts: 3, held: 4, busy: 5 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command has to say: lines for a person, one document for a program; nothing where it has said it all. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly lines: readonly string[];
  readonly json: unknown;
}

/** Words and options of one call, as typed. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export interface CommandContext {
  /** Folder of the store, or the URL of a database, which may hold a password: print it with `printableAddress`. */
  readonly storeAddress: string;
  /** Has something done when the command is over, however it ends; what came last first. */
  readonly atEnd: (work: () => Promise<void>) => void;
  readonly today: Today;
  /** ISO instant. */
  readonly now: string;
  /** Set where the person asked for a language. */
  readonly askedLocale: Locale | undefined;
  /** Language of the machine. */
  readonly environmentLocale: Locale;
  readonly author: string;
  /** The user of this machine, whatever they call themselves as author. */
  readonly user: string;
  /** The command's own name, "store copy". */
  readonly command: string;
  /** Folder of the example plans. */
  readonly examplesFolder: string;
  readonly readXlsx: ReadXlsx;
  /** What is done with a treasurer's file, in a process of its own; for servers. */
  readonly budgetWork: BudgetWork;
  /** Says what is going on while something takes long; nothing where a program reads the output. */
  readonly progress: (line: string) => void;
  /** Says at once what a command that goes on has to say. */
  readonly announce: (lines: readonly string[], json: unknown) => void;
  /** Settles when the person, or the system, wants the command to end. */
  readonly untilStopped: () => Promise<void>;
  /** Folder of the page's files. */
  readonly pageFolder: string;
  /** What Google's credentials are looked for in. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes lines of a log. */
  readonly log: (line: string) => void;
}

export type Command = (args: Arguments, context: CommandContext) => Promise<Result<Outcome>>;
export const option = (args: Arguments, name: string): string | undefined => {
  const value = args.options[name];
  return typeof value === 'string' ? value : undefined;
};
/** All that was given of an option that may be given more than once. */
export const givenTimes = (args: Arguments, name: string): readonly string[] => {
  const value = args.options[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};
export const flag = (args: Arguments, name: string): boolean => args.options[name] === true;
