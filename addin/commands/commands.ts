import { localDate } from '../../core';
import { createCellClient, type SentWorkbooks } from '../client/cell-client';
import { keepIn, keepUnder } from '../client/keep';
import { serverKey, tokenKey } from '../client/kept-access';
import { later } from '../client/later';
import { chooseLocale, localeKey } from '../state/language';
import { openShared } from '../taskpane/open-shared';
import { commandNames, type CommandName } from './command-names';
import { paneStorage, postToPane } from './pane-post';
import { createRibbon } from './ribbon';
import { createRibbonWork } from './ribbon-work';
import { showDialog } from './told-dialog';

/** The page that Excel opens, and shows to nobody, for the buttons of the ribbon that need no pane. */
const ready = Office.onReady().then(() => {
  const { partitionKey = '', displayLanguage } = Office.context as Office.Context & { readonly partitionKey?: string };
  const keep = keepUnder(keepIn(() => localStorage), partitionKey);
  const locale = chooseLocale(keep.getItem(localeKey), [displayLanguage, ...navigator.languages]);
  const workbook = openShared(partitionKey);
  const sent: SentWorkbooks = new Map();
  const client = (): ReturnType<typeof createCellClient> => {
    const base = keep.getItem(serverKey) ?? '';
    return createCellClient({ fetch: (...request) => fetch(...request), base, locale, token: keep.getItem(tokenKey(base)) }, sent);
  };
  return createRibbon({
    ...createRibbonWork({ workbook, keep, client, later, today: () => localDate(new Date()), freshId: () => crypto.randomUUID(), report: (error) => reportError(error) }),
    locale, keep, location: workbook.location,
    tell: async (told) => {
      const isTaken = await postToPane({ storage: paneStorage(keep, partitionKey), location: workbook.location(), later }, told);
      if (!isTaken) await showDialog(new URL('told.html', location.href).href, locale, told);
    },
  });
});

/** At once, and not when all is ready: a button may be what opened this page. */
const answerTo = (name: CommandName): void =>
  Office.actions.associate(name, async (event: Office.AddinCommands.Event) => {
    try {
      await (await ready)[name]();
    } finally {
      event.completed();
    }
  });
for (const name of Object.values(commandNames)) answerTo(name);
