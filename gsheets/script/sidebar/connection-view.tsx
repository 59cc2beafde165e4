import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { SidebarStatus } from '../view';
import { Notice } from './notice';
import { texts } from './sidebar-texts';
import { useSay } from './speech';

interface ConnectionProps {
  readonly status: SidebarStatus;
  readonly isBusy: boolean;
  /** The token that was given just now is good. */
  readonly isNew: boolean;
  readonly onConnect: (token: string | null) => void;
  readonly onTimer: (isOn: boolean) => void;
}

/** The token of the plan, who can read it, and whether it syncs by itself. */
export const ConnectionView = ({ status, isBusy, isNew, onConnect, onTimer }: ConnectionProps): JSX.Element => {
  const say = useSay();
  const id = useId();
  const [token, setToken] = useState('');
  const isOff = isBusy || token.trim() === '';
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isOff) return;
    onConnect(token);
    setToken('');
  };
  return (
    <div class="answer">
      <dl class="facts">
        <div><dt>{say(texts.server)}</dt><dd>{status.server}</dd></div>
        <div><dt>{say(texts.planName)}</dt><dd>{status.plan ?? say(texts.noPlan)}</dd></div>
      </dl>
      {isNew && <Notice tone="good" role="status"><p>{say(texts.connected)}</p></Notice>}
      <form class="sync-form" onSubmit={submit}>
        <p>{say(status.hasToken ? texts.hasToken : texts.hasNoToken)}</p>
        <label for={id}>{say(texts.token)}</label>
        <input id={id} type="password" autocomplete="off" aria-describedby={`${id}-help`} value={token} onInput={(event) => setToken(event.currentTarget.value)} />
        <div id={`${id}-help`} class="soft"><p>{say(texts.tokenHelp)}</p><p>{say(texts.tokenReaders)}</p></div>
        <div class="actions">
          <button type="submit" class="primary" aria-disabled={isOff}>{say(texts.connect)}</button>
          {status.hasToken && <button type="button" class="quiet" aria-disabled={isBusy} onClick={() => onConnect(null)}>{say(texts.forget)}</button>}
        </div>
      </form>
      <label class="choice"><input type="checkbox" checked={status.hasTimer} aria-describedby={`${id}-timer`} onChange={(event) => onTimer(event.currentTarget.checked)} />{say(texts.timer)}</label>
      <p id={`${id}-timer`} class="soft">{say(texts.timerHelp)}</p>
    </div>
  );
};
