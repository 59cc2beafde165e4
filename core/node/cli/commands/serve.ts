import type { Command } from '../command';
import { openStore } from '../open-store';
import { serveStore } from '../serve-store';

/** `planark serve`: the HTTP API and the page, on a store that is there. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  return store.ok ? serveStore(store.value, args, context) : store;
};
