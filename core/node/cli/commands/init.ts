import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import type { Store } from '../../../sync/store';
import { fail, succeed, type Result } from '../../journey/failure';
import { putDocument } from '../../journey/put-plan';
import { printableAddress } from '../../store-postgres/database-url';
import { exitCodes, flag, type Command, type CommandContext } from '../command';
import { localeOf } from '../locale-of';
import { makeStore } from '../make-store';
import { openStore } from '../open-store';
import { say } from '../texts';

/** The example plans that ship with Planark, as parsed JSON. */
const readExamples = async (folder: string): Promise<unknown[]> => {
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await fs.readFile(path.join(folder, name), 'utf8')) as unknown));
};

/** Puts in the example plans that are not there yet; gives how many were. */
const addExamples = async (store: Store, context: CommandContext): Promise<Result<number>> => {
  const locale = localeOf(context);
  let count = 0;
  for (const document of await readExamples(context.examplesFolder)) {
    const { id } = document as { id: string };
    const head = await store.head(id);
    if (head.ok) continue;
    if (head.failure.kind !== 'not-found') return fail({ kind: 'store', failure: head.failure });
    const put = await putDocument(store, document, { author: say('madeBy', locale), message: say('initial', locale), time: context.now });
    if (!put.ok) return put;
    count++;
  }
  return succeed(count);
};

export interface InitialisedStore {
  readonly store: Store;
  readonly added: number;
  readonly warnings: readonly string[];
}

/** Makes the store where there is none, and puts the examples in unless it is to be empty. */
export const initialise = async (context: CommandContext, isEmpty: boolean): Promise<Result<InitialisedStore>> => {
  const made = await makeStore(context.storeAddress, context);
  if (!made.ok) return made;
  const store = await openStore(context);
  if (!store.ok) return store;
  const added = isEmpty ? succeed(0) : await addExamples(store.value, context);
  return added.ok ? succeed({ store: store.value, added: added.value, warnings: made.value.warnings }) : added;
};

/** `planark init [--empty]`. */
export const run: Command = async (args, context) => {
  const initialised = await initialise(context, flag(args, 'empty'));
  if (!initialised.ok) return initialised;
  const { added, warnings } = initialised.value;
  const locale = localeOf(context);
  const lines = [say('storeMade', locale, { path: printableAddress(context.storeAddress) }), ...(added > 0 ? [say('examplesMade', locale, { count: added })] : []), ...warnings];
  return succeed({ exitCode: exitCodes.done, lines, json: { store: printableAddress(context.storeAddress), added, warnings } });
};
