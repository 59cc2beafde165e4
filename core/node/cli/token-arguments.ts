import { grantSchema, type Grant, type GrantScope } from '../../plan/grants';
import { roles, type Role } from '../../plan/rights';
import { isValidDate } from '../../plan/dates';
import { newTokenSchema } from '../../sync';
import { fail, succeed, type Result } from '../journey/failure';
import { flag, option, type Arguments, type CommandContext } from './command';
import { usageFailure } from './command-line';
import { localeOf } from './locale-of';
import { say } from './texts';

/** What a new token is to be. */
export interface AskedToken {
  readonly name: string;
  readonly grants: readonly Grant[];
  /** ISO instant. */
  readonly expires: string | null;
}

const listOf = (text: string): string[] => [...new Set(text.split(',').map((part) => part.trim()).filter((part) => part !== ''))];

const needed = (args: Arguments, context: CommandContext, name: string, value: string): Result<string> => {
  const given = option(args, name)?.trim() ?? '';
  return given === '' ? usageFailure(say('missingWord', localeOf(context), { what: `--${name} ${value}` })) : succeed(given);
};

const readName = (args: Arguments, context: CommandContext): Result<string> => {
  const name = needed(args, context, 'name', 'NAME');
  if (!name.ok || newTokenSchema.shape.name.safeParse(name.value).success) return name;
  return usageFailure(say('badName', localeOf(context), { what: name.value.slice(0, 100) }));
};

const readRoles = (args: Arguments, context: CommandContext): Result<readonly Role[]> => {
  const given = needed(args, context, 'role', roles.join('|'));
  if (!given.ok) return given;
  const asked = listOf(given.value);
  const unknown = asked.find((one) => !roles.includes(one as Role));
  if (unknown === undefined && asked.length > 0) return succeed(asked as Role[]);
  return usageFailure(say('notAllowed', localeOf(context), { name: 'role', what: unknown ?? given.value, allowed: roles.join(', ') }));
};

const readScopes = (args: Arguments, context: CommandContext): Result<readonly GrantScope[]> => {
  const [plans, organisation] = [option(args, 'plan'), option(args, 'organisation')];
  const given: GrantScope[][] = [
    ...(plans === undefined ? [] : [listOf(plans).map((plan) => ({ plan }))]),
    ...(organisation === undefined ? [] : [[{ organisation: organisation.trim() }]]),
    ...(flag(args, 'everything') ? [['everything' as const]] : []),
  ];
  return given.length === 1 && given[0]!.length > 0 ? succeed(given[0]!) : usageFailure(say('oneScope', localeOf(context)));
};

/** A date is valid to its end, where this machine stands. */
const readExpiry = (args: Arguments, context: CommandContext): Result<string | null> => {
  const date = option(args, 'expires');
  if (date === undefined) return succeed(null);
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const end = isValidDate(date) ? new Date(year, month - 1, day + 1) : null;
  if (end && end.toISOString() > context.now) return succeed(end.toISOString());
  return usageFailure(say('badExpiry', localeOf(context), { what: date }));
};

/** Reads what `planark token create` is to make: each role on each plan. */
export const readAskedToken = (args: Arguments, context: CommandContext): Result<AskedToken> => {
  const name = readName(args, context);
  if (!name.ok) return name;
  const asked = readRoles(args, context);
  if (!asked.ok) return asked;
  const scopes = readScopes(args, context);
  if (!scopes.ok) return scopes;
  if (asked.value.includes('admin') && !scopes.value.includes('everything')) return usageFailure(say('adminOfEverything', localeOf(context)));
  const grants = scopes.value.flatMap((on) => asked.value.map((role) => ({ role, on })));
  const wrong = grants.find((grant) => !grantSchema.safeParse(grant).success);
  if (wrong && typeof wrong.on === 'object' && 'plan' in wrong.on) return fail({ kind: 'unknown-plan', planId: wrong.on.plan });
  if (wrong) return usageFailure(say('badOption', localeOf(context), { what: '--organisation' }));
  const expires = readExpiry(args, context);
  return expires.ok ? succeed({ name: name.value, grants, expires: expires.value }) : expires;
};
