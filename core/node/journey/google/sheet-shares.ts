import type { Share, ShareRole } from '../../../../gsheets/api/google';
import { fail, succeed, type Result } from '../failure';

const roles: readonly ShareRole[] = ['reader', 'commenter', 'writer'];
/** One @, a domain with a dot, and nothing that a list or a shell could trip over; whether it exists only Google knows. */
const email = /^[^\s@,;:<>"'()]{1,64}@[^\s@,;:<>"'()]+\.[^\s@,;:<>"'().]{2,63}$/u;

const readShare = (text: string): Share | null => {
  const [, person = '', role = 'writer'] = /^([^:]*)(?::(.*))?$/.exec(text) ?? [];
  return email.test(person) && roles.includes(role as ShareRole) ? { person, role: role as ShareRole } : null;
};

/** "kari@example.no:writer", several with commas between; without a role people may write. [U3] */
export const readShares = (given: readonly string[]): Result<readonly Share[]> => {
  const shares: Share[] = [];
  for (const text of given.flatMap((one) => one.split(',')).map((one) => one.trim()).filter((one) => one !== '')) {
    const share = readShare(text);
    if (!share) return fail({ kind: 'sheet', failure: { kind: 'bad-share', what: text.slice(0, 200) } });
    shares.push(share);
  }
  return succeed(shares);
};
