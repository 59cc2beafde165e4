import type { Surroundings, Waiting } from './surroundings';
import { failureOf, type Trouble } from './trouble';

/** What may be done twice: `read`: anything; `write`: what was refused, or was never sent; `once`: the same, but only where nothing can have come of it. */
export type Repeats = 'read' | 'write' | 'once';

/** How often something is tried: what Google refuses passes within a minute or two, a way there that is not there does not. */
const mostTries = { refused: 8, lost: 3 } as const;
const longestPause = 32_000;

/** `min(2^n s + up to 1 s, 32 s)`, as Google asks for; `tried` counts from 0. [O3] */
export const backOff = (tried: number, random: () => number): number => Math.min(2 ** tried * 1000 + Math.floor(random() * 1000), longestPause);

/** Google's limits that last a day: no waiting helps. */
const isForToday = (trouble: Trouble): boolean => trouble.kind === 'answered' && /dailyLimitExceeded|quotaExceeded/.test(JSON.stringify(trouble.body) ?? '');
const isDown: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);

/** Whether a call that failed so is sent again, and why it waits before. [O3, O4] */
const reasonToTryAgain = (trouble: Trouble, repeats: Repeats): 'busy' | 'down' | null => {
  if (trouble.kind === 'lost') return trouble.code !== 'bytes' && trouble.code !== 'stopped' && (repeats === 'read' || !trouble.isSent) ? 'down' : null;
  if (isForToday(trouble)) return null;
  if (trouble.status === 429 || (trouble.status === 403 && failureOf(trouble, false).kind === 'quota')) return 'busy';
  if (repeats === 'read') return isDown.has(trouble.status) ? 'down' : null;
  return repeats === 'write' && trouble.status === 503 ? 'down' : null;
};

export type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };
export type Progress = (waiting: Waiting) => void;

/** Tries until something comes of it, or nothing more can: gives the last trouble. [O3] */
export const tryPatiently = async <T>(repeats: Repeats, attempt: () => Promise<Tried<T>>, { pause, random }: Surroundings, progress: Progress): Promise<Tried<T>> => {
  for (let tried = 0; ; tried += 1) {
    const result = await attempt();
    if (result.ok) return result;
    const reason = reasonToTryAgain(result.trouble, repeats);
    if (reason === null || tried + 1 >= mostTries[result.trouble.kind === 'lost' ? 'lost' : 'refused']) return result;
    const wait = backOff(tried, random);
    progress({ reason, seconds: Math.ceil(wait / 1000) });
    await pause(wait);
  }
};

/** Whether a write that failed so may have been done, and has to be found out. */
export const isOpen = (trouble: Trouble): boolean => (trouble.kind === 'lost' ? trouble.isSent : trouble.status >= 500);

