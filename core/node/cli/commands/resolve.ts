import { conflictKey } from '../../../merge';
import type { Locale } from '../../../plan/locale';
import { answerOf, answersTo, settlementOf, type Answer, type Choice } from '../../../sheet';
import { conflictName, type DiffConflict, type SyncDecision } from '../../../sync';
import { succeed, type Result } from '../../journey/failure';
import { maxWorkbookBytes, readFile } from '../../journey/files';
import { previewWorkbook } from '../../journey/sync-workbook';
import { flag, option, type Command } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { revisionOption } from '../revision-option';
import { say } from '../texts';
import { syncFile } from './sync';

/** As people type it, also as a formula writes it, or with the quotes of a shell that leaves them there. */
const normal = (name: string): string => name.replace(/['"$]/g, '').trim().toLowerCase();

const findConflict = ({ conflicts, places }: SyncDecision, wanted: string, locale: Locale): Result<DiffConflict> => {
  const found = conflicts.find((conflict) => normal(conflictName(conflict, places)) === normal(wanted));
  const names = conflicts.map((conflict) => conflictName(conflict, places)).join(', ') || '–';
  return found ? succeed(found) : usageFailure(say('noSuchConflict', locale, { what: wanted, names }));
};

const answers: ReadonlySet<string> = new Set(['store', 'sheet', 'both', 'remove', 'keep'] satisfies Answer[]);
const isAnswer = (take: string): take is Answer => answers.has(take);

/** `planark resolve FILE.xlsx --cell TAB!CELL --take … [--seen N]`: settles one conflict, as the store had it at revision N or the file shows it, and syncs the file. */
export const run: Command = async (args, context) => {
  const [cell, take] = [option(args, 'cell'), option(args, 'take')];
  if (!cell || !take) return usageFailure(say('missingWord', localeOf(context), { what: cell ? '--take store|sheet|both|remove|keep' : '--cell TAB!CELL' }));
  const seen = revisionOption(args, 'seen', localeOf(context));
  if (!seen.ok) return seen;
  const store = await openStore(context);
  if (!store.ok) return store;
  const [path] = args.positionals;
  const bytes = await readFile(path!, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const ports = { store: store.value, readXlsx: context.readXlsx };
  const preview = await previewWorkbook(ports, bytes.value);
  if (!preview.ok) return preview;
  const locale = localeOf(context, preview.value.head.plan);
  const conflict = findConflict(preview.value.decision, cell, locale);
  if (!conflict.ok) return conflict;
  const settlement = isAnswer(take) ? settlementOf(take, conflict.value) : undefined;
  if (!settlement) return usageFailure(say('notAnAnswer', locale, { what: take, answers: answersTo(conflict.value).join(', ') }));
  const choice: Choice = { answer: answerOf(settlement, conflict.value), text: take, tab: '', cell: null, where: cell };
  const options = { choices: new Map([[conflictKey(conflict.value), choice]]), seenRevision: seen.value, confirmDeletions: flag(args, 'confirm-deletions') };
  return syncFile(ports, path!, bytes.value, options, args, context);
};
