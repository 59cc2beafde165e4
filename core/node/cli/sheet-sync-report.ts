import type { Locale } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import type { GoalChange } from '../../plan/roll-up';
import type { SheetLink } from '../links/sheet-links';
import type { Failed, Result } from '../journey/failure';
import type { SheetFate, SheetPreview, SheetSync } from '../journey/google/sync-sheet';
import type { SyncOutcome } from '../journey/sync-workbook';
import { failureDetails, failureText } from '../texts/failure-texts';
import { expectedFate, type FileFate } from '../texts/sync-words';
import { exitCodes, flag, type Arguments, type CommandContext, type ExitCode, type Outcome } from './command';
import { localeOf } from './locale-of';
import { failureExitCode } from './print';
import { goalLines } from './region-report';
import { syncExitCode, syncJson, syncLines } from './sync-report';
import { say } from './texts';

/** Which spreadsheet it is, for a program. */
export const sheetJson = ({ spreadsheetId, url }: SheetLink) => ({ spreadsheetId, url });

const fateOf = (outcome: SyncOutcome, fate: SheetFate, takesOrder: boolean): FileFate => (fate.kind === 'written' ? { takesOrder, anew: fate.anew, losesSignature: false } : expectedFate(outcome, takesOrder));

const stateLine = ({ decision, isCommitted, revision }: SyncOutcome, locale: Locale): string[] => (decision.held ? [] : [say(isCommitted ? 'synced' : 'nothingNew', locale, { number: revision.number })]);

const fateLine = (fate: SheetFate, locale: Locale): string[] => {
  if (fate.kind === 'written') return [say('sheetUpdated', locale)];
  return fate.kind === 'behind' ? [say('sheetNotUpdated', locale, { why: failureText(fate.failed.failure, locale) })] : [];
};

/** What was taken in before the sheet was read again, in full: nothing that went into the store goes untold. */
const earlierLines = (outcome: SyncOutcome, takesOrder: boolean, locale: Locale): string[] =>
  [...syncLines(outcome, expectedFate(outcome, takesOrder), locale, 'sheetConflicts'), '', ...stateLine(outcome, locale), '', say('sheetReread', locale)];

/** What came from the national plan, under its own heading: it is no edit of the spreadsheet's. */
const followedLines = (plan: Plan | undefined, changes: readonly GoalChange[], locale: Locale): string[] =>
  (plan && changes.length > 0 ? [say('fromNational', locale), ...goalLines(plan, changes, locale), ''] : []);

/** What a sync of a spreadsheet did, as `sync` tells it of a file. */
export const sheetSyncReport = (link: SheetLink, { followed, earlier, outcome, fate }: SheetSync, args: Arguments, context: CommandContext): Outcome => {
  const locale = localeOf(context, outcome.head.plan);
  const takesOrder = flag(args, 'take-order');
  const told = fateOf(outcome, fate, takesOrder);
  const last = syncJson(outcome, outcome.revision.number, told, locale);
  const before = earlier.map((one) => syncJson(one, one.revision.number, expectedFate(one, takesOrder), locale));
  const all = [...before, last];
  const notice = fate.kind === 'written' || fate.kind === 'behind' ? [{ code: fate.kind === 'written' ? 'SHEET_UPDATED' : 'SHEET_NOT_UPDATED', tab: '', cell: null, message: fateLine(fate, locale).join(' ') }] : [];
  return {
    exitCode: fate.kind === 'behind' ? exitCodes.busy : syncExitCode(outcome.decision),
    lines: [...followedLines(followed?.revision.plan, followed?.changes ?? [], locale), ...earlier.flatMap((one) => earlierLines(one, takesOrder, locale)), ...syncLines(outcome, told, locale, 'sheetConflicts'), '', ...stateLine(outcome, locale), ...fateLine(fate, locale)],
    json: {
      ...last, ...sheetJson(link), ...(followed && { followed: followed.changes }),
      added: all.flatMap((one) => one.added), changed: all.flatMap((one) => one.changed), moved: all.flatMap((one) => one.moved), removed: all.flatMap((one) => one.removed),
      notices: [...last.notices, ...notice],
    },
  };
};

/** What a sync of a spreadsheet would do. */
export const sheetPreviewReport = (link: SheetLink, preview: SheetPreview, args: Arguments, context: CommandContext): Outcome => {
  const { head, decision, followed } = preview;
  const locale = localeOf(context, head.plan);
  const fate = expectedFate(preview, flag(args, 'take-order'));
  return { exitCode: syncExitCode(decision), lines: [say('previewOnly', locale), ...followedLines(decision.plan, followed, locale), ...syncLines(preview, fate, locale, 'sheetConflicts')], json: { ...syncJson(preview, head.number, fate, locale), ...sheetJson(link), ...(followed.length > 0 && { followed }) } };
};

/** A spreadsheet that nothing came of, among others. */
export const failedReport = (link: SheetLink, failed: Failed, context: CommandContext): Outcome => {
  const locale = context.askedLocale ?? failed.planLocale ?? link.locale;
  const message = failureText(failed.failure, locale);
  return { exitCode: failureExitCode(failed.failure), lines: [message], json: { plan: link.planId, ...sheetJson(link), error: { kind: failed.failure.kind, message, ...failureDetails(failed.failure, locale) } } };
};

/** What matters most comes first: of several spreadsheets the worst is what the command ends with. */
const gravest: readonly ExitCode[] = [exitCodes.failed, exitCodes.busy, exitCodes.held, exitCodes.conflicts, exitCodes.problems, exitCodes.done];

export interface SheetReport {
  readonly link: SheetLink;
  readonly result: Result<Outcome>;
}

/** One outcome of several spreadsheets: each under its plan and address, and how many there were. A single one stands by itself. [U12] */
export const joinReports = (reports: readonly SheetReport[], context: CommandContext, summary: 'sheetsSynced' | null): Result<Outcome> => {
  if (reports.length === 1) return reports[0]!.result;
  const told = reports.map(({ link, result }) => ({ link, isDone: result.ok, outcome: result.ok ? result.value : failedReport(link, result, context) }));
  const failed = told.filter(({ isDone }) => !isDone).length;
  const count = { count: told.length, done: told.length - failed, failed };
  return {
    ok: true,
    value: {
      exitCode: gravest.find((code) => told.some(({ outcome }) => outcome.exitCode === code))!,
      lines: [...told.flatMap(({ link, outcome }) => [`${link.planId}  ${link.url}`, ...outcome.lines.map((line) => (line === '' ? '' : `  ${line}`)), '']), ...(summary ? [say(summary, localeOf(context), count)] : [])],
      json: { spreadsheets: told.map(({ outcome }) => outcome.json), ...count },
    },
  };
};
