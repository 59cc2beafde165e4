import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlanAnswer } from '../../core';
import type { ClientFailure } from '../client/failure';
import type { WorkbookFile } from '../client/planark-client';
import { BudgetAnswer } from '../components/budget-answer';
import { PrimaryButton } from '../components/button';
import { Dialog } from '../components/dialog';
import { FileDrop } from '../components/file-drop';
import { FailureNotice, Notice } from '../components/notice';
import { SeeHistory } from '../components/see-history';
import { useSession } from '../components/session';
import { useSpeech } from '../components/speech';
import { useBudget } from '../components/use-budget';
import { shownBudget, type BudgetSource } from '../state/budget-talk';
import { budgetTexts } from '../texts/budget-texts';
import { frameTexts } from '../texts/frame-texts';
import { PlanSums } from './plan-sums';

type Plan = PlanAnswer['plan'];

const sourceOf = (id: string, file: WorkbookFile): BudgetSource & { readonly file: WorkbookFile } => ({
  name: file.name, file,
  preview: (client, wishes) => client.budgetPreview(id, file, { ...wishes, mappings: wishes.mappings && [...wishes.mappings] }),
  pull: (client, options, etag) => client.budgetPull(id, file, options, etag),
});

const isFileSource = (source: BudgetSource): source is ReturnType<typeof sourceOf> => 'file' in source;

interface ForgetProps {
  readonly plan: Plan;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const ForgetDialog = ({ plan, name, onClose, onDone }: ForgetProps): JSX.Element => {
  const { say } = useSpeech();
  const { client } = useSession();
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const forget = async (): Promise<void> => {
    setBusy(true);
    const answer = await client.linkBudget(plan.id, { name, mapping: null });
    setBusy(false);
    if (answer.ok) onDone();
    else setFailure(answer.failure);
  };
  return (
    <Dialog title={say(budgetTexts.forgetQuestion, { name })} onClose={onClose} actions={<><PrimaryButton isOff={isBusy} onClick={() => void forget()}>{say(budgetTexts.unlink)}</PrimaryButton><button type="button" onClick={onClose}>{say(frameTexts.cancel)}</button></>}>
      <p>{say(budgetTexts.forgetHelp)}</p>
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
};

/** The files that the plan is linked with, each with the way to forget it. */
const Links = ({ plan, onChanged }: { readonly plan: Plan; readonly onChanged: () => void }): JSX.Element | null => {
  const { say } = useSpeech();
  const [name, ask] = useState<string | null>(null);
  const links = plan.settings?.budgetLinks ?? [];
  const done = (): void => {
    ask(null);
    onChanged();
  };
  return links.length === 0 ? null : (
    <details>
      <summary>{say(budgetTexts.links)}</summary>
      <ul class="plain-list">
        {links.map((link) => <li key={link.name} class="actions"><span>{link.name}</span> <button type="button" class="quiet" aria-label={say(budgetTexts.forget, { name: link.name })} onClick={() => ask(link.name)}>{say(budgetTexts.unlink)}</button></li>)}
      </ul>
      {name !== null && <ForgetDialog plan={plan} name={name} onClose={() => ask(null)} onDone={done} />}
    </details>
  );
};

/** The treasurer's budget: dropped, looked at, taken in, and given back with the plan's sums. [C125] */
export const BudgetSection = ({ answer: { plan, revision, may }, onChanged }: { readonly answer: PlanAnswer; readonly onChanged: () => void }): JSX.Element => {
  const { say } = useSpeech();
  const { talk, send } = useBudget(plan.id);
  const heading = useRef<HTMLHeadingElement>(null);
  const result = talk?.result ?? null;
  const letGo = (): void => {
    send({ type: 'let-go' });
    heading.current?.focus(); // its button goes away
  };
  useEffect(() => {
    if (result && result.revision.number > revision.number) onChanged();
  }, [result]);
  const file = talk && isFileSource(talk.source) ? talk.source.file : null;
  const shown = talk && shownBudget(talk);
  // Planark writes into workbooks alone, and those that the plan knows.
  const takesSums = file !== null && /\.xls[xm]$/i.test(file.name) && shown !== null && (result !== null || shown.isLinked);
  return (
    <section class="block" aria-labelledby="budget-title">
      <h2 id="budget-title" ref={heading} tabIndex={-1}>{say(budgetTexts.title)}</h2>
      {talk === null || file === null ? (
        <>
          <FileDrop label={say(budgetTexts.drop)} accept=".xlsx,.xlsm,.csv,.txt,.si,.se,.sie,.xml,.zip" onFile={(chosen) => send({ type: 'chosen', source: sourceOf(plan.id, chosen) })} />
          <p class="soft">{say(budgetTexts.kinds)}</p>
        </>
      ) : (
        <>
          <p class="chosen-file"><strong>{file.name}</strong> <button type="button" class="quiet" onClick={letGo}>{say(budgetTexts.another)}</button></p>
          <BudgetAnswer talk={talk} send={send} end={result?.committed && <Notice tone="good"><SeeHistory result={result} plan={plan} mayUndo={may.includes('undo')} /></Notice>} />
          {takesSums && <PlanSums plan={plan} file={file} name={shown.file} />}
        </>
      )}
      <Links plan={plan} onChanged={onChanged} />
    </section>
  );
};
