import type { Grant, GrantScope } from '../../plan/grants';
import { succeed, type Result } from '../journey/failure';
import type { Organisations } from './organisations';

/** A plan or an organisation that something is granted on. */
export type NamedScope = Exclude<GrantScope, 'everything'>;

const isThere = async (scope: NamedScope, organisations: Organisations): Promise<Result<boolean>> => {
  if ('organisation' in scope) return organisations.isKnown(scope.organisation);
  const line = await organisations.lineOfPlan(scope.plan);
  return line.ok ? succeed(line.value.length > 0) : line;
};

/** What is granted on and the store does not have, each once: a slip of the pen, or a plan or an organisation that is still to come. */
export const unknownScopes = async (grants: readonly Grant[], organisations: Organisations): Promise<Result<readonly NamedScope[]>> => {
  const unknown: NamedScope[] = [];
  const scopes = new Map(grants.map(({ on }) => [JSON.stringify(on), on]));
  for (const scope of scopes.values()) {
    if (scope === 'everything') continue;
    const there = await isThere(scope, organisations);
    if (!there.ok) return there;
    if (!there.value) unknown.push(scope);
  }
  return succeed(unknown);
};
