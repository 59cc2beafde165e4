import { setTimeout } from 'node:timers/promises';
import { Refusal, type Database } from './database';

/** The name under which new revisions are told: of its own for each set of tables in a database. */
export const CHANNEL = `'planark_' || 'planark_revisions'::regclass::oid`;

export interface Notifier {
  /** Says that a plan has a new revision, soon. */
  tell(planId: string, number: number): void;
  /** Resolves when all was said. */
  settled(): Promise<void>;
}

/** What is committed meanwhile is told along with it; nobody sees that a page hears of it so much later. */
const GATHERED_MILLISECONDS = 50;

/**
 * Tells other processes of commits, after they are made: a notification inside the transaction would make commits wait for each other's
 * disk writes (measured: a third of the rate). What a killed process did not tell, listeners find when they compare heads. [Q10]
 */
export const createNotifier = (database: Database): Notifier => {
  let waiting = new Map<string, number>();
  let running: Promise<void> | null = null;

  const tellAll = async (): Promise<void> => {
    while (waiting.size > 0) {
      await setTimeout(GATHERED_MILLISECONDS);
      const told = waiting;
      waiting = new Map();
      try {
        await database.query(`select pg_notify(${CHANNEL}, number || '/' || plan_id) from unnest($1::text[], $2::int[]) as told(plan_id, number)`, [[...told.keys()], [...told.values()]], 'planark_tell');
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    running = null;
  };
  return {
    tell: (planId, number) => {
      waiting.set(planId, number);
      running ??= tellAll();
    },
    settled: async () => running ?? undefined,
  };
};
