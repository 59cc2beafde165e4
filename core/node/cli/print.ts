import type { Locale } from '../../plan/locale';
import type { Failed, Failure } from '../journey/failure';
import { isPassing } from '../journey/google/sheet-failure';
import { exitCodes, type ExitCode, type Outcome } from './command';
import { plainJson, plainLine, plainText } from '../texts/plain-text';

/** Where output goes: what a command answers, and what is said beside it. */
export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Prints an outcome as lines for a person or as one document for a program; gives the exit code. */
export const printOutcome = ({ exitCode, lines, json }: Outcome, isJson: boolean, { stdout }: Output): number => {
  if (!isJson) stdout(lines.map((line) => `${plainLine(line)}\n`).join(''));
  else if (json !== undefined) stdout(plainJson(json));
  return exitCode;
};

/** Busy where trying again may help. */
export const failureExitCode = (failure: Failure): ExitCode => {
  const isBusy = failure.kind === 'busy' || (failure.kind === 'store' && failure.failure.kind === 'stale') || (failure.kind === 'sheet' && isPassing(failure.failure));
  return isBusy ? exitCodes.busy : exitCodes.failed;
};

/** Prints why a command came to nothing: on stderr for a person, as the one document on stdout for a program. */
export const printFailure = async ({ failure }: Failed, isJson: boolean, locale: Locale, { stdout, stderr }: Output): Promise<number> => {
  const { failureDetails, failureText } = await import('../texts/failure-texts');
  const message = plainText(failureText(failure, locale));
  if (isJson) stdout(plainJson({ error: { kind: failure.kind, message, ...failureDetails(failure, locale) } }));
  else stderr(`${message}\n`);
  return failureExitCode(failure);
};
