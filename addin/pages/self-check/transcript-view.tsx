import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { handOver } from '../../client/hand-over';
import { PrimaryButton } from '../../components/button';
import { useSpeech } from '../../components/speech';
import type { Transcript } from '../../host/self-check';
import { selfCheckTexts as texts } from '../../texts/self-check-texts';

const nameOf = ({ time, excel: { platform } }: Transcript): string => `planark-self-check-${platform}-${time.slice(0, 10)}.json`.replace(/[^\w.-]/g, '');

/** The transcript, to be saved as a file, or copied where Excel saves none. */
export const TranscriptView = ({ transcript, onSay }: { readonly transcript: Transcript; readonly onSay: (text: string) => void }): JSX.Element => {
  const { say } = useSpeech();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = JSON.stringify(transcript, null, 1);
  const copy = async (): Promise<void> => {
    field.current?.focus();
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      onSay(say(texts.copied));
    } catch {
      onSay(say(texts.copyYourself)); // frames of Excel on the web may not write to the clipboard by themselves
    }
  };
  return (
    <section class="block" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say(texts.transcript)}</h2>
      <p>{say(texts.transcriptHelp)}</p>
      <p class="actions">
        <PrimaryButton isOff={false} onClick={() => handOver({ name: nameOf(transcript), type: 'application/json', bytes: new TextEncoder().encode(text) })}>{say(texts.download)}</PrimaryButton>
        <button type="button" onClick={() => void copy()}>{say(texts.copy)}</button>
      </p>
      <label for={id}>{say(texts.text)}</label>
      <textarea id={id} ref={field} readOnly rows={6} spellcheck={false} value={text} />
    </section>
  );
};
