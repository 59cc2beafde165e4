import * as z from 'zod';
import { headTable } from './records';
import { budgetLinksPath, mayEdit, roles, type MayEdit, type Role } from './rights';
import { planIdPattern } from './rules';

/** What a grant holds for: every plan, one plan, or the plans of an organisation and of all that are part of it. */
export type GrantScope = 'everything' | { readonly plan: string } | { readonly organisation: string };

/** A role, and what it is held on. */
export interface Grant {
  readonly role: Role;
  readonly on: GrantScope;
}

const longestName = 300;

export const grantSchema = z
  .strictObject({
    role: z.enum(roles),
    on: z.union([z.literal('everything'), z.strictObject({ plan: z.string().regex(planIdPattern) }), z.strictObject({ organisation: z.string().min(1).max(longestName).regex(/\S/) })]),
  })
  .refine(({ role, on }) => role !== 'admin' || on === 'everything', 'an admin is one of everything')
  .meta({ id: 'Grant', description: 'A role, and what it is held on. On an organisation it holds for its plans and those of all organisations under it; an admin is one of everything.' }) as z.ZodType<Grant>;

/** Names of one organisation are written alike, but for capitals and spaces. */
export const organisationKey = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Does a grant hold for a plan? `line` is the plan's organisation and all above it. */
export const holdsFor = ({ on }: Grant, planId: string, line: readonly string[]): boolean => {
  if (on === 'everything') return true;
  return 'plan' in on ? on.plan === planId : line.some((name) => organisationKey(name) === organisationKey(on.organisation));
};

/** What somebody may do with a plan. */
export const planRights = ['read', 'edit', 'budget', 'undo', 'tokens', 'move'] as const;
/** Read it; change what the role lets them; link it with budgets of the treasurer's; undo; give others tokens for it; change which organisation it belongs to. */
export type PlanRight = (typeof planRights)[number];

/** What the roles that somebody has in a plan come to, together. */
export interface Rights {
  /** In the order of `roles`, each once. */
  readonly roles: readonly Role[];
  may(right: PlanRight): boolean;
  readonly mayEdit: MayEdit;
}

/** Fields of the head that grants on organisations go by: to change them is to move the plan from some people's reach into that of others. [T6] */
const movingFields: ReadonlySet<string> = new Set(['organisation.name', 'organisation.parent']);

const isOwners = (role: Role): boolean => role === 'owner' || role === 'admin';

/** The rights that these grants give in a plan they all hold for. Several add up: an editor who is treasurer, too, may change all tables. [T1] [T5] */
export const rightsOf = (grants: readonly Grant[]): Rights => {
  const held = roles.filter((role) => grants.some((grant) => grant.role === role));
  const isOwner = held.some(isOwners);
  const mayMove = grants.some(({ role, on }) => isOwners(role) && on === 'everything');
  const editable = held.map(mayEdit);
  const mayLink = editable.some((may) => may(headTable, budgetLinksPath));
  const mayDo: Readonly<Record<PlanRight, boolean>> = { read: held.length > 0, edit: held.some((role) => role !== 'reader'), budget: mayLink, undo: isOwner, tokens: isOwner, move: mayMove };
  return {
    roles: held,
    may: (right) => mayDo[right],
    mayEdit: (table, field) => editable.some((may) => may(table, field)) && (mayMove || table !== 'head' || field === undefined || !movingFields.has(field)),
  };
};
