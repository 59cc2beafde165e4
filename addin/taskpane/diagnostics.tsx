import { render } from 'preact';
import { keepIn, keepUnder } from '../client/keep';
import { ownTab } from '../host/probes/probe';
import { createSelfCheck } from '../host/probes/self-check';
import { NotInExcel } from '../pages/pane/pane-app';
import { SelfCheckApp } from '../pages/self-check/self-check-app';
import { applyTheme, officeContext } from './office';

/** The page of the self-check, which the server hands out at "/addin/diagnostics.html". */
const start = async (): Promise<void> => {
  const place = document.getElementById('app')!;
  const context = await officeContext();
  const keep = keepUnder(keepIn(() => localStorage), context?.partitionKey ?? '');
  const languages = [...(context?.displayLanguage ? [context.displayLanguage] : []), ...navigator.languages];
  if (context?.officeTheme) applyTheme(context.officeTheme);
  const check = createSelfCheck({
    version: document.querySelector<HTMLMetaElement>('meta[name="planark-version"]')!.content, time: () => new Date().toISOString(), now: () => performance.now(),
    pause: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }),
  });
  render(context ? <SelfCheckApp check={check} ownTab={ownTab} keep={keep} languages={languages} /> : <NotInExcel keep={keep} languages={languages} />, place);
};

void start();
