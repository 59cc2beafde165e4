import type { IncomingHttpHeaders } from 'node:http';
import { succeed, type Result } from '../journey/failure';
import { createCaller, type Caller } from '../people/caller';
import { noOrganisations } from '../people/organisations';

/** Says who asks and what they may: tokens, an identity provider, or a single owner on this machine. */
export interface Access {
  /** Whether strangers are kept out, and somebody is let in: nothing else may be listened to from beyond this machine. */
  keepsStrangersOut(): Promise<Result<boolean>>;
  /**
   * null where nobody is known by these headers. `isLocal` is whether only this machine reaches the server; `isThrifty`, whether signatures, which
   * cost more to check than to send, are not looked at.
   */
  identify(headers: IncomingHttpHeaders, isLocal: boolean, isThrifty?: boolean): Promise<Result<Caller | null>>;
}

/** Whoever reaches this machine's own address is its owner, so that the first start needs nothing. */
export const localOwner = (name: string): Access => {
  const owner = createCaller({ name, key: 'owner', grants: [{ role: 'admin', on: 'everything' }] }, noOrganisations);
  return { keepsStrangersOut: async () => succeed(false), identify: async (_, isLocal) => succeed(isLocal ? owner : null) };
};

/** Nobody comes in this way. */
export const nobody: Access = { keepsStrangersOut: async () => succeed(false), identify: async () => succeed(null) };

/** Several ways in: whoever one of them knows, by what only that one takes, is let in. */
export const accessByAny = (ways: readonly Access[]): Access => ({
  keepsStrangersOut: async () => {
    for (const way of ways) {
      const keepsOut = await way.keepsStrangersOut();
      if (!keepsOut.ok || keepsOut.value) return keepsOut;
    }
    return succeed(false);
  },
  identify: async (headers, isLocal, isThrifty) => {
    for (const way of ways) {
      const caller = await way.identify(headers, isLocal, isThrifty);
      if (!caller.ok || caller.value) return caller;
    }
    return succeed(null);
  },
});
