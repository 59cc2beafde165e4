import type { Locale } from '../../plan/locale';
import { spokenAs, succeed, type Result } from '../journey/failure';
import { withMigrations } from '../journey/migrating-store';
import { readToday } from '../journey/today';
import { createOrganisations } from '../people/organisations';
import { accessByAny, localOwner, nobody } from '../server/access';
import { serve, type ServeOptions } from '../server/serve';
import { createTokenAccess } from '../server/token-access';
import { watchStore } from '../server/store-watch';
import { exitCodes, flag, option, type Arguments, type CommandContext, type Outcome } from './command';
import { usageFailure } from './command-line';
import { localeOf } from './locale-of';
import { actorOf, openAuditLog } from './open-audit';
import { openStoreAt } from './open-store';
import { readOidc } from './read-oidc';
import { readTls } from './read-tls';
import { say } from './texts';

const firstPort = 7070;
/** How many ports are tried where none was asked for. */
const portsTried = 10;

const readPorts = (args: Arguments, context: CommandContext): Result<readonly number[]> => {
  const asked = option(args, 'port');
  if (asked === undefined) return succeed(Array.from({ length: portsTried }, (_, i) => firstPort + i));
  const port = /^\d{1,5}$/.test(asked) ? Number(asked) : Infinity;
  return port <= 65535 ? succeed([port]) : usageFailure(say('badOption', localeOf(context), { what: `--port ${asked}` }));
};

const isOrigin = (text: string): boolean => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;

const readOrigins = (args: Arguments, context: CommandContext): Result<readonly string[]> => {
  const origins = (option(args, 'origins') ?? '').split(',').map((origin) => origin.trim()).filter((origin) => origin !== '');
  const wrong = origins.find((origin) => !isOrigin(origin));
  return wrong === undefined ? succeed(origins) : usageFailure(say('badOrigin', localeOf(context), { what: wrong }));
};

const everyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Where the server is, and where to open it: neither "all addresses" nor what a proxy stands before is an address to open. */
const addressLines = (address: string, { host, isBehindProxy }: ServeOptions, locale: Locale): readonly [where: string, open: string] => {
  const { port, protocol } = new URL(address);
  const serving = everyAddress.has(host) ? say('servingAll', locale, { port }) : say('serving', locale, { address });
  if (isBehindProxy) return [serving, say('openProxy', locale)];
  return [serving, everyAddress.has(host) ? say('openByName', locale, { port, scheme: protocol.slice(0, -1) }) : say('nextOpen', locale, { address })];
};

const readOptions = async (args: Arguments, context: CommandContext): Promise<Result<ServeOptions>> => {
  const ports = readPorts(args, context);
  if (!ports.ok) return ports;
  const tls = await readTls(args, context);
  if (!tls.ok) return tls;
  const origins = readOrigins(args, context);
  if (!origins.ok) return origins;
  return succeed({
    ...tls.value, ports: ports.value, host: option(args, 'host') ?? '127.0.0.1', isBehindProxy: flag(args, 'behind-proxy'),
    origins: origins.value,
    pageFolder: context.pageFolder,
    ...(flag(args, 'log') && { log: context.log }),
    logBug: (instance, error) => context.log(`${instance} ${error.stack ?? error.message}`),
  });
};

/** Serves the store until the command is told to end; `told` is said beside the address. */
export const serveStore = async (args: Arguments, context: CommandContext, told: readonly string[] = []): Promise<Result<Outcome>> => {
  const store = await openStoreAt(context.storeAddress, context);
  if (!store.ok) return store;
  const options = await readOptions(args, context);
  if (!options.ok) return options;
  const [log, actor] = [openAuditLog(store.value, context), actorOf(context)];
  const stopped = context.untilStopped();
  const { today } = context;
  const watched = watchStore(withMigrations(store.value), store.value, (error) => options.value.logBug('events', error));
  const [tokens, links] = [await store.value.readTokens(), await store.value.readLinks()];
  const organisations = createOrganisations(watched.store);
  const now = (): Date => new Date();
  const oidc = await readOidc(args, context, organisations);
  if (!oidc.ok) return oidc;
  const byToken = createTokenAccess({ registry: tokens, organisations, owner: oidc.value ? nobody : localOwner(context.author), now });
  const world = {
    audit: { log, segments: store.value.audit },
    ...watched, tokens, links, organisations, now,
    access: oidc.value ? accessByAny([byToken, oidc.value.access]) : byToken,
    readXlsx: context.readXlsx, budgetWork: context.budgetWork,
    today: () => (today.isFixed ? today : readToday(new Date(), undefined)!),
  };
  // Google's client is loaded for nobody else.
  const sheets = flag(args, 'sheets') ? await (await import('./serve-sheets')).openServedSheets(args, context, store.value) : null;
  if (sheets && !sheets.ok) return sheets;
  const locale = localeOf(context);
  const serving = spokenAs(await serve(world, options.value), { locale });
  if (!serving.ok) return serving;
  const { address } = serving.value;
  log.note(actor, { deed: { kind: 'server-started', address } });
  const [where, open] = addressLines(address, options.value, locale);
  context.announce([where, ...told, ...(oidc.value?.told ?? []), ...(sheets ? [sheets.value.told] : []), open, say('nextStop', locale)], { address });
  const watching = sheets?.value.watch(stopped);
  await stopped;
  await Promise.all([serving.value.stop(), watching]);
  log.note(actor, { deed: { kind: 'server-stopped' } });
  return succeed({ exitCode: exitCodes.done, lines: [say('stopped', locale)], json: undefined });
};
