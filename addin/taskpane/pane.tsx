import { render } from 'preact';
import { keepIn, keepUnder } from '../client/keep';
import { createExcelWorkbook } from '../host/excel-workbook';
import { NotInExcel, PaneApp } from '../pages/pane/pane-app';
import { applyTheme, officeContext } from './office';

/** The add-in's task pane, which the server hands out at "/addin/". */
const start = async (): Promise<void> => {
  const place = document.getElementById('app')!;
  const context = await officeContext();
  const keep = keepUnder(keepIn(() => localStorage), context?.partitionKey ?? '');
  const languages = [...(context?.displayLanguage ? [context.displayLanguage] : []), ...navigator.languages];
  if (context?.officeTheme) applyTheme(context.officeTheme);
  const wantsPreview = new URLSearchParams(location.search).get('do') === 'preview';
  render(context ? <PaneApp workbook={createExcelWorkbook()} keep={keep} languages={languages} wantsPreview={wantsPreview} /> : <NotInExcel keep={keep} languages={languages} />, place);
};

void start();
