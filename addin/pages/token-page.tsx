import type { ComponentChildren, JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Notice } from '../components/notice';
import { useSpeech } from '../components/speech';
import { useTitle } from '../components/use-title';
import { frameTexts } from '../texts/frame-texts';

interface TokenProps {
  readonly wasWrong: boolean;
  /** What is said first. */
  readonly first?: ComponentChildren;
  /** What is said of where the token is kept; where nothing is, the person says for how long. */
  readonly kept?: string;
  readonly onToken: (token: string, isRemembered: boolean) => void;
}

/** Asks for the token of a server that wants one. */
export const TokenPage = ({ wasWrong, first, kept, onToken }: TokenProps): JSX.Element => {
  const { say } = useSpeech();
  useTitle(say(frameTexts.tokenTitle));
  const id = useId();
  const [token, setToken] = useState('');
  const [isRemembered, setRemembered] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (token.trim() !== '') onToken(token.trim(), isRemembered);
  };
  return (
    <section class="block narrow">
      <h1 tabIndex={-1}>{say(frameTexts.tokenTitle)}</h1>
      {first}
      <p id={`${id}-help`}>{say(frameTexts.tokenHelp)}</p>
      {wasWrong && <Notice tone="bad" role="alert"><p>{say(frameTexts.tokenWrong)}</p></Notice>}
      <form class="sync-form" onSubmit={submit}>
        <label for={id}>{say(frameTexts.token)}</label>
        <input id={id} type="password" autocomplete="off" spellcheck={false} required aria-describedby={`${id}-help`} value={token} onInput={(event) => setToken(event.currentTarget.value)} />
        {kept ? <p class="soft small">{kept}</p> : <label class="choice"><input type="checkbox" checked={isRemembered} onChange={(event) => setRemembered(event.currentTarget.checked)} />{say(frameTexts.remember)}</label>}
        <button type="submit" class="primary">{say(frameTexts.signIn)}</button>
      </form>
    </section>
  );
};
