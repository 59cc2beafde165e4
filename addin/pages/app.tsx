import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../core';
import type { Connection } from '../client/call';
import { followEvents } from '../client/event-stream';
import { keepIn } from '../client/keep';
import { createClient, type PlanarkClient } from '../client/planark-client';
import { forgetToken, keepToken, readToken } from '../client/token';
import { SessionContext, type Session } from '../components/session';
import { SpeechContext, speechIn, useSpeech } from '../components/speech';
import { useTitle } from '../components/use-title';
import { createFlows, type Flows } from '../state/flows';
import { chooseLocale } from '../state/language';
import { hrefTo, parseRoute, type Route } from '../state/route';
import { frameTexts } from '../texts/frame-texts';
import { Frame } from './frame';
import { PlanPage } from './plan-page';
import { PlansPage } from './plans-page';
import { TokenPage } from './token-page';

const tab = keepIn(() => sessionStorage);
const machine = keepIn(() => localStorage);
const localeKey = 'planark.locale';

const useLocale = (): [Locale, (locale: Locale) => void] => {
  const [locale, setLocale] = useState(() => chooseLocale(machine.getItem(localeKey), navigator.languages));
  useLayoutEffect(() => { document.documentElement.lang = locale; }, [locale]);
  return [locale, (chosen) => {
    machine.setItem(localeKey, chosen);
    setLocale(chosen);
  }];
};

const useRoute = (): Route => {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return route;
};

interface Token {
  readonly token: string | null;
  /** The server asked for one; wrong where one was sent. */
  readonly isAsked: boolean;
  readonly wasWrong: boolean;
}

const useToken = (): { readonly state: Token; asked(): void; give(token: string, isRemembered: boolean): void; forget(): void } => {
  const [state, setState] = useState<Token>(() => ({ token: readToken(tab, machine), isAsked: false, wasWrong: false }));
  return {
    state,
    asked: () => setState(({ token }) => ({ token, isAsked: true, wasWrong: token !== null })),
    give: (token, isRemembered) => {
      forgetToken(tab, machine);
      keepToken(token, isRemembered, tab, machine);
      setState({ token, isAsked: false, wasWrong: false });
    },
    forget: () => {
      forgetToken(tab, machine);
      setState({ token: null, isAsked: false, wasWrong: false });
    },
  };
};

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
  });

/** Twice the comments that a server sends on a quiet connection, and some. */
const silence = 40_000;

/** What the server tells by itself. After it was away, all that is shown is read again. */
const useEvents = (connection: Connection, isOn: boolean): Pick<Session, 'newest' | 'reloads'> & { readonly isAway: boolean } => {
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

/** Another view begins at its heading, for those who do not see it change. */
const useFocusOnView = (view: string): void => {
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    window.scrollTo(0, 0);
    document.querySelector('main')?.focus();
  }, [view]);
};

const useFlows = (client: PlanarkClient): Flows => {
  const [, changed] = useReducer((count: number, _: null) => count + 1, 0);
  const current = useRef(client);
  current.current = client;
  const flows = useRef<Flows | null>(null);
  flows.current ??= createFlows({ client: () => current.current, changed: () => changed(null), later: (milliseconds, then) => { setTimeout(then, milliseconds); } });
  return flows.current;
};

const NotFound = (): JSX.Element => {
  const { say } = useSpeech();
  useTitle(say(frameTexts.notFound));
  return <><h1 tabIndex={-1}>{say(frameTexts.notFound)}</h1><p>{say(frameTexts.notFoundHelp)}</p><p><a href={hrefTo({ page: 'plans' })}>{say(frameTexts.allPlans)}</a></p></>;
};

const View = ({ route, flows }: { readonly route: Route; readonly flows: Flows }): JSX.Element => {
  if (route.page === 'plans') return <PlansPage />;
  if (route.page === 'plan') return <PlanPage key={route.id} route={route} flows={flows} />;
  return <NotFound />;
};

/** The page as a whole. `base` is where the server is: "" for the one that the page came from. */
export const App = ({ base }: { readonly base: string }): JSX.Element => {
  const [locale, setLocale] = useLocale();
  const route = useRoute();
  const { state: { token, isAsked, wasWrong }, asked, give, forget } = useToken();
  const [spoken, announce] = useState('');
  const connection = useMemo((): Connection => ({
    base, locale, token,
    fetch: async (...request) => {
      const response = await fetch(...request);
      if (response.status === 401) asked();
      return response;
    },
  }), [base, locale, token]);
  const client = useMemo(() => createClient(connection), [connection]);
  const { newest, reloads, isAway } = useEvents(connection, !isAsked);
  const speech = useMemo(() => speechIn(locale), [locale]);
  const session = useMemo((): Session => ({ client, newest, reloads, announce }), [client, newest, reloads]);
  const flows = useFlows(client);
  useFocusOnView(route.page === 'plan' ? `${route.id}/${route.section}/${route.section === 'tables' ? route.table : ''}` : route.page);
  return (
    <SpeechContext.Provider value={speech}>
      <SessionContext.Provider value={session}>
        <Frame isAway={isAway} spoken={spoken} onLocale={setLocale} onForgetToken={token === null ? null : forget}>
          {isAsked ? <TokenPage wasWrong={wasWrong} onToken={give} /> : <View route={route} flows={flows} />}
        </Frame>
      </SessionContext.Provider>
    </SpeechContext.Provider>
  );
};
