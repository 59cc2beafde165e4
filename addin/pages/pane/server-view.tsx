import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Notice } from '../../components/notice';
import { useSpeech } from '../../components/speech';
import { useTitle } from '../../components/use-title';
import { serverAddress } from '../../state/server-address';
import { frameTexts } from '../../texts/frame-texts';
import { paneTexts } from '../../texts/pane-texts';
import { selfCheckTexts } from '../../texts/self-check-texts';

interface ServerProps {
  /** "" for the server that the pane came from. */
  readonly base: string;
  readonly own: string;
  readonly hasToken: boolean;
  readonly onBase: (base: string) => void;
  readonly onForget: () => void;
  readonly onClose: () => void;
}

const AddressForm = ({ base, own, onBase }: Pick<ServerProps, 'base' | 'own' | 'onBase'>): JSX.Element => {
  const { say } = useSpeech();
  const id = useId();
  const [typed, setTyped] = useState(base || own);
  const [isWrong, setWrong] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const address = serverAddress(typed, own);
    setWrong(address === null);
    if (address !== null) onBase(address);
  };
  return (
    <form class="sync-form" onSubmit={submit} noValidate>
      <label for={id}>{say(paneTexts.serverAddress)}</label>
      <input id={id} type="text" inputMode="url" autocomplete="off" spellcheck={false} aria-describedby={`${id}-help`} aria-invalid={isWrong} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      <p id={`${id}-help`} class="soft small">{say(paneTexts.serverHelp, { own })}</p>
      {isWrong && <Notice tone="bad" role="alert"><p>{say(paneTexts.noAddress)}</p></Notice>}
      <button type="submit" class="primary">{say(paneTexts.useServer)}</button>
      {base !== '' && <button type="button" onClick={() => onBase('')}>{say(paneTexts.ownServer)}</button>}
    </form>
  );
};

/** Which server the pane asks, and as whom. */
export const ServerView = ({ base, own, hasToken, onBase, onForget, onClose }: ServerProps): JSX.Element => {
  const { say } = useSpeech();
  useTitle(say(paneTexts.serverTitle));
  return (
    <>
      <h1 tabIndex={-1}>{say(paneTexts.serverTitle)}</h1>
      <section class="block narrow" aria-label={say(paneTexts.server)}><AddressForm base={base} own={own} onBase={onBase} /></section>
      <section class="block" aria-label={say(frameTexts.token)}>
        <p>{say(hasToken ? paneTexts.tokenKept : paneTexts.noToken)}</p>
        {hasToken && <p class="actions"><button type="button" onClick={onForget}>{say(frameTexts.signOut)}</button></p>}
      </section>
      <p class="actions"><button type="button" onClick={onClose}>{say(paneTexts.back)}</button></p>
      <p class="soft small"><a href="diagnostics.html">{say(selfCheckTexts.title)}</a></p>
    </>
  );
};
