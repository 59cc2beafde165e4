import { login } from '../../../../gsheets/api';
import { succeed } from '../../journey/failure';
import { exitCodes, flag, option, type Command } from '../command';
import { localeOf } from '../locale-of';
import { loginFailed } from '../login-failure';
import { readGoogleRoot } from '../open-google';
import { say } from '../texts';

/** `planark gsheets login [--client-file FILE.json] [--adopt]`: a person's consent, given in a browser on this machine; with `--adopt` for spreadsheets that others made, too. */
export const run: Command = async (args, context) => {
  const root = readGoogleRoot(context);
  if (!root.ok) return root;
  const locale = localeOf(context);
  const clientFile = option(args, 'client-file');
  const ending = new AbortController();
  void context.untilStopped().then(() => ending.abort());
  const loggedIn = await login({
    env: context.env, locale, signal: ending.signal,
    ...(clientFile !== undefined && { clientFile }),
    ...(flag(args, 'adopt') && { reach: 'every-spreadsheet' as const }),
    ...(root.value !== undefined && { rootUrl: root.value }),
    // A program gets one document in the end; the address is for the person beside it.
    showUrl: (url) => (args.options['json'] === true ? context.log(`${say('openToLogIn', locale)}\n${url}`) : context.announce([say('openToLogIn', locale), url], undefined)),
  });
  if (!loggedIn.ok) return loginFailed(loggedIn.failure);
  const { account, file, reach } = loggedIn.value;
  return succeed({ exitCode: exitCodes.done, lines: [account === null ? say('loggedInUnnamed', locale, { file }) : say('loggedIn', locale, { account, file })], json: { account, file, reach } });
};
