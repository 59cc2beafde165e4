import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../client/call';
import { followEvents } from '../client/event-stream';
import type { Session } from './session';

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
  });

/** Twice the comments that a server sends on a quiet connection, and some. */
const silence = 40_000;

/** What the server tells by itself. After it was away, all that is shown is read again. */
export const useEvents = (connection: Connection, isOn: boolean): Pick<Session, 'newest' | 'reloads'> & { readonly isAway: boolean } => {
  const [newest, setNewest] = useState<ReadonlyMap<string, number>>(new Map());
  const [reloads, setReloads] = useState(0);
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    const stop = new AbortController();
    let wasAway = false;
    const reload = (): void => setReloads((count) => count + 1);
    const reachable = (is: boolean): void => {
      if (is && wasAway) reload();
      wasAway = !is;
      setAway(!is);
    };
    const revision = ({ plan, revision: number }: { plan: string; revision: number }): void => setNewest((before) => new Map(before).set(plan, Math.max(number, before.get(plan) ?? 0)));
    void followEvents(connection, { revision, reload, reachable }, { wait, silence, sight: document }, stop.signal);
    return () => stop.abort();
  }, [connection, isOn]);
  return { newest, reloads, isAway };
};
