import type { JSX } from 'preact';
import { Notice } from '../../components/notice';
import { speechIn } from '../../components/speech';
import { chooseLocale } from '../../state/language';
import { frameTexts } from '../../texts/frame-texts';
import { paneTexts } from '../../texts/pane-texts';

interface NotStartedProps {
  /** Tags of the languages that the person reads, best first. */
  readonly languages: readonly string[];
  readonly onRetry: () => void;
}

/** What stands where the pane did not come up at all; it takes nothing of what may have failed. */
export const NotStarted = ({ languages, onRetry }: NotStartedProps): JSX.Element => {
  const { say } = speechIn(chooseLocale(null, languages));
  return (
    <main>
      <h1 tabIndex={-1}>Planark</h1>
      <Notice tone="bad" role="alert"><p>{say(paneTexts.broke)}</p><p class="actions"><button type="button" onClick={onRetry}>{say(frameTexts.tryAgain)}</button></p></Notice>
    </main>
  );
};
