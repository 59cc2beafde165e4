import { createCaller } from '../../core/node/people/caller';
import { noOrganisations } from '../../core/node/people/organisations';
import { accessByAny } from '../../core/node/server/access';
import { readGroupGrants } from '../../core/node/server/oidc/group-grants';
import { createOidcAccess } from '../../core/node/server/oidc/oidc-access';
import { accessOf } from './people';
import { liveServer, type LiveServer } from './live-server';

export const AUDIENCE = 'https://plan.example.org';

export const groups = {
  claim: 'groups',
  groups: {
    styret: [{ role: 'editor', on: { plan: 'lillehammer-2026' } }, { role: 'reader', on: 'everything' }],
    kasserere: [{ role: 'treasurer', on: { plan: 'lillehammer-2026' } }],
    ledere: [{ role: 'owner', on: { plan: 'lillehammer-2026' } }],
    roboter: [{ role: 'reader', on: { plan: 'norrbotten-2021' } }],
  },
};

export interface OidcServer extends LiveServer {
  /** What was told of the issuer: null where it answers again. */
  readonly told: (string | null)[];
  /** Milliseconds that the clock by which tokens are looked at is ahead. */
  readonly oidcClock: { ahead: number };
  /** Asks with a token; gives status and body. */
  as(token: string, path?: string, method?: string, body?: unknown): Promise<{ readonly status: number; readonly body: any; readonly headers: Headers }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was answered
}

/** A live server that lets in whom an issuer vouches for, and, with the token "planark_house", the house's own reader. */
export const oidcServer = async (issuer: string, guesses = 100_000): Promise<OidcServer> => {
  const told: (string | null)[] = [];
  const oidcClock = { ahead: 0 };
  const read = readGroupGrants(groups);
  if (!read.ok) throw new Error('groups');
  const now = (): Date => new Date(Date.now() + oidcClock.ahead);
  const byIssuer = createOidcAccess({ issuer, audience: AUDIENCE, grantsOf: read.value, callerOf: (person) => createCaller(person, noOrganisations), now, tell: (trouble) => told.push(trouble) });
  const house = accessOf({ name: 'Huset', key: 'house', grants: [{ role: 'reader', on: 'everything' }] });
  const byToken = { ...house, identify: async (headers: { authorization?: string }) => (headers.authorization === 'Bearer planark_house' ? house.identify({}, false) : { ok: true as const, value: null }) };
  const live = await liveServer({ access: accessByAny([byToken, byIssuer]), limits: { guesses, guessesPerSecond: 0.1 } });
  return {
    ...live, told, oidcClock,
    as: async (token, path = '/api/plans', method = 'GET', body) => {
      const answered = await fetch(live.address + path, { method, headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });
      return { status: answered.status, headers: answered.headers, body: await answered.json() };
    },
  };
};
