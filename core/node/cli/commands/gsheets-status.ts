import type { Locale } from '../../../plan/locale';
import { fromStore, succeed } from '../../journey/failure';
import { isBehind, sheetStatus, statusWithout, waitingEdits, type SheetStatus } from '../../journey/google/sheet-status';
import type { SheetLink } from '../../links/sheet-links';
import { exitCodes, type Command, type CommandContext } from '../command';
import { localeOf } from '../locale-of';
import { linksMeant, openGoogle, openLinkedStore, reachOf } from '../open-google';
import { failedReport, sheetJson } from '../sheet-sync-report';
import { say, type TextName } from '../texts';

const outcomes: Readonly<Record<NonNullable<SheetLink['lastSync']>['outcome'], TextName>> = { done: 'outcomeDone', problems: 'outcomeProblems', conflicts: 'outcomeConflicts', held: 'outcomeHeld' };
const shortTime = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const standLine = (status: SheetStatus, locale: Locale): string[] => {
  const { here, there } = status;
  if (here === null || there === null) return [];
  return [say(isBehind(status) ? 'statusBehind' : 'statusCurrent', locale, { here, there })];
};

const statusLines = (status: SheetStatus, context: CommandContext): string[] => {
  const { link, title, next } = status;
  const { lastSync, lastFailure } = link;
  const locale = localeOf(context, link);
  const waiting = next.ok ? waitingEdits(next.value) : 0;
  return [
    say('statusPlan', locale, { plan: link.planId, title: title ?? say('statusUnread', locale) }),
    ...[
      link.url,
      lastSync ? say('statusSynced', locale, { time: shortTime(lastSync.time), outcome: say(outcomes[lastSync.outcome], locale) }) : say('statusNeverSynced', locale),
      ...(lastFailure ? [say('statusFailed', locale, { time: shortTime(lastFailure.time) })] : []),
      ...standLine(status, locale),
      ...(waiting > 0 ? [say('statusWaiting', locale, { count: waiting })] : []),
      ...(next.ok ? [] : failedReport(link, next, context).lines),
    ].map((line) => `  ${line}`),
  ];
};

const statusJson = (status: SheetStatus, context: CommandContext) => {
  const { link, title, here, there, next } = status;
  const { planId: plan, locale, kind, lastSync, lastFailure } = link;
  return {
    plan, ...sheetJson(link), title, locale, kind, lastSync, lastFailure, revisionHere: here, revisionThere: there, isBehind: isBehind(status),
    waiting: next.ok ? waitingEdits(next.value) : null, ...(!next.ok && { error: (failedReport(link, next, context).json as { error: unknown }).error }),
  };
};

/** `planark gsheets status [PLAN|SPREADSHEET]`: how each linked spreadsheet stands. Without anybody to ask Google, what was known at the last sync. */
export const run: Command = async (args, context) => {
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const [what] = args.positionals;
  const links = what === undefined ? fromStore(await store.value.links.list()) : await linksMeant(store.value, what);
  if (!links.ok) return links;
  if (links.value.length === 0) return succeed({ exitCode: exitCodes.done, lines: [say('noSheets', localeOf(context))], json: { spreadsheets: [] } });
  const google = await openGoogle(args, context, reachOf(links.value));
  const statuses: SheetStatus[] = [];
  for (const link of links.value) statuses.push(google.ok ? await sheetStatus({ ...store.value, google: google.value }, link) : await statusWithout(store.value, link, google));
  return succeed({
    exitCode: statuses.every(({ next }) => next.ok) ? exitCodes.done : exitCodes.problems,
    lines: statuses.flatMap((status, i) => [...(i > 0 ? [''] : []), ...statusLines(status, context)]),
    json: { spreadsheets: statuses.map((status) => statusJson(status, context)) },
  });
};
