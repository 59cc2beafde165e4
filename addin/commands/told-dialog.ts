import { ribbonTexts } from '../texts/ribbon-texts';
import type { Locale } from '../../core';
import type { Told } from './told';

/** What the small page is given: it speaks in the words of whoever opens it. */
export interface DialogMessage extends Told {
  readonly locale: Locale;
  readonly close: string;
}

/** Both ways by messages: a window that Office opens for the web shares no storage with the frames in Excel. */
export const dialogWords = { ready: 'ready', close: 'close' } as const;

/** Share of the window in percent: room for a few lines. */
const size = { height: 28, width: 32 };

/** Shows a message on a small page of its own, until the person closes it. */
export const showDialog = (address: string, locale: Locale, told: Told): Promise<void> =>
  new Promise((resolve, reject) => {
    const message: DialogMessage = { ...told, locale, close: ribbonTexts.close[locale] };
    Office.context.ui.displayDialogAsync(address, { ...size, displayInIframe: true }, (result) => {
      if (result.status !== Office.AsyncResultStatus.Succeeded) return reject(new Error(result.error.message));
      const dialog = result.value;
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
        if (!('message' in event)) return;
        if (event.message === dialogWords.ready) dialog.messageChild(JSON.stringify(message));
        if (event.message !== dialogWords.close) return;
        dialog.close();
        resolve();
      });
      // The person closed it by its own corner.
      dialog.addEventHandler(Office.EventType.DialogEventReceived, () => resolve());
    });
  });
