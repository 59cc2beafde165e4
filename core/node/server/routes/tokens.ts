import * as z from 'zod';
import { madeTokenSchema, newPlanTokenSchema, newTokenSchema, planIdSchema, tokenIdSchema, tokenListSchema, tokenMessageSchema, type TokenMessage } from '../../../sync';
import type { Grant } from '../../../plan/grants';
import { fromStore } from '../../journey/failure';
import type { Caller } from '../../people/caller';
import { makeToken, type TokenRecord } from '../../people/token';
import { unknownScopes } from '../../people/unknown-scopes';
import { pastText } from '../field-rules';
import { refuse, refuseField } from '../http-failure';
import { answer, route, type Handled, type Services } from '../route';
import { planParams } from './plans';

const message = ({ id, name, grants, made, madeBy, expires, revoked, lastUsed }: TokenRecord): TokenMessage => ({ id, name, grants: [...grants], made, madeBy, expires, revoked, lastUsed });

type IsTheirs = (token: TokenRecord) => boolean;
const any: IsTheirs = () => true;
/** A token of which all is for this one plan: one that reaches further is none of its owner's business. [T14] */
const isOfPlan = (planId: string): IsTheirs => ({ grants }) => grants.every(({ on }) => typeof on === 'object' && 'plan' in on && on.plan === planId);

const listTokens = async ({ tokens }: Services, isTheirs: IsTheirs): Promise<Handled> => {
  const listed = fromStore(await tokens.list());
  return listed.ok ? answer({ json: { tokens: listed.value.filter(isTheirs).map(message) } }) : listed;
};

interface NewToken {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly expires: string | null | undefined;
}

const addToken = async ({ tokens, now }: Services, caller: Caller, { name, grants, expires = null }: NewToken): Promise<Handled> => {
  if (expires !== null && Date.parse(expires) <= now().getTime()) return refuseField('expires', pastText);
  const { token, text } = makeToken({ name, grants, expires, madeBy: caller.name }, now());
  const added = fromStore(await tokens.add(token));
  return added.ok ? answer({ status: 201, isSecret: true, json: { token: message({ ...token, revoked: null, lastUsed: null }), text } }) : added;
};

const revokeToken = async ({ tokens, now }: Services, caller: Caller, id: string, isTheirs: IsTheirs): Promise<Handled> => {
  const found = fromStore(await tokens.find(id));
  if (!found.ok) return found;
  if (!found.value || !isTheirs(found.value)) return refuse('unknown-token', { what: id });
  const revoked = fromStore(await tokens.revoke(id, { at: now().toISOString(), by: caller.name }));
  return revoked.ok ? answer({ json: message(revoked.value!) }) : revoked;
};

const list = { 200: { about: 'Never with a secret.', schema: tokenListSchema } };
const made = { 201: { about: 'The token, which is told this once.', schema: madeTokenSchema } };
const revoked = { 200: { about: 'It is of no use from now on; it stays in the list.', schema: tokenMessageSchema } };

const listOfPlan = route({
  method: 'GET', path: '/api/plans/:id/tokens', about: 'Tokens that are for this plan alone.', right: 'tokens', params: planParams, answers: list, failures: [404],
}, async ({ params: { id } }, services) => listTokens(services, isOfPlan(id)));

const addToPlan = route({
  method: 'POST', path: '/api/plans/:id/tokens', about: 'Makes a token for this plan.', right: 'tokens', params: planParams,
  body: { schema: newPlanTokenSchema }, answers: made, failures: [400, 404],
}, async ({ params: { id }, body: { name, roles, expires }, caller }, services) =>
  addToken(services, caller, { name, expires, grants: [...new Set(roles)].map((role) => ({ role, on: { plan: id } })) }));

const revokeOfPlan = route({
  method: 'DELETE', path: '/api/plans/:id/tokens/:token', about: 'Revokes a token that is for this plan alone.', right: 'tokens',
  params: z.strictObject({ id: planIdSchema, token: tokenIdSchema }), answers: revoked, failures: [404],
}, async ({ params: { id, token }, caller }, services) => revokeToken(services, caller, token, isOfPlan(id)));

const listAll = route({
  method: 'GET', path: '/api/tokens', about: 'All tokens.', right: 'admin', answers: list, failures: [],
}, async (_, services) => listTokens(services, any));

const addAny = route({
  method: 'POST', path: '/api/tokens', about: 'Makes a token.', right: 'admin', body: { schema: newTokenSchema }, answers: made, failures: [400, 422],
}, async ({ body: { name, grants, expires }, caller }, services) => {
  // An organisation may be waiting for its first plan; a plan that is not there is a slip.
  const unknown = await unknownScopes(grants, services.organisations);
  if (!unknown.ok) return unknown;
  const plan = unknown.value.find((scope) => 'plan' in scope);
  return plan ? refuse('grant-on-nothing', { what: plan.plan }) : addToken(services, caller, { name, grants, expires });
});

const revokeAny = route({
  method: 'DELETE', path: '/api/tokens/:token', about: 'Revokes a token.', right: 'admin', params: z.strictObject({ token: tokenIdSchema }), answers: revoked, failures: [404],
}, async ({ params: { token }, caller }, services) => revokeToken(services, caller, token, any));

export const tokenRoutes = [listOfPlan, addToPlan, revokeOfPlan, listAll, addAny, revokeAny];
