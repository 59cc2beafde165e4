import type { Locale } from '../../../plan/locale';
import { succeed, type Result } from '../../journey/failure';
import { maxWorkbookBytes, readFile, replaceFile, type Replaced } from '../../journey/files';
import { isSigned } from '../../journey/read-workbook';
import { syncWorkbook, type Ports, type SyncOptions, type SyncOutcome } from '../../journey/sync-workbook';
import type { UpdatedWorkbook } from '../../journey/update-workbook';
import { exitCodes, flag, option, type Arguments, type Command, type CommandContext, type Outcome } from '../command';
import { failureText } from '../../texts/failure-texts';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { syncOptions } from '../sync-arguments';
import { expectedFate } from '../../texts/sync-words';
import { syncExitCode, syncJson, syncLines } from '../sync-report';
import { say } from '../texts';

/** What became of the file: null where it is up to date already or must wait. */
type WrittenBack = Result<Replaced & Pick<UpdatedWorkbook, 'anew'>> | null;

const writeBack = async (outcome: SyncOutcome, path: string, bytes: Uint8Array, context: CommandContext): Promise<WrittenBack> => {
  if (outcome.decision.held || !outcome.decision.isSheetBehind) return null;
  const { updateWorkbook } = await import('../../journey/update-workbook');
  const updated = await updateWorkbook(outcome, bytes, context.today, path);
  if (!updated.ok) return updated;
  const replaced = await replaceFile(path, updated.value.bytes, bytes);
  return replaced.ok ? succeed({ ...replaced.value, anew: updated.value.anew }) : replaced;
};

const fileLines = (written: WrittenBack, locale: Locale): string[] => {
  if (written === null) return [];
  if (!written.ok) return [say('fileNotUpdated', locale, { why: failureText(written.failure, locale) })];
  return [say('fileUpdated', locale), ...(written.value.aside ? [say('keptOld', locale, { path: written.value.aside })] : [])];
};

/** The same as notices, so that a program too learns what became of the file. */
const fileNotices = (written: WrittenBack, locale: Locale) => {
  const code = written?.ok ? 'FILE_UPDATED' : 'FILE_NOT_UPDATED';
  return written ? [{ code, tab: '', cell: null, message: fileLines(written, locale).join(' ') }] : [];
};

const report = (outcome: SyncOutcome, written: WrittenBack, args: Arguments, context: CommandContext): Outcome => {
  const locale = localeOf(context, outcome.head.plan);
  const takesOrder = flag(args, 'take-order');
  const { number } = outcome.revision;
  const state = outcome.decision.held ? [] : [say(outcome.isCommitted ? 'synced' : 'nothingNew', locale, { number })];
  const fate = written?.ok ? { takesOrder, anew: written.value.anew, losesSignature: isSigned(outcome.workbook.grid) } : expectedFate(outcome, takesOrder);
  const json = syncJson(outcome, number, fate, locale);
  return {
    exitCode: written && !written.ok ? exitCodes.busy : syncExitCode(outcome.decision),
    lines: [...syncLines(outcome, fate, locale), '', ...state, ...fileLines(written, locale)],
    json: { ...json, notices: [...json.notices, ...fileNotices(written, locale)] },
  };
};

/** Syncs a file that was read, and tells what became of it. */
export const syncFile = async (ports: Ports, path: string, bytes: Buffer, options: SyncOptions, args: Arguments, context: CommandContext): Promise<Result<Outcome>> => {
  const outcome = await syncWorkbook(ports, bytes, options, { author: context.author, message: option(args, 'message') ?? '', time: context.now });
  if (!outcome.ok) return outcome;
  return succeed(report(outcome.value, await writeBack(outcome.value, path, bytes, context), args, context));
};

/** `planark sync FILE.xlsx`: takes the edits into the store, then brings the file up to date. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const options = syncOptions(args, localeOf(context));
  if (!options.ok) return options;
  const [path] = args.positionals;
  const bytes = await readFile(path!, maxWorkbookBytes);
  return bytes.ok ? syncFile({ store: store.value, readXlsx: context.readXlsx }, path!, bytes.value, options.value, args, context) : bytes;
};
