import type { IncomingHttpHeaders } from 'node:http';

/** What somebody may do with a plan. */
export type Right = 'read' | 'edit' | 'undo' | 'create';

/** Who asks. */
export interface Caller {
  /** Goes into the history as the author. */
  readonly name: string;
  /** The same for all requests of one token or one owner: limits and operations are counted by it. */
  readonly key: string;
  may(right: Right, planId: string): boolean;
}

/** Says who asks and what they may: tokens, an identity provider, or a single owner on this machine. */
export interface Access {
  /** Whether strangers are kept out: nothing else may be listened to from beyond this machine. */
  readonly keepsStrangersOut: boolean;
  /** null where nobody is known by these headers. */
  identify(headers: IncomingHttpHeaders): Promise<Caller | null>;
}

/** Whoever reaches this machine's own address is its owner, so that the first start needs nothing. */
export const localOwner = (name: string): Access => {
  const owner: Caller = { name, key: 'owner', may: () => true };
  return { keepsStrangersOut: false, identify: () => Promise.resolve(owner) };
};
