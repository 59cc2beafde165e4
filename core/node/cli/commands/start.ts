import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import { fromStore, succeed } from '../../journey/failure';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { say } from '../texts';
import { initialise } from './init';
import { renderToFile } from './render';

const outFolder = 'out';

/** `npm start`: the store with the example plans, each as a workbook in ./out, and what to do next. */
export const run: Command = async (_, context) => {
  const initialised = await initialise(context, false);
  if (!initialised.ok) return initialised;
  const { store } = initialised.value;
  const plans = fromStore(await store.list());
  if (!plans.ok) return plans;
  await fs.mkdir(outFolder, { recursive: true });
  const locale = localeOf(context);
  const files: string[] = [];
  for (const { planId } of plans.value) {
    const head = fromStore(await store.head(planId));
    if (!head.ok) return head;
    const file = path.join(outFolder, `${planId}.xlsx`);
    const written = await renderToFile(head.value, localeOf(context, head.value.plan), context.today, file);
    if (!written.ok) return written;
    context.progress(say('rendered', locale, { path: file }));
    files.push(file);
  }
  const lines = [
    `${say('storeMade', locale, { path: context.storeFolder })} ${say('examplesThere', locale, { count: files.length })}`,
    say('nextOpen', locale), say('nextPreview', locale), say('nextSync', locale), say('nextHelp', locale),
  ];
  return succeed({ exitCode: exitCodes.done, lines, json: { store: context.storeFolder, files } });
};
