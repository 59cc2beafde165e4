import type { Locale } from '../../plan/locale';
import { fail, succeed, type Result } from '../journey/failure';
import { createCaller } from '../people/caller';
import type { Organisations } from '../people/organisations';
import { unknownScopes } from '../people/unknown-scopes';
import type { Access } from '../server/access';
import type { GroupGrants } from '../server/oidc/group-grants';
import { option, type Arguments, type CommandContext } from './command';
import { usageFailure } from './command-line';
import { localeOf } from './locale-of';
import { readJson } from './read-json';
import { scopeNote } from './scope-note';
import { say } from './texts';

const largestGroups = 5 * 1024 * 1024;

/** OpenID Connect as a way in, and what is to be said of it at the start. */
export interface OidcEntrance {
  readonly access: Access;
  readonly told: readonly string[];
}

interface Groups {
  readonly grantsOf: GroupGrants;
  readonly told: readonly string[];
}

const readGroups = async (file: string, organisations: Organisations, locale: Locale): Promise<Result<Groups>> => {
  const document = await readJson(file, largestGroups);
  if (!document.ok) return document;
  const { readGroupGrants } = await import('../server/oidc/group-grants');
  const read = readGroupGrants(document.value);
  if (!read.ok) return fail({ kind: 'settings', path: file, issues: read.issues });
  const unknown = await unknownScopes(read.all, organisations);
  return unknown.ok ? succeed({ grantsOf: read.value, told: unknown.value.map((scope) => `${file}: ${scopeNote(scope, locale)}`) }) : unknown;
};

/** What keeps OpenID Connect from being used; null where nothing was asked for. */
const readAsked = (args: Arguments, context: CommandContext): Result<{ readonly issuer: string; readonly audience: string } | null> => {
  const [issuer, audience, groups] = ['oidc-issuer', 'oidc-audience', 'oidc-groups'].map((name) => option(args, name));
  if (issuer === undefined && audience === undefined && groups === undefined) return succeed(null);
  if (!issuer || !audience) return usageFailure(say('bothOrNone', localeOf(context), { one: '--oidc-issuer', other: '--oidc-audience' }));
  return succeed({ issuer, audience });
};

/** The issuer that was named, as a way in; null where none was. The issuer need not answer yet. */
export const readOidc = async (args: Arguments, context: CommandContext, organisations: Organisations): Promise<Result<OidcEntrance | null>> => {
  const asked = readAsked(args, context);
  if (!asked.ok || asked.value === null) return asked as Result<null>;
  const { issuer, audience } = asked.value;
  const locale = localeOf(context);
  const { issuerUrl } = await import('../server/oidc/issuer');
  const url = issuerUrl(issuer);
  if (url === null || url.search !== '') return usageFailure(say('badIssuer', locale));
  const file = option(args, 'oidc-groups');
  const groups: Result<Groups> = file === undefined ? succeed({ grantsOf: () => [], told: [say('noGroups', locale, { issuer })] }) : await readGroups(file, organisations, locale);
  if (!groups.ok) return groups;
  const { createOidcAccess } = await import('../server/oidc/oidc-access');
  const tell = (why: string | null): void => context.log(why === null ? say('issuerBack', locale, { issuer }) : say('issuerAway', locale, { issuer, why }));
  const access = createOidcAccess({ issuer, audience, grantsOf: groups.value.grantsOf, callerOf: (person) => createCaller(person, organisations), now: () => new Date(), tell });
  return succeed({ access, told: groups.value.told });
};
