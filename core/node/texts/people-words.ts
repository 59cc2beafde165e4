import type { Grant, GrantScope } from '../../plan/grants';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import type { Role } from '../../plan/rights';
import { isValid, type TokenRecord } from '../people/token';

const roleNames: Readonly<Record<Role, Localized>> = {
  reader: t('leser', 'lesar', 'läsare', 'reader'),
  editor: t('redigerer', 'redigerer', 'redigerar', 'editor'),
  treasurer: t('kasserer', 'kasserar', 'kassör', 'treasurer'),
  owner: t('eier', 'eigar', 'ägare', 'owner'),
  admin: t('administrator', 'administrator', 'administratör', 'admin'),
};

const everything = t('alt', 'alt', 'allt', 'everything');

const scopeName = (on: GrantScope, locale: Locale): string => {
  if (on === 'everything') return everything[locale];
  return 'plan' in on ? on.plan : on.organisation;
};

/** "redigerer, kasserer: oslo-2026, bergen-2026": grants in words, those on the same thing together. */
export const grantsText = (grants: readonly Grant[], locale: Locale): string => {
  const byScope = new Map<string, string[]>();
  for (const { role, on } of grants) byScope.set(scopeName(on, locale), [...(byScope.get(scopeName(on, locale)) ?? []), roleNames[role][locale]]);
  const byRoles = new Map<string, string[]>();
  for (const [scope, roles] of byScope) byRoles.set(roles.join(', '), [...(byRoles.get(roles.join(', ')) ?? []), scope]);
  return [...byRoles].map(([roles, scopes]) => `${roles}: ${scopes.join(', ')}`).join('; ');
};

const states = {
  valid: t('gyldig', 'gyldig', 'giltig', 'valid'),
  expired: t('utløpt', 'gått ut', 'utgången', 'expired'),
  revoked: t('tilbakekalt', 'trekt tilbake', 'återkallad', 'revoked'),
};

/** Whether a token still lets anybody in, in a word. */
export const tokenState = (token: TokenRecord, now: Date, locale: Locale): string => states[token.revoked ? 'revoked' : isValid(token, now) ? 'valid' : 'expired'][locale];
