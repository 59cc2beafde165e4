import type { ComponentChildren, JSX } from 'preact';
import { isTemporary, type ClientFailure } from '../client/failure';
import { frameTexts } from '../texts/frame-texts';
import type { Tone } from './pill';
import { useSession } from './session';
import { useSpeech } from './speech';

export const Notice = ({ tone, role, children }: { readonly tone: Tone; readonly role?: 'alert' | 'status'; readonly children: ComponentChildren }): JSX.Element => (
  <div class={`notice tone-${tone}`} role={role}>
    {children}
  </div>
);

interface FailureProps {
  readonly failure: ClientFailure;
  /** Whether whoever asked asks again by itself where that may help. */
  readonly isRetried?: boolean;
  readonly onRetry?: () => void;
  readonly children?: ComponentChildren;
}

const Why = ({ failure }: Pick<FailureProps, 'failure'>): JSX.Element => {
  const { say } = useSpeech();
  if (failure.kind === 'away') return <p>{say(frameTexts.away)}</p>;
  if (failure.kind === 'stopped') return <p>{say(failure.status === 413 ? frameTexts.tooLarge : frameTexts.stopped, failure)}</p>;
  const { title, detail, errors } = failure;
  return (
    <>
      <p><strong>{title}</strong></p>
      {detail !== title && <p>{detail}</p>}
      {errors.length > 0 && <ul>{errors.map(({ path, message }) => <li key={path}><code>{path}</code> {message}</li>)}</ul>}
    </>
  );
};

/** Why an answer did not come, in the server's words, and what to do; nothing of it where the frame above says the same. */
export const FailureNotice = ({ failure, isRetried = false, onRetry, children }: FailureProps): JSX.Element | null => {
  const { say } = useSpeech();
  const session = useSession();
  const isAway = failure.kind === 'away';
  const comesBack = isRetried && isTemporary(failure);
  const isTold = isAway && comesBack && session.isAway;
  if (isTold && !children) return null;
  return (
    <Notice tone={isAway ? 'warning' : 'bad'} role={isAway ? 'status' : 'alert'}>
      {!isTold && <Why failure={failure} />}
      {comesBack && !isTold && <p>{say(frameTexts.triedAgain)}</p>}
      {children}
      {onRetry && !comesBack && <p><button type="button" onClick={onRetry}>{say(frameTexts.tryAgain)}</button></p>}
    </Notice>
  );
};
