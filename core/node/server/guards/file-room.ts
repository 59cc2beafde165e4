import type { ServerLimits } from '../limits';

/** Room for files that are being sent, wait or are read. */
export interface FileRoom {
  /** Gives what frees the room; why there is none. */
  enter(client: string): (() => void) | 'full' | 'too-many-of-client';
}

/** Bounds the files in memory, of all and of one client: each is taken up whole before it is read. [A17] */
export const createFileRoom = ({ files, filesOfClient }: Pick<ServerLimits, 'files' | 'filesOfClient'>): FileRoom => {
  const clients = new Map<string, number>();
  let inside = 0;
  return {
    enter: (client) => {
      const own = clients.get(client) ?? 0;
      if (own >= filesOfClient) return 'too-many-of-client';
      if (inside >= files) return 'full';
      inside++;
      clients.set(client, own + 1);
      return () => {
        inside--;
        const left = clients.get(client)! - 1;
        if (left > 0) clients.set(client, left);
        else clients.delete(client);
      };
    },
  };
};

/** Lets so many readings go on at a time, each in its own process; the others wait in order. */
export interface ReadingTurns {
  /** Does the work when it is its turn; null where the client was gone by then, and nothing was done. */
  take<T>(client: AbortSignal, work: () => Promise<T>): Promise<T | null>;
}

export const createReadingTurns = (atOnce: number): ReadingTurns => {
  const waiting = new Set<() => void>();
  let reading = 0;
  /** Whether the turn came before the client went. */
  const turn = (client: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const leave = (): void => {
        waiting.delete(go);
        resolve(false);
      };
      const go = (): void => {
        waiting.delete(go);
        client.removeEventListener('abort', leave);
        resolve(true);
      };
      client.addEventListener('abort', leave, { once: true });
      waiting.add(go);
    });
  return {
    take: async (client, work) => {
      if (client.aborted) return null;
      if (reading < atOnce) reading++;
      else if (!(await turn(client))) return null;
      try {
        return await work();
      } finally {
        const [next] = waiting;
        if (next) next();
        else reading--;
      }
    },
  };
};
