import { logout } from '../../../../gsheets/api';
import { succeed } from '../../journey/failure';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { loginFailed } from '../login-failure';
import { readGoogleRoot } from '../open-google';
import { say } from '../texts';

/** `planark gsheets logout`: removes a person's consent from this machine, and takes it back at Google. */
export const run: Command = async (_, context) => {
  const root = readGoogleRoot(context);
  if (!root.ok) return root;
  const locale = localeOf(context);
  const loggedOut = await logout({ env: context.env, ...(root.value !== undefined && { rootUrl: root.value }) });
  if (!loggedOut.ok) return loginFailed(loggedOut.failure);
  const { wasThere, isRevoked } = loggedOut.value;
  return succeed({ exitCode: exitCodes.done, lines: [say(!wasThere ? 'notLoggedIn' : isRevoked ? 'loggedOut' : 'loggedOutHere', locale)], json: { wasThere, isRevoked } });
};
