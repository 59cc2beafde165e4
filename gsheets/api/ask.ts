import type { GoogleResult } from '../rest';
import type { Account, GoogleClient } from './account';
import { tryPatiently, type Progress, type Repeats, type Tried } from './patience';
import type { Quota } from './quota';
import type { Surroundings } from './surroundings';
import { failureOf, troubleOf, withoutSecrets, type Trouble } from './trouble';

/** What is asked of Google: of the Sheets API, whose quota is counted, or of Drive, whose limits are far off. [O1] */
export interface Question {
  readonly service: 'sheets' | 'drive';
  readonly repeats: Repeats;
}

type Send<T> = (auth: GoogleClient) => Promise<{ readonly data: T }>;

/** Asks Google something in the account's name, in its turn, as often as it takes. */
export type Ask = <T extends object>(question: Question, send: Send<T>) => Promise<Tried<T>>;

interface AskOptions {
  readonly account: Account;
  readonly quota: Quota;
  readonly surroundings: Surroundings;
  readonly progress: Progress;
}

/** Trouble with getting a token: nothing was asked in its name yet, and a consent that Google refuses is gone, whatever the words. [O8] */
const ofToken = (trouble: Trouble): Trouble => {
  if (trouble.kind === 'lost') return { ...trouble, isSent: false };
  if (trouble.status >= 500) return { kind: 'lost', code: `status ${trouble.status}`, isSent: false };
  return trouble.status === 429 ? trouble : { ...trouble, status: 401 };
};

const sendOnce = async <T extends object>(auth: GoogleClient, send: Send<T>): Promise<Tried<T>> => {
  try {
    const { data } = await send(auth);
    // An answer that was cut off is no JSON, and so no answer.
    return typeof data === 'object' ? { ok: true, value: data } : { ok: false, trouble: { kind: 'lost', code: 'not-json', isSent: true } };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
};

export const createAsk = ({ account, quota, surroundings, progress }: AskOptions): Ask => {
  const waits = (milliseconds: number): void => progress({ reason: 'turn', seconds: Math.ceil(milliseconds / 1000) });
  /** A token that was good by its own account is replaced once; what was refused so was not done. [O8] */
  const attempt = async <T extends object>(question: Question, send: Send<T>, isRenewed = false): Promise<Tried<T>> => {
    const ready = await account.client();
    if (!ready.ok) return { ok: false, trouble: ofToken(ready.trouble) };
    if (question.service === 'sheets') await quota.turn(account.name, question.repeats === 'read' ? 'read' : 'write', waits);
    const tried = await sendOnce(ready.client, send);
    if (isRenewed || tried.ok || tried.trouble.kind === 'lost' || tried.trouble.status !== 401) return tried;
    account.renew();
    return attempt(question, send, true);
  };
  const attemptQuietly = async <T extends object>(question: Question, send: Send<T>): Promise<Tried<T>> => {
    const tried = await attempt(question, send);
    return tried.ok ? tried : { ok: false, trouble: withoutSecrets(tried.trouble, account.secrets()) };
  };
  return (question, send) => tryPatiently(question.repeats, () => attemptQuietly(question, send), surroundings, progress);
};

/** What was tried, as a result. */
export const resultOf = <T>(tried: Tried<T>, isWrite: boolean): GoogleResult<T> => (tried.ok ? tried : { ok: false, failure: failureOf(tried.trouble, isWrite) });
