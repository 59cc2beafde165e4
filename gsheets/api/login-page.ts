import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { inLocales as t, type Locale, type Localized } from '../../core';

/** What the browser is shown when it comes back from Google. */
export type PageKind = 'done' | 'declined' | 'no-scope' | 'failed' | 'not-expected';

interface PageText {
  readonly status: number;
  readonly title: Localized;
  readonly text: Localized;
}

const pages: Readonly<Record<PageKind, PageText>> = {
  done: {
    status: 200,
    title: t('Planark er logget inn', 'Planark er logga inn', 'Planark är inloggat', 'Planark is logged in'),
    text: t('Du kan lukke dette vinduet og gå tilbake til terminalen.', 'Du kan lukke dette vindauget og gå tilbake til terminalen.', 'Du kan stänga det här fönstret och gå tillbaka till terminalen.', 'You can close this window and go back to the terminal.'),
  },
  declined: {
    status: 200,
    title: t('Du sa nei', 'Du sa nei', 'Du sade nej', 'You said no'),
    text: t('Planark fikk ikke tilgang, og ingenting er lagret. Kjør «planark gsheets login» igjen om du ombestemmer deg.', 'Planark fekk ikkje tilgang, og ingenting er lagra. Køyr «planark gsheets login» igjen om du ombestemmer deg.', 'Planark fick ingen åtkomst och ingenting har sparats. Kör ”planark gsheets login” igen om du ändrar dig.', 'Planark was given no access, and nothing is stored. Run “planark gsheets login” again if you change your mind.'),
  },
  'no-scope': {
    status: 200,
    title: t('Et kryss mangler', 'Eit kryss manglar', 'Ett kryss saknas', 'A box was not ticked'),
    text: t('Planark trenger tilgangen som Google viste med et kryss. Kjør «planark gsheets login» igjen, og kryss av for alt.', 'Planark treng tilgangen som Google viste med eit kryss. Køyr «planark gsheets login» igjen, og kryss av for alt.', 'Planark behöver den åtkomst som Google visade med en kryssruta. Kör ”planark gsheets login” igen och kryssa i allt.', 'Planark needs the access that Google showed with a box. Run “planark gsheets login” again, and tick every box.'),
  },
  failed: {
    status: 200,
    title: t('Innloggingen ble ikke fullført', 'Innlogginga vart ikkje fullført', 'Inloggningen slutfördes inte', 'The login was not completed'),
    text: t('Gå tilbake til terminalen: der står det hva som gikk galt, og hva du kan gjøre.', 'Gå tilbake til terminalen: der står det kva som gjekk gale, og kva du kan gjere.', 'Gå tillbaka till terminalen: där står det vad som gick fel och vad du kan göra.', 'Go back to the terminal: it says what went wrong, and what you can do.'),
  },
  'not-expected': {
    status: 400,
    title: t('Dette svaret ventet ikke Planark på', 'Dette svaret venta ikkje Planark på', 'Det här svaret väntade Planark inte på', 'Planark did not expect this answer'),
    text: t('Bruk lenken som står i terminalen nå, og ingen eldre.', 'Bruk lenkja som står i terminalen no, og inga eldre.', 'Använd länken som står i terminalen nu, och ingen äldre.', 'Use the link that the terminal shows now, and no older one.'),
  },
};

const style = [
  ':root{color-scheme:light dark}',
  'body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.0625rem/1.55 system-ui,sans-serif;background:#f4f6f5;color:#1d2b29}',
  'main{max-width:30rem;margin:1.5rem;padding:2.5rem 2.25rem;border-radius:14px;background:#fff;box-shadow:0 1px 2px #0002,0 8px 30px #0001}',
  'svg{width:48px;height:48px}h1{margin:1rem 0 .5rem;font-size:1.5rem;line-height:1.25}p{margin:0}',
  '@media (prefers-color-scheme:dark){body{background:#12191a;color:#e6ecea}main{background:#1c2526;box-shadow:none}}',
].join('');
const styleHash = createHash('sha256').update(style).digest('base64');
const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="6" fill="#1F5C57"/><path d="M8 9h16M8 16h16M8 23h10" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  // The address holds a code: it is kept nowhere, and sent to nobody.
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  connection: 'close',
} as const;

const html = (title: string, text: string, locale: Locale): string =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main>${icon}<h1>${title}</h1><p>${text}</p></main></body></html>`;

/** Answers the browser; nothing of what it sent is shown. [O13] */
export const answerWithPage = (response: ServerResponse, kind: PageKind, locale: Locale): void => {
  const { status, title, text } = pages[kind];
  response.writeHead(status, headers).end(html(title[locale], text[locale], locale));
};
