import type { Preference } from '../../merge';
import { fail, succeed, type Result } from '../journey/failure';
import type { SyncOptions } from '../journey/sync-workbook';
import { flag, option, type Arguments } from './command';

const isPreference = (value: string): value is Preference => value === 'store' || value === 'sheet';

/** The options of `sync` and `preview` that decide what goes in. */
export const syncOptions = (args: Arguments): Result<SyncOptions> => {
  const prefer = option(args, 'prefer');
  if (prefer !== undefined && !isPreference(prefer)) return fail({ kind: 'usage', detail: `--prefer ${prefer}: store | sheet.` });
  return succeed({ takeOrder: flag(args, 'take-order'), confirmDeletions: flag(args, 'confirm-deletions'), ...(prefer && { prefer }) });
};
