import type { Locale } from '../../plan/locale';
import { say } from './texts';

type Reason = 'turn' | 'busy' | 'down';

const names = { turn: 'ownTurnWaits', busy: 'googleWaits', down: 'googleDown' } as const;

/** Tells of waiting for Google: calls that wait side by side for the same are one line, and the first says how long it can last. `clock` in milliseconds. */
export const createWaitingLines = (tell: (line: string) => void, locale: Locale, clock: () => number): ((waiting: { readonly reason: Reason; readonly seconds: number }) => void) => {
  const until = new Map<Reason, number>();
  return ({ reason, seconds }) => {
    const now = clock();
    if (now < (until.get(reason) ?? -Infinity)) return;
    if (until.size === 0) tell(say('waitsHowLong', locale));
    until.set(reason, now + seconds * 1000);
    tell(say(names[reason], locale, { seconds: Math.ceil(seconds) }));
  };
};
