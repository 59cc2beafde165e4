import { fromStore } from '../../journey/failure';
import { printableAddress } from '../../store-postgres/database-url';
import { option, type Arguments, type Command } from '../command';
import { localeOf } from '../locale-of';
import { serveStore } from '../serve-store';
import { shellWord } from '../../texts/shell-word';
import { say } from '../texts';

/** What a command needs to find the same store: nothing where it is found anyway. */
const storeOption = (args: Arguments): string => {
  const typed = option(args, 'store');
  return typed ? ` --store ${shellWord(printableAddress(typed))}` : '';
};
import { initialise } from './init';

/** `npm start`: makes the store with the example plans where they are missing, serves it on this machine, and says what to do next. */
export const run: Command = async (args, context) => {
  const initialised = await initialise(context, false);
  if (!initialised.ok) return initialised;
  const { store } = initialised.value;
  const plans = fromStore(await store.list());
  if (!plans.ok) return plans;
  const locale = localeOf(context);
  const made = [say('storeMade', locale, { path: printableAddress(context.storeAddress) }), say('examplesThere', locale, { count: plans.value.length })].join(' ');
  const [first] = plans.value;
  const nextRender = first ? [say('nextRender', locale, { plan: first.planId, store: storeOption(args) })] : [];
  return serveStore(args, context, [made, ...nextRender, say('nextHelp', locale)]);
};
