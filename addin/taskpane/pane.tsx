import { render } from 'preact';
import { keepIn, keepUnder } from '../client/keep';
import { paneStorage, takePost } from '../commands/pane-post';
import type { Told } from '../commands/told';
import { NotStarted } from '../pages/pane/not-started';
import { NotInExcel, PaneApp } from '../pages/pane/pane-app';
import { applyTheme, officeContext } from './office';
import { openShared } from './open-shared';

/** The add-in's task pane, which the server hands out at "/addin/". */
const start = async (): Promise<void> => {
  const place = document.getElementById('app')!;
  const context = await officeContext();
  const partition = context?.partitionKey ?? '';
  const keep = keepUnder(keepIn(() => localStorage), partition);
  const languages = [...(context?.displayLanguage ? [context.displayLanguage] : []), ...navigator.languages];
  if (context?.officeTheme) applyTheme(context.officeTheme);
  const wantsPreview = new URLSearchParams(location.search).get('do') === 'preview';
  const workbook = openShared(partition);
  const onTold = (show: (told: Told) => void): (() => void) => takePost({ storage: paneStorage(keep, partition), location: workbook.location() }, show);
  render(context ? <PaneApp workbook={workbook} keep={keep} languages={languages} wantsPreview={wantsPreview} onTold={onTold} /> : <NotInExcel keep={keep} languages={languages} />, place);
};

start().catch((error: unknown) => {
  reportError(error);
  render(<NotStarted languages={navigator.languages} onRetry={() => location.reload()} />, document.getElementById('app')!);
});
