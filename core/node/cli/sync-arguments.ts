import type { Preference } from '../../merge';
import type { Locale } from '../../plan/locale';
import { succeed, type Result } from '../journey/failure';
import type { SyncOptions } from '../journey/sync-workbook';
import { flag, option, type Arguments } from './command';
import { usageFailure } from './command-line';
import { say } from './texts';

const isPreference = (value: string): value is Preference => value === 'store' || value === 'sheet';

/** The options of `sync` and `preview` that decide what goes in. */
export const syncOptions = (args: Arguments, locale: Locale): Result<SyncOptions> => {
  const prefer = option(args, 'prefer');
  if (prefer !== undefined && !isPreference(prefer)) return usageFailure(say('notAllowed', locale, { name: 'prefer', what: prefer, allowed: 'store, sheet' }));
  return succeed({ takeOrder: flag(args, 'take-order'), confirmDeletions: flag(args, 'confirm-deletions'), ...(prefer && { prefer }) });
};
