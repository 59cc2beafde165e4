import { keepLast, markDirty, readDirty, readHead, readOperation, readToken } from './kept';
import { createServer } from './planark-server';
import { startClock } from './run-clock';
import { readStampLines } from './language';
import { dayOf, runSync } from './sync-run';

const minutes = 5;
const handlers = { timer: 'onTimer', change: 'onChange' } as const;

/** The triggers of the person who asks: those of others cannot be seen. */
const own = (): GoogleAppsScript.Script.Trigger[] => ScriptApp.getProjectTriggers().filter((trigger) => (Object.values(handlers) as string[]).includes(trigger.getHandlerFunction()));

export const hasTimer = (): boolean => own().length > 0;

/** Syncs by itself from now on, as the person who turns it on; or no more. Rows and tabs that are put in or taken out are told of by a trigger as well. */
export const setTimer = (isOn: boolean): void => {
  for (const trigger of own()) ScriptApp.deleteTrigger(trigger);
  if (!isOn) return;
  ScriptApp.newTrigger(handlers.timer).timeBased().everyMinutes(minutes).create();
  ScriptApp.newTrigger(handlers.change).forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onChange().create();
  markDirty();
};

/** Syncs where somebody has typed, where the store has something new, or where the day is another; else it asks the server one short question. */
export const runTimer = (): void => {
  if (readToken() === null) return;
  const clock = startClock();
  const server = createServer(readStampLines().locale, clock);
  const head = readHead();
  const isNewer = head ? server.isNewer(head.plan, head.hash) : ({ ok: true, value: true } as const);
  if (!isNewer.ok) {
    const { code, said } = isNewer.trouble;
    return keepLast({ at: new Date().toISOString(), isTimer: true, end: code, ...(said !== undefined && { said }) });
  }
  const isDirty = readDirty() !== null || readOperation() !== null;
  if (isDirty || isNewer.value || head?.day !== dayOf()) runSync('timer', {}, { clock, server });
};
