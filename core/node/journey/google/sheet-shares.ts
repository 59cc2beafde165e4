import type { Share, ShareRole } from '../../../../gsheets/api/google';
import { fail, succeed, type Result } from '../failure';

const roles: readonly ShareRole[] = ['reader', 'commenter', 'writer'];
/** One @, a domain with a dot, and nothing that a list or a shell could trip over; whether it exists only Google knows. */
const email = /^[^\s@,;:<>"'()]{1,64}@[^\s@,;:<>"'()]+\.[^\s@,;:<>"'().]{2,63}$/u;

const isPerson = (text: string): boolean => email.test(text);
const wordsIn = (given: readonly string[]): string[] => given.flatMap((one) => one.split(',')).map((one) => one.trim()).filter((one) => one !== '');
const refuse = (kind: 'bad-share' | 'bad-person', text: string) => fail({ kind: 'sheet', failure: { kind, what: text.slice(0, 200) } });

/** "kari@example.no", several with commas between. [U16] */
export const readPeople = (given: readonly string[]): Result<readonly string[]> => {
  const people = wordsIn(given);
  const bad = people.find((text) => !isPerson(text));
  return bad === undefined ? succeed(people) : refuse('bad-person', bad);
};

const readShare = (text: string): Share | null => {
  const [, person = '', role = 'writer'] = /^([^:]*)(?::(.*))?$/.exec(text) ?? [];
  return isPerson(person) && roles.includes(role as ShareRole) ? { person, role: role as ShareRole } : null;
};

/** "kari@example.no:writer", several with commas between; without a role people may write. [U3] */
export const readShares = (given: readonly string[]): Result<readonly Share[]> => {
  const shares: Share[] = [];
  for (const text of wordsIn(given)) {
    const share = readShare(text);
    if (!share) return refuse('bad-share', text);
    shares.push(share);
  }
  return succeed(shares);
};
