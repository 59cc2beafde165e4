import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { PrimaryButton } from '../../components/button';
import { useSpeech, type Speech } from '../../components/speech';
import type { PersonStep } from '../../host/self-check';
import type { AskedStep } from '../../state/check-run';
import { selfCheckTexts as texts } from '../../texts/self-check-texts';

const sentence = (step: PersonStep, say: Speech['say']): string => {
  switch (step.does) {
    case 'type': return say(texts.stepType, step);
    case 'type-or-cancel': return say(texts.stepTypeOrCancel, step);
    case 'insert-row': return say(texts.stepInsertRow, step);
    case 'copy-row': return say(texts.stepCopyRow, step);
    case 'undo': return say(texts.stepUndo);
    case 'edit': return say(texts.stepEdit, step);
    case 'leave': return say(texts.stepLeave);
  }
};

/** What the person is asked to do in the sheet; it waits for them as long as it takes. */
export const StepView = ({ asked: { step, tab, answer }, onSay }: { readonly asked: AskedStep; readonly onSay: (text: string) => void }): JSX.Element => {
  const { say } = useSpeech();
  const title = useRef<HTMLHeadingElement>(null);
  const text = sentence(step, say);
  useEffect(() => {
    onSay(text);
    title.current?.focus();
  }, [step]);
  return (
    <div class="notice tone-warning">
      <h2 ref={title} tabIndex={-1}>{say(texts.yourTurn)}</h2>
      <p>{say(texts.onTab, { tab })}</p>
      <p><strong>{text}</strong></p>
      <p class="actions"><PrimaryButton isOff={false} onClick={() => answer(true)}>{say(texts.stepDone)}</PrimaryButton><button type="button" onClick={() => answer(false)}>{say(texts.stepSkip)}</button></p>
    </div>
  );
};
