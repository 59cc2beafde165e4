import type { IncomingHttpHeaders } from 'node:http';
import { fromStore, succeed, type Result } from '../journey/failure';
import { createCaller, type Caller } from '../people/caller';
import type { Organisations } from '../people/organisations';
import { isSecretOf, isValid, readTokenText, type TokenRecord } from '../people/token';
import type { TokenRegistry } from '../people/token-registry';
import type { Access } from './access';
import { createLru } from '../../plan/lru';

export interface TokenAccessWorld {
  readonly registry: TokenRegistry;
  readonly organisations: Organisations;
  /** Who is let in while no token was ever made. */
  readonly owner: Access;
  readonly now: () => Date;
}

/** How long what was read of a token is gone by, in milliseconds: so much later at most does a new or a revoked one take effect. [T10] */
const knownFor = 1_000;
const noteUseEvery = 60_000;
const rememberedTokens = 10_000;

interface Known {
  readonly record: TokenRecord | null;
  readonly caller: Caller | null;
  readonly until: number;
}

/** What stands after "Bearer" in a request's headers. */
export const bearerOf = ({ authorization = '' }: IncomingHttpHeaders): string | undefined => /^Bearer +(\S+) *$/i.exec(authorization)?.[1];

/** Writes down uses at most once a minute and token, while the request goes on; one that cannot be written down is let go. [T12] */
const createUses = (registry: TokenRegistry, now: () => Date) => {
  const noted = createLru<number>(rememberedTokens);
  return (id: string): void => {
    const at = now();
    if (at.getTime() - (noted.get(id) ?? -Infinity) < noteUseEvery) return;
    noted.set(id, at.getTime());
    void registry.noteUse(id, at.toISOString()).catch(() => undefined);
  };
};

/** Reads tokens, each again after a second. */
const createKnownTokens = ({ registry, organisations, now }: TokenAccessWorld) => {
  const known = createLru<Known>(rememberedTokens);
  return async (id: string): Promise<Result<Known>> => {
    const before = known.get(id);
    if (before && before.until > now().getTime()) return succeed(before);
    const found = fromStore(await registry.find(id));
    if (!found.ok) return found;
    const record = found.value;
    const fresh = { record, caller: record && createCaller({ name: record.name, key: `token ${id}`, grants: record.grants }, organisations), until: now().getTime() + knownFor };
    known.set(id, fresh);
    return succeed(fresh);
  };
};

/** Whoever has a token that was not revoked and is not over; while none was ever made, this machine's owner. [T8] [T10] [T13] */
export const createTokenAccess = (world: TokenAccessWorld): Access => {
  const { registry, owner, now } = world;
  const noteUse = createUses(registry, now);
  const knownToken = createKnownTokens(world);
  let any: { readonly is: boolean; readonly until: number } = { is: false, until: 0 };

  const hasAny = async (): Promise<Result<boolean>> => {
    if (any.is || any.until > now().getTime()) return succeed(any.is);
    const asked = fromStore(await registry.hasAny());
    if (asked.ok) any = { is: asked.value, until: now().getTime() + knownFor };
    return asked;
  };
  const identifyBearer = async (headers: IncomingHttpHeaders): Promise<Result<Caller | null>> => {
    const parts = readTokenText(bearerOf(headers) ?? '');
    if (!parts) return succeed(null);
    const known = await knownToken(parts.id);
    if (!known.ok) return known;
    const { record, caller } = known.value;
    if (!isSecretOf(record, parts.secret) || !isValid(record!, now())) return succeed(null);
    noteUse(parts.id);
    return succeed(caller);
  };
  return {
    keepsStrangersOut: async () => {
      const listed = fromStore(await registry.list());
      return listed.ok ? succeed(listed.value.some((record) => isValid(record, now()))) : listed;
    },
    identify: async (headers, isLocal) => {
      const asked = await hasAny();
      if (!asked.ok) return asked;
      return asked.value ? identifyBearer(headers) : owner.identify(headers, isLocal);
    },
  };
};
