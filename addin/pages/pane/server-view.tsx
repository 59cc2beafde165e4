import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Locale } from '../../../core';
import { createClient } from '../../client/planark-client';
import { PrimaryButton } from '../../components/button';
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

/** Does a Planark server answer there, be it that it asks who this is? Nobody's token is sent. */
const isServer = async (base: string, locale: Locale): Promise<boolean> => {
  const answer = await createClient({ fetch: (...request) => fetch(...request), base, locale, token: null }).plans('');
  return answer.ok ? Array.isArray(answer.value.plans) : answer.failure.kind === 'refused';
};

const AddressForm = ({ base, own, onBase }: Pick<ServerProps, 'base' | 'own' | 'onBase'>): JSX.Element => {
  const { locale, say } = useSpeech();
  const id = useId();
  const [typed, setTyped] = useState(base || own);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isTrying, setTrying] = useState(false);
  const use = async (): Promise<void> => {
    const address = serverAddress(typed, own);
    setWrong(address === null ? say(paneTexts.noAddress) : null);
    if (address === null) return;
    setTrying(true);
    const isThere = address === '' || await isServer(address, locale);
    setTrying(false);
    if (isThere) onBase(address);
    else setWrong(say(paneTexts.noServerAt, { address }));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isTrying) void use();
  };
  return (
    <form class="sync-form" onSubmit={submit} noValidate>
      <label for={id}>{say(paneTexts.serverAddress)}</label>
      <input id={id} type="text" inputMode="url" autocomplete="off" spellcheck={false} aria-describedby={`${id}-help`} aria-invalid={wrong !== null} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      <p id={`${id}-help`} class="soft small">{say(paneTexts.serverHelp, { own })}</p>
      {wrong !== null && <Notice tone="bad" role="alert"><p>{wrong}</p></Notice>}
      <PrimaryButton isOff={isTrying}>{say(paneTexts.useServer)}</PrimaryButton>
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
