import { inLocales as t } from '../../core';
import { readStampLines } from './language';
import type { Purpose, SidebarStart } from './view';

const texts = {
  sync: t('Synkroniser', 'Synkroniser', 'Synkronisera', 'Sync'),
  preview: t('Forhåndsvis', 'Førehandsvis', 'Förhandsgranska', 'Preview'),
  conflicts: t('Konflikter', 'Konfliktar', 'Konflikter', 'Conflicts'),
  connection: t('Tilkobling …', 'Tilkopling …', 'Anslutning …', 'Connect …'),
  about: t('Om Planark', 'Om Planark', 'Om Planark', 'About Planark'),
} as const;

/** The menu, in the plan's language. */
export const addMenu = (): void => {
  const { locale } = readStampLines();
  SpreadsheetApp.getUi()
    .createMenu('Planark')
    .addItem(texts.sync[locale], 'showSync')
    .addItem(texts.preview[locale], 'showPreview')
    .addItem(texts.conflicts[locale], 'showConflicts')
    .addSeparator()
    .addItem(texts.connection[locale], 'showConnection')
    .addItem(texts.about[locale], 'showAbout')
    .addToUi();
};

/** As text within a script element. */
const inScript = (value: SidebarStart): string => JSON.stringify(value).replace(/</g, '\\u003c');

export const showSidebar = (purpose: Purpose): void => {
  const template = HtmlService.createTemplateFromFile('Sidebar');
  template['start'] = inScript({ purpose, locale: readStampLines().locale });
  SpreadsheetApp.getUi().showSidebar(template.evaluate().setTitle('Planark'));
};
