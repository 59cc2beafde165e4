import { render, type JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { inLocales, type Localized } from '../../../core';
import type { Step } from '../step';
import type { SyncWishes } from '../sync-run';
import type { Trouble } from '../trouble';
import type { Purpose, Shown, SidebarAnswer, SidebarStart, SidebarStatus } from '../view';
import { AnswerView, canGoOn, conflictKey, nothingSaid, type Said } from './answer-view';
import { callScript } from './calls';
import { ConnectionView } from './connection-view';
import { NoPlace, TroubleNotice } from './notice';
import { ShowPlace } from './place';
import { texts } from './sidebar-texts';
import { LocaleContext, useSay } from './speech';
import { troubleText } from './trouble-texts';

declare const planarkStart: SidebarStart;
declare const PLANARK_VERSION: string;

type View = 'plan' | 'connection' | 'about';
const views: readonly View[] = ['plan', 'connection', 'about'];
const viewOf = (purpose: Purpose): View => (purpose === 'connection' || purpose === 'about' ? purpose : 'plan');

/** How often a script that works is asked what it is doing, in milliseconds. */
const stepTime = 1500;

/** The choices made on what is shown, and the rest that was said, as the script takes them. */
const wishesOf = (said: Said, shown: Shown | null): SyncWishes => {
  const answers = (shown?.conflicts ?? []).flatMap((conflict) => {
    const take = said.choices.get(conflictKey(conflict));
    return take === undefined ? [] : [{ table: conflict.table, id: conflict.id, field: conflict.field, take }];
  });
  const message = said.message.trim();
  return {
    ...(message !== '' && { message }), ...(shown && answers.length > 0 && { answers, seen: shown.revision }),
    ...(said.takeOrder && { takeOrder: true }), ...(said.confirmDeletions && { confirmDeletions: true }),
  };
};

interface Doing {
  readonly text: Localized;
  /** Steps are told of a sync alone. */
  readonly isSync: boolean;
}

const useStep = (doing: Doing | null): Step | null => {
  const [step, setStep] = useState<Step | null>(null);
  useEffect(() => {
    setStep(null);
    if (!doing?.isSync) return undefined;
    const timer = setInterval(() => void callScript('sidebarStep').then(setStep, () => undefined), stepTime);
    return () => clearInterval(timer);
  }, [doing]);
  return step;
};

const Busy = ({ doing }: { readonly doing: Doing | null }): JSX.Element => {
  const say = useSay();
  const step = useStep(doing);
  const text = doing ? say(step === null ? doing.text : texts[step]) : '';
  return <div class="busy" role="status">{doing && <><p>{text}</p><progress aria-label={text} /></>}</div>;
};

/** Languages whose dates a browser can write as these do: Chromium has no Nynorsk, and takes English for American. */
const dateLanguages: Readonly<Record<string, string>> = { nb: 'nb', nn: 'nb', sv: 'sv', en: 'en-GB' };

const LastSync = ({ last }: { readonly last: SidebarStatus['last'] }): JSX.Element => {
  const say = useSay();
  if (last === null) return <p class="soft">{say(texts.never)}</p>;
  const { at, end, said = '', tab = '' } = last;
  const isEnd = (name: string): name is keyof typeof texts.ends => name in texts.ends;
  const trouble = isEnd(end) ? texts.ends[end] : (troubleText(end as Trouble['code'], last.tab) ?? inLocales(said, said, said, said));
  const time = new Date(at).toLocaleString(dateLanguages[document.documentElement.lang], { dateStyle: 'short', timeStyle: 'short' });
  return <p class="soft">{say(texts.lastSync, { time, end: say(trouble, { said, tab }) })}</p>;
};

const About = ({ status }: { readonly status: SidebarStatus | null }): JSX.Element => {
  const say = useSay();
  return (
    <div class="answer">
      <p>{say(texts.aboutText)}</p>
      <p>{say(texts.aboutSent)}</p>
      <p>{say(texts.tokenReaders)}</p>
      {status?.plan && <p><a href={`${status.server}/#/plans/${status.plan}/history`} target="_blank" rel="noreferrer">{say(texts.history)}</a></p>}
      <p class="soft">{say(texts.version, { version: PLANARK_VERSION })}</p>
    </div>
  );
};

interface Told {
  readonly shown: Shown | null;
  readonly trouble: Trouble | 'broke' | null;
  readonly status: SidebarStatus | null;
}
const nothingTold: Told = { shown: null, trouble: null, status: null };

/** What the script was asked and what it said; one thing is asked at a time. */
const useScript = (): { readonly told: Told; readonly doing: Doing | null; ask<T>(doing: Doing, call: () => Promise<T>, then: (answer: T) => Partial<Told>): Promise<void> } => {
  const [told, setTold] = useState(nothingTold);
  const [doing, setDoing] = useState<Doing | null>(null);
  const isAsking = useRef(false);
  const ask = useCallback(async <T,>(what: Doing, call: () => Promise<T>, then: (answer: T) => Partial<Told>): Promise<void> => {
    if (isAsking.current) return;
    isAsking.current = true;
    setDoing(what);
    const news = await call().then(then, (): Partial<Told> => ({ trouble: 'broke' }));
    setTold((before) => ({ ...before, ...news }));
    isAsking.current = false;
    setDoing(null);
  }, []);
  return { told, doing, ask };
};

/** What was said holds for what was shown: a sync that was not answered leaves both. */
const news = ({ shown, trouble, status }: SidebarAnswer): Partial<Told> => ({ trouble, status, ...((shown !== null || trouble === null) && { shown }) });

const Sidebar = ({ start }: { readonly start: SidebarStart }): JSX.Element => {
  const say = useSay();
  const [view, setView] = useState(viewOf(start.purpose));
  const [said, setSaid] = useState(nothingSaid);
  const [lost, setLost] = useState<string | null>(null);
  const [isNew, setNew] = useState(false);
  const { told, doing, ask } = useScript();
  const { shown, trouble, status } = told;

  const look = (): Promise<void> => ask({ text: texts.reading, isSync: false }, () => callScript('sidebarLook'), (answer) => { setSaid({ ...said, choices: new Map() }); return news(answer); });
  const sync = (): Promise<void> => ask({ text: texts.reading, isSync: true }, () => callScript('sidebarSync', wishesOf(said, shown)), (answer) => { if (answer.shown) setSaid(nothingSaid); return news(answer); });
  const connect = (token: string | null): Promise<void> =>
    ask({ text: texts.trying, isSync: false }, () => callScript('sidebarConnect', token), (answer) => { setNew(token !== null && answer.trouble === null); return news(answer); });
  const setTimer = (isOn: boolean): Promise<void> => ask({ text: texts.working, isSync: false }, () => callScript('sidebarTimer', isOn), (now) => ({ status: now }));
  const show = (place: string): void => {
    setLost(null);
    void callScript('sidebarShow', place).then((isShown) => setLost(isShown ? null : place), () => setLost(place));
  };

  useEffect(() => {
    if (start.purpose === 'sync') void sync();
    else if (view === 'plan') void look();
    else void ask({ text: texts.working, isSync: false }, () => callScript('sidebarStatus'), (now) => ({ status: now }));
  }, []);

  const isBusy = doing !== null;
  return (
    <ShowPlace.Provider value={show}>
      <nav class="views" aria-label={say(texts.views)}>
        {views.map((one) => <button key={one} type="button" class="quiet" aria-current={one === view ? 'page' : undefined} onClick={() => { setView(one); setNew(false); }}>{say(texts[one])}</button>)}
      </nav>
      <h1 class="visually-hidden">Planark</h1>
      <Busy doing={doing} />
      {trouble && <TroubleNotice trouble={trouble} />}
      {lost !== null && <NoPlace place={lost} />}
      {view === 'plan' && (
        <>
          {shown && <AnswerView shown={shown} said={said} isBusy={isBusy} isAboutConflicts={start.purpose === 'conflicts'} isBehind={trouble !== null} onSay={setSaid} onSync={() => void sync()} />}
          <div class="actions">
            <button type="button" aria-disabled={isBusy} onClick={() => void look()}>{say(texts.preview)}</button>
            {(shown === null || !canGoOn(shown)) && <button type="button" aria-disabled={isBusy} onClick={() => void sync()}>{say(texts.sync)}</button>}
          </div>
          {status && <LastSync last={status.last} />}
        </>
      )}
      {view === 'connection' && status && <ConnectionView status={status} isBusy={isBusy} isNew={isNew} onConnect={(token) => void connect(token)} onTimer={(isOn) => void setTimer(isOn)} />}
      {view === 'about' && <About status={status} />}
    </ShowPlace.Provider>
  );
};

document.documentElement.lang = planarkStart.locale;
render(<LocaleContext.Provider value={planarkStart.locale}><Sidebar start={planarkStart} /></LocaleContext.Provider>, document.getElementById('planark')!);
