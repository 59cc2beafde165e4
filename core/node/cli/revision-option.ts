import type { Locale } from '../../plan/locale';
import { succeed, type Result } from '../journey/failure';
import { option, type Arguments } from './command';
import { usageFailure } from './command-line';
import { say } from './texts';

/** An option that is a revision number; undefined where it is not given. */
export const revisionOption = (args: Arguments, name: string, locale: Locale): Result<number | undefined> => {
  const text = option(args, name);
  if (text === undefined) return succeed(undefined);
  return /^[1-9]\d{0,8}$/.test(text) ? succeed(Number(text)) : usageFailure(say('notRevision', locale, { name, what: text }));
};
