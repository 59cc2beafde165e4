import { fail, succeed, type Result } from '../journey/failure';
import { option, type Arguments } from './command';

/** An option that is a revision number; undefined where it is not given. */
export const revisionOption = (args: Arguments, name: string): Result<number | undefined> => {
  const text = option(args, name);
  if (text === undefined) return succeed(undefined);
  return /^[1-9]\d{0,8}$/.test(text) ? succeed(Number(text)) : fail({ kind: 'usage', detail: `--${name} ${text}.` });
};
