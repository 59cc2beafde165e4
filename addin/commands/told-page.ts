import { readTold, type Told } from './told';
import { dialogWords, type DialogMessage } from './told-dialog';

const tones: Readonly<Record<Told['tone'], string>> = { good: 'tone-good', attention: 'tone-warning', bad: 'tone-bad' };

const send = (word: string): void => Office.context.ui.messageParent(word);

/** The small page that a command opens where no pane is: shows what it is given, and a button that closes it. */
const show = (text: string): void => {
  const told = readTold(text);
  if (!told) return;
  const { locale, close, tone, lines } = { ...(JSON.parse(text) as DialogMessage), ...told };
  document.documentElement.lang = locale;
  const notice = document.createElement('div');
  notice.className = `notice ${tones[tone]}`;
  notice.setAttribute('role', tone === 'good' ? 'status' : 'alert');
  notice.append(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'primary', textContent: close });
  button.addEventListener('click', () => send(dialogWords.close));
  const line = document.createElement('p');
  line.append(button);
  document.querySelector('#told')!.replaceChildren(notice, line);
  button.focus();
};

/** Milliseconds between asking and asking again: whoever opened this page may not listen yet. */
const askingAgain = 400;

void Office.onReady().then(({ host }) => {
  if (!host) return; // somebody opened the address by itself
  const hear = ({ message }: { readonly message: string }): void => {
    clearInterval(asking);
    show(message);
  };
  const ask = (): void => send(dialogWords.ready);
  const asking = setInterval(ask, askingAgain);
  Office.context.ui.addHandlerAsync(Office.EventType.DialogParentMessageReceived, hear, ask);
});
