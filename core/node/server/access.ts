import type { IncomingHttpHeaders } from 'node:http';
import { succeed, type Result } from '../journey/failure';
import { createCaller, type Caller } from '../people/caller';
import { noOrganisations } from '../people/organisations';

/** Says who asks and what they may: tokens, an identity provider, or a single owner on this machine. */
export interface Access {
  /** Whether strangers are kept out, and somebody is let in: nothing else may be listened to from beyond this machine. */
  keepsStrangersOut(): Promise<Result<boolean>>;
  /** null where nobody is known by these headers. `isLocal` is whether only this machine reaches the server. */
  identify(headers: IncomingHttpHeaders, isLocal: boolean): Promise<Result<Caller | null>>;
}

/** Whoever reaches this machine's own address is its owner, so that the first start needs nothing. */
export const localOwner = (name: string): Access => {
  const owner = createCaller({ name, key: 'owner', grants: [{ role: 'admin', on: 'everything' }] }, noOrganisations);
  return { keepsStrangersOut: async () => succeed(false), identify: async (_, isLocal) => succeed(isLocal ? owner : null) };
};
