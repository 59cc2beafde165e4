import type { JSX } from 'preact';
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Keep } from '../../client/keep';
import { Notice } from '../../components/notice';
import { SpeechContext, speechIn, useSpeech } from '../../components/speech';
import { useLocale } from '../../components/use-locale';
import { useTitle } from '../../components/use-title';
import { PrimaryButton } from '../../components/button';
import type { CheckFailure, SelfCheck } from '../../host/self-check';
import { beforeCheck, checkAfter, outcomesOf, type CheckRun } from '../../state/check-run';
import { selfCheckTexts as texts } from '../../texts/self-check-texts';
import { Frame } from '../frame';
import { ProbeList } from './probe-list';
import { StepView } from './step-view';
import { TranscriptView } from './transcript-view';

export interface SelfCheckProps {
  readonly check: SelfCheck;
  /** What names of the check's own tabs begin with. */
  readonly ownTab: string;
  readonly keep: Keep;
  /** Tags of the languages that the person reads, best first. */
  readonly languages: readonly string[];
}

interface Runner {
  readonly run: CheckRun;
  begin(): void;
  stop(): void;
}

const useRunner = (check: SelfCheck): Runner => {
  const [run, send] = useReducer(checkAfter, beforeCheck);
  const isStopping = useRef(false);
  const asked = useRef(run.asked);
  asked.current = run.asked;
  const begin = async (): Promise<void> => {
    isStopping.current = false;
    send({ type: 'begun' });
    const answer = await check.run({
      isStopped: () => isStopping.current,
      onStart: (id) => send({ type: 'probe-begun', id }),
      onEnd: (record) => send({ type: 'probe-ended', record }),
      person: (step, tab) => isStopping.current ? Promise.resolve(false) : new Promise((resolve) => {
        send({ type: 'asked', asked: { step, tab, answer: (isDone) => { send({ type: 'asked', asked: null }); resolve(isDone); } } });
      }),
    });
    send(answer.ok ? { type: 'ended', transcript: answer.value, isTidy: answer.isTidy } : { type: 'failed', failure: answer.failure });
  };
  return {
    run,
    begin: () => void begin(),
    stop: () => {
      isStopping.current = true;
      send({ type: 'stop' });
      asked.current?.answer(false);
    },
  };
};

const Before = ({ ownTab }: Pick<SelfCheckProps, 'ownTab'>): JSX.Element => {
  const { say } = useSpeech();
  return (
    <section class="block" aria-labelledby="before-title">
      <h2 id="before-title">{say(texts.agreeTitle)}</h2>
      <ul>{[say(texts.bestEmpty), say(texts.ownTabs, { tab: ownTab }), say(texts.undoGone), say(texts.takesTime), say(texts.notTold)].map((line) => <li key={line}>{line}</li>)}</ul>
    </section>
  );
};

const Failure = ({ failure: { kind, detail }, ownTab }: { readonly failure: CheckFailure } & Pick<SelfCheckProps, 'ownTab'>): JSX.Element => {
  const { say } = useSpeech();
  return <Notice tone="bad" role="alert"><p>{kind === 'editing' ? say(texts.leaveCell) : say(texts.couldNot, { detail, tab: ownTab })}</p></Notice>;
};

const View = ({ check, ownTab, onSay }: Pick<SelfCheckProps, 'check' | 'ownTab'> & { readonly onSay: (text: string) => void }): JSX.Element => {
  const { say } = useSpeech();
  const { run, begin, stop } = useRunner(check);
  const { phase, current, transcript, isTidy, failure, asked, isStopping } = run;
  useTitle(say(texts.title));
  const number = check.probes.findIndex(({ id }) => id === current) + 1;
  const progress = number > 0 ? say(texts.progress, { number, count: check.probes.length, title: say(check.probes[number - 1]!.title) }) : '';
  const finished = transcript ? say(texts.finished, outcomesOf(run)) : '';
  // Each of more than thirty probes would be too much to listen to: the beginning, the steps and the end are told.
  useEffect(() => { if (phase === 'over') onSay(finished); }, [phase, finished]);
  useEffect(() => { if (phase === 'running' && number === 1) onSay(progress); }, [phase, number]);
  return (
    <>
      <h1 tabIndex={-1}>{say(texts.title)}</h1>
      <p>{say(texts.what)}</p>
      {phase !== 'running' && <Before ownTab={ownTab} />}
      {failure && <Failure failure={failure} ownTab={ownTab} />}
      {transcript && <Notice tone={isTidy ? 'good' : 'warning'}><p>{finished}</p><p>{say(isTidy ? texts.asBefore : texts.leftTabs, { tab: ownTab })}</p></Notice>}
      {phase === 'running' && (
        <section class="block">
          <progress max={check.probes.length} value={run.records.size} aria-label={say(texts.title)} />
          <p>{isStopping ? say(texts.stopping) : progress}</p>
          {asked && <StepView asked={asked} onSay={onSay} />}
        </section>
      )}
      <p class="actions">
        {phase === 'running' ? <button type="button" aria-disabled={isStopping} onClick={() => isStopping || stop()}>{say(texts.stop)}</button>
          : <PrimaryButton isOff={false} onClick={begin}>{say(phase === 'before' ? texts.agree : texts.again)}</PrimaryButton>}
      </p>
      {transcript && <TranscriptView transcript={transcript} onSay={onSay} />}
      <ProbeList probes={check.probes} run={run} />
    </>
  );
};

/** The page of the self-check, beside the workbook that is open in Excel. */
export const SelfCheckApp = ({ check, ownTab, keep, languages }: SelfCheckProps): JSX.Element => {
  const [locale, setLocale] = useLocale(keep, languages);
  const [spoken, onSay] = useState('');
  return (
    <SpeechContext.Provider value={speechIn(locale)}>
      <Frame isAway={false} spoken={spoken} onLocale={setLocale} onForgetToken={null}>
        <View check={check} ownTab={ownTab} onSay={onSay} />
      </Frame>
    </SpeechContext.Provider>
  );
};
