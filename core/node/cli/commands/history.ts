import { fromStore, succeed } from '../../journey/failure';
import { exitCodes, type Command } from '../command';
import { openStore } from '../open-store';

/** `planark history PLAN`: newest first. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId] = args.positionals;
  const history = fromStore(await store.value.history(planId!), planId);
  if (!history.ok) return history;
  const lines = history.value.map(({ number, time, author, message, hash }) => [`r${number}`.padEnd(6), `${time.slice(0, 16).replace('T', ' ')}`, author.padEnd(12), hash.slice(0, 8), message].join('  ').trimEnd());
  return succeed({ exitCode: exitCodes.done, lines, json: { plan: planId, revisions: history.value } });
};
