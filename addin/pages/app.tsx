import type { JSX } from 'preact';
import { useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Connection } from '../client/call';
import { keepIn } from '../client/keep';
import { createClient, type PlanarkClient } from '../client/planark-client';
import { forgetToken, keepToken, readToken } from '../client/token';
import { SessionContext, type Session } from '../components/session';
import { SpeechContext, speechIn, useSpeech } from '../components/speech';
import { useEvents } from '../components/use-events';
import { useFocusOnView } from '../components/use-focus-on-view';
import { useLocale } from '../components/use-locale';
import { useRoute } from '../components/use-route';
import { useTitle } from '../components/use-title';
import { createFlows, type Flows } from '../state/flows';
import { hrefTo, type Route } from '../state/route';
import { frameTexts } from '../texts/frame-texts';
import { Frame } from './frame';
import { PlanPage } from './plan-page';
import { PlansPage } from './plans-page';
import { TokenPage } from './token-page';

const tab = keepIn(() => sessionStorage);
const machine = keepIn(() => localStorage);
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
  const [locale, setLocale] = useLocale(machine, navigator.languages);
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
  const { current: budgets } = useRef<Session['budgets']>(new Map());
  const session = useMemo((): Session => ({ client, newest, reloads, isAway, budgets, announce }), [client, newest, reloads, isAway]);
  const flows = useFlows(client);
  const leave = (): void => {
    forget();
    budgets.clear();
    flows.clear();
  };
  useFocusOnView(route.page === 'plan' ? `${route.id}/${route.section}/${route.section === 'tables' ? route.table : ''}` : route.page);
  return (
    <SpeechContext.Provider value={speech}>
      <SessionContext.Provider value={session}>
        <Frame isAway={isAway} spoken={spoken} onLocale={setLocale} onForgetToken={token === null ? null : leave}>
          {isAsked ? <TokenPage wasWrong={wasWrong} onToken={give} /> : <View route={route} flows={flows} />}
        </Frame>
      </SessionContext.Provider>
    </SpeechContext.Provider>
  );
};
