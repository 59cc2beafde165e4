import { failureText } from '../texts/failure-texts';
import { showsPlan } from '../journey/google/find-links';
import { fromStore, succeed, type Result } from '../journey/failure';
import type { Arguments, CommandContext } from './command';
import { localeOf } from './locale-of';
import { openGoogle } from './open-google';
import { recordedStore, type OpenedStore } from './open-store';
import { sheetSyncOptions } from './sheet-sync-arguments';
import { say } from './texts';
import { usualSeconds, watchLinked } from './watch-linked';

/** The spreadsheets beside a server. */
export interface ServedSheets {
  /** Said at the start. */
  readonly told: string;
  /** Keeps them and the store together until `stopped` settles; never rejects. */
  watch(stopped: Promise<void>): Promise<void>;
}

/** What a server needs to keep linked spreadsheets synced, those too that are linked while it runs; a failure where nothing says who asks Google. [U11] */
export const openServedSheets = async (args: Arguments, context: CommandContext, opened: OpenedStore): Promise<Result<ServedSheets>> => {
  const sync = sheetSyncOptions(args, context);
  if (!sync.ok) return sync;
  const google = await openGoogle(args, context, 'every-spreadsheet');
  if (!google.ok) return google;
  const ports = { store: recordedStore(opened, context), links: await opened.readLinks(), events: opened, google: google.value };
  const locale = localeOf(context);
  // A store that is away for a while is asked again at the next look.
  const links = async () => {
    const all = fromStore(await ports.links.list());
    return succeed(all.ok ? all.value.filter(showsPlan) : []);
  };
  return succeed({
    told: say('servingSheets', locale, { every: usualSeconds }),
    watch: async (stopped) => {
      try {
        const watched = await watchLinked(ports, { links, seconds: usualSeconds, sync: sync.value, stopped }, args, context);
        if (!watched.ok) context.log(failureText(watched.failure, locale));
      } catch (error) {
        context.log(`sheets ${(error as Error).stack ?? String(error)}`);
      }
    },
  });
};
