import type { JSX } from 'preact';
import { frameTexts } from '../texts/frame-texts';
import { FailureNotice } from './notice';
import { useSpeech } from './speech';
import type { Loaded } from './use-loaded';

/** What stands where something is to come from the server: that it is on its way, or why it does not come. */
export const Waiting = ({ loaded }: { readonly loaded: Pick<Loaded<unknown>, 'failure' | 'reload'> }): JSX.Element => {
  const { say } = useSpeech();
  return loaded.failure ? <FailureNotice failure={loaded.failure} isRetried onRetry={loaded.reload} /> : <p class="soft" role="status">{say(frameTexts.loading)}</p>;
};
