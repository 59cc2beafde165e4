import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PlanAnswer, WorkbookAnswer } from '../../core';
import { handOver } from '../client/hand-over';
import type { WorkbookFile } from '../client/planark-client';
import { FileDrop } from '../components/file-drop';
import { FailureNotice, Notice } from '../components/notice';
import { useSession } from '../components/session';
import { SeeHistory } from '../components/see-history';
import { SpeechContext, speechIn, useSpeech } from '../components/speech';
import { SyncAnswerView } from '../components/sync-answer';
import { part } from '../components/part';
import type { Flows } from '../state/flows';
import type { FlowEvent, WorkbookFlow } from '../state/workbook-flow';
import { syncTexts } from '../texts/sync-texts';
import { TakeOut } from './take-out';

const BudgetSection = part(async () => (await import('./budget-section')).BudgetSection);

const Failed = ({ flow, onRetry }: { readonly flow: WorkbookFlow; readonly onRetry: () => void }): JSX.Element | null => {
  const { say } = useSpeech();
  return flow.failure && (
    <FailureNotice failure={flow.failure} isRetried onRetry={onRetry}>
      <p>{say(syncTexts.fileKept)}</p>
    </FailureNotice>
  );
};

/** How the last sync ended, and the file to go on with. */
const Result = ({ result, file, answer: { plan, may } }: { readonly result: WorkbookAnswer; readonly file: WorkbookFile; readonly answer: PlanAnswer }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <Notice tone="good">
      {result.file ? (
        <>
          <p><strong>{say(syncTexts.updatedFile)}</strong></p>
          <p><button type="button" class="primary" onClick={() => handOver(file)}>{say(syncTexts.takeFile, { name: file.name })}</button></p>
        </>
      ) : <p>{say(syncTexts.fileIsFine)}</p>}
      <SeeHistory result={result} plan={plan} mayUndo={may.includes('undo')} />
    </Notice>
  );
};

/** What is shown was said in the language of then: a preview is asked for again in the new one. What a sync did is told once, and stays as it was told. */
const usePreviewInLanguage = (flow: WorkbookFlow, ask: () => void): void => {
  const { locale } = useSpeech();
  useEffect(() => {
    if (flow.locale !== locale && flow.preview && !flow.result && flow.doing === null) ask();
  }, [locale]);
};

/** Taking the workbook out, and bringing it back: preview, sync, conflicts, and the updated file. */
export const WorkbookSection = ({ answer, flows, onSynced }: { readonly answer: PlanAnswer; readonly flows: Flows; readonly onSynced: () => void }): JSX.Element => {
  const { say } = useSpeech();
  const { announce } = useSession();
  const { plan, revision, may } = answer;
  const flow = flows.get(plan.id);
  const { file, doing, result } = flow;
  const send = (event: FlowEvent): void => flows.send(plan.id, event);
  const preview = (): void => send({ type: 'preview-asked' });
  const choose = (chosen: WorkbookFile): void => {
    send({ type: 'chosen', file: chosen });
    preview();
  };
  useEffect(() => { if (doing) announce(say(doing === 'preview' ? syncTexts.reading : syncTexts.syncing)); }, [doing]);
  const heading = useRef<HTMLHeadingElement>(null);
  const letGo = (): void => {
    send({ type: 'let-go' });
    heading.current?.focus(); // its button goes away
  };
  usePreviewInLanguage(flow, preview);
  useEffect(() => {
    if (result && result.revision.number > revision.number) onSynced();
  }, [result]);
  return (
    <>
      <TakeOut plan={plan} />
      <section class="block" aria-labelledby="bring-back-title">
        <h2 id="bring-back-title" ref={heading} tabIndex={-1}>{say(syncTexts.bringBack)}</h2>
        {!may.includes('edit') ? <p>{say(syncTexts.readOnly)}</p> : file === null ? (
          <>
            <FileDrop label={say(syncTexts.dropHere)} accept=".xlsx,.xlsm" onFile={choose} />
            <p class="soft">{say(syncTexts.previewFirst)}</p>
          </>
        ) : (
          <p class="chosen-file">
            <strong>{say(syncTexts.chosen, { name: file.name })}</strong> <button type="button" class="quiet" onClick={letGo}>{say(result ? syncTexts.another : syncTexts.chooseAnother)}</button>
          </p>
        )}
        {doing && <p class="soft">{say(doing === 'preview' ? syncTexts.reading : syncTexts.syncing)}</p>}
        <Failed flow={flow} onRetry={preview} />
        {flow.locale && (
          <SpeechContext.Provider value={speechIn(flow.locale)}>
            <SyncAnswerView talk={flow} doing={doing} plan={plan} send={send} end={result && file && <Result result={result} file={file} answer={answer} />} />
          </SpeechContext.Provider>
        )}
      </section>
      {may.includes('budget') && <BudgetSection answer={answer} onChanged={onSynced} />}
    </>
  );
};
