import { fail, fromStore, succeed, type Result } from '../../journey/failure';
import { createOrganisations } from '../../people/organisations';
import { makeToken } from '../../people/token';
import { unknownScopes } from '../../people/unknown-scopes';
import { grantsText } from '../../texts/people-words';
import { exitCodes, type Command, type CommandContext } from '../command';
import { localeOf } from '../locale-of';
import { openTokens } from '../open-audit';
import { openStoreAt, type OpenedStore } from '../open-store';
import { scopeNote } from '../scope-note';
import { say } from '../texts';
import { readAskedToken, type AskedToken } from '../token-arguments';
import { tokenJson } from '../token-json';

/** A plan that is not there is a slip; an organisation without a plan may be waiting for its first. */
const checkScopes = async (store: OpenedStore, { grants }: AskedToken, context: CommandContext): Promise<Result<readonly string[]>> => {
  const unknown = await unknownScopes(grants, createOrganisations(store));
  if (!unknown.ok) return unknown;
  const plan = unknown.value.find((scope) => 'plan' in scope);
  return plan ? fail({ kind: 'unknown-plan', planId: plan.plan }) : succeed(unknown.value.map((scope) => scopeNote(scope, localeOf(context))));
};

/** `planark token create`: the one time that the token is shown. */
export const run: Command = async (args, context) => {
  const asked = readAskedToken(args, context);
  if (!asked.ok) return asked;
  const store = await openStoreAt(context.storeAddress, context);
  if (!store.ok) return store;
  const notes = await checkScopes(store.value, asked.value, context);
  if (!notes.ok) return notes;
  const registry = await openTokens(store.value, context);
  const had = fromStore(await registry.hasAny());
  if (!had.ok) return had;
  const { token, text } = makeToken({ ...asked.value, madeBy: context.author }, new Date(context.now));
  const added = fromStore(await registry.add(token));
  if (!added.ok) return added;
  const locale = localeOf(context);
  const lines = [say('tokenMade', locale, { name: token.name, id: token.id, grants: grantsText(token.grants, locale) }), text, say('tokenShownOnce', locale), ...notes.value];
  return succeed({
    exitCode: exitCodes.done,
    lines: had.value ? lines : [...lines, say('firstToken', locale)],
    json: { token: tokenJson({ ...token, revoked: null, lastUsed: null }), text },
  });
};
