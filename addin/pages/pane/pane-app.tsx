import type { JSX } from 'preact';
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { localDate } from '../../../core';
import type { Connection } from '../../client/call';
import { createCellClient, type CellClient, type SentWorkbooks } from '../../client/cell-client';
import type { Keep } from '../../client/keep';
import { serverKey, tokenKey } from '../../client/kept-access';
import { later } from '../../client/later';
import { createClient } from '../../client/planark-client';
import type { Told } from '../../commands/told';
import { ShowPlaceContext } from '../../components/cell';
import { Notice } from '../../components/notice';
import { SessionContext, type Session } from '../../components/session';
import { SpeechContext, speechIn, useSpeech } from '../../components/speech';
import { ToldNotice } from '../../components/told-notice';
import { useEvents } from '../../components/use-events';
import { useFocusOnView } from '../../components/use-focus-on-view';
import { useLocale } from '../../components/use-locale';
import { useRoute } from '../../components/use-route';
import type { OpenWorkbook } from '../../host/open-workbook';
import { createPane, type Pane } from '../../state/pane';
import type { Book } from '../../state/pane-state';
import type { Route } from '../../state/route';
import { frameTexts } from '../../texts/frame-texts';
import { paneTexts } from '../../texts/pane-texts';
import { Frame } from '../frame';
import { TokenPage } from '../token-page';
import { ChoosePlan } from './choose-plan';
import { Doing } from './doing';
import { PaneContext, usePane } from './pane-context';
import { PlanView } from './plan-view';
import { ServerView } from './server-view';
import { TroubleNotice } from './trouble-notice';

interface PaneAppProps {
  readonly workbook: OpenWorkbook;
  /** The browser's storage, as far as it is this host's. */
  readonly keep: Keep;
  /** Tags of the languages that the person reads, best first. */
  readonly languages: readonly string[];
  /** The person opened the pane to see what a sync would do. */
  readonly wantsPreview: boolean;
  /** Hears what buttons of the ribbon did that have no view of their own. Gives what stops it. */
  readonly onTold: (show: (told: Told) => void) => () => void;
}

interface Access {
  /** "" for the server that the pane came from. */
  readonly base: string;
  readonly token: string | null;
  /** The server asked for a token; wrong where one was sent. */
  readonly isAsked: boolean;
  readonly wasWrong: boolean;
  /** The token that the server does not take was taken before. */
  readonly hasRunOut: boolean;
}

/** Which server is asked, and as whom. A token belongs to one server, and is sent to no other; one that the server has taken is kept. */
const useAccess = (keep: Keep): { readonly access: Access; asked(): void; taken(token: string | null): void; give(token: string): void; forget(): void; use(base: string): void } => {
  const at = (base: string): Access => ({ base, token: keep.getItem(tokenKey(base)), isAsked: false, wasWrong: false, hasRunOut: false });
  const [access, setAccess] = useState(() => at(keep.getItem(serverKey) ?? ''));
  const untried = useRef<string | null>(null);
  // The person signed in or out in another workbook's pane: it holds for this one.
  useEffect(() => {
    const look = (): void => setAccess((before) => (untried.current !== null || keep.getItem(tokenKey(before.base)) === before.token ? before : at(before.base)));
    window.addEventListener('storage', look);
    return () => window.removeEventListener('storage', look);
  }, [keep]);
  return {
    access,
    asked: () => setAccess((before) => {
      const hasRunOut = before.token !== null && keep.getItem(tokenKey(before.base)) === before.token;
      return { ...before, isAsked: true, wasWrong: before.token !== null && !hasRunOut, hasRunOut };
    }),
    taken: (token) => {
      if (token === null || untried.current !== token) return;
      untried.current = null;
      keep.setItem(tokenKey(access.base), token);
    },
    give: (token) => {
      untried.current = token;
      setAccess({ ...at(access.base), token });
    },
    forget: () => {
      untried.current = null;
      keep.removeItem(tokenKey(access.base));
      setAccess(at(access.base));
    },
    use: (base) => {
      untried.current = null;
      keep.setItem(serverKey, base);
      setAccess(at(base));
    },
  };
};

/** The open workbook and this server, kept together; with another server it begins anew. */
const usePaneOf = ({ workbook, keep, wantsPreview }: PaneAppProps, base: string, client: CellClient): Pane => {
  const [, changed] = useReducer((count: number, _: null) => count + 1, 0);
  const current = useRef(client);
  current.current = client;
  const pane = useMemo(() => createPane({
    workbook, keep, client: () => current.current, today: () => localDate(new Date()), freshId: () => crypto.randomUUID(), changed: () => changed(null), report: (error) => reportError(error),
    later,
  }), [workbook, keep, base]);
  useEffect(() => {
    pane.open(wantsPreview ? 'preview' : 'check');
    return () => pane.close();
  }, [pane]);
  return pane;
};

/** What waits for a token goes on with it; what was told in another language is told anew. */
const useClientOfNow = (pane: Pane, client: CellClient, reloads: number): void => {
  const known = useRef(client);
  useEffect(() => {
    if (known.current === client) return;
    known.current = client;
    const { job, talk, trouble } = pane.get();
    if (job && !trouble) return; // goes on as it is
    pane.send({ type: job === null && talk.preview && talk.locale !== client.locale ? 'preview-asked' : 'try-again' });
  }, [client]);
  // Nobody knows what came into the store meanwhile.
  useEffect(() => { if (reloads > 0) pane.send({ type: 'dirty' }); }, [reloads]);
};

const Unusable = ({ failure }: Pick<Extract<Book, { kind: 'unusable' }>, 'failure'>): JSX.Element => {
  const { say } = useSpeech();
  return (
    <>
      <h1 tabIndex={-1}>Planark</h1>
      <Notice tone="bad" role="alert"><p>{failure.kind === 'newer-format' ? say(paneTexts.newerFormat, { format: failure.format }) : say(paneTexts.damagedStamp)}</p></Notice>
    </>
  );
};

const View = ({ route }: { readonly route: Route }): JSX.Element => {
  const { state: { book } } = usePane();
  switch (book.kind) {
    case 'unread': return <><h1 tabIndex={-1}>Planark</h1><Doing /><TroubleNotice /></>;
    case 'no-plan': return <ChoosePlan />;
    case 'unusable': return <Unusable failure={book.failure} />;
    case 'plan': return <PlanView key={book.stamp.planId} id={book.stamp.planId} route={route} />;
  }
};

/** What a button of the ribbon did while the pane was open; it may have changed the workbook. */
const useTold = (pane: Pane, onTold: PaneAppProps['onTold']): [Told | null, () => void] => {
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => onTold((one) => {
    setTold(one);
    pane.send({ type: 'dirty' });
  }), [pane]);
  return [told, () => setTold(null)];
};

/** A server elsewhere that does not answer may be the wrong one. */
const AsksServer = ({ base, onServer }: { readonly base: string; readonly onServer: () => void }): JSX.Element => {
  const { say } = useSpeech();
  return <Notice tone="warning"><p>{say(paneTexts.asksServer, { base })}</p><p class="actions"><button type="button" onClick={onServer}>{say(paneTexts.serverTitle)}</button></p></Notice>;
};

/** The pane as a whole. */
export const PaneApp = (props: PaneAppProps): JSX.Element => {
  const { keep, languages } = props;
  const [locale, setLocale] = useLocale(keep, languages);
  const route = useRoute();
  const { access: { base, token, isAsked, wasWrong, hasRunOut }, asked, taken, give, forget, use } = useAccess(keep);
  const [isServerShown, showServer] = useState(false);
  const [spoken, announce] = useState('');
  const connection = useMemo((): Connection => ({
    base, locale, token,
    fetch: async (...request) => {
      const response = await fetch(...request);
      if (response.status === 401) asked();
      else if (response.ok) taken(token);
      return response;
    },
  }), [base, locale, token]);
  const client = useMemo(() => createClient(connection), [connection]);
  const sent = useRef<SentWorkbooks>(new Map());
  const cells = useMemo(() => createCellClient(connection, sent.current), [connection]);
  const { newest, reloads, isAway } = useEvents(connection, !isAsked);
  const speech = useMemo(() => speechIn(locale), [locale]);
  const { current: budgets } = useRef<Session['budgets']>(new Map());
  const session = useMemo((): Session => ({ client, newest, reloads, isAway, budgets, announce }), [client, newest, reloads, isAway]);
  const pane = usePaneOf(props, base, cells);
  useClientOfNow(pane, cells, reloads);
  const [told, forgetTold] = useTold(pane, props.onTold);
  const state = pane.get();
  const views = { pane, state, onServer: () => showServer(true) };
  useFocusOnView(isServerShown ? 'server' : isAsked ? 'token' : `${state.book.kind} ${route.page === 'plan' ? route.section : ''}`);
  const change = (then: () => void): void => {
    then();
    budgets.clear();
    showServer(false);
  };
  const serverButton = <button type="button" class="quiet" onClick={() => showServer(!isServerShown)}>{speech.say(paneTexts.server)}</button>;
  return (
    <SpeechContext.Provider value={speech}>
      <SessionContext.Provider value={session}>
        <PaneContext.Provider value={views}>
          <ShowPlaceContext.Provider value={pane.show}>
            <Frame isAway={isAway} spoken={spoken} onLocale={setLocale} onForgetToken={null} tools={serverButton}>
              {isAway && base !== '' && !isServerShown && <AsksServer base={base} onServer={views.onServer} />}
              {told && <ToldNotice told={told} onClose={forgetTold} />}
              {isServerShown ? <ServerView base={base} own={location.origin} hasToken={token !== null} onBase={(chosen) => change(() => use(chosen))} onForget={() => change(forget)} onClose={() => showServer(false)} />
                : isAsked ? <><TokenPage wasWrong={wasWrong} first={hasRunOut && <Notice tone="warning" role="alert"><p>{speech.say(paneTexts.tokenRanOut)}</p></Notice>} kept={speech.say(paneTexts.tokenKept)} onToken={give} />{state.job && <p class="soft">{speech.say(paneTexts.workKept)}</p>}</>
                : <View route={route} />}
            </Frame>
          </ShowPlaceContext.Provider>
        </PaneContext.Provider>
      </SessionContext.Provider>
    </SpeechContext.Provider>
  );
};

/** What stands where there is no Excel: somebody opened the pane's address by itself. */
export const NotInExcel = ({ languages, keep }: Pick<PaneAppProps, 'languages' | 'keep'>): JSX.Element => {
  const [locale, setLocale] = useLocale(keep, languages);
  const { say } = speechIn(locale);
  return (
    <SpeechContext.Provider value={speechIn(locale)}>
      <Frame isAway={false} spoken="" onLocale={setLocale} onForgetToken={null}>
        <h1 tabIndex={-1}>{say(paneTexts.notInExcel)}</h1>
        <p>{say(paneTexts.notInExcelHelp)}</p>
        <p>{say(paneTexts.openPage)} <a href="../">{say(frameTexts.allPlans)}</a></p>
      </Frame>
    </SpeechContext.Provider>
  );
};
