import { isValidDate } from '../../../plan/dates';
import type { Locale } from '../../../plan/locale';
import type { AuditEntry } from '../../../sync';
import { walkSegments } from '../../audit/read-entries';
import { decodeSegment } from '../../audit/segment';
import { fromStore, succeed } from '../../journey/failure';
import { deedText, originText } from '../../texts/audit-texts';
import { exitCodes, flag, option, type Command } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStoreAt } from '../open-store';
import { say } from '../texts';

const lineOf = (entry: AuditEntry, locale: Locale): string =>
  [`${entry.number}`.padEnd(6), entry.time.slice(0, 19).replace('T', ' '), (entry.who?.name ?? '–').padEnd(12), originText(entry, locale), entry.via, ...(entry.plan === undefined ? [] : [entry.plan]), deedText(entry.deed, locale)].join('  ');

/** `planark audit list [--plan ID] [--since DATE]`: oldest first, shown as it is read. A piece that is damaged is named and passed over. */
export const run: Command = async (args, context) => {
  const locale = localeOf(context);
  const [plan, since] = [option(args, 'plan'), option(args, 'since')];
  if (since !== undefined && !isValidDate(since)) return usageFailure(say('badOption', locale, { what: `--since ${since}` }));
  const store = await openStoreAt(context.storeAddress, context);
  if (!store.ok) return store;
  const isAsked = (entry: AuditEntry): boolean => (plan === undefined || entry.plan === plan) && (since === undefined || entry.time >= since);
  const isJson = flag(args, 'json');
  const kept: AuditEntry[] = [];
  const damaged: number[] = [];
  const read = fromStore(await walkSegments(store.value.audit, 1, (found) => {
    for (const { number, bytes } of found) {
      const segment = decodeSegment(bytes);
      if (!segment) damaged.push(number);
      const asked = segment?.entries.filter(isAsked) ?? [];
      // One document for a program has to be held until it is whole.
      if (isJson) kept.push(...asked);
      else if (asked.length > 0) context.announce(asked.map((entry) => lineOf(entry, locale)), undefined);
    }
  }));
  if (!read.ok) return read;
  return succeed({
    exitCode: damaged.length > 0 ? exitCodes.problems : exitCodes.done,
    lines: damaged.length > 0 ? [say('auditUnread', locale, { count: damaged.length, parts: damaged.slice(0, 10).join(', ') })] : [],
    json: { entries: kept, damaged },
  });
};
