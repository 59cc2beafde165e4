import { fromStore } from '../../journey/failure';
import { printableAddress } from '../../store-postgres/database-url';
import type { Command } from '../command';
import { localeOf } from '../locale-of';
import { serveStore } from '../serve-store';
import { say } from '../texts';
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
  return serveStore(args, context, [made, ...(['nextRender', 'nextHelp'] as const).map((name) => say(name, locale))]);
};
