import { failureOf, type Requests } from './requests';

const cellPattern = /^\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(:\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?$/i;

interface Place {
  readonly tab: string;
  readonly cells: string | undefined;
}

const unquote = (name: string): string => (/^'.*'$/s.test(name) ? name.slice(1, -1).replaceAll("''", "'") : name);

/** "Tiltak!F12", "'Mine tall'!A1", "Tiltak". */
const toPlace = (text: string): Place => {
  const at = text.lastIndexOf('!');
  const cells = text.slice(at + 1);
  return at > 0 && cellPattern.test(cells) ? { tab: unquote(text.slice(0, at)), cells } : { tab: unquote(text), cells: undefined };
};

/** Shows a cell, or a tab, where it is in sight; false where it is not. */
export const selectPlace = async (requests: Requests, text: string): Promise<boolean> => {
  const { tab, cells } = toPlace(text);
  const isInSight = await requests.send(({ workbook }) => {
    const sheet = workbook.worksheets.getItemOrNullObject(tab);
    sheet.load('visibility');
    return () => !sheet.isNullObject && sheet.visibility === 'Visible';
  });
  if (!isInSight) return false;
  try {
    await requests.send(({ workbook }) => {
      const sheet = workbook.worksheets.getItem(tab);
      sheet.activate();
      if (cells !== undefined) sheet.getRange(cells).untrack().select();
      return () => undefined;
    });
    return true;
  } catch (error) {
    // Beyond the last column or row; or the tab was hidden or taken away just now.
    if (!['refused', 'changed'].includes(failureOf(error) ?? '')) throw error;
    return false;
  }
};
