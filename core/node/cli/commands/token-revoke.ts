import { fail, fromStore, succeed } from '../../journey/failure';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openTokens } from '../open-audit';
import { openStoreAt } from '../open-store';
import { say } from '../texts';
import { tokenJson } from '../token-json';

/** `planark token revoke ID`: for good; servers go by it within two seconds. */
export const run: Command = async ({ positionals }, context) => {
  const store = await openStoreAt(context.storeAddress, context);
  if (!store.ok) return store;
  const [id] = positionals as [string];
  const revoked = fromStore(await (await openTokens(store.value, context)).revoke(id, { at: context.now, by: context.author }));
  if (!revoked.ok) return revoked;
  const locale = localeOf(context);
  if (!revoked.value) return fail({ kind: 'usage', detail: say('noSuchToken', locale, { what: id }) });
  return succeed({ exitCode: exitCodes.done, lines: [say('tokenRevoked', locale, { name: revoked.value.name, id })], json: { token: tokenJson(revoked.value) } });
};
