import type { Client } from 'pg';
import type { RevisionEvent, StoreResult } from '../../sync/store';
import { succeeded } from '../revision/store-result';
import { toRefusal, type Database } from './database';
import { CHANNEL } from './notifier';

/** How often heads are compared, for what a killed process did not tell; it also finds out that a connection is dead. Milliseconds. */
const COMPARE_EVERY = 10_000;
/** Between attempts to connect again: from the first to the last, doubling. Milliseconds. */
const FIRST_WAIT = 100;
const LAST_WAIT = 5_000;

interface Heads {
  /** Remembers a head; whether it is newer than what was known. */
  isNew(planId: string, number: number): boolean;
}

const createHeads = (): Heads => {
  const known = new Map<string, number>();
  return {
    isNew: (planId, number) => {
      if (number <= (known.get(planId) ?? 0)) return false;
      known.set(planId, number);
      return true;
    },
  };
};

/**
 * Listens on a connection of its own. Notifications tell at once; comparing heads after each connection, and every ten seconds, tells what
 * no notification told. A broken connection is made anew until `end`. [Q10]
 */
export const createEvents = async (database: Database, listener: (event: RevisionEvent) => void, compareEvery = COMPARE_EVERY): Promise<StoreResult<() => Promise<void>>> => {
  const heads = createHeads();
  let client: Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const see = (planId: string, number: number): void => {
    if (heads.isNew(planId, number) && !hasEnded) listener({ planId, number });
  };

  const compareLater = (connected: Client): void => {
    timer = setTimeout(async () => {
      try {
        await readHeads(connected, see);
        if (client === connected && !hasEnded) compareLater(connected);
      } catch {
        void connected.end().catch(() => undefined); // comes round as 'end', and is connected anew
      }
    }, compareEvery);
  };
  const reconnect = (wait: number): void => {
    clearTimeout(timer);
    if (hasEnded) return;
    timer = setTimeout(() => void connect(see).catch(() => reconnect(Math.min(wait * 2, LAST_WAIT))), wait);
  };
  const connect = async (first: typeof see): Promise<void> => {
    const connected = database.newClient();
    try {
      await listen(connected, see, first);
    } catch (error) {
      void connected.end().catch(() => undefined);
      throw error;
    }
    if (hasEnded) return connected.end();
    client = connected;
    connected.once('end', () => reconnect(FIRST_WAIT));
    compareLater(connected);
  };

  try {
    // What is there at the beginning is not news.
    await connect((planId, number) => void heads.isNew(planId, number));
  } catch (error) {
    throw toRefusal(database.url, error);
  }
  return succeeded(async () => {
    hasEnded = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  });
};

/** Listens first and looks afterwards, so that nothing falls between. */
const listen = async (client: Client, see: (planId: string, number: number) => void, first: typeof see): Promise<void> => {
  client.on('error', () => undefined); // followed by 'end'
  client.on('notification', ({ payload = '' }) => {
    const [, number, planId] = /^(\d+)\/(.+)$/.exec(payload) ?? [];
    if (planId !== undefined) see(planId, Number(number));
  });
  await client.connect();
  const { rows } = await client.query<{ channel: string }>(`select ${CHANNEL} as channel`);
  await client.query(`listen ${client.escapeIdentifier(rows[0]!.channel)}`);
  await readHeads(client, first);
};

const readHeads = async (client: Client, see: (planId: string, number: number) => void): Promise<void> => {
  const { rows } = await client.query<{ plan_id: string; revision: number }>('select plan_id, revision from planark_plans');
  for (const { plan_id, revision } of rows) see(plan_id, revision);
};
