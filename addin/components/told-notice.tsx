import type { JSX } from 'preact';
import type { Told } from '../commands/told';
import { ribbonTexts } from '../texts/ribbon-texts';
import { Notice } from './notice';
import type { Tone } from './pill';
import { useSpeech } from './speech';

const tones: Readonly<Record<Told['tone'], Tone>> = { good: 'good', attention: 'warning', bad: 'bad' };

/** What a button of the ribbon did, until the person has read it. */
export const ToldNotice = ({ told, onClose }: { readonly told: Told; readonly onClose: () => void }): JSX.Element => {
  const { say } = useSpeech();
  return (
    <Notice tone={tones[told.tone]} role={told.tone === 'good' ? 'status' : 'alert'}>
      {told.lines.map((line) => <p key={line}>{line}</p>)}
      <p><button type="button" class="quiet" onClick={onClose}>{say(ribbonTexts.close)}</button></p>
    </Notice>
  );
};
