import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PlanarkClient } from '../client/planark-client';
import type { BudgetTalk } from '../state/budget-talk';

/** What every view needs of the page around it. */
export interface Session {
  readonly client: PlanarkClient;
  /** The newest revision that the server has told of, by plan. */
  readonly newest: ReadonlyMap<string, number>;
  /** Counts up when what is shown may be out of date: the connection was gone. */
  readonly reloads: number;
  /** The server does not answer: that stands above every view. */
  readonly isAway: boolean;
  /** Budgets on their way into plans, by plan. They last as long as the page, or until the token is forgotten: who looks at something else meanwhile loses nothing. */
  readonly budgets: Map<string, BudgetTalk>;
  /** Says something to those who do not see it appear. */
  announce(text: string): void;
}

export const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a view stands outside of the session');
  return session;
};
