import * as z from 'zod';
import { grantSchema, type Grant } from '../../../plan/grants';
import { issueText } from '../../../plan/issue-texts';
import { inLocales as t, type Localized } from '../../../plan/locale';

/** What the groups that a token tells of come to. */
export type GroupGrants = (claims: Readonly<Record<string, unknown>>) => readonly Grant[];

/** Where something is wrong with the file, and what. */
export interface GroupsIssue {
  readonly path: string;
  readonly message: Localized;
}

const mostGroups = 5_000;
const mostGrants = 100;

/** The file that says what groups may: the claim that names a person's groups, or the path to it, and the grants of each group. */
const groupsSchema = z.strictObject({
  claim: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(10)]),
  groups: z.record(z.string().min(1), z.array(grantSchema).max(mostGrants)),
});

const texts = {
  scope: t('skal være "everything", { "plan": "plan-id" } eller { "organisation": "Navn" }', 'skal vere "everything", { "plan": "plan-id" } eller { "organisation": "Namn" }', 'ska vara "everything", { "plan": "plan-id" } eller { "organisation": "Namn" }', 'should be "everything", { "plan": "plan-id" } or { "organisation": "Name" }'),
  claim: t('skal være navnet på feltet som nevner gruppene, "groups", eller veien dit, ["realm_access", "roles"]', 'skal vere namnet på feltet som nemner gruppene, "groups", eller vegen dit, ["realm_access", "roles"]', 'ska vara namnet på fältet som nämner grupperna, "groups", eller vägen dit, ["realm_access", "roles"]', 'should be the name of the claim that names the groups, "groups", or the path to it, ["realm_access", "roles"]'),
  admin: t('"admin" gjelder alltid "everything"', '"admin" gjeld alltid "everything"', '"admin" gäller alltid "everything"', '"admin" always goes with "everything"'),
} as const;

const messageOf = (issue: z.core.$ZodIssue, document: unknown): Localized => {
  if (issue.path[0] === 'claim') return texts.claim;
  if (issue.path[3] === 'on') return texts.scope;
  return issue.code === 'custom' ? texts.admin : issueText(issue, document);
};

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join(' → ');

const readClaim = (claims: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined), claims);

/** Checks a document that says what groups may; `all` is what any of them may. */
export const readGroupGrants = (document: unknown): { readonly ok: true; readonly value: GroupGrants; readonly all: readonly Grant[] } | { readonly ok: false; readonly issues: readonly GroupsIssue[] } => {
  const parsed = groupsSchema.safeParse(document);
  if (!parsed.success) return { ok: false, issues: parsed.error.issues.map((issue) => ({ path: pathText(issue.path), message: messageOf(issue, document) })) };
  const path = [parsed.data.claim].flat();
  const grants = new Map(Object.entries(parsed.data.groups));
  return { ok: true, all: [...grants.values()].flat(), value: (claims) => {
    // Some issuers write one group without brackets. Names are compared as they are: an issuer may tell "Styret" from "styret".
    const named = [readClaim(claims, path)].flat().slice(0, mostGroups);
    return [...new Set(named)].flatMap((group) => (typeof group === 'string' ? (grants.get(group) ?? []) : []));
  } };
};
