import type { ReadXlsx } from '../../host-xlsx/isolate/isolated-reader';
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

/** A reader that reads so many files at a time, each in its own process; the others wait in order. */
export const readFewAtOnce = (readXlsx: ReadXlsx, atOnce: number): ReadXlsx => {
  const waiting: (() => void)[] = [];
  let reading = 0;
  return async (bytes) => {
    if (reading >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else reading++;
    try {
      return await readXlsx(bytes);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else reading--;
    }
  };
};
