import { succeed, type Result } from '../../journey/failure';
import { readFile, replaceFile } from '../../journey/files';
import { syncWorkbook, updatedWorkbook, type SyncOutcome } from '../../journey/sync-workbook';
import { exitCodes, option, type Arguments, type Command, type CommandContext, type Outcome } from '../command';
import { failureText } from '../failure-texts';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { maxWorkbookBytes, syncOptions } from '../sync-arguments';
import { syncExitCode, syncJson, syncLines } from '../sync-report';
import { say } from '../texts';

/** The file brought up to date, the old one kept beside it; null where it is so already or must wait. */
const writeBack = async (outcome: SyncOutcome, path: string, bytes: Uint8Array, context: CommandContext): Promise<Result<{ aside: string | null }> | null> => {
  if (outcome.decision.held || !outcome.decision.isSheetBehind) return null;
  const { writeXlsx } = await import('../../host-xlsx/write/write-xlsx');
  return replaceFile(path, await writeXlsx(updatedWorkbook(outcome, context.today)), bytes);
};

const fileLines = (written: Result<{ aside: string | null }> | null, locale: ReturnType<typeof localeOf>): string[] => {
  if (written === null) return [];
  if (!written.ok) return [say('fileNotUpdated', locale, { why: failureText(written.failure, locale) })];
  return [say('fileUpdated', locale), ...(written.value.aside ? [say('keptOld', locale, { path: written.value.aside })] : [])];
};

const report = (outcome: SyncOutcome, written: Result<{ aside: string | null }> | null, args: Arguments, context: CommandContext): Outcome => {
  const locale = localeOf(context, outcome.head.plan);
  const takesOrder = args.options['take-order'] === true;
  const { number } = outcome.revision;
  const state = outcome.decision.held ? [] : [say(outcome.isCommitted ? 'synced' : 'nothingNew', locale, { number })];
  return {
    exitCode: written && !written.ok ? exitCodes.busy : syncExitCode(outcome.decision),
    lines: [...syncLines(outcome, takesOrder, locale), '', ...state, ...fileLines(written, locale)],
    json: syncJson(outcome, number, takesOrder, locale),
  };
};

/** `planark sync FILE.xlsx`: takes the edits into the store, then brings the file up to date. */
export const run: Command = async (args, context) => {
  const store = openStore(context.storeFolder);
  if (!store.ok) return store;
  const options = syncOptions(args);
  if (!options.ok) return options;
  const [path] = args.positionals;
  const bytes = await readFile(path!, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const outcome = await syncWorkbook(store.value, bytes.value, options.value, { author: context.author, message: option(args, 'message') ?? '', time: context.now });
  if (!outcome.ok) return outcome;
  return succeed(report(outcome.value, await writeBack(outcome.value, path!, bytes.value, context), args, context));
};
