import { createGoogle, findCredentials } from '../../../gsheets/api';
import type { Google } from '../../../gsheets/api/google';
import type { StoreEvents } from '../../sync/store';
import { isOfPerson, type SheetLink, type SheetLinks } from '../links/sheet-links';
import { fail, succeed, type Result } from '../journey/failure';
import type { SheetPorts } from '../journey/google/sheet-ports';
import { option, type Arguments, type CommandContext } from './command';
import { usageFailure } from './command-line';
import { localeOf } from './locale-of';
import { openStoreAt, recordedStore } from './open-store';
import { say } from './texts';
import { createWaitingLines } from './waiting-lines';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Where Google is: undefined as a rule; another place, on this machine alone, for tests, since secrets go there. */
export const readGoogleRoot = (context: CommandContext): Result<string | undefined> => {
  const root = context.env['PLANARK_GOOGLE_ROOT'];
  if (root === undefined || root === '') return succeed(undefined);
  const isOurs = URL.canParse(root) && ['http:', 'https:'].includes(new URL(root).protocol) && loopback.has(new URL(root).hostname);
  return isOurs ? succeed(new URL(root).href) : usageFailure(say('badGoogleRoot', localeOf(context)));
};

/** Google as the account of this command sees it; spreadsheets that others made are seen only where that is asked for. */
export const openGoogle = async (args: Arguments, context: CommandContext, reach: 'own-files' | 'every-spreadsheet'): Promise<Result<Google>> => {
  const root = readGoogleRoot(context);
  if (!root.ok) return root;
  const keyFile = option(args, 'key-file');
  const credentials = await findCredentials({ env: context.env, ...(keyFile !== undefined && { keyFile }) });
  if (!credentials.ok) {
    const { kind, file } = credentials.failure;
    return fail({ kind: 'sheet', failure: { kind: 'credentials', reason: kind, ...(file !== undefined && { file }) } });
  }
  if (credentials.openFile !== undefined) context.progress(say('keyFileOpen', localeOf(context), { file: credentials.openFile }));
  const progress = createWaitingLines(context.progress, localeOf(context), () => performance.now());
  return succeed(createGoogle({ credentials: credentials.value, reach, progress, ...(root.value !== undefined && { rootUrl: root.value }) }));
};

/** The store of a command that has to do with spreadsheets, and what stands beside its plans. */
export type LinkedStore = Omit<SheetPorts, 'google'> & { readonly events: StoreEvents };

export const openLinkedStore = async (context: CommandContext): Promise<Result<LinkedStore>> => {
  const opened = await openStoreAt(context.storeAddress, context);
  if (!opened.ok) return opened;
  return succeed({ store: recordedStore(opened.value, context), links: await opened.value.readLinks(), events: opened.value });
};

/** How far Google has to let us see for these. */
export const reachOf = (links: readonly SheetLink[]): 'own-files' | 'every-spreadsheet' => (links.some(isOfPerson) ? 'every-spreadsheet' : 'own-files');

/** The links that a command means, and all that its journey takes. */
export const openSheets = async (args: Arguments, context: CommandContext, find: (links: SheetLinks) => Promise<Result<readonly SheetLink[]>>): Promise<Result<LinkedStore & { readonly google: Google; readonly meant: readonly SheetLink[] }>> => {
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const meant = await find(store.value.links);
  if (!meant.ok) return meant;
  const google = await openGoogle(args, context, reachOf(meant.value));
  return google.ok ? succeed({ ...store.value, google: google.value, meant: meant.value }) : google;
};
