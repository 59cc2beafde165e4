import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import type { Revision, Store } from '../../../sync/store';
import { fail, fromStore, succeed, type Result } from '../../journey/failure';
import { maxWorkbookBytes, readFile } from '../../journey/files';
import { previewWorkbook, type Ports } from '../../journey/sync-workbook';
import { printableAddress } from '../../store-postgres/database-url';
import { exitCodes, type Command, type CommandContext } from '../command';
import { localeOf } from '../locale-of';
import { say, type TextName } from '../texts';
import { initialise } from './init';
import { renderToFile } from './render';

const outFolder = 'out';

const makeOutFolder = async (): Promise<Result<null>> => {
  try {
    await fs.mkdir(outFolder, { recursive: true });
    return succeed(null);
  } catch (error) {
    return fail({ kind: 'file', path: outFolder, reason: 'other', detail: (error as Error).message });
  }
};

/**
 * Whether the file that stands there is to be left as it is, and why: it has edits that no sync has taken, or it shows the newest revision.
 * One that is behind and unedited is written anew, and so is one that is no workbook of this plan; the old one is kept beside it.
 */
const reasonToLeave = async (ports: Ports, head: Revision, file: string): Promise<TextName | null> => {
  const bytes = await readFile(file, maxWorkbookBytes);
  const preview = bytes.ok ? await previewWorkbook(ports, bytes.value) : bytes;
  if (!preview.ok || preview.value.head.planId !== head.planId) return null;
  const { base, decision } = preview.value;
  if (decision.isPlanChanged || decision.held || decision.problems.length + decision.conflicts.length > 0) return 'leftEdited';
  return base.number === head.number ? 'leftAsIs' : null;
};

const renderUnlessThere = async (store: Store, planId: string, context: CommandContext): Promise<Result<string>> => {
  const head = fromStore(await store.head(planId));
  if (!head.ok) return head;
  const file = path.join(outFolder, `${planId}.xlsx`);
  const reason = await reasonToLeave({ store, readXlsx: context.readXlsx }, head.value, file);
  if (reason === null) {
    const written = await renderToFile(head.value, localeOf(context, head.value.plan), context.today, file);
    if (!written.ok) return written;
  }
  context.progress(say(reason ?? 'rendered', localeOf(context), { path: file }));
  return succeed(file);
};

/** `npm start`: the store with the example plans, each as a workbook in ./out, and what to do next in five lines. */
export const run: Command = async (_, context) => {
  const initialised = await initialise(context, false);
  if (!initialised.ok) return initialised;
  const { store } = initialised.value;
  const plans = fromStore(await store.list());
  if (!plans.ok) return plans;
  const folder = await makeOutFolder();
  if (!folder.ok) return folder;
  const files: string[] = [];
  for (const { planId } of plans.value) {
    const file = await renderUnlessThere(store, planId, context);
    if (!file.ok) return file;
    files.push(file.value);
  }
  const locale = localeOf(context);
  const made = [say('storeMade', locale, { path: printableAddress(context.storeAddress) }), say('examplesThere', locale, { count: files.length })].join(' ');
  const lines = [made, ...(['nextOpen', 'nextPreview', 'nextSync', 'nextHelp'] as const).map((name) => say(name, locale))];
  return succeed({ exitCode: exitCodes.done, lines, json: { store: printableAddress(context.storeAddress), files } });
};
