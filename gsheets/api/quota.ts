import type { Surroundings } from './surroundings';

export type QuotaKind = 'read' | 'write';

/** Requests to the Sheets API a minute, reads and writes counted each by itself, a batch as one; Google's documented figures. [O1] */
export const sheetsQuota = { user: 60, project: 300 } as const;
/** A little over a minute: Google counts when a request arrives, which is not when it was sent. */
const window = 61_000;

/** Gives each call its turn, so that Google has no reason to refuse one. */
export interface Quota {
  /** Waits until one more request of that kind may be sent for that user, and counts it. `waits` is told of waiting, in milliseconds. */
  turn(user: string, kind: QuotaKind, waits: (milliseconds: number) => void): Promise<void>;
}

/** When the requests of the last minute were sent, the oldest first. */
type Sent = number[];

/** Milliseconds until a further request keeps within the limit. */
const waitFor = (sent: Sent, limit: number, now: number): number => {
  while (sent.length > 0 && sent[0]! <= now - window) sent.shift();
  return sent.length < limit ? 0 : sent[sent.length - limit]! + window - now;
};

/**
 * Turns for the users of one project, each served in the order of asking. A full bucket that refills by the second would let twice as many through in a minute
 * as it holds, so each request is remembered for a minute instead: no minute, whenever it begins, holds more than the limit. [O1]
 */
export const createQuota = ({ now, pause }: Pick<Surroundings, 'now' | 'pause'>): Quota => {
  const sent = new Map<string, Sent>();
  const queues = new Map<string, Promise<void>>();
  const sentAs = (name: string): Sent => {
    const known = sent.get(name) ?? [];
    sent.set(name, known);
    return known;
  };
  const take = async (user: string, kind: QuotaKind, waits: (milliseconds: number) => void): Promise<void> => {
    const ofUser = sentAs(`${kind} ${user}`);
    const ofProject = sentAs(kind);
    for (;;) {
      const wait = Math.max(waitFor(ofUser, sheetsQuota.user, now()), waitFor(ofProject, sheetsQuota.project, now()));
      if (wait === 0) break;
      waits(wait);
      await pause(wait);
    }
    ofUser.push(now());
    ofProject.push(now());
  };
  return {
    turn: (user, kind, waits) => {
      const queue = `${kind} ${user}`;
      const turn = (queues.get(queue) ?? Promise.resolve()).then(() => take(user, kind, waits));
      queues.set(queue, turn.catch(() => undefined));
      return turn;
    },
  };
};
