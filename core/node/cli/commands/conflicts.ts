import { answersTo } from '../../../sheet';
import { conflictLines, conflictName, settledLines } from '../../../sync';
import { succeed } from '../../journey/failure';
import { maxWorkbookBytes, readFile } from '../../journey/files';
import { previewWorkbook } from '../../journey/sync-workbook';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { shellWord } from '../../texts/shell-word';
import { namingOf } from '../../texts/sync-words';
import { conflictJson, openJson } from '../sync-report';
import { say } from '../texts';

/** `planark conflicts FILE.xlsx`: the conflicts that a sync of this file would leave open, those that are settled in it, and how to settle one. Nothing is written. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [path] = args.positionals;
  const bytes = await readFile(path!, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const ports = { store: store.value, readXlsx: context.readXlsx };
  const preview = await previewWorkbook(ports, bytes.value);
  if (!preview.ok) return preview;
  const { head, decision: { conflicts, settled, places }, storeChanges } = preview.value;
  const locale = localeOf(context, head.plan);
  const naming = namingOf(preview.value, locale);
  const [first] = conflicts;
  const open = first ? [say('openConflicts', locale, { count: conflicts.length }), ...conflictLines(preview.value.decision, storeChanges, naming, locale).map((line) => `  ${line}`)] : [];
  const chosen = settled.length > 0 ? [say('chosen', locale, { count: settled.length }), ...settledLines(settled, naming, locale).map((line) => `  ${line}`)] : [];
  const hints = conflicts.map((conflict) => `  planark resolve ${shellWord(path!)} --cell ${shellWord(conflictName(conflict, places))} --take ${answersTo(conflict).join('|')} --seen ${head.number}`);
  const howTo = first ? ['', say('howToResolve', locale), ...hints] : [];
  return succeed({
    exitCode: first ? exitCodes.conflicts : exitCodes.done,
    lines: [...open, ...chosen, ...(first || settled.length > 0 ? [] : [say('noConflicts', locale)]), ...howTo],
    json: {
      plan: head.planId,
      revision: head.number,
      conflicts: conflicts.map((conflict) => ({ ...openJson(conflict, storeChanges), name: conflictName(conflict, places), answers: answersTo(conflict) })),
      settled: settled.map((one) => ({ ...conflictJson(one), take: one.take })),
    },
  });
};
