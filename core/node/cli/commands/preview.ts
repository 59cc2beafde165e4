import { succeed } from '../../journey/failure';
import { maxWorkbookBytes, readFile } from '../../journey/files';
import { previewWorkbook } from '../../journey/sync-workbook';
import type { Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { syncOptions } from '../sync-arguments';
import { expectedFate } from '../../texts/sync-words';
import { syncExitCode, syncJson, syncLines } from '../sync-report';
import { say } from '../texts';

/** `planark preview FILE.xlsx`: what a sync would do, in plain words; nothing is written. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const options = syncOptions(args, localeOf(context));
  if (!options.ok) return options;
  const bytes = await readFile(args.positionals[0]!, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const preview = await previewWorkbook({ store: store.value, readXlsx: context.readXlsx }, bytes.value, options.value);
  if (!preview.ok) return preview;
  const { head, decision } = preview.value;
  const locale = localeOf(context, head.plan);
  const fate = expectedFate(preview.value, options.value.takeOrder ?? false);
  const lines = [say('previewOnly', locale), ...syncLines(preview.value, fate, locale)];
  return succeed({ exitCode: syncExitCode(decision), lines, json: syncJson(preview.value, head.number, fate, locale) });
};
