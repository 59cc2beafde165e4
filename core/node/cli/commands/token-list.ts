import type { Locale } from '../../../plan/locale';
import { fromStore, succeed } from '../../journey/failure';
import type { TokenRecord } from '../../people/token';
import { grantsText, tokenState } from '../../texts/people-words';
import { alignedRows } from '../aligned-rows';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStoreAt } from '../open-store';
import { say } from '../texts';
import { tokenJson } from '../token-json';

/** The last day that a token is valid, where this machine stands. */
const lastDay = (expires: string | null): string => {
  if (expires === null) return '–';
  const last = new Date(Date.parse(expires) - 1);
  return [last.getFullYear(), last.getMonth() + 1, last.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

const rowOf = (token: TokenRecord, now: Date, locale: Locale): string[] => {
  const { id, name, grants, made, expires, lastUsed } = token;
  return [id, name, grantsText(grants, locale), made.slice(0, 10), lastDay(expires), lastUsed?.slice(0, 16).replace('T', ' ') ?? '–', tokenState(token, now, locale)];
};

/** `planark token list`: in the order they were made, the revoked ones too. */
export const run: Command = async (_, context) => {
  const store = await openStoreAt(context.storeAddress, context);
  if (!store.ok) return store;
  const tokens = fromStore(await (await store.value.readTokens()).list());
  if (!tokens.ok) return tokens;
  const locale = localeOf(context);
  const head = say('tokenColumns', locale).split('|');
  const lines = tokens.value.length === 0 ? [say('noTokens', locale)] : alignedRows([head, ...tokens.value.map((token) => rowOf(token, new Date(context.now), locale))]);
  return succeed({ exitCode: exitCodes.done, lines, json: { tokens: tokens.value.map(tokenJson) } });
};
