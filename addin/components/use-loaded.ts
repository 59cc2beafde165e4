import { useCallback, useEffect, useState } from 'preact/hooks';
import { isTemporary, retryDelay, type Answer, type ClientFailure } from '../client/failure';
import { useSession } from './session';
import { useSpeech } from './speech';

/** Something from the server: what came last stays while it is asked for again. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly etag: string | null;
  readonly failure: ClientFailure | null;
  reload(): void;
}

/** Asks the server when the `key` of what it asks for or the language changes, or the page is to read again, and as long as a failure is one that may pass by itself. */
export const useLoaded = <T>(key: string, load: () => Promise<Answer<T>>): Loaded<T> => {
  const { reloads } = useSession();
  const { locale } = useSpeech();
  const [state, setState] = useState<{ readonly key: string; readonly value: T | null; readonly etag: string | null; readonly failure: ClientFailure | null }>({ key, value: null, etag: null, failure: null });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = async (number: number): Promise<void> => {
      const answer = await load();
      if (!isWanted) return;
      if (answer.ok) return setState({ key, value: answer.value, etag: answer.etag, failure: null });
      setState((before) => ({ ...(before.key === key ? before : { key, value: null, etag: null }), failure: answer.failure }));
      if (isTemporary(answer.failure)) timer = setTimeout(() => void attempt(number + 1), retryDelay(number, answer.failure));
    };
    void attempt(0);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
    // `load` is another function at each rendering; `key` says what it asks for.
  }, [key, locale, asked, reloads]);
  const reload = useCallback(() => setAsked((count) => count + 1), []);
  const isCurrent = state.key === key;
  return { value: isCurrent ? state.value : null, etag: isCurrent ? state.etag : null, failure: isCurrent ? state.failure : null, reload };
};
