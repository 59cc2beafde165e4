import { fromStore, succeed } from '../../journey/failure';
import { isDatabaseUrl, printableAddress } from '../../store-postgres/database-url';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { makeStore } from '../make-store';
import { actorOf, openAuditLog } from '../open-audit';
import { openStoreAt } from '../open-store';
import { say } from '../texts';

/** `planark store migrate`: brings a database's tables to this version. A folder has nothing to migrate, but has to be a store. */
export const run: Command = async (_, context) => {
  const { storeAddress } = context;
  if (!isDatabaseUrl(storeAddress)) {
    const store = await openStoreAt(storeAddress, context);
    if (!store.ok) return store;
    const opened = fromStore(await store.value.planIds());
    if (!opened.ok) return opened;
  }
  const made = isDatabaseUrl(storeAddress) ? await makeStore(storeAddress, context) : succeed({ steps: 0 });
  if (!made.ok) return made;
  const { steps } = made.value;
  if (steps > 0) {
    const store = await openStoreAt(storeAddress, context);
    if (!store.ok) return store;
    openAuditLog(store.value, context).note(actorOf(context), { deed: { kind: 'store-migrated', steps } });
  }
  const line = say(steps > 0 ? 'migrated' : 'migratedBefore', localeOf(context), { count: steps });
  return succeed({ exitCode: exitCodes.done, lines: [line], json: { store: printableAddress(storeAddress), steps } });
};
