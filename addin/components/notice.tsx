import type { ComponentChildren, JSX } from 'preact';
import { isTemporary, type ClientFailure } from '../client/failure';
import { frameTexts } from '../texts/frame-texts';
import type { Tone } from './pill';
import { useSpeech } from './speech';

export const Notice = ({ tone, role, children }: { readonly tone: Tone; readonly role?: 'alert' | 'status'; readonly children: ComponentChildren }): JSX.Element => (
  <div class={`notice tone-${tone}`} role={role}>
    {children}
  </div>
);

/** Why an answer did not come, in the server's words, and what to do. */
export const FailureNotice = ({ failure, onRetry, children }: { readonly failure: ClientFailure; readonly onRetry?: () => void; readonly children?: ComponentChildren }): JSX.Element => {
  const { say } = useSpeech();
  if (failure.kind === 'away') return <Notice tone="warning" role="status"><p>{say(frameTexts.away)}</p>{children}</Notice>;
  return (
    <Notice tone="bad" role="alert">
      <p><strong>{failure.title}</strong></p>
      {failure.detail !== failure.title && <p>{failure.detail}</p>}
      {failure.errors.length > 0 && <ul>{failure.errors.map(({ path, message }) => <li key={path}><code>{path}</code> {message}</li>)}</ul>}
      {children}
      {onRetry && !isTemporary(failure) && <p><button type="button" onClick={onRetry}>{say(frameTexts.tryAgain)}</button></p>}
    </Notice>
  );
};
