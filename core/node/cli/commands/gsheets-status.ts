import type { Locale } from '../../../plan/locale';
import { fromStore, succeed, type Failed } from '../../journey/failure';
import { findLinks, showsPlan } from '../../journey/google/find-links';
import { isBehind, sheetStatus, statusWithout, waitingEdits, type SheetStatus } from '../../journey/google/sheet-status';
import type { SheetLink } from '../../links/sheet-links';
import { failureText } from '../../texts/failure-texts';
import { exitCodes, type Command, type CommandContext } from '../command';
import { localeOf } from '../locale-of';
import { openGoogle, openLinkedStore, reachOf } from '../open-google';
import { roleText } from '../share-sheet';
import { failedReport, sheetJson } from '../sheet-sync-report';
import { say, type TextName } from '../texts';

const outcomes: Readonly<Record<NonNullable<SheetLink['lastSync']>['outcome'], TextName>> = { done: 'outcomeDone', problems: 'outcomeProblems', conflicts: 'outcomeConflicts', held: 'outcomeHeld' };
const shortTime = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const syncedLine = ({ lastSync }: SheetLink, locale: Locale): string =>
  (lastSync ? say('statusSynced', locale, { time: shortTime(lastSync.time), outcome: say(outcomes[lastSync.outcome], locale) }) : say('statusNeverSynced', locale));

/** When and how it came to be what it is. */
const standLines = (status: SheetStatus, locale: Locale): string[] => {
  const { link, here, there } = status;
  if (!showsPlan(link)) return [say('statusRegions', locale, { time: shortTime(link.lastSync?.time ?? link.made), plan: link.planId })];
  if (here === null || there === null) return [syncedLine(link, locale)];
  return [syncedLine(link, locale), say(isBehind(status) ? 'statusBehind' : 'statusCurrent', locale, { here, there })];
};

/** `told`: what keeps all of them from being asked for, which is said once. */
const statusLines = (status: SheetStatus, told: Failed | null, context: CommandContext): string[] => {
  const { link, title, shares, next } = status;
  const { lastFailure } = link;
  const locale = localeOf(context, link);
  const waiting = next.ok ? waitingEdits(next.value) : 0;
  return [
    say('statusPlan', locale, { plan: link.planId, title: title ?? say('statusUnread', locale) }),
    ...[
      link.url,
      ...standLines(status, locale),
      ...(shares && shares.length > 0 ? [say('statusShared', locale, { people: shares.map(({ person, role }) => `${person} (${roleText(role, locale)})`).join(', ') })] : []),
      ...(lastFailure ? [say('statusFailed', locale, { time: shortTime(lastFailure.time) })] : []),
      ...(waiting > 0 ? [say('statusWaiting', locale, { count: waiting })] : []),
      ...(next.ok || next === told ? [] : failedReport(link, next, context).lines),
    ].map((line) => `  ${line}`),
  ];
};

const statusJson = (status: SheetStatus, context: CommandContext) => {
  const { link, title, shares, here, there, next } = status;
  const { planId: plan, locale, kind, lastSync, lastFailure } = link;
  return {
    plan, ...sheetJson(link), title, locale, kind, shares, lastSync, lastFailure, revisionHere: here, revisionThere: there, isBehind: isBehind(status),
    waiting: next.ok ? waitingEdits(next.value) : null, ...(!next.ok && { error: (failedReport(link, next, context).json as { error: unknown }).error }),
  };
};

/** `planark gsheets status [PLAN|SPREADSHEET]`: how each linked spreadsheet stands. Without anybody to ask Google, what was known at the last sync. */
export const run: Command = async (args, context) => {
  const store = await openLinkedStore(context);
  if (!store.ok) return store;
  const [what] = args.positionals;
  const links = what === undefined ? fromStore(await store.value.links.list()) : await findLinks(store.value.links, what);
  if (!links.ok) return links;
  if (links.value.length === 0) return succeed({ exitCode: exitCodes.done, lines: [say('noSheets', localeOf(context))], json: { spreadsheets: [] } });
  const google = await openGoogle(args, context, reachOf(links.value));
  const statuses: SheetStatus[] = [];
  for (const link of links.value) statuses.push(google.ok ? await sheetStatus({ ...store.value, google: google.value }, link) : await statusWithout(store.value, link, google));
  return succeed({
    exitCode: statuses.every(({ next }) => next.ok) ? exitCodes.done : exitCodes.problems,
    lines: [
      ...(google.ok ? [] : [failureText(google.failure, localeOf(context, links.value[0]))]),
      ...statuses.flatMap((status, i) => [...(i > 0 || !google.ok ? [''] : []), ...statusLines(status, google.ok ? null : google, context)]),
    ],
    json: { spreadsheets: statuses.map((status) => statusJson(status, context)) },
  });
};
