import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '../journey/failure';
import type { SheetPorts } from '../journey/google/sheet-ports';
import type { SheetSyncOptions } from '../journey/google/sync-sheet';
import { watchSheets, type Watching } from '../journey/google/watch-sheets';
import { readToday } from '../journey/today';
import type { StoreEvents } from '../../sync/store';
import type { Arguments, CommandContext } from './command';
import { failedReport, sheetSyncReport } from './sheet-sync-report';

/** Seconds between two looks at Google where nothing is asked for: a change is seen soon, and a hundred spreadsheets stay within Drive's quota. */
export const usualSeconds = 15;

export interface LinkedWatching extends Pick<Watching, 'links' | 'stopped'> {
  /** Between two looks at Google. */
  readonly seconds: number;
  readonly sync: SheetSyncOptions;
}

/** Watches linked spreadsheets by this machine's clock, and announces what comes of it under the time, the plan and the address. */
export const watchLinked = (ports: SheetPorts & { readonly events: StoreEvents }, { links, seconds, sync, stopped }: LinkedWatching, args: Arguments, context: CommandContext): Promise<Result<void>> => {
  const ending = new AbortController();
  return watchSheets(ports, {
    links,
    events: ports.events,
    sync: () => {
      const now = new Date();
      return { ...sync, commit: { ...sync.commit, time: now.toISOString() }, today: context.today.isFixed ? context.today : readToday(now, undefined)! };
    },
    untilNextLook: () => wait(seconds * 1000, undefined, { signal: ending.signal }).catch(() => undefined),
    stopped: stopped.then(() => ending.abort()),
    tell: (link, result) => {
      const { lines, json } = result.ok ? sheetSyncReport(link, result.value, args, context) : failedReport(link, result, context);
      context.announce([`${new Date().toISOString().slice(0, 19).replace('T', ' ')} (UTC)  ${link.planId}  ${link.url}`, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), ''], json);
    },
  });
};
