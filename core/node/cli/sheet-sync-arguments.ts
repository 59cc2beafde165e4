import { setTimeout as wait } from 'node:timers/promises';
import { succeed, type Result } from '../journey/failure';
import type { SheetSyncOptions } from '../journey/google/sync-sheet';
import { option, type Arguments, type CommandContext } from './command';
import { localeOf } from './locale-of';
import { syncOptions } from './sync-arguments';

/** Milliseconds until a spreadsheet is read again in which somebody wrote meanwhile: a second, then two, four … */
export const pause = async (attempt: number): Promise<void> => void (await wait(1000 * 2 ** (attempt - 1)));

/** How a spreadsheet is to be synced, as the options say. */
export const sheetSyncOptions = (args: Arguments, context: CommandContext): Result<SheetSyncOptions> => {
  const options = syncOptions(args, localeOf(context));
  if (!options.ok) return options;
  const { author, now: time, today } = context;
  return succeed({ options: options.value, commit: { author, message: option(args, 'message') ?? '', time }, today, pause });
};
